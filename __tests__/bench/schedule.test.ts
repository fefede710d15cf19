import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { planLooks, planRound } from '../../src/bench/schedule.ts'

test.each([
  [10, [6, 10]],
  [7, [6, 7]],
  [6, [6]],
  [1, [1]],
  [0, [1]],
])('with at most %d samples a side it is looked at after %j', (count, looks) => {
  expect(planLooks(count)).toEqual(looks)
})

test('looks ascend, and the last one is the count', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 50 }), (count, fewest) => {
      const looks = planLooks(count, fewest)
      expect(looks.at(-1)).toBe(count)
      expect([...new Set(looks)].sort((a, b) => a - b)).toEqual(looks)
    }),
  )
})

test('base, head, head, base: after two rounds each side came first once', () => {
  expect([0, 1, 2, 3].flatMap((round) => planRound(round))).toEqual([
    'base',
    'head',
    'head',
    'base',
    'base',
    'head',
    'head',
    'base',
  ])
})
