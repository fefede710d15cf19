import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { matchNearest } from '../../src/config/nearest.ts'

const NAMES = ['count', 'comment', 'comment-key', 'time-budget', 'time-threshold', 'env']

test.each([
  ['conut', 'count'],
  ['coment', 'comment'],
  ['time_budget', 'time-budget'],
  ['timebudget', 'time-budget'],
  ['thresholds', null],
  ['x', null],
  ['e'.repeat(100_000), null],
])('%j means %j', (word, expected) => {
  expect(matchNearest(word, NAMES)).toBe(expected)
})

test('a known word is its own nearest, and so is one with two letters swapped', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES.filter((name) => name.length > 3)), fc.nat(2), (name, at) => {
      expect(matchNearest(name, NAMES)).toBe(name)
      const swapped = name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
      expect(matchNearest(swapped, NAMES)).toBe(name)
    }),
  )
})

test('no word throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, names) => {
      const nearest = matchNearest(word, names)
      expect(nearest === null || names.includes(nearest)).toBe(true)
    }),
  )
})
