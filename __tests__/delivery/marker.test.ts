import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  encodeKey,
  fingerprint,
  matchMarker,
  parseNoteMarker,
  renderMarker,
  renderNoteMarker,
} from '../../src/delivery/marker.ts'

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

test('a note tells whose it is and what it says, and nothing else passes for one', () => {
  fc.assert(
    fc.property(anyText, anyText, (key, identity) => {
      const marker = renderNoteMarker(key, identity)
      expect(marker.match(/-->/g)).toHaveLength(1)
      expect(parseNoteMarker(`${marker}\nnote`)).toEqual({ key: encodeKey(key), fingerprint: fingerprint(identity) })
      expect(matchMarker(marker, renderMarker(key))).toBe(false)
      expect(parseNoteMarker(`${renderMarker(key)}\nreport`)).toBeNull()
      expect(parseNoteMarker(`> ${marker}`)).toBeNull()
    }),
  )
})

// From http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('fingerprint of %p', (text, expected) => {
  expect(fingerprint(text)).toBe(expected)
})
