import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { median, medianInterval, samplesForInterval, summarizeMedian } from '../../src/stats/median.ts'

describe('median and its interval', () => {
  test.each([
    ['none', [], null],
    ['one', [7], { center: 7, low: null, high: null }],
    ['an even number', [4, 1], { center: 2.5, low: null, high: null }],
    ['five: one side is bounded too late', [5, 4, 3, 2, 1], { center: 3, low: null, high: 5 }],
    ['six', [6, 5, 4, 3, 2, 1], { center: 3.5, low: 1, high: 6 }],
    ['ten', [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { center: 5.5, low: 2, high: 9 }],
  ])('of %s', (_, values, summary) => {
    expect(summarizeMedian(values)).toEqual(summary)
    expect(median(values)).toBe(summary?.center ?? null)
  })

  // From golang.org/x/perf's own interval: n, low, high.
  test.each([
    [8, 1, 7],
    [16, 4, 12],
    [23, 7, 17],
    [24, 8, 18],
    [30, 10, 21],
    [31, 10, 22],
    [50, 18, 32],
    [120, 49, 71],
  ])('%i samples are bounded by the order statistics %i and %i', (n, low, high) => {
    expect(medianInterval(n, 0.95)).toEqual({ low, high })
  })

  test('six samples are the fewest with an interval at 95 %, eight at 99 %, and none suffice for certainty', () => {
    expect([0.95, 0.99, 1].map(samplesForInterval)).toEqual([6, 8, null])
  })

  test('the interval holds the median, and the input is left as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 }),
        (values) => {
          const before = [...values]
          const summary = summarizeMedian(values)
          expect(values).toEqual(before)
          expect(summary?.low ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(summary?.center ?? Number.NaN)
          expect(summary?.high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(summary?.center ?? Number.NaN)
        },
      ),
    )
  })
})
