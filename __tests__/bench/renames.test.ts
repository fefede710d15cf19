import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { planFunctionPattern, planPattern, splitPattern } from '../../src/bench/command.ts'
import { judgeAsksName, judgeBenchmarkCode } from '../../src/bench/comparability.ts'
import { matchRenames, renameDeclarations, renamePattern, renameResult } from '../../src/bench/renames.ts'
import type { GoParser } from '../../src/syntax/go-parser.ts'
import type { Declaration } from '../../src/syntax/outline.ts'
import { startParser } from '../syntax/parser.ts'

let parser: GoParser
beforeAll(async () => {
  parser = await startParser()
})

const read = (text: string): readonly Declaration[] => parser.parseOutline(`package p\n\n${text}`).declarations
const benchmarksOf = (declarations: readonly Declaration[]): Set<string> =>
  new Set(declarations.map(({ name }) => name).filter((name) => name.startsWith('Benchmark')))

function match(baseText: string, headText: string): Record<string, string> {
  const [base, head] = [read(baseText), read(headText)]
  const gone = new Set([...benchmarksOf(base)].filter((name) => !benchmarksOf(head).has(name)))
  const fresh = new Set([...benchmarksOf(head)].filter((name) => !benchmarksOf(base).has(name)))
  return Object.fromEntries(matchRenames(gone, fresh, base, head))
}

const one = (name: string, body = 'Work()', above = ''): string => `${above}func ${name}(b *testing.B) { ${body} }\n`

describe('a renamed benchmark', () => {
  test('has the same body under another name', () => {
    expect(match(one('BenchmarkOld') + one('BenchmarkStays'), one('BenchmarkStays') + one('BenchmarkNew'))).toEqual({
      BenchmarkNew: 'BenchmarkOld',
    })
    expect(match(one('BenchmarkOld'), `// New.\n${one('BenchmarkNew', '\n\tWork() // as ever\n')}`)).toEqual({
      BenchmarkNew: 'BenchmarkOld',
    })
  })

  test.each([
    ['one with another body', one('BenchmarkOld'), one('BenchmarkNew', 'Work(); Work()')],
    ['one with another parameter', one('BenchmarkOld'), one('BenchmarkNew').replace('b *', 'c *')],
    ['one of two that look alike', one('BenchmarkOld') + one('BenchmarkOlder'), one('BenchmarkNew')],
    ['two that look alike', one('BenchmarkOld'), one('BenchmarkNew') + one('BenchmarkNewer')],
    ['a new one beside the old', one('BenchmarkOld'), one('BenchmarkOld') + one('BenchmarkNew')],
    ['a helper of that body', one('help'), one('BenchmarkNew')],
  ])('is not %s', (_, base, head) => {
    expect(match(base, head)).toEqual({})
  })

  const judge = (baseText: string, headText: string): string | null => {
    const base = renameDeclarations(read(baseText), new Map([['BenchmarkNew', 'BenchmarkOld']]))
    return judgeBenchmarkCode('BenchmarkNew', base, read(headText))
  }

  test('measures the same, unless what it reaches or what is said to the compiler changed', () => {
    expect(judge(one('BenchmarkOld'), one('BenchmarkNew'))).toBeNull()
    expect(judge(one('BenchmarkOld'), one('BenchmarkNew', 'Work()', '//go:noinline\n'))).toBe('BenchmarkNew')
    const helper = 'func Work() {}\n'
    expect(judge(one('BenchmarkOld') + helper, one('BenchmarkNew') + helper)).toBeNull()
    expect(judge(one('BenchmarkOld') + helper, one('BenchmarkNew') + helper.replace('{}', '{ println() }'))).toBe(
      'Work',
    )
  })

  test.each([
    ['b.Name()', true],
    ['b.TempDir()', true],
    ['open(b.TempDir())', true],
    ['Work()', false],
    ['use(tt.Name)', false],
    ['rename(tt.Name())', true],
    ['set.Name(1)', false],
  ])('that asks for its name is another one: %s', (body, asks) => {
    expect(judgeAsksName('BenchmarkNew', read(one('BenchmarkNew', body)))).toBe(asks)
    const behind = one('BenchmarkNew') + one('Work', body) + one('unused', 'b.Name()')
    expect(judgeAsksName('BenchmarkNew', read(behind))).toBe(asks)
  })
})

describe('running it by the name of its binary', () => {
  const renames = new Map([['BenchmarkNew', 'BenchmarkOld']])
  const rename = (pattern: string): string => renamePattern(splitPattern(pattern), renames)

  test('patterns', () => {
    expect(rename(planPattern('BenchmarkNew/BenchmarkNew/x|y'))).toBe('^BenchmarkOld$/^BenchmarkNew$/^x\\|y$')
    expect(rename(planPattern('BenchmarkNewer'))).toBe('^BenchmarkNewer$')
    expect(rename(planFunctionPattern('BenchmarkNew', [['.'], ['a', 'b|c']]))).toBe('^BenchmarkOld$|^BenchmarkOld$/b|c')
    expect(rename('^(?:BenchmarkNew|BenchmarkA)$')).toBe('^(?:BenchmarkOld|BenchmarkA)$')
  })

  test('results', () => {
    expect(renameResult('BenchmarkOld/a/BenchmarkOld', renames)).toBe('BenchmarkNew/a/BenchmarkOld')
    expect(renameResult('BenchmarkOlder', renames)).toBe('BenchmarkOlder')
  })

  test('without renames nothing changes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const name = `BenchmarkOther/${rest}`
        expect(renameResult(name, renames)).toBe(name)
        expect(rename(planPattern(name))).toBe(planPattern(name))
      }),
    )
  })
})
