import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseDuration, renderDuration } from '../../src/config/duration.ts'

test.each([
  ['600', 600],
  ['90s', 90],
  ['10m', 600],
  ['1h30m', 5400],
  ['1h5s', 3605],
  [' 5 ', 5],
  ['', null],
  ['10min', null],
  ['-5', null],
  ['5m1h', null],
  ['1.5h', null],
  ['9'.repeat(40), null],
])('%j is %j seconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected)
})

test('what is rendered is read back', () => {
  fc.assert(
    fc.property(fc.nat(), (seconds) => {
      expect(parseDuration(renderDuration(seconds))).toBe(seconds)
    }),
  )
})

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const seconds = parseDuration(text)
      expect(seconds === null || Number.isSafeInteger(seconds)).toBe(true)
    }),
  )
})
