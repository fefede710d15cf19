import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bindImports, type TestFile } from '../../src/bench/bind-imports.ts'
import { judgeBenchmarkCode } from '../../src/bench/comparability.ts'
import type { GoParser } from '../../src/syntax/go-parser.ts'
import { startParser } from '../syntax/parser.ts'

let parser: GoParser
beforeAll(async () => {
  parser = await startParser()
})

const NAMES: Readonly<Record<string, string>> = { 'example.com/go-codec': 'codec', 'math/rand/v2': 'rand' }
const BODY = `
func BenchmarkOne(b *testing.B) { codec.Encode(); help() }

func help() { rand.Int() }

func BenchmarkTwo(b *testing.B) { fmt.Println() }
`
const IMPORTS = 'import (\n\t"testing"\n\t"fmt"\n\tcodec "example.com/codec"\n\t"math/rand"\n)\n'

/** What of a benchmark's own code changed between test files of the package. */
function judge(base: readonly string[], head: readonly string[], benchmark = 'BenchmarkOne'): string | null {
  const read = (texts: readonly string[]) =>
    bindImports(
      texts.map((text) => parser.parseOutline(text)),
      (path) => NAMES[path] ?? null,
    )
  return judgeBenchmarkCode(benchmark, read(base), read(head))
}

const file = (imports: string, above = ''): string => `${above}package p\n\n${imports}${BODY}`
const from = (changed: string, to: string): string => file(IMPORTS.replace(changed, to))

describe('a benchmark of the same text measures something else', () => {
  test.each<[string, string, string]>([
    ['where a name that it uses is imported from elsewhere', from('example.com/codec"', 'other.org/codec"'), 'codec'],
    [
      'where the package tells the name, not the path',
      from('codec "example.com/codec"', '"example.com/go-codec"'),
      'codec',
    ],
    ['where a helper uses it', from('math/rand"', 'math/rand/v2"'), 'math/rand'],
    ['where everything of a package gets in', from('"fmt"', '"fmt"\n\t. "example.com/all"'), 'example.com/all'],
    ['where a package is imported for what it starts', from('"fmt"', '"fmt"\n\t_ "example.com/start"'), 'start'],
    ['where the binary runs with other settings', file(IMPORTS, '//go:debug madvdontneed=1\n\n'), '//go:debug madv'],
  ])('%s', (_, head, named) => {
    expect(judge([file(IMPORTS)], [head])).toContain(named)
    expect(judge([head], [file(IMPORTS)])).toContain(named)
  })

  test('and stays the same where the import is not used by what it reaches', () => {
    expect(judge([file(IMPORTS)], [from('math/rand"', 'math/rand/v2"')], 'BenchmarkTwo')).toBeNull()
    expect(judge([file(IMPORTS)], [from('"fmt"', '"fmt"\n\t"os"')])).toBeNull()
    expect(judge([file(IMPORTS)], [from('"fmt"', 'fmt "fmt"')])).toBeNull()
  })

  test.each([
    ['. "github.com/onsi/ginkgo/v2"', 'var _ = Describe("One", func() { It("works", func() {}) })', null],
    ['"github.com/onsi/ginkgo"', 'var _ = ginkgo.DescribeTable("One", check, ginkgo.Entry("a", 1))', null],
    ['. "example.com/other"', 'var _ = Describe("One", func() {})', '_'],
    ['. "github.com/onsi/ginkgo/v2"', 'var _ = register("One")', '_'],
  ])('specs for the test that runs a suite: %s, %s', (imported, added, expected) => {
    const text = from('"fmt"', `"fmt"\n\t${imported}`)
    expect(judge([text], [`${text}\n${added}\n`])).toBe(expected)
  })

  test('what another file says as well counts once', () => {
    const start = 'package p\n\nimport _ "example.com/start"\n'
    const debug = '//go:debug madvdontneed=1\n\npackage p\n'
    expect(judge([file(IMPORTS), start, debug], [file(IMPORTS), start, start, debug, debug])).toBeNull()
    const other = 'package p\n\nimport "fmt"\n\nfunc other() { fmt.Print() }\n'
    expect(judge([file(IMPORTS)], [file(IMPORTS), other], 'BenchmarkTwo')).toBeNull()
  })

  test('any files: alike on both sides, in any order, they are the same', () => {
    const word = fc.constantFrom('a', 'b', 'init', 'BenchmarkOne', '_', '.', '__proto__')
    const anyFile = fc.record<TestFile>({
      declarations: fc.array(
        fc.record({
          kind: fc.constantFrom('function', 'var'),
          name: word,
          names: fc.array(word, { maxLength: 2 }),
          fingerprint: word,
          identifiers: fc.array(word).map((names) => new Set(names)),
        }),
      ),
      imports: fc.array(fc.record({ name: fc.option(word), path: fc.string() })),
      debugLines: fc.array(fc.constantFrom('//go:debug a=1', '//go:debug b=1')),
    })
    fc.assert(
      fc.property(fc.array(anyFile), (files) => {
        const once = bindImports(files, () => null)
        const again = bindImports([...files].reverse(), () => null)
        expect(judgeBenchmarkCode('BenchmarkOne', once, again)).toBeNull()
      }),
    )
  })
})
