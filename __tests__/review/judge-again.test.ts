/** What mode `report` makes of a review that someone else measured. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Config, DEFAULT_CONFIG } from '../../src/config/config.ts'
import { judgeAgain } from '../../src/review/judge-again.ts'
import type { Benchmark, Metric, Review, Site } from '../../src/review/schema.ts'
import { sampleBenchmark, sampleMetric, sampleReview, sampleRuleGone, sampleSite } from '../delivery/sample-review.ts'

const TODAY = '2026-01-01'

function judge(review: Review, config: Partial<Config> = {}, labels: readonly string[] = []): Review {
  return judgeAgain(review, { config: { ...DEFAULT_CONFIG, ...config }, labels, today: TODAY })
}

/** Six samples a side, and judgements that hide what they say. */
function claim(base: number, head: number, changes: Partial<Metric> = {}): Metric {
  const side = (value: number) => ({ samples: Array<number>(6).fill(value), center: 0, low: 0, high: 0 })
  return {
    ...sampleMetric(0, 0, 'unchanged'),
    base: side(base),
    head: side(head),
    watched: false,
    ...changes,
  }
}

function reviewOf(metric: Metric, changes: Partial<Benchmark> = {}): Review {
  const benchmark = sampleBenchmark({ verdict: 'unchanged', metrics: { 'allocs/op': metric }, ...changes })
  return sampleReview({ benchmarks: [benchmark] })
}

describe('a file that says pass', () => {
  test('and holds samples that rose is regressed', () => {
    const judged = judge(reviewOf(claim(1, 2)))
    expect(judged.verdict).toBe('regressed')
    expect(judged.benchmarks[0]?.metrics['allocs/op']).toMatchObject({
      verdict: 'regressed',
      watched: true,
      delta: 1,
      ratio: 2,
      base: { center: 1 },
      head: { center: 2 },
    })
    expect(judged.gate.blocking).toEqual(['allocs:example.com/token.BenchmarkParse:allocs/op'])
  })

  test('and holds an escape in a hot function is regressed, whoever declares it hot', () => {
    const added = [sampleSite({ hot: false })]
    const escapes = { ...sampleReview().escapes, added }
    expect(judge(sampleReview({ escapes })).verdict).toBe('pass')
    expect(judge(sampleReview({ escapes }), { hot: ['example.com/token.Parse'] }).verdict).toBe('regressed')
    expect(judge(sampleReview({ escapes: { ...escapes, added: [sampleSite({ hot: true })] } })).verdict).toBe(
      'regressed',
    )
  })

  test('and holds a promise broken by sites that were there before is regressed', () => {
    const brokenPromises: Site[] = [sampleSite({ noalloc: true, onChangedLine: false })]
    const escapes = { ...sampleReview().escapes, brokenPromises }
    expect(judge(sampleReview({ escapes })).gate.blocking).toHaveLength(1)
  })

  test('and holds a head that does not build is broken', () => {
    const problems = [{ stage: 'compile', side: 'head' as const, severity: 'error' as const, message: 'no' }]
    expect(judge(sampleReview({ problems })).verdict).toBe('broken')
  })
})

test('a file that says regressed, and holds samples that agree, passes', () => {
  const said = reviewOf(claim(2, 2, { verdict: 'regressed' }), { verdict: 'regressed' })
  expect(judge({ ...said, verdict: 'regressed', gate: { ...said.gate, blocking: ['x'] } })).toMatchObject({
    verdict: 'pass',
    findings: [],
    gate: { blocking: [], waived: [] },
  })
})

test('the thresholds are those of the settings, not of the file', () => {
  const review = reviewOf(claim(1, 2))
  const loose = { ...review, gate: { ...review.gate, failOn: ['none'], allocsThreshold: 100 } }
  expect(judge(loose).verdict).toBe('regressed')
  expect(judge(loose, { allocsThreshold: 1 }).verdict).toBe('pass')
  expect(judge(loose).gate).toMatchObject({
    allocsThreshold: 0,
    failOn: ['allocs', 'bytes', 'escapes=hot', 'contracts', 'broken'],
  })
})

test('overrides for packages below a folder find them by the folders of the modules', () => {
  const review = reviewOf(claim(1, 2))
  const scope = { ...review.scope, modules: ['example.com/token'], moduleFolders: ['sub'], workingDirectory: 'sub' }
  const overrides = [{ packages: ['./...'], settings: { allocsThreshold: 5 } }]
  expect(judge({ ...review, scope }, { workingDirectory: 'sub', overrides }).verdict).toBe('pass')
})

describe('who accepts a cost', () => {
  const review = reviewOf(claim(1, 2))
  test('is asked now: a waiver in the file counts nothing, a label of this moment does', () => {
    const forged = { ...review, findings: review.findings.map((finding) => ({ ...finding, waiver: 'forged' })) }
    expect(judge(forged).gate.waived).toEqual([])
    expect(judge(review, {}, ['perf-regression-accepted'])).toMatchObject({ verdict: 'pass', gate: { blocking: [] } })
    expect(judge(judge(review, {}, ['perf-regression-accepted'])).verdict).toBe('regressed')
  })

  test('and a waiver that nothing needs is told once, however often it is judged', () => {
    const waivers = [
      { benchmark: 'BenchmarkGone', function: null, metric: null, ceiling: null, expires: null, reason: 'r' },
    ]
    const once = judge(review, { waivers })
    expect(once.problems).toHaveLength(1)
    expect(judge(once, { waivers }).problems).toEqual(once.problems)
  })
})

test('judging what is judged changes nothing', () => {
  const sample = fc.oneof(fc.constantFrom(0, 1, 2, 16, 64), fc.double({ min: 0, max: 1e9, noNaN: true }))
  const side = fc.array(sample, { maxLength: 8 })
  const unit = fc.constantFrom('allocs/op', 'B/op', 'sec/op', 'widgets/op', 'constructor')
  fc.assert(
    fc.property(fc.array(fc.tuple(unit, side, side), { maxLength: 4 }), fc.boolean(), (made, comparable) => {
      const summary = (samples: number[]) =>
        samples.length === 0 ? null : { samples, center: 0, low: null, high: null }
      const metrics = Object.fromEntries(
        made.map(([name, base, head]) => [
          name,
          { ...sampleMetric(0, 0, 'unchanged'), unit: name, base: summary(base), head: summary(head) },
        ]),
      )
      // The first judging drops metrics that no measurement would have kept.
      const once = judge(
        judge(reviewOf(claim(0, 0), { metrics, comparable, notComparableBecause: 'its code changed' })),
      )
      expect(judge(once)).toEqual(once)
    }),
    { numRuns: 200 },
  )
})

describe('what a file says that rules see no more', () => {
  const rulesGone = [sampleRuleGone('append-capacity'), sampleRuleGone('no-such-rule')]
  const summaryOf = (review: Review): string => review.checklist.find(({ id }) => id === 'presizing')?.summary ?? ''

  test('stays where its benchmark got better by its samples', () => {
    const judged = judge({ ...reviewOf(claim(2, 1)), rulesGone })
    expect(judged.rulesGone).toEqual(rulesGone.slice(0, 1))
    expect(summaryOf(judged)).toContain('gone: something was done the slow way')
  })

  test('is not told where it did not', () => {
    const judged = judge({ ...reviewOf(claim(2, 2)), rulesGone })
    expect(judged.rulesGone).toEqual([])
    expect(summaryOf(judged)).not.toContain('gone')
  })
})
