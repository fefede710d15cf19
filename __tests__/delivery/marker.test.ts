import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { matchMarker, renderMarker } from '../../src/delivery/marker.ts'

const anyText = fc.string({ unit: 'binary' })

test('every key makes one HTML comment that ends where it should', () => {
  fc.assert(
    fc.property(anyText, (key) => {
      const marker = renderMarker(key)
      expect(marker).toMatch(/^<!-- go-perf-review:[\w.%;]* -->$/)
    }),
  )
})

test('different keys make different markers', () => {
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      fc.pre(one !== other)
      expect(renderMarker(one)).not.toBe(renderMarker(other))
    }),
  )
  const alike = ['', ' ', 'a b', 'a-b', 'a/b', 'a%20;b', 'A B'].map(renderMarker)
  expect(new Set(alike).size).toBe(alike.length)
})

test.each([
  [true, 'report', (marker: string) => `${marker}\nreport`],
  [true, 'line ends of Windows', (marker: string) => `${marker}\r\nreport`],
  [true, 'nothing but the marker', (marker: string) => marker],
  [false, 'the marker further down', (marker: string) => `report\n${marker}\n`],
  [false, 'a quoted marker', (marker: string) => `> ${marker}\n`],
  [false, 'text behind the marker', (marker: string) => `${marker} report`],
  [false, 'an empty comment', () => ''],
] as const)('%p for %s', (expected, _, body) => {
  expect(matchMarker(body(renderMarker('key')), renderMarker('key'))).toBe(expected)
})
