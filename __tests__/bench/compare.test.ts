import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  compareMetric,
  directionOf,
  type FamilyOptions,
  judgeFamily,
  METRIC_VERDICTS,
  type MetricInput,
} from '../../src/bench/compare.ts'
import { spendAlpha } from '../../src/stats/alpha-spending.ts'
import { seededRandom } from '../fixtures/benchstat/seeded-random.ts'

const OPTIONS: FamilyOptions = {
  alpha: 0.05,
  floors: { allocsThreshold: 0, bytesThreshold: 5, timeThreshold: 10 },
  timeNoiseFloor: 0.02,
}

function judged(input: Partial<MetricInput>, options: Partial<FamilyOptions> = {}) {
  const complete = { unit: 'allocs/op', base: [], head: [], iterationsEqual: true, ...input }
  const [only] = judgeFamily([compareMetric(complete)], { ...OPTIONS, ...options })
  if (!only) throw new Error('one in, one out')
  return only
}

function verdict(input: Partial<MetricInput>, options: Partial<FamilyOptions> = {}) {
  return judged(input, options).verdict
}

const six = (value: number) => new Array<number>(6).fill(value)
/** Ten slightly different samples around a value. */
const around = (value: number) => [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5].map((step) => value * (1 + step / 1000))

describe('exact counts', () => {
  test.each([
    ['one more over six constant samples', six(5), six(6), 'regressed'],
    ['one fewer', six(6), six(5), 'improved'],
    ['the same', six(5), six(5), 'unchanged'],
    ['zero to one', six(0), six(1), 'regressed'],
    ['one to zero', six(1), six(0), 'improved'],
    ['different, but not yet proven', [5], [6], 'inconclusive'],
    ['different, and head one sample short', six(5), [6, 6, 6, 6, 6], 'inconclusive'],
    ['the same in a single sample', [5], [5], 'unchanged'],
  ])('%s', (_, base, head, expected) => {
    expect(verdict({ base, head })).toBe(expected)
  })

  test('are compared as counts: no correction for the size of the family', () => {
    const family = Array.from({ length: 500 }, () =>
      compareMetric({ unit: 'allocs/op', base: six(5), head: six(6), iterationsEqual: true }),
    )
    const all = judgeFamily(family, OPTIONS)
    expect(new Set(all.map(({ verdict, pAdjusted }) => `${verdict} ${pAdjusted}`))).toEqual(new Set(['regressed null']))
  })

  test('a threshold has to be exceeded, not reached', () => {
    const floors = { ...OPTIONS.floors, allocsThreshold: 1 }
    expect(judged({ base: six(5), head: six(6) }, { floors })).toMatchObject({
      verdict: 'unchanged',
      warnings: ['differs, but within the threshold of 1 allocs/op'],
    })
    expect(verdict({ base: six(5), head: six(7) }, { floors })).toBe('regressed')
  })

  test('zero to N has no ratio and is marked', () => {
    expect(judged({ base: six(0), head: six(3) })).toMatchObject({ ratio: null, delta: 3, fromZero: true })
    expect(judged({ base: six(2), head: six(3) })).toMatchObject({ ratio: 1.5, delta: 1, fromZero: false })
    expect(judged({ base: six(0), head: six(0) })).toMatchObject({ ratio: null, delta: 0, fromZero: false })
  })

  test('different iteration counts are never compared', () => {
    expect(judged({ base: six(5), head: six(9), iterationsEqual: false })).toMatchObject({
      verdict: 'inconclusive',
      exact: false,
      pAdjusted: null,
      warnings: ['base and head ran different numbers of iterations, and allocs/op depends on that number'],
    })
  })
})

describe('bytes need both floors', () => {
  test.each([
    ['beyond both', 1000, 1064, 'regressed'],
    ['less, beyond both', 1064, 1000, 'improved'],
    ['many bytes, few per cent', 10_000, 10_400, 'unchanged'],
    ['many per cent, few bytes', 16, 24, 'unchanged'],
    ['exactly 16 bytes', 32, 48, 'regressed'],
    ['exactly 5 %', 1000, 1050, 'unchanged'],
    ['from zero, few bytes', 0, 8, 'unchanged'],
    ['from zero, 16 bytes', 0, 16, 'regressed'],
  ])('%s', (_, base, head, expected) => {
    expect(verdict({ unit: 'B/op', base: six(base), head: six(head) })).toBe(expected)
  })
})

