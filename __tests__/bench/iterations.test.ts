import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  isWorthCalibrating,
  planCalibration,
  planProfileIterations,
  planProofIterations,
  planScreenIterations,
} from '../../src/bench/iterations.ts'

// Quotients just beside a power of ten are where rounding goes wrong.
const beside = fc
  .tuple(fc.constantFrom(0.06, 0.15, 0.25), fc.integer({ min: -2, max: 8 }), fc.integer({ min: -2, max: 2 }))
  .map(([sample, power, step]) => (sample / 10 ** power) * (1 + step * Number.EPSILON))
const seconds = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), beside)
const paces = fc.record({ timed: seconds, untimed: seconds })

test.each([planScreenIterations, planProofIterations])(
  '%p: on a coarse scale, within bounds, fewer for slower code',
  (plan) => {
    fc.assert(
      fc.property(paces, paces, (one, other) => {
        const count = plan(one)
        expect(Number.isSafeInteger(count)).toBe(true)
        expect(count).toBeGreaterThanOrEqual(1)
        expect(count).toBeLessThanOrEqual(2_000_000)
        expect(String(count)).toMatch(/^[125]0*$/)
        const slower = { timed: Math.max(one.timed, other.timed), untimed: Math.max(one.untimed, other.untimed) }
        expect(plan(slower)).toBeLessThanOrEqual(count)
      }),
      { numRuns: 1000 },
    )
  },
)

describe('by pace', () => {
  test.each([
    // About 60 ms of it.
    ['a fast one', { timed: 30e-9, untimed: 0 }, 2_000_000, 2_000_000],
    ['a microsecond', { timed: 1e-6, untimed: 0 }, 50_000, 50_000],
    // Few iterations would show what the runtime allocates for itself.
    ['a hundred microseconds', { timed: 1e-4, untimed: 0 }, 500, 2000],
    ['a millisecond', { timed: 1e-3, untimed: 0 }, 100, 200],
    ['a slow one', { timed: 0.1, untimed: 0 }, 1, 2],
    ['a very slow one', { timed: 30, untimed: 0 }, 1, 1],
    ['nothing at all', { timed: 0, untimed: 0 }, 2_000_000, 2_000_000],
    // The clock stands still for a microsecond of each operation: no two million of those.
    ['a stopped timer', { timed: 1e-9, untimed: 1e-6 }, 500_000, 500_000],
    ['a slow set-up, told apart from nothing', { timed: 1e-7, untimed: 0.1 }, 500, 2000],
  ])('%s', (_, pace, screen, proof) => {
    expect([planScreenIterations(pace), planProofIterations(pace)]).toEqual([screen, proof])
  })

  test('a proof takes at least as many as a look', () => {
    fc.assert(fc.property(paces, (one) => planProofIterations(one) >= planScreenIterations(one)))
  })
})

describe('calibration', () => {
  test('counts grow, and what takes long is not repeated', () => {
    expect([...planCalibration()].sort((a, b) => a - b)).toEqual(planCalibration())
    const [first = 0, second = 0] = planCalibration()
    // Slow once may be a set-up that all operations share.
    expect(isWorthCalibrating(0.15, first)).toBe(true)
    expect(isWorthCalibrating(0.15, second)).toBe(false)
    expect(isWorthCalibrating(30, first)).toBe(false)
  })
})

test('profiles take few operations: recording each allocation is slow', () => {
  expect([1e-8, 1e-4, 1e-3, 1].map(planProfileIterations)).toEqual([1000, 400, 40, 2])
})
