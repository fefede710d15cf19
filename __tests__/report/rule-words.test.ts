/** A line that a rule explains is told once: with the benchmark that feels it, else by the rule. */
import { describe, expect, test } from '@jest/globals'
import { FORMATS } from '../../src/report/formats.ts'
import { renderLineNotes } from '../../src/report/line-notes.ts'
import type { Attribution, Finding, Review, Site } from '../../src/review/schema.ts'
import { benchmark, exact, finding, review, site } from '../fixtures/reviews/parts.ts'

const ADVICE = 'Write it with strconv.'
const VAGUE = 'Keep the concrete type.'
const boxed = site('label.go', 9, 'id', { column: 30, advice: VAGUE, cause: 'fmt-or-reflection', group: 'a' })
const rule = (changes: Partial<Finding> = {}): Finding => ({
  ...finding('fmt-in-loop:label.go:9', 'fmt-in-loop', 'a number is formatted', {
    severity: 'warning',
    blocking: false,
    file: 'label.go',
    line: 9,
    advice: ADVICE,
    detail: 'Measured, and the compiler agrees.',
  }),
  evidence: 'measurement',
  proof: { line: 9, column: 30 },
  ...changes,
})
const line: Attribution = { file: 'label.go', line: 9, function: 'Label', allocsPerOp: 1, bytesPerOp: 16 }

function worse(findings: readonly Finding[], attribution: readonly Attribution[], added: readonly Site[]): Review {
  return review({
    verdict: 'regressed',
    findings: [
      ...findings,
      finding('allocs:example.com/token.BenchmarkLabel:allocs/op', 'allocs', 'BenchmarkLabel: 0 → 1 allocs/op'),
    ],
    escapes: { ...review({}).escapes, added: [...added], removed: [] },
    benchmarks: [
      benchmark('BenchmarkLabel', 'regressed', {
        metrics: { 'allocs/op': exact('allocs/op', 0, 1, 'regressed') },
        attribution: [...attribution],
      }),
    ],
  })
}

function calm(findings: readonly Finding[], added: readonly Site[]): Review {
  return review({
    verdict: 'pass',
    findings: [...findings],
    escapes: { ...review({}).escapes, added: [...added], removed: [] },
    benchmarks: [],
  })
}

const count = (text: string, words: string): number => text.split(words).length - 1

describe.each(['terminal', 'markdown', 'html'] as const)('%s', (format) => {
  const print = (subject: Review): string => FORMATS[format](subject, { color: false, width: 100 }).replace(/\s+/g, ' ')

  test('a measured line has the reason and the advice of its rule, once', () => {
    const told = print(worse([rule({ proof: { line: 9, column: null } })], [line], []))
    expect([count(told, 'a number is formatted'), count(told, ADVICE)]).toEqual([1, 1])
    expect(told).not.toContain('reports no new escape')
    expect(told).not.toContain('Also found')
  })

  test('a guess is no reason of a measured line', () => {
    const { proof: _, ...guess } = rule({ evidence: 'syntax', severity: 'notice' })
    const told = print(worse([guess], [line], []))
    expect(told).toContain('reports no new escape')
    expect([count(told, 'a number is formatted'), count(told, ADVICE)]).toEqual([1, 1])
  })

  test('a line of the same matter refers to the one before', () => {
    const told = print(worse([rule({ line: 7 })], [line, { ...line, line: 7, allocsPerOp: 0.5 }], []))
    expect(count(told, 'a number is formatted')).toBe(1)
    expect(told).toContain('for the same reason')
  })

  test('an escape that a benchmark feels keeps its cause, with the advice of the rule', () => {
    const told = print(worse([rule()], [{ ...line, site: boxed }], [boxed]))
    expect(told).toContain('it is passed to fmt or to reflection')
    expect([count(told, ADVICE), count(told, VAGUE), count(told, 'Also found')]).toEqual([1, 0, 0])
  })

  test('an escape that no benchmark feels is told by the rule alone', () => {
    const told = print(calm([rule({ evidence: 'compiler', severity: 'notice' })], [boxed]))
    expect(told).toContain('Also found')
    expect([count(told, ADVICE), count(told, VAGUE), count(told, 'New heap escapes')]).toEqual([1, 0, 0])
  })

  test('another escape on its line is told besides, and so is a rule that the compiler does not speak of', () => {
    const other = { ...boxed, column: 3, expression: 'name', group: 'b' }
    const both = print(calm([rule({ evidence: 'compiler' })], [boxed, other]))
    expect([count(both, ADVICE), count(both, VAGUE)]).toEqual([1, 1])
    expect(both).toContain('Measured, and the compiler agrees.')
    const { proof: _, ...guess } = rule({ evidence: 'syntax', severity: 'notice' })
    const beside = print(calm([guess], [boxed]))
    expect([count(beside, ADVICE), count(beside, VAGUE)]).toEqual([1, 1])
  })

  test('an escape that blocks is told with the advice of the rule', () => {
    const blocking = finding('escape:label.go:9:30', 'new-escape', 'id escapes to heap', {
      file: 'label.go',
      line: 9,
      advice: VAGUE,
      blocking: true,
    })
    const told = print({ ...calm([blocking, rule({ evidence: 'compiler' })], [boxed]), verdict: 'regressed' })
    expect(told).toContain('blocks the merge')
    expect([count(told, ADVICE), count(told, VAGUE), count(told, 'Also found')]).toEqual([1, 0, 0])
  })
})

test('a note on the line gives the advice of the rule', () => {
  const notes = renderLineNotes(calm([rule({ evidence: 'compiler', severity: 'notice' })], [boxed]), {})
  expect(notes).toHaveLength(1)
  const told = notes[0]?.render(false) ?? ''
  expect([count(told, ADVICE), count(told, VAGUE)]).toEqual([1, 0])
})

test('and so does one that begins with a benchmark', () => {
  const measured = finding('allocs:example.com/token.BenchmarkLabel:allocs/op', 'allocs', 'BenchmarkLabel: 0 → 1', {
    file: 'label.go',
    line: 9,
    advice: VAGUE,
  })
  const [note, ...others] = renderLineNotes(calm([measured, rule()], [boxed]), {})
  expect(others).toEqual([])
  const told = note?.render(false) ?? ''
  expect(told).toContain('BenchmarkLabel')
  expect([count(told, ADVICE), count(told, VAGUE)]).toEqual([1, 0])
})

test('what is gone is told with its place on the base, and the benchmark that feels it', () => {
  const subject = review({
    verdict: 'pass',
    benchmarks: [
      benchmark('BenchmarkLabel', 'improved', { metrics: { 'allocs/op': exact('allocs/op', 4, 1, 'improved') } }),
    ],
    rulesGone: [
      {
        rule: 'fmt-in-loop',
        title: 'a number is formatted',
        file: 'label.go',
        line: 9,
        function: 'Label',
        evidence: 'measurement',
        benchmark: { package: 'example.com/token', name: 'BenchmarkLabel' },
      },
    ],
  })
  const told = FORMATS.markdown(subject, {
    serverUrl: 'https://github.com',
    repository: 'a/b',
    color: false,
    width: 100,
  })
  expect(told).toMatch(
    /label\.go:9`\]\([^)]*\/blob\/3f2c9ab[^)]*\) in `Label`: a number is formatted \(`Label` 4 → 1 allocs\/op\)/,
  )
})
