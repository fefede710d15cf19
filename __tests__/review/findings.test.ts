import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Config, DEFAULT_CONFIG, type GateWord } from '../../src/config/config.ts'
import { judgeFindings } from '../../src/review/findings.ts'
import type { Benchmark, Finding, Metric, Problem, Site } from '../../src/review/schema.ts'
import { sampleBenchmark, sampleMetric, sampleRuleFinding, sampleSite } from '../delivery/sample-review.ts'

type Input = Partial<Parameters<typeof judgeFindings>[0]>

function judge(input: Input, config: Partial<Config> = {}): readonly Finding[] {
  return judgeFindings({ added: [], benchmarks: [], problems: [], ...input }, { ...DEFAULT_CONFIG, ...config })
}

/** Watched words of the gate besides those that are given. */
const without = (...words: GateWord[]): Partial<Config> => ({
  failOn: DEFAULT_CONFIG.failOn.filter((word) => !words.includes(word)),
})

const metric = (unit: string, base: number, head: number, changes: Partial<Metric> = {}): Metric => ({
  ...sampleMetric(base, head, head > base ? 'regressed' : 'unchanged'),
  unit,
  ...changes,
})
const bench = (metrics: readonly Metric[], changes: Partial<Benchmark> = {}): Benchmark =>
  sampleBenchmark({ metrics: Object.fromEntries(metrics.map((one) => [one.unit, one])), ...changes })
const headProblem: Problem = {
  stage: 'compile',
  side: 'head',
  severity: 'error',
  message: 'example.com/p does not build on the head.',
  detail: 'p.go:1:1: no',
}

describe('a head that does not build', () => {
  test('blocks, with what the compiler says', () => {
    expect(judge({ problems: [headProblem] })).toMatchObject([
      { rule: 'broken-build', severity: 'error', blocking: true, title: headProblem.message, detail: 'p.go:1:1: no' },
    ])
    expect(judge({ problems: [headProblem] }, without('broken'))).toMatchObject([{ blocking: false }])
  })

  test.each<[string, Partial<Problem>]>([
    ['the base', { side: 'base' }],
    ['both sides', { side: 'both' }],
    ['neither side', { side: null }],
    ['a warning', { severity: 'warning' }],
  ])('what concerns %s is no finding', (_, changes) => {
    expect(judge({ problems: [{ ...headProblem, ...changes }] })).toEqual([])
  })
})

describe('a benchmark that the head breaks', () => {
  const broken = sampleBenchmark({
    verdict: 'broken',
    metrics: {},
    problem: { side: 'head', message: 'panic: index out of range', stderr: 'goroutine 1' },
  })

  test('blocks, and says how it ended', () => {
    expect(judge({ benchmarks: [broken] })).toMatchObject([
      {
        rule: 'broken-benchmark',
        blocking: true,
        title: 'BenchmarkParse panic: index out of range',
        detail: 'goroutine 1',
      },
    ])
    expect(judge({ benchmarks: [broken] }, without('broken'))).toMatchObject([{ blocking: false }])
  })
})

