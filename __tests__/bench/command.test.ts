import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  planFunctionPattern,
  planNamesArguments,
  planPattern,
  planRunArguments,
  type RunSettings,
  splitPattern,
} from '../../src/bench/command.ts'
import { createBenchmarkReader } from '../../src/bench/format.ts'
import { type GoModule, makeGoModule } from '../compile/go-module.ts'

const SETTINGS: RunSettings = {
  pattern: '^BenchmarkA$',
  skip: null,
  iterations: 1,
  procs: 2,
  timeoutSeconds: 60,
  testLogFile: null,
}

describe('the arguments of a run', () => {
  test('benchmarks and no tests, memory counted, once, and a stolen exit is seen', () => {
    expect(planRunArguments(SETTINGS)).toEqual([
      '-test.run=^$',
      '-test.bench=^BenchmarkA$',
      '-test.benchtime=1x',
      '-test.benchmem',
      '-test.cpu=2',
      '-test.count=1',
      '-test.timeout=60s',
      '-test.paniconexit0',
    ])
  })

  test('a fixed count, with what is skipped and a log of opened files', () => {
    const args = planRunArguments({
      ...SETTINGS,
      skip: 'Slow',
      iterations: 500,
      testLogFile: 'opened.txt',
    })
    expect(args).toEqual(
      expect.arrayContaining(['-test.benchtime=500x', '-test.skip=Slow', '-test.testlogfile=opened.txt']),
    )
  })
})

/** Names of sub-benchmarks as people and fuzzers write them, as Go literals. */
const ODD_NAMES = [
  'plain',
  'plainer',
  'with space',
  'a.b',
  'a_b',
  'axb',
  'n=1',
  'n=10',
  'x-2',
  'x',
  '[1]',
  '1',
  '(group)',
  'group',
  'a|b',
  'a+',
  'aa',
  '^start',
  'end$',
  'back\\slash',
  '\\d',
  '5',
  '{2}',
  'a*?',
  'größe',
  '世界',
  '😀',
  'tab\there',
  'zero\u0000byte',
  '#01',
  'quote\'"`',
  '*ptr.Type',
  'https:',
  '%s',
]

describe('real Go', () => {
  let made: GoModule
  let names: readonly string[]

  /** The names of what ran, in order. */
  const run = (settings: Partial<RunSettings>): string[] => {
    const { stdout, stderr, exitCode } = made.run('./odd.test', ...planRunArguments({ ...SETTINGS, ...settings }))
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    const reader = createBenchmarkReader({ procs: 2 })
    const records = [...stdout.split('\n').flatMap((line) => reader.push(line)), ...reader.finish()]
    return records.flatMap((record) => (record.kind === 'result' ? [record.name] : []))
  }

  beforeAll(() => {
    const literals = ODD_NAMES.map((name) => JSON.stringify(name)).join(', ')
    made = makeGoModule({
      'go.mod': 'module example.com/odd\n\ngo 1.24\n',
      'odd_test.go': `package odd

import "testing"

func BenchmarkOdd(b *testing.B) {
	for _, name := range []string{${literals}} {
		b.Run(name, func(b *testing.B) {})
	}
	b.Run("", func(b *testing.B) {})
	b.Run("plain", func(b *testing.B) {})
	b.Run("deep", func(b *testing.B) {
		b.Run("er", func(b *testing.B) {})
		b.Run("er/still", func(b *testing.B) {})
		b.Run("double//slash", func(b *testing.B) {})
		b.Run("/", func(b *testing.B) {})
	})
}

func BenchmarkOddity(b *testing.B) {
	b.Run("plain", func(b *testing.B) {})
}

func BenchmarkAlone(b *testing.B) {}
`,
    })
    const built = made.go('test', '-c', '-o', 'odd.test', '.')
    expect(built).toMatchObject({ exitCode: 0, stderr: '' })
    names = run({ pattern: '.' })
    expect(names.length).toBe(ODD_NAMES.length + 8)
    expect(new Set(names).size).toBe(names.length)
  })
  afterAll(() => made.remove())

  test('a pattern made of a name selects this benchmark and no other', () => {
    const missed = names.flatMap((name) => {
      const selected = run({ pattern: planPattern(name) })
      // A name that goes on behind the whole of this one, after a slash, is the one thing that Go cannot leave out.
      const wanted = names.filter((other) => other === name || other.startsWith(`${name}/`))
      return selected.join() === wanted.join() ? [] : [{ name, selected }]
    })
    expect(missed).toEqual([])
    expect(run({ pattern: planPattern('BenchmarkOdd/deep/er') })).toEqual([
      'BenchmarkOdd/deep/er',
      'BenchmarkOdd/deep/er/still',
    ])
  })

  test('the top level of a pattern, as the binary itself matches it', () => {
    const list = (top: string) =>
      made
        .run('./odd.test', ...planNamesArguments(top))
        .stdout.split('\n')
        .filter((line) => line !== '')
    expect(list('.')).toEqual(['BenchmarkOdd', 'BenchmarkOddity', 'BenchmarkAlone'])
    expect(list('Odd$')).toEqual(['BenchmarkOdd'])
    expect(list('(?i)alone')).toEqual(['BenchmarkAlone'])
  })

  /** What runs of each top-level benchmark under the user's pattern, one at a time as the product does it. */
  const runEach = (pattern: string): string[] => {
    const alternatives = splitPattern(pattern)
    return ['BenchmarkOdd', 'BenchmarkOddity', 'BenchmarkAlone'].flatMap((name) => {
      const meant = alternatives.filter(([top]) =>
        made
          .run('./odd.test', ...planNamesArguments(top))
          .stdout.split('\n')
          .includes(name),
      )
      return meant.length === 0 ? [] : run({ pattern: planFunctionPattern(name, meant) })
    })
  }

  test.each([
    '.',
    'Odd',
    'Odd/plain',
    'Odd$/plain$',
    'Odd/a.b',
    'Odd/a[./]b',
    'Odd/deep/er',
    'Odd/(deep/)?er|Alone',
    'Alone|Oddity',
    'Odd$/plain|Oddity',
    'Odd/^x$|Odd/deep/^er$',
    'Odd/with space',
    'Odd//er',
    'Odd/\\[1\\]',
    'Odd/[|]',
    'Odd/(a|5)$',
    'nothing',
    '/plain',
    'Odd/[[:digit:]]',
  ])('a run function by function under %j runs what the pattern itself runs', (pattern) => {
    expect(runEach(pattern)).toEqual(run({ pattern }))
  })
})

describe('splitting a pattern', () => {
  test.each([
    ['.', [['.']]],
    ['', [['']]],
    ['A/b/c', [['A', 'b', 'c']]],
    ['A/b|C', [['A', 'b'], ['C']]],
    ['A[/]b/c', [['A[/]b', 'c']]],
    ['A(b/c|d)/e', [['A(b/c|d)', 'e']]],
    ['A\\/b', [['A\\/b']]],
    ['A/[(]/b', [['A', '[(]', 'b']]],
    ['A\\(/b', [['A\\(', 'b']]],
  ])('%j', (pattern, levels) => {
    expect(splitPattern(pattern)).toEqual(levels)
  })

  test('any text: joined again it is the same, and no level is lost', () => {
    const text = fc.array(fc.constantFrom('A', '/', '|', '[', ']', '(', ')', '\\', '^', '$'), { maxLength: 15 })
    fc.assert(
      fc.property(text, (parts) => {
        const pattern = parts.join('')
        expect(
          splitPattern(pattern)
            .map((levels) => levels.join('/'))
            .join('|'),
        ).toBe(pattern)
      }),
    )
  })
})