describe('noisy metrics', () => {
  test('a clear change of time, beyond threshold and noise', () => {
    const found = judged({ unit: 'sec/op', base: around(100), head: around(120) })
    expect(found).toMatchObject({ verdict: 'regressed', exact: false, warnings: [] })
    expect(found.p).toBeCloseTo(2 / 184756, 12)
    expect(verdict({ unit: 'sec/op', base: around(120), head: around(100) })).toBe('improved')
  })

  test('significant, but smaller than the threshold or than the run’s own noise', () => {
    expect(judged({ unit: 'sec/op', base: around(100), head: around(105) })).toMatchObject({
      verdict: 'unchanged',
      warnings: ['differs, but within the threshold of 10 %'],
    })
    expect(judged({ unit: 'sec/op', base: around(100), head: around(120) }, { timeNoiseFloor: 0.25 })).toMatchObject({
      verdict: 'inconclusive',
      warnings: ["this run's noise of time (25.0 %) hides changes of 10 %"],
    })
  })

  test('noise larger than the threshold: nothing is known to be unchanged', () => {
    const noisy = { timeNoiseFloor: 0.11 }
    expect(verdict({ unit: 'sec/op', base: around(100), head: around(100.1) }, noisy)).toBe('inconclusive')
    expect(verdict({ unit: 'sec/op', base: around(100), head: around(150) }, noisy)).toBe('regressed')
    expect(verdict({ unit: 'writes/op', base: around(100), head: around(100.1) }, noisy)).toBe('unchanged')
    expect(verdict({ unit: 'sec/op', base: around(100), head: around(100.1) }, { timeNoiseFloor: 0.09 })).toBe(
      'unchanged',
    )
  })

  test('without a known noise of time, no time has changed for sure', () => {
    const options = { timeNoiseFloor: null }
    expect(verdict({ unit: 'sec/op', base: around(100), head: around(150) }, options)).toBe('inconclusive')
    expect(verdict({ unit: 'p99-sec', base: around(100), head: around(150) }, options)).toBe('inconclusive')
    expect(verdict({ unit: 'writes/op', base: around(100), head: around(150) }, options)).toBe('regressed')
  })

  test('counts that vary are tested, and no longer proven by constancy', () => {
    const base = [0, 0, 0, 0, 0, 1]
    expect(judged({ base, head: six(1) })).toMatchObject({
      exact: false,
      verdict: 'inconclusive',
      warnings: ['differs, but not so clearly that chance is ruled out'],
    })
    expect(verdict({ base: [...base, 0, 0, 0, 0], head: [...six(1), ...six(1)] })).toBe('regressed')
    expect(verdict({ base, head: [0, 0, 0, 0, 1, 1] })).toBe('unchanged')
  })

  test('an exact difference may ask for more samples than others', () => {
    const comparison = { base: six(0), head: six(1) }
    expect(verdict(comparison)).toBe('regressed')
    const [own] = judgeFamily(
      [{ ...compareMetric({ unit: 'allocs/op', iterationsEqual: true, ...comparison }), leastSamples: 10 }],
      OPTIONS,
    )
    expect(own?.verdict).toBe('inconclusive')
  })

  test('medians that agree are no change, however significant', () => {
    const base = [1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5]
    const head = [5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 9]
    expect(judged({ base, head })).toMatchObject({
      verdict: 'unchanged',
      warnings: ['the samples differ, but their medians are the same'],
    })
  })

  test('overlapping samples are unchanged once there are enough of them, and inconclusive before', () => {
    expect(verdict({ unit: 'sec/op', base: around(100), head: around(100.1) })).toBe('unchanged')
    expect(judged({ unit: 'sec/op', base: [100, 101, 102], head: [120, 121, 122] })).toMatchObject({
      verdict: 'inconclusive',
      warnings: ['needs 4 samples per side to show a difference'],
    })
  })

  test('the more metrics, the more samples are needed', () => {
    const clear = {
      unit: 'sec/op',
      base: [100, 101, 102, 103, 104],
      head: [150, 151, 152, 153, 154],
      iterationsEqual: true,
    }
    const still = {
      unit: 'sec/op',
      base: [100, 101, 102, 103, 104],
      head: [100, 101, 102, 103, 104],
      iterationsEqual: true,
    }
    const family = [clear, ...new Array<typeof still>(19).fill(still)].map(compareMetric)
    const all = judgeFamily(family, OPTIONS)
    expect(judgeFamily(family.slice(0, 1), OPTIONS)[0]?.verdict).toBe('regressed')
    expect(all[0]).toMatchObject({
      verdict: 'inconclusive',
      warnings: ['needs 6 samples per side to show a difference among 20 metrics'],
    })
    expect(all[0]?.pAdjusted).toBeCloseTo((2 / 252) * 20, 12)
  })

  test('Holm is stricter than Benjamini–Hochberg', () => {
    // p = 8 / 252 each.
    const moved = { unit: 'sec/op', base: [1, 2, 3, 4, 5.6], head: [4.5, 5.5, 6.5, 7.5, 8.5], iterationsEqual: true }
    const family = [moved, moved, moved].map(compareMetric)
    const verdicts = (correction: 'benjamini-hochberg' | 'holm') =>
      judgeFamily(family, { ...OPTIONS, correction }).map(({ verdict }) => verdict)
    expect(verdicts('benjamini-hochberg')).toEqual(['regressed', 'regressed', 'regressed'])
    expect(verdicts('holm')).not.toContain('regressed')
  })

  test('with ties and sides of unequal size the safer p-value decides', () => {
    // benchstat's p is 0 here, and the true one 1 in 43758.
    const samples = { unit: 'sec/op', base: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], head: new Array<number>(8).fill(3) }
    expect(judged({ ...samples, base: samples.head, head: samples.base }, { alpha: 1e-5 })).toMatchObject({
      verdict: 'inconclusive',
      p: 0,
    })
  })

  test('a look that may not decide says so', () => {
    expect(judged({ unit: 'sec/op', base: around(100), head: around(150) }, { alpha: 0 })).toMatchObject({
      verdict: 'inconclusive',
      warnings: ['needs more samples per side to show a difference'],
    })
  })

  test('equal values on both sides cannot differ', () => {
    expect(judged({ unit: 'hits/op', base: [3, 3], head: [3, 3] })).toMatchObject({ verdict: 'unchanged', p: 1 })
  })
})

