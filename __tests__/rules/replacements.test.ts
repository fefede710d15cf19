/** A replacement is put in place without a look: the code compiles, does the same, and the rule finds nothing more. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Hit } from '../../src/rules/rule.ts'
import { GO_RULES } from '../../src/rules/table.ts'
import { startParser } from '../syntax/parser.ts'
import { findIn } from './sample.ts'

const parser = await startParser()

/** Statements of a function that puts what it does into `out`, a []any; `in` is a []string, `n` an int that is negative. */
const SAMPLES: readonly (readonly [rule: string, imports: string, body: string])[] = [
  [
    'append-capacity',
    'fmt',
    'rows := []string{}\n\tfor _, one := range in {\n\t\trows = append(rows, one)\n\t}\n\tout = append(out, rows == nil, fmt.Sprint(rows))',
  ],
  [
    'append-capacity',
    'fmt',
    'rows := make([]string, 0)\n\tfor i := 0; i < len(in); i++ {\n\t\trows = append(rows, in[i])\n\t}\n\tout = append(out, fmt.Sprint(rows))',
  ],
  [
    'append-capacity',
    '',
    'all := struct{ rows []string }{in}\n\trows := []string{}\n\tfor _, one := range all.rows {\n\t\trows = append(rows, one)\n\t}\n\tout = append(out, len(rows))',
  ],
  [
    'map-size',
    '',
    'known := map[string]int{}\n\tfor at, one := range in {\n\t\tknown[one] = at\n\t}\n\tout = append(out, len(known))',
  ],
  [
    'map-size',
    '',
    'known := make(map[string]bool)\n\tfor _, one := range in {\n\t\tknown[one] = true\n\t}\n\tout = append(out, len(known))',
  ],
  ['write-converted', 'bytes', 'var to bytes.Buffer\n\tto.Write([]byte(in[0]))\n\tout = append(out, to.String())'],
  [
    'write-converted',
    'strings',
    'var to strings.Builder\n\tfrom := []byte(in[0])\n\tto.WriteString(string(from))\n\tout = append(out, to.String())',
  ],
  [
    'fmt-in-loop',
    'fmt strconv',
    'for at := range in {\n\t\tout = append(out, fmt.Sprintf("%d", at), strconv.Itoa(1), fmt.Errorf("x"))\n\t}',
  ],
  [
    'fmt-in-loop',
    'fmt strconv',
    'for range in {\n\t\tsmall := uint8(3)\n\t\tout = append(out, fmt.Sprint(small), strconv.Itoa(1), fmt.Errorf("x"))\n\t}',
  ],
  [
    'fmt-in-loop',
    'fmt',
    'for _, one := range in {\n\t\tout = append(out, fmt.Sprintf("%s", one+"!"), fmt.Errorf("x"))\n\t}',
  ],
  [
    'fmt-in-loop',
    'fmt strconv',
    'for at := range in {\n\t\tlong := int64(at) << 40\n\t\ttext := fmt.Sprintf("%v", -long)\n\t\tout = append(out, text, strconv.Itoa(1), fmt.Errorf("x"))\n\t}',
  ],
]

/** Where the text would not compile, or do something else. */
const REFUSED: readonly (readonly [why: string, rule: string, imports: string, body: string])[] = [
  [
    'a number may be negative',
    'append-capacity',
    '',
    'rows := []string{}\n\tfor i := 0; i < n; i++ {\n\t\trows = append(rows, in[i])\n\t}\n\tout = append(out, len(rows))',
  ],
  [
    'a number may be negative',
    'append-capacity',
    '',
    'rows := []int{}\n\tfor i := range n {\n\t\trows = append(rows, i)\n\t}\n\tout = append(out, len(rows))',
  ],
  [
    'a slice that is nil would be one that is not',
    'append-capacity',
    '',
    'var rows []string\n\tfor _, one := range in {\n\t\trows = append(rows, one)\n\t}\n\tout = append(out, rows == nil)',
  ],
  [
    'the length changes in between',
    'append-capacity',
    '',
    'rows := []string{}\n\tin = in[1:]\n\tfor _, one := range in {\n\t\trows = append(rows, one)\n\t}\n\tout = append(out, len(rows))',
  ],
  [
    'the way there may lead over nil',
    'append-capacity',
    '',
    'var all *struct{ rows []string }\n\trows := []string{}\n\tif n < 0 {\n\t\treturn\n\t}\n\tfor _, one := range all.rows {\n\t\trows = append(rows, one)\n\t}\n\tout = append(out, len(rows))',
  ],
  [
    'a comment stands behind',
    'append-capacity',
    '',
    'rows := []string{} // none yet\n\tfor _, one := range in {\n\t\trows = append(rows, one)\n\t}\n\tout = append(out, len(rows))',
  ],
  [
    'the call goes over several lines',
    'write-converted',
    'bytes',
    'var to bytes.Buffer\n\tto.Write(\n\t\t[]byte(in[0]),\n\t)\n\tout = append(out, to.String())',
  ],
  [
    'the result is used',
    'write-converted',
    'bytes',
    'var to bytes.Buffer\n\tk, _ := to.Write([]byte(in[0]))\n\tout = append(out, to.String(), k)',
  ],
  [
    'strconv is not there',
    'fmt-in-loop',
    'fmt',
    'for at := range in {\n\t\tout = append(out, fmt.Sprintf("%d", at), fmt.Errorf("x"))\n\t}',
  ],
  [
    'fmt is needed for nothing else',
    'fmt-in-loop',
    'fmt strconv',
    'for at := range in {\n\t\tout = append(out, fmt.Sprintf("%d", at), strconv.Itoa(1), "fmt.Errorf")\n\t}\n\t// fmt.Errorf',
  ],
  [
    'an operator would bind otherwise',
    'fmt-in-loop',
    'fmt',
    'for _, one := range in {\n\t\tout = append(out, fmt.Sprintf("%s", one+"!")[0], fmt.Errorf("x"))\n\t}',
  ],
]

