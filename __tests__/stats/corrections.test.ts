import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { adjustP, levelForOne } from '../../src/stats/corrections.ts'

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })

describe('adjusted p-values', () => {
  test('Benjamini–Hochberg, worked by hand', () => {
    expect(adjustP([0.01, 0.04, 0.03, 0.5], 'benjamini-hochberg').map(four)).toEqual([0.04, 0.0533, 0.0533, 0.5])
  })

  test('Holm, worked by hand', () => {
    expect(adjustP([0.01, 0.04, 0.03, 0.5], 'holm').map(four)).toEqual([0.04, 0.09, 0.09, 0.5])
  })

  test('a family of one is left as it is, and an empty one stays empty', () => {
    for (const correction of ['benjamini-hochberg', 'holm'] as const) {
      expect(adjustP([0.03], correction)).toEqual([0.03])
      expect(adjustP([], correction)).toEqual([])
    }
  })

  test('never below the raw value, never above 1, in the same order; Holm never below Benjamini–Hochberg', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const bh = adjustP(p, 'benjamini-hochberg')
        const holm = adjustP(p, 'holm')
        p.forEach((raw, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(raw)
          expect((holm[i] ?? 0) * (1 + 1e-12)).toBeGreaterThanOrEqual(bh[i] ?? 2)
          expect(holm[i]).toBeLessThanOrEqual(1)
          p.forEach((other, j) => {
            if (raw < other) {
              expect(bh[i]).toBeLessThanOrEqual(bh[j] ?? -1)
              expect(holm[i]).toBeLessThanOrEqual(holm[j] ?? -1)
            }
          })
        })
      }),
    )
  })

  test('a lone difference at the level for one is rejected by both, and one above it by neither', () => {
    for (const correction of ['benjamini-hochberg', 'holm'] as const) {
      const others = new Array<number>(19).fill(1)
      expect(adjustP([levelForOne(0.05, 20), ...others], correction)[0]).toBeLessThanOrEqual(0.05 + 1e-15)
      expect(adjustP([levelForOne(0.05, 20) * 1.01, ...others], correction)[0]).toBeGreaterThan(0.05)
    }
  })
})

function four(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
