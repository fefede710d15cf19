import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { BenchmarkResult } from '../../src/bench/format.ts'
import type { Leaf } from '../../src/bench/leaf.ts'
import type { Measured } from '../../src/bench/measured.ts'
import { type Config, DEFAULT_CONFIG } from '../../src/config/config.ts'
import { judgeBenchmarks, judgeNomination, judgeOpen } from '../../src/review/benchmarks.ts'
import type { Benchmark } from '../../src/review/schema.ts'

const config = (changes: Partial<Config> = {}): Config => ({ ...DEFAULT_CONFIG, ...changes })
const WATCH_TIME = config({ failOn: [...DEFAULT_CONFIG.failOn, 'time'] })

type Values = Readonly<Record<string, number>>
const results = (name: string, samples: readonly Values[]): BenchmarkResult[] =>
  samples.map((values) => ({
    name,
    procs: 2,
    iterations: 2000,
    values: Object.entries(values).map(([unit, value]) => ({ unit, value })),
  }))

function leaf(base: readonly Values[], head: readonly Values[], name = 'BenchmarkA'): Leaf {
  return { package: 'example.com/p', name, iterations: 2000, base: results(name, base), head: results(name, head) }
}

function measured(made: Leaf | null, changes: Partial<Measured> = {}): Measured {
  return {
    package: 'example.com/p',
    name: made?.name ?? 'BenchmarkA',
    renamedFrom: null,
    on: 'both',
    notComparable: null,
    leaf: made,
    profiles: null,
    waits: null,
    confirmed: true,
    untrimmed: false,
    skipped: null,
    problem: null,
    ...changes,
  }
}

/** Rounds of the same values. */
const rounds = (count: number, values: Values): Values[] => Array.from({ length: count }, () => values)
/** Rounds whose `unit` wavers by some thousandths around a value. */
const noisy = (count: number, unit: string, center: number, more: Values = {}): Values[] =>
  Array.from({ length: count }, (_, at) => ({ ...more, [unit]: center * (1 + ((at * 7) % 10) / 1000) }))

function judge(made: Measured, taken = 6, chosen = config()): Benchmark {
  const [only] = judgeBenchmarks([made], taken, chosen).benchmarks
  if (!only) throw new Error('one in, one out')
  return only
}

const allocs = (count: number, value: number): Values[] => rounds(count, { 'allocs/op': value, 'B/op': value * 64 })

test('many metrics: the correction that is chosen', () => {
  const many = Array.from({ length: 4 }, (_, at) =>
    measured(leaf(noisy(6, 'sec/op', 1), noisy(6, 'sec/op', at < 2 ? 2 : 1), `Benchmark${at}`)),
  )
  const adjusted = (correction: Config['correction']) =>
    judgeBenchmarks(many, 6, config({ correction })).benchmarks.map(({ metrics }) => metrics['sec/op'])
  const raw = adjusted('holm')[0]?.p ?? 0
  expect(adjusted('holm')[0]?.pAdjusted).toBeCloseTo(4 * raw, 9)
  expect(adjusted('benjamini-hochberg')[0]?.pAdjusted).toBeCloseTo(2 * raw, 9)
})

