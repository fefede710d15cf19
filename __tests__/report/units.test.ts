import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { count } from '../../src/report/plural.ts'
import {
  formatDelta,
  formatDuration,
  formatPair,
  formatProof,
  formatPValue,
  formatQuantity,
  formatRatio,
  formatSpread,
} from '../../src/report/units.ts'
import { exact, noisy } from '../fixtures/reviews/parts.ts'

describe('quantities read as people write them', () => {
  test.each([
    [1.41e-8, 'sec/op', '14.1 ns'],
    [1.2e-6, 'sec/op', '1.2 µs'],
    [9.999e-7, 'sec/op', '1 µs'],
    [0.00204, 'sec/op', '2.04 ms'],
    [1.5, 'sec/op', '1.5 s'],
    [0, 'sec/op', '0 s'],
    [3e-11, 'sec/op', '0.03 ns'],
    [14.1, 'ns/op', '14.1 ns'],
    [32, 'B/op', '32 B'],
    [1536, 'B/op', '1.5 KiB'],
    [1023, 'B/op', '1,023 B'],
    [1024 * 1024, 'B/op', '1 MiB'],
    [12345, 'allocs/op', '12,345'],
    [1, 'allocs/op', '1'],
    [0.25, 'allocs/op', '0.25'],
    [2_500_000, 'MB/s', '2.27 TiB/s'],
    [48_210, 'req/s', '48.2 k'],
    [Number.NaN, 'sec/op', '–'],
  ])('%d %s is %s', (value, unit, expected) => {
    expect(formatQuantity(value, unit)).toBe(expected)
  })

  test('two different values never look the same', () => {
    expect(formatPair(1_048_576, 1_048_592, 'B/op')).toEqual(['1,048,576 B', '1,048,592 B'])
    const integers = fc.integer({ min: 0, max: 1e9 })
    fc.assert(
      fc.property(integers, integers, fc.constantFrom('B/op', 'allocs/op'), (base, head, unit) => {
        fc.pre(base !== head)
        const [from, to] = formatPair(base, head, unit)
        expect(from).not.toBe(to)
      }),
    )
  })
})

describe('changes', () => {
  test.each([
    [10, 20.5, '+105 %'],
    [100, 103.21, '+3.2 %'],
    [100, 99.9, '-0.1 %'],
    [100, 50, '-50 %'],
    [100, 100, '0 %'],
    [2, 40, '20×'],
    [0, 1, null],
  ])('%d to %d', (base, head, expected) => {
    expect(formatRatio(base, head)).toBe(expected)
  })

  test('differences carry their sign', () => {
    expect(formatDelta(32, 'B/op')).toBe('+32 B')
    expect(formatDelta(-1, 'allocs/op')).toBe('-1')
  })

  test('say how they were found', () => {
    expect(formatProof(exact('allocs/op', 0, 1, 'regressed'))).toBe('0 → 1, exact (n = 6+6)')
    expect(formatProof(exact('allocs/op', 2, 3, 'regressed'))).toBe('+50 %, exact (n = 6+6)')
    const once = exact('B/op', 100, 104, 'unchanged')
    const one = (side: typeof once.base) => side && { ...side, samples: side.samples.slice(0, 1) }
    expect(formatProof({ ...once, base: one(once.base), head: one(once.head) })).toBe('+4 %, screened (n = 1+1)')
    expect(formatProof(noisy('sec/op', 1e-8, 2.05e-8, 'regressed', 0.002))).toBe('+105 %, p = 0.002 (n = 6+6)')
    expect(formatPValue(0.0004)).toBe('p < 0.001')
  })

  test('have a spread only where there is an interval', () => {
    expect(formatSpread({ samples: [1], center: 100, low: 97, high: 102 })).toBe(' ± 3 %')
    expect(formatSpread({ samples: [1], center: 100, low: null, high: null })).toBe('')
    expect(formatSpread({ samples: [0], center: 0, low: 0, high: 0 })).toBe('')
  })
})

test.each([
  [0.42, '0.4 s'],
  [41.2, '41 s'],
  [59.7, '1 min'],
  [72, '1 min 12 s'],
  [600, '10 min'],
])('%d seconds are %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected)
})

test('one has a singular', () => {
  expect([count(0, 'site'), count(1, 'site'), count(2, 'site'), count(1200, 'site')]).toEqual([
    '0 sites',
    '1 site',
    '2 sites',
    '1,200 sites',
  ])
})
