import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LineDifference } from '../../src/profile/attribute.ts'
import { renderAttribution } from '../../src/review/attribution.ts'
import type { Benchmark } from '../../src/review/schema.ts'
import { describeTruncation, withTruncation } from '../../src/review/truncation.ts'
import { sampleBenchmark, sampleMetric, sampleSite } from '../delivery/sample-review.ts'

const line = (at: number, allocs: number, changes: Partial<LineDifference> = {}): LineDifference => ({
  file: 'a.go',
  line: at,
  function: 'F',
  allocs,
  bytes: allocs * 48,
  inlinedAt: [],
  side: allocs < 0 ? 'base' : 'head',
  through: null,
  tiny: false,
  ...changes,
})

function bench(allocs: readonly [number, number], bytes: readonly [number, number] = [0, 0]): Benchmark {
  const judge = ([base, head]: readonly [number, number]) => ({
    ...sampleMetric(base, head, head > base ? 'regressed' : head < base ? 'improved' : 'unchanged'),
    delta: head - base,
  })
  return sampleBenchmark({
    metrics: { 'allocs/op': { ...judge(allocs), unit: 'allocs/op' }, 'B/op': { ...judge(bytes), unit: 'B/op' } },
  })
}

const NO_SITES = { added: [], removed: [] }

describe('the lines of a benchmark', () => {
  test('and the rest together are its difference, however many lines there are', () => {
    const lines = fc.array(
      fc.tuple(
        fc.nat(),
        fc.integer({ min: -400, max: 400 }).map((hundredths) => hundredths / 100),
      ),
    )
    fc.assert(
      fc.property(lines, fc.nat(20), fc.nat(20), (list, base, head) => {
        const { attribution = [], unexplained } = renderAttribution(
          bench([base, head]),
          list.map(([at, allocs]) => line(at, allocs)),
          NO_SITES,
        )
        const sum = attribution.reduce((total, { allocsPerOp }) => total + allocsPerOp, unexplained?.allocsPerOp ?? 0)
        expect(sum).toBeCloseTo(head - base, 6)
        expect(attribution.length).toBeLessThanOrEqual(50)
      }),
    )
  })

  test('a rise has the escape that is new there, a fall the one that is gone', () => {
    const [added, removed] = [
      sampleSite({ file: 'a.go', line: 5 }),
      sampleSite({ file: 'a.go', line: 5, message: 'x' }),
    ]
    const { attribution } = renderAttribution(bench([1, 1]), [line(5, 1), line(5, -1)], {
      added: [added],
      removed: [removed],
    })
    expect(attribution).toEqual([
      { file: 'a.go', line: 5, function: 'F', allocsPerOp: 1, bytesPerOp: 48, site: added },
      { file: 'a.go', line: 5, function: 'F', allocsPerOp: -1, bytesPerOp: -48, side: 'base', site: removed },
    ])
  })

  test('say through which call, and where counts cannot be relied on', () => {
    const { attribution } = renderAttribution(
      bench([0, 1]),
      [line(5, 1, { through: 'fmt.Sprintf', tiny: true })],
      NO_SITES,
    )
    expect(attribution).toMatchObject([{ through: 'fmt.Sprintf', countUncertain: true }])
  })
})

describe('what allocs/op hides as a whole number', () => {
  const profiled = (
    allocs: readonly [number, number],
    lines: readonly LineDifference[],
    bytes?: readonly [number, number],
  ) => renderAttribution(bench(allocs, bytes), lines, NO_SITES)

  test.each<[string, Benchmark, string | null]>([
    ['one in ten operations', profiled([1, 1], [line(5, 0.1)]), 'one memory profile a side shows +0.1'],
    ['a part of what shows', profiled([1, 2], [line(5, 1.6)]), 'one memory profile a side shows +1.6'],
    ['one in ten operations less', profiled([2, 2], [line(5, -0.1)]), 'one memory profile a side shows −0.1'],
    [
      'no profile, and more bytes',
      bench([1, 1], [100, 140]),
      'B/op rose, so allocations are larger, or more in some operations only',
    ],
    [
      'no profile, and fewer bytes',
      bench([1, 1], [140, 100]),
      'B/op fell, so allocations are smaller, or fewer in some operations only',
    ],
    ['small objects in the profile', profiled([1, 1], [line(5, 0.1, { tiny: true })], [100, 140]), 'B/op rose'],
    ['the same in the profile, only larger', profiled([1, 1], [line(5, 0, { bytes: 40 })], [100, 140]), null],
    ['nothing: the profile shows what allocs/op does', profiled([1, 2], [line(5, 1)]), null],
    ['nothing: what the timer does not see', profiled([1, 1], [line(5, 1.5)]), null],
    ['nothing: all the same', bench([1, 1], [100, 100]), null],
    ['nothing: allocs/op says it', bench([1, 2], [100, 140]), null],
  ])('%s', (_, benchmark, expected) => {
    if (expected === null) expect(describeTruncation(benchmark)).toBeNull()
    else
      expect(describeTruncation(benchmark)).toMatch(new RegExp(`whole number; .*${expected.replace(/[+/]/g, '\\$&')}`))
  })

  test('is a warning of allocs/op', () => {
    const { metrics } = withTruncation(profiled([1, 1], [line(5, 0.1)]))
    expect(metrics['allocs/op']?.warnings).toEqual([expect.stringContaining('+0.1')])
    expect(metrics['B/op']?.warnings).toEqual([])
  })
})
