import { expect, test } from '@jest/globals'
import { judgeConclusion } from '../../src/delivery/conclusion.ts'
import { describeDifference, planConfigSource, withNotice } from '../../src/delivery/config-source.ts'
import { planOutputs } from '../../src/delivery/outputs.ts'
import { planRetry } from '../../src/delivery/retry.ts'
import { reviewSchema, type Verdict } from '../../src/review/schema.ts'
import { regressedReview, sampleBenchmark, sampleMetric, sampleReview } from './sample-review.ts'

test.each<[Verdict, string[], number]>([
  ['pass', ['allocs', 'broken'], 0],
  ['regressed', ['allocs', 'broken'], 1],
  ['inconclusive', ['allocs', 'broken'], 0],
  ['inconclusive', ['inconclusive'], 1],
  ['broken', ['allocs', 'broken'], 2],
  ['broken', ['allocs'], 0],
])('%s with fail-on %p exits with %i', (verdict, failOn, exitCode) => {
  const review = sampleReview({ verdict })
  const conclusion = judgeConclusion({ ...review, gate: { ...review.gate, failOn } })
  expect(conclusion.exitCode).toBe(exitCode)
  expect(conclusion.message === null).toBe(verdict === 'pass')
})

test('the outputs count what the benchmarks say, not those that cannot be compared', () => {
  const bytes = { 'B/op': sampleMetric(16, 32, 'regressed'), 'allocs/op': sampleMetric(1, 1, 'unchanged') }
  const benchmarks = [
    sampleBenchmark(),
    sampleBenchmark({ name: 'BenchmarkBytes', metrics: bytes }),
    sampleBenchmark({ name: 'BenchmarkChanged', comparable: false }),
    sampleBenchmark({ name: 'BenchmarkSlow', metrics: { 'sec/op': sampleMetric(1, 2, 'regressed') } }),
  ]
  const outputs = planOutputs(regressedReview({ benchmarks }), 'out/review.json')
  expect(outputs).toContainEqual({ name: 'alloc-regressions', value: '2' })
})

test('the config file of the target branch counts until a change is merged', () => {
  expect(planConfigSource({ kind: 'merge-group', headSha: '', baseSha: '', baseRef: '' })).toBe('base')
  expect(planConfigSource({ kind: 'push', before: null, after: '' })).toBe('head')
})

test.each([
  ['count: 5', 'count: 5', null],
  [null, null, null],
  [null, 'fail-on: none', 'adds'],
  ['count: 5', null, 'removes'],
  ['count: 5', 'fail-on: none', 'changes'],
])('config %p, in the head %p: the report says %p', (used, head, verb) => {
  const notice = describeDifference('.github/go-perf-review.yml', used, head)
  if (verb === null) expect(notice).toBeNull()
  else expect(notice).toContain(`${verb} .github/go-perf-review.yml`)
  const review = withNotice(sampleReview(), notice)
  expect(reviewSchema.safeParse(review).success).toBe(true)
  expect(review.problems).toHaveLength(verb === null ? 0 : 1)
})

test('waiting for another try stays within minutes, whatever the server asks', () => {
  const problem = { kind: 'unreachable', status: 502, message: '', retryAfterMs: null } as const
  const limited = { ...problem, kind: 'rate-limited' } as const
  expect([1, 2, 3, 4].map((tries) => planRetry(problem, tries))).toEqual([2_000, 4_000, 8_000, null])
  expect(planRetry(limited, 1)).toBe(60_000)
  expect(planRetry({ ...limited, retryAfterMs: 3_600_000 }, 1)).toBeNull()
  expect(planRetry({ ...problem, kind: 'refused' }, 1)).toBeNull()
  expect(planRetry({ ...problem, kind: 'missing-permission' }, 1)).toBeNull()
})