describe('allocations', () => {
  test.each([
    ['one more, proven', allocs(6, 1), allocs(6, 2), 'regressed'],
    ['the first one', allocs(6, 0), allocs(6, 1), 'regressed'],
    ['one fewer', allocs(6, 2), allocs(6, 1), 'improved'],
    ['none left', allocs(6, 1), allocs(6, 0), 'improved'],
    ['the same', allocs(6, 2), allocs(6, 2), 'unchanged'],
    ['one more, in too few rounds', allocs(5, 1), allocs(5, 2), 'inconclusive'],
    ['one more, in the one sample that there was time for', allocs(1, 1), allocs(1, 2), 'inconclusive'],
    ['the same in one sample', allocs(1, 2), allocs(1, 2), 'unchanged'],
  ])('%s', (_, base, head, verdict) => {
    expect(judge(measured(leaf(base, head)), base.length)).toMatchObject({
      verdict,
      rounds: base.length,
      iterations: 2000,
    })
  })

  test('0 → N has no percentage and no p-value', () => {
    const { metrics } = judge(measured(leaf(allocs(6, 0), allocs(6, 3))))
    expect(metrics['allocs/op']).toMatchObject({
      ratio: null,
      delta: 3,
      p: null,
      pAdjusted: null,
      exact: true,
      watched: true,
    })
  })

  test('within the threshold, for all packages or this one', () => {
    const more = measured(leaf(allocs(6, 1), allocs(6, 2)))
    expect(judge(more, 6, config({ allocsThreshold: 1, bytesThreshold: 200 })).verdict).toBe('unchanged')
    const settings = { allocsThreshold: 1, bytesThreshold: 200 }
    const forPackage = (pattern: string) =>
      judge(more, 6, config({ overrides: [{ packages: [pattern], settings }] })).verdict
    expect(forPackage('example.com/p')).toBe('unchanged')
    expect(forPackage('example.com/q')).toBe('regressed')
  })

  test('that the gate does not watch are told, and said to be unwatched', () => {
    const { verdict, metrics } = judge(measured(leaf(allocs(6, 1), allocs(6, 2))), 6, config({ failOn: ['broken'] }))
    expect(verdict).toBe('regressed')
    expect(metrics['allocs/op']).toMatchObject({ verdict: 'regressed', watched: false })
  })
})

describe('one allocation more where the bytes show that no two runs do the same', () => {
  const growing = (count: number, value: number): Values[] =>
    Array.from({ length: count }, (_, at) => ({ 'allocs/op': value, 'B/op': 4000 + (at % 3) * 40 }))

  test('six alike a side can be chance: open, and decided by ten', () => {
    const six = leaf(growing(6, 11), growing(6, 12))
    expect(judge(measured(six)).metrics['allocs/op']).toMatchObject({
      verdict: 'inconclusive',
      warnings: ['differs, but needs 10 samples per side to be proven'],
    })
    expect(judgeOpen([six], 0, config())).toEqual([six])
    expect(judge(measured(leaf(growing(10, 11), growing(10, 12))), 10).verdict).toBe('regressed')
  })

  test('six are enough for more than one allocation', () => {
    expect(judge(measured(leaf(growing(6, 11), growing(6, 13)))).verdict).toBe('regressed')
  })
})

describe('bytes', () => {
  const bytes = (base: Values[], head: Values[], chosen = config()) =>
    judge(measured(leaf(base, head)), base.length, chosen).metrics['B/op']

  test.each([
    ['a few more, noisy on both sides', noisy(10, 'B/op', 1000), noisy(10, 'B/op', 1010), 'unchanged'],
    ['many more, noisy on both sides', noisy(10, 'B/op', 1000), noisy(10, 'B/op', 1200), 'regressed'],
    ['many fewer', noisy(10, 'B/op', 1200), noisy(10, 'B/op', 1000), 'improved'],
    ['many more of few', rounds(6, { 'B/op': 8 }), rounds(6, { 'B/op': 23 }), 'unchanged'],
    ['16 more of few', rounds(6, { 'B/op': 8 }), rounds(6, { 'B/op': 24 }), 'regressed'],
    ['a rise that could be noise', noisy(3, 'B/op', 1000), noisy(3, 'B/op', 1200), 'inconclusive'],
  ])('%s', (_, base, head, verdict) => {
    expect(bytes(base, head)?.verdict).toBe(verdict)
  })
})

describe('time', () => {
  // Ten benchmarks that agree give the run a floor of noise.
  const family = (head: number, chosen: Config) => {
    const items = [measured(leaf(noisy(10, 'sec/op', 1e-6), noisy(10, 'sec/op', head)))]
    return judgeBenchmarks(items, 10, chosen)
  }

  test('half as slow again is told; it blocks only where time is watched', () => {
    const told = family(1.5e-6, config())
    expect(told.benchmarks[0]).toMatchObject({
      verdict: 'unchanged',
      metrics: { 'sec/op': { verdict: 'regressed', watched: false } },
    })
    expect(told.timeNoiseFloor).toBeGreaterThan(0)
    expect(family(1.5e-6, WATCH_TIME).benchmarks[0]?.verdict).toBe('regressed')
    expect(family(1.05e-6, WATCH_TIME).benchmarks[0]?.verdict).toBe('unchanged')
  })

  test('of a single sample says nothing, and is not shown', () => {
    const one = rounds(1, { 'sec/op': 1e-6, 'allocs/op': 1 })
    expect(Object.keys(judge(measured(leaf(one, rounds(1, { 'sec/op': 9e-6, 'allocs/op': 1 }))), 0).metrics)).toEqual([
      'allocs/op',
    ])
  })
})

