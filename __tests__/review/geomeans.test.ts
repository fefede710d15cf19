import { expect, test } from '@jest/globals'
import { compareGeomeans } from '../../src/review/geomeans.ts'
import type { Benchmark, Metric } from '../../src/review/schema.ts'
import { benchmark } from '../fixtures/reviews/parts.ts'

const summary = (center: number, count = 6) => ({
  samples: Array<number>(count).fill(center),
  center,
  low: center,
  high: center,
})
function of(base: number, head: number, more: Partial<Benchmark> = {}, count = 6): Benchmark {
  const metric = { base: summary(base, count), head: summary(head, count), unit: 'allocs/op' } as Metric
  return { ...benchmark('BenchmarkOne', 'unchanged'), metrics: { 'allocs/op': metric }, ...more }
}

test('the geometric mean over what was confirmed on both sides, zeros left out and counted', () => {
  expect(compareGeomeans([of(2, 4), of(8, 4), of(0, 3), of(3, 0)])).toEqual([
    { unit: 'allocs/op', benchmarks: 2, leftOut: 2, base: expect.closeTo(4, 9), head: expect.closeTo(4, 9) },
  ])
})

test('one benchmark has no mean, and neither what is not comparable nor a single sample counts', () => {
  expect(compareGeomeans([of(2, 4)])).toEqual([])
  expect(compareGeomeans([of(2, 4), of(2, 4, { comparable: false }), of(2, 4, {}, 1)])).toEqual([])
})