describe('a regression', () => {
  test.each([
    ['allocs/op', 'allocs', 'BenchmarkParse: 0 → 1 allocs/op'],
    ['B/op', 'bytes', 'BenchmarkParse: 0 → 1 B/op'],
    ['sec/op', 'time', 'BenchmarkParse: 0 ns → 1 s'],
    ['rows/op', 'metric-regression', 'BenchmarkParse: 0 → 1 rows/op'],
  ])('in %s blocks where it is watched, and is told anyway', (unit, rule, title) => {
    const [watched] = judge({ benchmarks: [bench([metric(unit, 0, 1)])] })
    expect(watched).toMatchObject({ rule, severity: 'error', blocking: true, title })
    const [advisory] = judge({ benchmarks: [bench([metric(unit, 0, 1, { watched: false })])] })
    expect(advisory).toMatchObject({ rule, severity: 'warning', blocking: false, title })
  })

  test('has a percentage where there is one', () => {
    expect(judge({ benchmarks: [bench([metric('B/op', 64, 80)])] })[0]?.title).toBe(
      'BenchmarkParse: 64 → 80 B/op (+25.0 %)',
    )
    const rate = metric('B/s', 2e9, 1e9, { verdict: 'regressed' })
    expect(judge({ benchmarks: [bench([rate])] })[0]?.title).toBe(
      'BenchmarkParse: 2000000000 → 1000000000 B/s (−50.0 %)',
    )
  })

  test('of a benchmark that is not comparable is shown and never blocks', () => {
    const changed = bench([metric('allocs/op', 0, 1)], { comparable: false, notComparableBecause: 'helper changed' })
    expect(judge({ benchmarks: [changed] })).toMatchObject([
      { severity: 'notice', blocking: false, detail: 'not comparable: helper changed' },
    ])
  })

  test('lies on the line that it is attributed to', () => {
    const attribution = [{ file: 'a.go', line: 7, function: 'F', allocsPerOp: 1, bytesPerOp: 8 }]
    expect(judge({ benchmarks: [bench([metric('allocs/op', 0, 1)], { attribution })] })).toMatchObject([
      { file: 'a.go', line: 7 },
    ])
  })

  test('is none where a metric is unchanged, improved or unknown', () => {
    for (const verdict of ['unchanged', 'improved', 'inconclusive'] as const) {
      expect(judge({ benchmarks: [bench([metric('allocs/op', 0, 1, { verdict })])] })).toEqual([])
    }
  })
})

describe('a ceiling', () => {
  const ceilings = [{ benchmark: 'BenchmarkParse', metric: 'allocs/op', ceiling: 2 }]
  const bounded = (center: number, low: number | null = center) => ({ samples: [center], center, low, high: low })
  const judgeCeiling = (base: number | null, head: Metric['head'], changes: Partial<Benchmark> = {}, config = {}) =>
    judge(
      {
        benchmarks: [
          bench(
            [
              metric('allocs/op', base ?? 0, 0, {
                base: base === null ? null : bounded(base),
                head,
                verdict: 'unchanged',
              }),
            ],
            changes,
          ),
        ],
      },
      { ceilings, ...config },
    )

  test('that the head exceeds blocks, even where the rise is within its threshold', () => {
    expect(judgeCeiling(2, bounded(3))).toMatchObject([
      { rule: 'ceiling', blocking: true, title: 'BenchmarkParse: 3 allocs/op is above its ceiling of 2' },
    ])
  })

  test('says where it is written, and what it is in the unit of its metric', () => {
    expect(judgeCeiling(2, bounded(3))[0]?.detail).toBe(
      'The contract is in the config file, under `ceilings`: `BenchmarkParse`, allocs/op at most 2; the base has 2',
    )
    const slow = metric('sec/op', 4e-9, 0, { head: bounded(61.43e-9), verdict: 'unchanged' })
    const ofTime = { ceilings: [{ benchmark: '*', metric: 'sec/op', ceiling: 5e-9 }] }
    expect(judge({ benchmarks: [bench([slow])] }, ofTime)).toMatchObject([
      { title: 'BenchmarkParse: 61.43 ns is above its ceiling of 5 ns' },
    ])
    const large = { ceilings: [{ benchmark: '*', metric: 'allocs/op', ceiling: 123_456 }] }
    expect(judgeCeiling(2, bounded(123_457), {}, large)[0]?.title).toContain(
      '123457 allocs/op is above its ceiling of 123456',
    )
  })

  test('that a new benchmark exceeds blocks', () => {
    expect(judgeCeiling(null, bounded(3), { verdict: 'new' })).toMatchObject([{ rule: 'ceiling', blocking: true }])
  })

  test.each<[string, number | null, Metric['head']]>([
    ['reached is not exceeded', 1, bounded(2)],
    ['exceeded by samples too few to tell', 2, bounded(3, null)],
    ['that may not be exceeded', 2, bounded(3, 2)],
    ['that the base exceeds too, no less', 4, bounded(4)],
    ['that the base exceeds too, by an unproven little less', 4, bounded(4.1)],
    ['without a measurement', 1, null],
  ])('%s', (_, base, head) => {
    expect(judgeCeiling(base, head)).toEqual([])
  })

  test('that the base exceeds already blocks where it got provably worse', () => {
    const worse = metric('allocs/op', 4, 5, { head: bounded(5), verdict: 'regressed', watched: false })
    const rules = judge({ benchmarks: [bench([worse])] }, { ceilings }).map(({ rule, blocking }) => [rule, blocking])
    expect(rules).toEqual([
      ['ceiling', true],
      ['allocs', false],
    ])
  })

  test('blocks only as a contract, and only what is comparable', () => {
    expect(judgeCeiling(2, bounded(3), {}, without('contracts'))).toMatchObject([{ blocking: false }])
    expect(judgeCeiling(2, bounded(3), { comparable: false })).toMatchObject([{ blocking: false }])
  })

  test('is for its metric and its benchmark', () => {
    expect(judgeCeiling(2, bounded(3), { name: 'BenchmarkOther' })).toEqual([])
    expect(judgeCeiling(2, bounded(3), {}, { ceilings: [{ ...ceilings[0], metric: 'B/op' }] })).toEqual([])
  })
})