describe('the verdict of a benchmark', () => {
  test.each<[string, Partial<Measured>, string]>([
    ['new', { on: 'head' }, 'new'],
    ['removed', { on: 'base' }, 'removed'],
    ['skipped', { skipped: 'same code on both sides', leaf: null }, 'skipped'],
    ['broken by the head', { problem: { side: 'head', message: 'panic', stderr: '' } }, 'broken'],
    ['broken on the base', { problem: { side: 'base', message: 'panic', stderr: '' } }, 'inconclusive'],
    ['broken on both', { problem: { side: 'both', message: 'panic', stderr: '' } }, 'inconclusive'],
  ])('%s', (_, changes, verdict) => {
    expect(judge(measured(leaf(allocs(6, 1), allocs(6, 2)), changes)).verdict).toBe(verdict)
  })

  test('is the worst of what is watched', () => {
    const of = (base: Values, head: Values) => judge(measured(leaf(rounds(6, base), rounds(6, head)))).verdict
    expect(of({ 'allocs/op': 2, 'B/op': 64 }, { 'allocs/op': 1, 'B/op': 128 })).toBe('regressed')
    expect(of({ 'allocs/op': 2, 'B/op': 64 }, { 'allocs/op': 1, 'B/op': 64 })).toBe('improved')
  })

  test('where its own code changed it is measured, and named as not comparable', () => {
    const changed = judge(measured(leaf(allocs(6, 1), allocs(6, 2)), { notComparable: 'makeInput' }))
    expect(changed).toMatchObject({
      verdict: 'regressed',
      comparable: false,
      notComparableBecause: 'makeInput changed',
    })
  })

  test('a custom metric is judged by its direction alone', () => {
    const chosen = config({ metrics: { 'hits/op': 'higher-is-better', rows: 'none' } })
    const { metrics } = judge(
      measured(leaf(noisy(10, 'hits/op', 100, { rows: 1 }), noisy(10, 'hits/op', 50, { rows: 9 }))),
      10,
      chosen,
    )
    expect(metrics['hits/op']).toMatchObject({ verdict: 'regressed', watched: false })
    expect(metrics.rows).toMatchObject({ verdict: 'unchanged' })
  })
})

describe('what deserves proof after a look', () => {
  const look = (base: Values, head: Values) => leaf([base], [head])
  const SAME = { 'allocs/op': 1, 'B/op': 64, 'sec/op': 1e-6 }

  test.each<[string, Values, Values, Config, boolean]>([
    ['the same counts', SAME, { ...SAME, 'sec/op': 9e-6 }, config(), false],
    ['another count', SAME, { ...SAME, 'allocs/op': 2 }, config(), true],
    ['a lower count', SAME, { ...SAME, 'allocs/op': 0 }, config(), true],
    ['a few bytes', SAME, { ...SAME, 'B/op': 70 }, config(), false],
    ['many bytes', SAME, { ...SAME, 'B/op': 128 }, config(), true],
    ['the same, with time watched', SAME, SAME, WATCH_TIME, true],
    [
      'a ceiling newly exceeded',
      SAME,
      { ...SAME, 'B/op': 70 },
      config({ ceilings: [{ benchmark: '*', metric: 'B/op', ceiling: 64 }] }),
      true,
    ],
    [
      'a ceiling exceeded before',
      SAME,
      { ...SAME, 'B/op': 70 },
      config({ ceilings: [{ benchmark: '*', metric: 'B/op', ceiling: 60 }] }),
      false,
    ],
    [
      'a ceiling that nobody watches',
      SAME,
      { ...SAME, 'B/op': 70 },
      config({ failOn: ['allocs'], ceilings: [{ benchmark: '*', metric: 'B/op', ceiling: 64 }] }),
      false,
    ],
  ])('%s', (_, base, head, chosen, expected) => {
    expect(judgeNomination(look(base, head), chosen)).toBe(expected)
  })

  test('a benchmark of one side only where it exceeds a ceiling', () => {
    const fresh = leaf([], [SAME])
    expect(judgeNomination(fresh, WATCH_TIME)).toBe(false)
    expect(judgeNomination(fresh, config({ ceilings: [{ benchmark: '*', metric: 'B/op', ceiling: 32 }] }))).toBe(true)
  })

  test('a ceiling, screened and not confirmed in time, stays open', () => {
    const ceilings = [{ benchmark: '*', metric: 'B/op', ceiling: 64 }]
    expect(judge(measured(look(SAME, { ...SAME, 'B/op': 70 })), 0, config({ ceilings })).verdict).toBe('inconclusive')
  })
})

