import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createBenchmarkReader } from '../../src/bench/format.ts'
import { renderReviewSamples } from '../../src/review/samples.ts'
import type { Metric } from '../../src/review/schema.ts'
import { sampleBenchmark, sampleMetric, sampleReview } from '../delivery/sample-review.ts'

function metricOf(base: readonly number[], head: readonly number[]): Metric {
  const side = (samples: readonly number[]) => ({ samples: [...samples], center: 0, low: null, high: null })
  return { ...sampleMetric(0, 0, 'unchanged'), base: side(base), head: side(head) }
}

function read(text: string) {
  const reader = createBenchmarkReader({ procs: 1 })
  const lines = text.split('\n').flatMap((line) => reader.push(line))
  return [...lines, ...reader.finish()].flatMap((record) => (record.kind === 'result' ? [record] : []))
}

test('every sample of the review is a line of its side, with the very same values', () => {
  const samples = fc.array(fc.double({ min: 1e-10, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(samples, samples, (base, head) => {
      const metrics = { 'sec/op': metricOf(base, head), 'allocs/op': metricOf([], head) }
      const texts = renderReviewSamples(sampleReview({ benchmarks: [sampleBenchmark({ metrics })] }))
      const valuesOf = (text: string, unit: string) =>
        read(text).flatMap(({ values }) => values.filter((one) => one.unit === unit).map(({ value }) => value))
      expect([valuesOf(texts.baseText, 'sec/op'), valuesOf(texts.headText, 'sec/op')]).toEqual([base, head])
      expect([valuesOf(texts.baseText, 'allocs/op'), valuesOf(texts.headText, 'allocs/op')]).toEqual([[], head])
    }),
  )
})

test('a review without samples, or whose names a stranger made up, gives no line that is none', () => {
  const metrics = { 'sec/op': metricOf([1], [1]) }
  expect(renderReviewSamples(sampleReview({ benchmarks: [] }))).toEqual({ baseText: '', headText: '' })
  const made = [
    sampleBenchmark({ name: 'PASS\nBenchmarkX', metrics }),
    sampleBenchmark({ name: 'BenchmarkA\nPASS', metrics }),
  ]
  const { headText } = renderReviewSamples(sampleReview({ benchmarks: made }))
  expect(headText.split('\n').filter((line) => line !== '' && !/^(?:goos|goarch|cpu|pkg): /.test(line))).toEqual([
    expect.stringMatching(/^BenchmarkA_PASS\t/),
  ])
})