describe('direction', () => {
  test.each([
    ['sec/op', {}, 'lower-is-better'],
    ['B/s', {}, 'higher-is-better'],
    ['requests/sec', {}, 'higher-is-better'],
    ['hits/op', {}, 'lower-is-better'],
    ['hits/op', { 'hits/op': 'higher-is-better' }, 'higher-is-better'],
    ['B/s', { 'B/s': 'none' }, 'none'],
    ['constructor', {}, 'none'],
    ['hits', {}, 'none'],
    ['rows/op', {}, 'lower-is-better'],
  ] as const)('of %s with %p', (unit, configured, direction) => {
    expect(directionOf(unit, configured)).toBe(direction)
  })

  test('more is better where it is said so', () => {
    const direction = 'higher-is-better'
    expect(verdict({ unit: 'B/s', direction, base: around(100), head: around(80) })).toBe('regressed')
    expect(verdict({ unit: 'B/s', direction, base: around(80), head: around(100) })).toBe('improved')
  })

  test('without a direction nothing is judged, and the family is no larger for it', () => {
    const none = compareMetric({
      unit: 'answer',
      direction: 'none',
      base: around(1),
      head: around(1),
      iterationsEqual: true,
    })
    const one = compareMetric({ unit: 'sec/op', base: around(100), head: around(120), iterationsEqual: true })
    const all = judgeFamily([none, one], OPTIONS)
    expect(all[0]).toMatchObject({ verdict: 'unchanged', warnings: ['not judged: answer has no direction'] })
    expect(all[1]?.pAdjusted).toBe(one.p)
  })
})

