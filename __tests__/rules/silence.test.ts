/** What looks like the bad example, and what a person would not call one. */
import { beforeAll, expect, test } from '@jest/globals'
import type { GoParser } from '../../src/syntax/go-parser.ts'
import { startParser } from '../syntax/parser.ts'
import { rulesIn } from './sample.ts'

let parser: GoParser
beforeAll(async () => {
  parser = await startParser()
})

const BUS = 'import "sync"\n\ntype Bus struct {\n\tmu sync.Mutex\n\tout chan int\n\tdone chan bool\n}\n'

test.each<[string, string, string, string]>([
  [
    'a map that counts what is alike',
    'map-size',
    'func Count(words []string) map[string]int {\n\tseen := make(map[string]int)\n\tfor _, w := range words {\n\t\tn := seen[w]\n\t\tseen[w] = n + 1\n\t}\n\treturn seen\n}\n',
    'func Count(words []string) map[string]int {\n\tseen := make(map[string]int)\n\tfor n, w := range words {\n\t\tseen[w] = n + 1\n\t}\n\treturn seen\n}\n',
  ],
  [
    'a slice that is handed on and made anew',
    'append-capacity',
    'func Groups(in []int) (all [][]int) {\n\tgroup := []int{}\n\tfor _, v := range in {\n\t\tif v == 0 {\n\t\t\tall = append(all, group)\n\t\t\tgroup = []int{}\n\t\t}\n\t\tgroup = append(group, v)\n\t}\n\treturn append(all, group)\n}\n',
    'func Groups(in []int) (all [][]int) {\n\tgroup := []int{}\n\tfor _, v := range in {\n\t\tgroup = append(group, v)\n\t}\n\treturn append(all, group)\n}\n',
  ],
  [
    'a loop that is left from within',
    'concat-in-loop',
    'func Complete(url string) string {\n\tfor {\n\t\tif len(url) > 9 {\n\t\t\tbreak\n\t\t}\n\t\turl += "/"\n\t}\n\treturn url\n}\n',
    'func Complete(url string) string {\n\tfor len(url) < 9 {\n\t\turl += "/"\n\t}\n\treturn url\n}\n',
  ],
  [
    'a send to a channel that has room',
    'lock-held-while-waiting',
    `${BUS}\nfunc (b *Bus) Done() chan bool {\n\tb.mu.Lock()\n\tdefer b.mu.Unlock()\n\tb.done = make(chan bool, 1)\n\tb.done <- true\n\treturn b.done\n}\n`,
    `${BUS}\nfunc (b *Bus) Done() chan bool {\n\tb.mu.Lock()\n\tdefer b.mu.Unlock()\n\tb.done = make(chan bool)\n\tb.done <- true\n\treturn b.done\n}\n`,
  ],
])('%s is no finding, and its like is', (_, rule, silent, found) => {
  expect(rulesIn(parser, `package p\n\n${silent}`)).not.toContain(rule)
  expect(rulesIn(parser, `package p\n\n${found}`)).toContain(rule)
})
