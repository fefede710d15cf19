import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { rankTest } from '../../src/stats/rank-test.ts'

const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true }))
const sample = (maxLength: number) => fc.array(value, { minLength: 1, maxLength })

describe('p-values known from tables', () => {
  test.each([
    ['full separation of 3 and 3', [1, 2, 3], [4, 5, 6], 0.1],
    ['full separation of 4 and 4', [1, 2, 3, 4], [5, 6, 7, 8], 2 / 70],
    ['full separation of 6 and 6', [1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12], 2 / 924],
    ['constants on both sides', [1, 1, 1, 1], [2, 2, 2, 2], 2 / 70],
    ['one tie', [1, 1, 1, 2], [1, 2, 2, 2], 34 / 70],
  ])('%s', (_, first, second, p) => {
    expect(rankTest(first, second).p).toBeCloseTo(p, 12)
  })

  test('the largest exact samples are close to the normal approximation just beyond', () => {
    const rising = (count: number, from: number) => Array.from({ length: count }, (_, i) => from + 2 * i)
    const exact = rankTest(rising(50, 0), rising(50, 11))
    const normal = rankTest(rising(51, 0), rising(51, 11))
    expect([exact.method, normal.method]).toEqual(['exact', 'normal'])
    expect(exact.p / normal.p).toBeGreaterThan(0.9)
    expect(exact.p / normal.p).toBeLessThan(1.15)
  })
})

describe('where nothing can differ', () => {
  test.each([
    ['equal values', [5, 5, 5], [5, 5], 'all-equal'],
    ['many equal values', new Array<number>(60).fill(1), new Array<number>(70).fill(1), 'all-equal'],
    ['an empty side', [], [1, 2], 'no-samples'],
    ['two empty sides', [], [], 'no-samples'],
    ['no numbers', [Number.NaN], [1], 'no-samples'],
  ])('%s: p is 1', (_, first, second, method) => {
    expect(rankTest(first, second)).toMatchObject({ p: 1, pStrict: 1, method })
  })
})

describe('laws', () => {
  test('p is a probability, and the strict one is a positive one not below it', () => {
    fc.assert(
      fc.property(sample(12), sample(12), (first, second) => {
        const { p, pStrict } = rankTest(first, second)
        expect(p).toBeGreaterThanOrEqual(0)
        expect(pStrict).toBeGreaterThan(0)
        expect(pStrict).toBeGreaterThanOrEqual(p)
        expect(pStrict).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('sides of equal size may be swapped, and the order of samples does not matter', () => {
    fc.assert(
      fc.property(sample(9), sample(9), (first, second) => {
        if (first.length === second.length) {
          expect(rankTest(second, first).p).toBeCloseTo(rankTest(first, second).p, 12)
        }
        expect(rankTest(first.toReversed(), second.toReversed())).toEqual(rankTest(first, second))
      }),
    )
  })

  test('only ranks count: any rising function of the values gives the same result', () => {
    const small = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(small, small, (first, second) => {
        const cube = (x: number) => x ** 3 + 5
        expect(rankTest(first.map(cube), second.map(cube))).toEqual(rankTest(first, second))
      }),
    )
  })

  test('the strict p-value is the share of all ways to deal the values that lie as far from the middle', () => {
    const few = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(few, few, (first, second) => {
        expect(rankTest(first, second).pStrict).toBeGreaterThanOrEqual(shareAsFar(first, second) - 1e-12)
        if (first.length === second.length) {
          expect(rankTest(first, second).pStrict).toBeCloseTo(shareAsFar(first, second), 12)
        }
      }),
    )
  })

  test('with ties and unequal sides, benchstat’s p-value can be 0; the strict one never is', () => {
    const found = rankTest([3, 3, 3, 3, 3, 3, 3, 3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    expect(found.p).toBe(0)
    expect(found.pStrict).toBeCloseTo(1 / 43758, 12)
  })
})

/** By trying every way: slow, and right by its simplicity. */
function shareAsFar(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second]
  const distanceOf = (own: readonly boolean[]) => {
    let u = 0
    for (let i = 0; i < all.length; i++) {
      for (let j = 0; j < all.length; j++) {
        if (own[i] && !own[j]) u += ((Math.sign((all[i] ?? 0) - (all[j] ?? 0)) || 0) + 1) / 2
      }
    }
    return Math.abs(u - (first.length * second.length) / 2)
  }
  const seen = distanceOf(all.map((_, i) => i < first.length))
  let asFar = 0
  let total = 0
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const own = all.map((_, i) => ((mask >> i) & 1) === 1)
    if (own.filter(Boolean).length !== first.length) continue
    total++
    if (distanceOf(own) >= seen) asFar++
  }
  return asFar / total
}