describe('laws', () => {
  const samples = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double()), { maxLength: 12 })
  const input = fc.record({
    unit: fc.constantFrom('sec/op', 'B/op', 'allocs/op', 'B/s', 'hits/op'),
    base: samples,
    head: samples,
    direction: fc.constantFrom('higher-is-better' as const, 'lower-is-better' as const, 'none' as const),
    iterationsEqual: fc.boolean(),
  })

  test('any samples get a verdict; without samples on a side it is never a change', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 6 }), (inputs) => {
        const all = judgeFamily(inputs.map(compareMetric), OPTIONS)
        expect(all).toHaveLength(inputs.length)
        for (const one of all) {
          expect(METRIC_VERDICTS).toContain(one.verdict)
          expect(Number.isNaN(one.p) || Number.isNaN(one.pAdjusted)).toBe(false)
          if (!one.base || !one.head) {
            expect(['inconclusive', 'unchanged']).toContain(one.verdict)
            expect(one.warnings.length).toBeGreaterThan(0)
          }
        }
      }),
    )
  })

  test('base and head swapped: an exact regression becomes an improvement', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        const mirrored = { regressed: 'improved', improved: 'regressed', unchanged: 'unchanged', inconclusive: '' }
        expect(verdict({ base: six(b), head: six(a) })).toBe(mirrored[verdict({ base: six(a), head: six(b) })])
      }),
    )
  })

  test('what a comparison carries along is kept, and its own floors count', () => {
    const comparison = compareMetric({ unit: 'allocs/op', base: six(5), head: six(6), iterationsEqual: true })
    const floors = { ...OPTIONS.floors, allocsThreshold: 10 }
    const [own, general] = judgeFamily(
      [
        { ...comparison, package: 'a', floors },
        { ...comparison, package: 'b', floors: undefined },
      ],
      OPTIONS,
    )
    expect([own?.package, own?.verdict, general?.package, general?.verdict]).toEqual([
      'a',
      'unchanged',
      'b',
      'regressed',
    ])
  })
})

describe('identical code, looked at several times', () => {
  const LOOKS = [4, 6, 8, 10]
  const REPETITIONS = 1500

  /** How often, in all repetitions, any of the metrics is called changed at any look; size floors off. */
  function falseAlarms(levels: readonly number[], metrics: number, seed: number): number {
    const random = seededRandom(seed)
    const options = { ...OPTIONS, floors: { ...OPTIONS.floors, timeThreshold: 0 }, timeNoiseFloor: 0 }
    let alarms = 0
    for (let repetition = 0; repetition < REPETITIONS / metrics; repetition++) {
      const draw = () => Array.from({ length: 10 }, () => 1000 + Math.floor(200 * (random() + random())))
      const pairs = Array.from({ length: metrics }, () => ({ base: draw(), head: draw() }))
      const alarmed = LOOKS.some((count, look) => {
        const family = pairs.map(({ base, head }) =>
          compareMetric({
            unit: 'sec/op',
            base: base.slice(0, count),
            head: head.slice(0, count),
            iterationsEqual: true,
          }),
        )
        return judgeFamily(family, { ...options, alpha: levels[look] ?? 0 }).some(
          (one) => one.verdict === 'regressed' || one.verdict === 'improved',
        )
      })
      if (alarmed) alarms++
    }
    return alarms / Math.ceil(REPETITIONS / metrics)
  }

  test.each(['even', 'late'] as const)('with the level spent over the looks (%s), alarms stay below it', (spending) => {
    expect(falseAlarms(spendAlpha(0.05, LOOKS, spending), 1, 1)).toBeLessThanOrEqual(0.05)
    expect(falseAlarms(spendAlpha(0.05, LOOKS, spending), 6, 2)).toBeLessThanOrEqual(0.05)
  })

  test('with the full level at every look they do not: the simulation can tell', () => {
    expect(falseAlarms([0.05, 0.05, 0.05, 0.05], 1, 1)).toBeGreaterThan(0.06)
  })
})