test('a benchmark of both sides of which nothing was measured is no unchanged one', () => {
  expect(judge(measured(leaf([], []))).verdict).toBe('inconclusive')
})

describe('whether more samples could change a verdict', () => {
  const decided = (base: Values[], head: Values[], at: number, chosen = config()) =>
    judgeOpen([leaf(base, head)], at, chosen).length === 0

  test('not where counts are exact', () => {
    expect(decided(allocs(6, 1), allocs(6, 2), 0)).toBe(true)
    expect(decided(allocs(6, 1), allocs(6, 1), 0)).toBe(true)
  })

  test('where what is watched is open', () => {
    expect(decided(allocs(5, 1), allocs(5, 2), 0)).toBe(false)
    const slow = { base: noisy(6, 'sec/op', 1), head: noisy(6, 'sec/op', 1) }
    expect(decided(slow.base, slow.head, 0)).toBe(true)
  })

  test('what is exact and no worse is not measured on for the sake of others; an alarm and noisy counts are', () => {
    const [same, better, worse] = [
      leaf(allocs(6, 1), allocs(6, 1)),
      leaf(allocs(6, 2), allocs(6, 1)),
      leaf(allocs(6, 1), allocs(6, 2)),
    ]
    const random = leaf(noisy(6, 'allocs/op', 900), noisy(6, 'allocs/op', 900))
    const open = leaf(allocs(5, 1), allocs(5, 2))
    expect(judgeOpen([same, better, worse, random, open], 0, config())).toEqual([worse, random, open])
  })

  test('not for a benchmark that only the head has', () => {
    expect(decided([], allocs(6, 1), 0)).toBe(true)
  })
})

describe('laws', () => {
  const sample = fc.record({
    'allocs/op': fc.nat(3),
    'B/op': fc.nat(300),
    'sec/op': fc.double({ min: 1e-9, max: 1, noNaN: true }),
  })
  const samples = fc.array(sample, { maxLength: 10 })

  test('the same samples on both sides: nothing regressed and nothing improved', () => {
    fc.assert(
      fc.property(fc.array(samples, { maxLength: 4 }), fc.boolean(), (all, time) => {
        const chosen = time ? WATCH_TIME : config()
        const items = all.map((one, at) => measured(leaf(one, one, `Benchmark${at}`)))
        for (const { metrics, verdict } of judgeBenchmarks(items, 10, chosen).benchmarks) {
          expect(['unchanged', 'inconclusive']).toContain(verdict)
          for (const { verdict: one } of Object.values(metrics)) expect(['unchanged', 'inconclusive']).toContain(one)
        }
      }),
    )
  })

  test('one sample, or five, prove nothing', () => {
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 3 }),
        fc.array(sample, { minLength: 1, maxLength: 3 }),
        (base, head) => {
          const count = Math.min(base.length, head.length)
          const one = judge(measured(leaf(base.slice(0, count), head.slice(0, count))), count, WATCH_TIME)
          expect(['unchanged', 'inconclusive']).toContain(one.verdict)
        },
      ),
    )
  })

  test('every benchmark that goes in comes out, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(samples, samples), { maxLength: 5 }), (all) => {
        const items = all.map(([base, head], at) => measured(leaf(base, head, `Benchmark${at}`)))
        expect(judgeBenchmarks(items, 6, config()).benchmarks.map(({ name }) => name)).toEqual(
          items.map(({ name }) => name),
        )
      }),
    )
  })
})