function write(imports: string, body: string): string {
  const lines = imports.split(' ').filter((name) => name !== '')
  const block = lines.length === 0 ? '' : `import (\n${lines.map((name) => `\t"${name}"\n`).join('')})\n\n`
  return `package example\n\n${block}// Use is called.\nfunc Use(in []string, n int) (out []any) {\n\t${body}\n\treturn\n}\n`
}

function replacementsIn(text: string, rule: string): Hit[] {
  return findIn(parser, text).filter((hit) => hit.rule === rule && hit.replacement !== null)
}

function replaceIn(text: string, { replacement }: Hit): string {
  const lines = text.split('\n')
  if (replacement)
    lines.splice(replacement.startLine - 1, replacement.endLine - replacement.startLine + 1, replacement.text)
  return lines.join('\n')
}

const examples = GO_RULES.flatMap(({ id, example }) =>
  replacementsIn(example.bad, id).map((hit) => ({ name: `the example of ${id}`, rule: id, before: example.bad, hit })),
)
const samples = SAMPLES.map(([rule, imports, body], at) => {
  const before = write(imports, body)
  return { name: `sample ${at + 1}, of ${rule}`, rule, before, hit: replacementsIn(before, rule)[0] }
})

describe('a replacement', () => {
  test.each([...examples, ...samples])('$name leaves nothing to find', ({ rule, before, hit }) => {
    expect(hit).toBeDefined()
    if (!hit) return
    const after = replaceIn(before, hit)
    expect(after).not.toBe(before)
    expect(findIn(parser, after).filter((one) => one.rule === rule)).toEqual([])
  })

  test('is there for every rule that may give one', () => {
    expect([...new Set([...examples, ...samples].map(({ rule }) => rule))].sort()).toEqual([
      'append-capacity',
      'fmt-in-loop',
      'map-size',
      'write-converted',
    ])
  })

  test.each(REFUSED)('is not given where %s (%s)', (_, rule, imports, body) => {
    const text = write(imports, body)
    expect(findIn(parser, text).map((hit) => hit.rule)).toContain(rule)
    expect(replacementsIn(text, rule)).toEqual([])
  })

  test('is not given for what no Go would take for the value', () => {
    const text = write(
      'fmt',
      'for _, one := range in {\n\t\tout = append(out, fmt.Sprintf("%d", one), fmt.Errorf("x"))\n\t}',
    )
    expect(findIn(parser, text).filter(({ rule }) => rule === 'fmt-in-loop')).toEqual([])
  })
})

describe('with real Go', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rule-replacements-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const go = (...args: readonly string[]): string =>
    execFileSync('go', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, GOFLAGS: '', GOWORK: 'off' } })

  beforeAll(() => {
    const put = (name: string, text: string): void => {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true })
      writeFileSync(path.join(folder, name), text)
    }
    put('go.mod', 'module example.com/rules\n\ngo 1.24\n')
    const pairs = samples.flatMap(({ before, hit }, at) => (hit ? [{ at, before, after: replaceIn(before, hit) }] : []))
    for (const { at, before, after } of pairs) {
      put(`before${at}/p.go`, before)
      put(`after${at}/p.go`, after)
    }
    for (const [at, { before, hit }] of examples.entries()) put(`example${at}/p.go`, replaceIn(before, hit))
    for (const [at, [, , imports, body]] of REFUSED.entries()) put(`refused${at}/p.go`, write(imports, body))
    const sides = pairs.flatMap(({ at }) => [`before${at}`, `after${at}`])
    const imports = sides.map((side) => `\t${side} "example.com/rules/${side}"\n`).join('')
    const calls = pairs
      .map(({ at }) => {
        const [before, after] = ['before', 'after'].map(
          (side) => `fmt.Sprintf("%v", ${side}${at}.Use([]string{"a", "b", "c"}, -1))`,
        )
        return `\tfmt.Println(${at}, ${before} == ${after}, ${before})\n`
      })
      .join('')
    put('main.go', `package main\n\nimport (\n\t"fmt"\n\n${imports})\n\nfunc main() {\n${calls}}\n`)
  })

  test('all compile, before and after, and do the same', () => {
    expect(go('vet', './...')).toBe('')
    const lines = go('run', '.').trim().split('\n')
    expect(lines).toHaveLength(SAMPLES.length)
    expect(lines.filter((line) => !/^\d+ true \[/.test(line))).toEqual([])
  })
})