describe('a new escape', () => {
  const hot = sampleSite({ hot: true })
  const cold = sampleSite({ hot: true, coldPath: true })
  const conditional = sampleSite({ hot: true, allocates: 'conditional' })
  const plain = sampleSite({})
  const promised = sampleSite({ noalloc: true })
  const blocks = (site: Site, config: Partial<Config>): boolean =>
    judge({ added: [site] }, config)[0]?.blocking ?? false

  test.each<[string, Partial<Config>, boolean[]]>([
    // hot, cold, conditional, plain, promised
    ['escapes=hot', { escapesGate: 'hot' }, [true, false, false, false, true]],
    ['escapes=all', { escapesGate: 'all' }, [true, false, false, true, true]],
    ['escapes=off', { escapesGate: 'off', ...without('escapes') }, [false, false, false, false, true]],
    ['no contracts', { escapesGate: 'hot', ...without('contracts') }, [true, false, false, false, false]],
    ['neither', { escapesGate: 'off', ...without('contracts', 'escapes') }, [false, false, false, false, false]],
  ])('%s', (_, config, expected) => {
    expect([hot, cold, conditional, plain, promised].map((site) => blocks(site, config))).toEqual(expected)
  })

  test('a promise not to allocate counts on a cold path too, and not where a value may not allocate', () => {
    expect(blocks(sampleSite({ noalloc: true, coldPath: true }), {})).toBe(true)
    expect(blocks(sampleSite({ noalloc: true, allocates: 'conditional' }), {})).toBe(false)
    expect(judge({ added: [promised] })).toMatchObject([{ rule: 'noalloc-contract', severity: 'error' }])
  })

  test('says where, why and what to do', () => {
    expect(judge({ added: [sampleSite({ cause: 'goroutine', allocates: 'conditional' })] })).toMatchObject([
      {
        rule: 'new-escape',
        severity: 'notice',
        file: 'token.go',
        line: 8,
        onChangedLine: true,
        title: '[]byte(s) escapes to heap',
        detail: 'In Parse: it is handed to a goroutine. It allocates only for some values.',
        advice: 'Keep the copy on the stack.',
      },
    ])
  })

  test('stands for the others of its cause: the one on a changed line, unless another one blocks', () => {
    const copies = [
      sampleSite({ line: 1, onChangedLine: false }),
      sampleSite({ line: 2 }),
      sampleSite({ line: 3, onChangedLine: false, hot: true }),
    ]
    const shown = (config: Partial<Config>) =>
      judge({ added: copies }, config).map(({ line, title, blocking }) => [line, title, blocking])
    const title = '[]byte(s) escapes to heap, and 2 more of the same cause'
    expect(shown({ escapesGate: 'hot' })).toEqual([[3, title, true]])
    expect(shown({ escapesGate: 'all' })).toEqual([[2, title, true]])
    expect(shown({ escapesGate: 'off', ...without('escapes') })).toEqual([[2, title, false]])
  })

  test('that blocks is shown itself, not a copy that does not', () => {
    const copies = [sampleSite({ line: 1, coldPath: true }), sampleSite({ line: 2, onChangedLine: false })]
    expect(judge({ added: copies }, { escapesGate: 'all' })).toMatchObject([{ line: 2, blocking: true }])
  })
})

