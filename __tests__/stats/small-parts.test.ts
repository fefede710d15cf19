import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { spendAlpha } from '../../src/stats/alpha-spending.ts'
import { choose } from '../../src/stats/choose.ts'
import { geomean } from '../../src/stats/geomean.ts'
import { estimateNoiseFloor } from '../../src/stats/noise-floor.ts'
import { erfc, normalCdf, normalQuantile } from '../../src/stats/normal.ts'
import { rankTest } from '../../src/stats/rank-test.ts'
import { samplesToReach, smallestP } from '../../src/stats/sample-size.ts'

describe('normal distribution', () => {
  // Abramowitz & Stegun, table 7.1 and section 26.2; the far tail from its asymptotic series.
  test.each([
    [0, 1],
    [0.5, 0.4795001221869535],
    [2.4, 0.0006885138966450789],
    [2.5, 0.0004069520174449589],
    [5, 1.5374597944280351e-12],
    [10, 2.088487583762545e-45],
    [-1, 1.8427007929497148],
  ])('erfc(%d)', (x, value) => {
    expect(erfc(x) / value).toBeCloseTo(1, 11)
  })

  test('the quantile undoes the distribution', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10)
    for (const z of [-6, -1, 0, 0.3, 2]) expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 8)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  })
})

describe('counting', () => {
  test('ways to choose', () => {
    expect([choose(5, 2), choose(20, 10), choose(50, 25), choose(4, 5), choose(4, -1), choose(0, 0)]).toEqual([
      10, 184756, 126410606437752, 0, 0, 1,
    ])
  })
})

describe('geometric mean', () => {
  test('of positive values, counting what has no place in it', () => {
    expect(geomean([2, 8])).toEqual({ mean: expect.closeTo(4, 12), used: 2, leftOut: 0 })
    expect(geomean([2, 0, 8, -1, Number.NaN])).toEqual({ mean: expect.closeTo(4, 12), used: 2, leftOut: 3 })
    expect(geomean([0, 0])).toEqual({ mean: null, used: 0, leftOut: 2 })
    expect(geomean([])).toEqual({ mean: null, used: 0, leftOut: 0 })
  })

  test('neither overflows nor underflows', () => {
    expect(geomean(new Array<number>(200).fill(1e300)).mean).toBeCloseTo(1e300, -290)
    expect(geomean([1e-300, 1e-300]).mean).toBeCloseTo(1e-300, 305)
  })
})

describe('sample size', () => {
  test('the smallest p-value is the one that full separation really gives', () => {
    for (const [n, m] of [
      [1, 1],
      [2, 5],
      [4, 4],
      [10, 7],
    ] as const) {
      const low = Array.from({ length: n }, (_, i) => i)
      const high = Array.from({ length: m }, (_, i) => 100 + i)
      expect(rankTest(low, high).p).toBeCloseTo(smallestP(n, m), 14)
    }
    expect([smallestP(0, 5), smallestP(3, 0)]).toEqual([1, 1])
  })

  test('samples needed per side', () => {
    expect([1, 0.05, 0.01, 0.05 / 20, 0.05 / 357].map(samplesToReach)).toEqual([1, 4, 5, 6, 9])
    expect([0, -1, Number.NaN].map(samplesToReach)).toEqual([null, null, null])
  })
})

describe('significance level over preset looks', () => {
  test('evenly, and sparing early', () => {
    expect(spendAlpha(0.05, [6, 8, 10]).map(four)).toEqual([0.03, 0.01, 0.01])
    const late = spendAlpha(0.05, [6, 8, 10], 'late')
    expect(late[2]).toBeGreaterThan(late[1] ?? 1)
    expect(late[1]).toBeGreaterThan(late[0] ?? 1)
  })

  test('a look that cannot reject hands its share on', () => {
    // Three samples per side give no p-value below 0.1.
    expect(spendAlpha(0.05, [3, 6]).map(four)).toEqual([0, 0.05])
    expect(spendAlpha(0.05, [1, 2])).toEqual([0, 0])
  })

  test('one look has it all, no look has nothing', () => {
    expect(spendAlpha(0.05, [10])).toEqual([0.05])
    expect(spendAlpha(0.05, [])).toEqual([])
  })

  test('the shares never add up to more than the level', () => {
    const looks = fc
      .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 8 })
      .map((all) => all.sort((a, b) => a - b))
    fc.assert(
      fc.property(
        looks,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('even', 'late'),
        (at, alpha, how) => {
          const levels = spendAlpha(alpha, at, how)
          expect(levels.reduce((sum, level) => sum + level, 0)).toBeLessThanOrEqual(alpha + 1e-12)
          for (const level of levels) expect(level).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

describe('noise floor of a run', () => {
  test('a quiet run still has a floor of 1 %', () => {
    expect(estimateNoiseFloor([[100, 100, 100, 100]])).toBe(0.01)
  })

  test('rounds that alternate between two levels are noise', () => {
    expect(estimateNoiseFloor([[100, 110, 100, 110, 100, 110]])).toBeCloseTo(10 / 105, 12)
  })

  test('a slow drift is noise too', () => {
    expect(estimateNoiseFloor([[100, 100, 100, 100, 120, 120, 120, 120]])).toBeCloseTo(20 / 110, 12)
  })

  test('only halves of equal size are held against each other', () => {
    expect(estimateNoiseFloor([[100, 100, 130, 100, 100, 100]])).toBe(0.01)
  })

  test('one in twenty benchmarks may be wilder than the floor', () => {
    const quiet = Array.from({ length: 19 }, () => [100, 102, 100, 102])
    expect(estimateNoiseFloor([...quiet, [100, 200, 100, 200]])).toBeCloseTo(2 / 101, 12)
    expect(estimateNoiseFloor([...quiet.slice(1), [100, 200, 100, 200]])).toBeGreaterThan(0.5)
  })

  test('too few samples, zeros and nothing at all give no floor', () => {
    expect([[], [[]], [[1, 2, 3]], [[0, 0, 0, 0]]].map(estimateNoiseFloor)).toEqual([null, null, null, null])
  })
})

function four(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