describe('laws', () => {
  const site = fc.record({
    line: fc.nat(3),
    group: fc.constantFrom('g', 'h'),
    allocates: fc.constantFrom('always' as const, 'conditional' as const),
    hot: fc.boolean(),
    noalloc: fc.boolean(),
    coldPath: fc.boolean(),
    onChangedLine: fc.boolean(),
  })
  const measured = fc.record({
    name: fc.constantFrom('BenchmarkA', 'BenchmarkB'),
    comparable: fc.boolean(),
    metric: fc.record({
      verdict: fc.constantFrom(
        'regressed' as const,
        'improved' as const,
        'unchanged' as const,
        'inconclusive' as const,
      ),
      watched: fc.boolean(),
      head: fc.nat(5),
    }),
  })
  const input = fc.record({
    added: fc.array(site.map((made) => sampleSite(made))),
    benchmarks: fc.array(
      measured.map(({ name, comparable, metric: one }) =>
        bench([metric('allocs/op', 1, one.head, one.verdict && { verdict: one.verdict, watched: one.watched })], {
          name,
          comparable,
        }),
      ),
    ),
    problems: fc.array(fc.constant(headProblem), { maxLength: 1 }),
  })
  const config = fc.record({
    failOn: fc.subarray([...DEFAULT_CONFIG.failOn]),
    escapesGate: fc.constantFrom('hot' as const, 'all' as const, 'off' as const),
    ceilings: fc.constantFrom([], [{ benchmark: '*', metric: 'allocs/op', ceiling: 2 }]),
  })

  test('what blocks comes first, then errors, warnings and notices; everything that blocks is an error', () => {
    fc.assert(
      fc.property(input, config, (made, chosen) => {
        const found = judge(made, chosen)
        const ranks = found.map(({ blocking, severity }) =>
          blocking ? 0 : 1 + ['error', 'warning', 'notice'].indexOf(severity),
        )
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks)
        for (const { blocking, severity } of found) if (blocking) expect(severity).toBe('error')
      }),
    )
  })

  test('a gate that watches nothing blocks nothing, and says no less', () => {
    fc.assert(
      fc.property(input, config, (made, chosen) => {
        const unwatched = made.benchmarks.map((one) => ({
          ...one,
          metrics: Object.fromEntries(Object.entries(one.metrics).map(([unit, m]) => [unit, { ...m, watched: false }])),
        }))
        const quiet = judge({ ...made, benchmarks: unwatched }, { ...chosen, failOn: [], escapesGate: 'off' })
        expect(quiet.filter(({ blocking }) => blocking)).toEqual([])
        expect(quiet.length).toBe(judge(made, chosen).length)
      }),
    )
  })

  test('what is not comparable never blocks', () => {
    fc.assert(
      fc.property(input, config, ({ benchmarks }, chosen) => {
        const changed = benchmarks.map((one) => ({ ...one, comparable: false }))
        expect(judge({ benchmarks: changed }, chosen).filter(({ blocking }) => blocking)).toEqual([])
      }),
    )
  })
})

describe('an escape that a rule tells of', () => {
  const site = sampleSite({ column: 7 })
  const { finding: told } = sampleRuleFinding(3, {
    file: site.file,
    line: site.line,
    evidence: 'compiler',
    proof: { line: site.line, column: site.column },
  })
  const rulesOf = (added: readonly Site[], config?: Partial<Config>): readonly string[] =>
    judge({ added, rules: [told] }, config).map(({ rule }) => rule)

  test('is one finding, that of the rule', () => {
    expect(rulesOf([site])).toEqual(['rule'])
  })

  test('leaves others of its cause and others on its line', () => {
    expect(rulesOf([site, { ...site, line: 3 }])).toEqual(['new-escape', 'rule'])
    expect(rulesOf([site, { ...site, column: 8, group: 'other' }])).toEqual(['new-escape', 'rule'])
  })

  test('blocks by itself where the gate watches it', () => {
    expect(rulesOf([{ ...site, noalloc: true }])).toEqual(['noalloc-contract', 'rule'])
    expect(rulesOf([site], { failOn: ['escapes'], escapesGate: 'all' })).toEqual(['new-escape', 'rule'])
  })
})
