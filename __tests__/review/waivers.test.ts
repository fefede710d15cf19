import { describe, expect, test } from '@jest/globals'
import { type Config, DEFAULT_CONFIG, type Waiver } from '../../src/config/config.ts'
import { judgeFindings } from '../../src/review/findings.ts'
import type { Benchmark, Metric, Problem, Site } from '../../src/review/schema.ts'
import { judgeWaivers } from '../../src/review/waivers.ts'
import { sampleBenchmark, sampleMetric, sampleSite } from '../delivery/sample-review.ts'

const waiver = (changes: Partial<Waiver>): Waiver => ({
  benchmark: null,
  function: null,
  metric: null,
  ceiling: null,
  expires: null,
  reason: 'issue 412',
  ...changes,
})

interface Case {
  readonly added?: readonly Site[]
  readonly benchmarks?: readonly Benchmark[]
  readonly problems?: readonly Problem[]
  readonly waivers?: readonly Waiver[]
  readonly labels?: readonly string[]
  readonly config?: Partial<Config>
}

/** What blocks and what was waived of a change, after findings were made of it. */
function judge({ added = [], benchmarks = [], problems = [], waivers = [], labels = [], config = {} }: Case) {
  const complete: Config = { ...DEFAULT_CONFIG, waivers, ...config }
  const found = judgeFindings({ added, benchmarks, problems }, complete)
  expect(found.filter(({ blocking }) => blocking)).not.toEqual([])
  const judged = judgeWaivers(found, { added, benchmarks, labels, today: '2026-06-15' }, complete)
  expect(judged.findings).toHaveLength(found.length)
  return {
    blocking: judged.findings.filter(({ blocking }) => blocking).map(({ id }) => id),
    waived: judged.findings.flatMap(({ waiver: reason, severity }) =>
      reason === undefined ? [] : [`${severity} ${reason}`],
    ),
    problems: judged.problems,
  }
}

const metric = (unit: string, head: number): Metric => ({ ...sampleMetric(0, head, 'regressed'), unit })
const slower = (name = 'BenchmarkParse', ...metrics: Metric[]): Benchmark =>
  sampleBenchmark({
    name,
    metrics: Object.fromEntries((metrics.length > 0 ? metrics : [metric('allocs/op', 3)]).map((m) => [m.unit, m])),
  })

describe('a label of the pull request', () => {
  const broken: Problem = { stage: 'compile', side: 'head', severity: 'error', message: 'does not build' }

  test('accepts every cost, and stays visible', () => {
    const added = [sampleSite({ hot: true })]
    expect(judge({ added, benchmarks: [slower()], labels: ['perf-regression-accepted'] })).toEqual({
      blocking: [],
      waived: ['warning label perf-regression-accepted', 'warning label perf-regression-accepted'],
      problems: [],
    })
  })

  test('accepts no head that is broken', () => {
    const judged = judge({ problems: [broken], labels: ['perf-regression-accepted'] })
    expect(judged).toMatchObject({ blocking: ['broken:compile:0'], waived: [] })
  })

  test('of another name accepts nothing', () => {
    expect(judge({ benchmarks: [slower()], labels: ['perf-regression-accepted-not'] }).waived).toEqual([])
    const config = { waiverLabel: 'slow-ok' }
    expect(judge({ benchmarks: [slower()], labels: ['slow-ok'], config }).waived).toEqual(['warning label slow-ok'])
  })
})

describe('a waiver for a benchmark', () => {
  test.each<[string, Partial<Waiver>, boolean]>([
    ['its name', { benchmark: 'BenchmarkParse' }, true],
    ['its name and package', { benchmark: 'example.com/token.BenchmarkParse' }, true],
    ['a pattern', { benchmark: 'Benchmark*' }, true],
    ['another name', { benchmark: 'BenchmarkPars' }, false],
    ['the metric', { benchmark: 'BenchmarkParse', metric: 'allocs/op' }, true],
    ['another metric', { benchmark: 'BenchmarkParse', metric: 'B/op' }, false],
    ['a ceiling that holds', { benchmark: 'BenchmarkParse', metric: 'allocs/op', ceiling: 3 }, true],
    ['a ceiling that is exceeded', { benchmark: 'BenchmarkParse', metric: 'allocs/op', ceiling: 2 }, false],
    ['its last day', { benchmark: 'BenchmarkParse', expires: '2026-06-15' }, true],
    ['the day after', { benchmark: 'BenchmarkParse', expires: '2026-06-14' }, false],
    ['a function of that name', { function: 'BenchmarkParse' }, false],
  ])('by %s', (_, changes, accepted) => {
    const judged = judge({ benchmarks: [slower()], waivers: [waiver(changes)] })
    expect(judged.waived).toEqual(accepted ? ['warning issue 412'] : [])
    expect(judged.blocking).toHaveLength(accepted ? 0 : 1)
  })

  test('accepts one metric and leaves the other', () => {
    const benchmarks = [slower('BenchmarkParse', metric('allocs/op', 1), metric('B/op', 64))]
    const judged = judge({ benchmarks, waivers: [waiver({ benchmark: 'BenchmarkParse', metric: 'allocs/op' })] })
    expect(judged.blocking).toEqual(['bytes:example.com/token.BenchmarkParse:B/op'])
  })

  test('does not accept one whose name goes on with a colon', () => {
    const benchmarks = [slower('BenchmarkParse/n'), slower('BenchmarkParse/n:10')]
    const judged = judge({ benchmarks, waivers: [waiver({ benchmark: 'BenchmarkParse/n' })] })
    expect(judged.blocking).toEqual(['allocs:example.com/token.BenchmarkParse/n:10:allocs/op'])
  })

  test('accepts that it is above its ceiling too', () => {
    const above = { ...metric('allocs/op', 3), head: { samples: [3], center: 3, low: 3, high: 3 } }
    const ceilings = [{ benchmark: 'BenchmarkParse', metric: 'allocs/op', ceiling: 2 }]
    const judged = judge({
      benchmarks: [slower('BenchmarkParse', above)],
      waivers: [waiver({ benchmark: 'BenchmarkParse' })],
      config: { ceilings },
    })
    expect(judged.waived).toEqual(['warning issue 412', 'warning issue 412'])
  })
})

describe('a waiver for a function', () => {
  const hot = (name: string, changes: Partial<Site> = {}): Site => sampleSite({ function: name, hot: true, ...changes })

  test.each([
    ['Parse', true],
    ['example.com/token.Parse', true],
    ['example.com/*', true],
    ['Pars', false],
    ['example.com/other.Parse', false],
  ])('%s', (pattern, accepted) => {
    const judged = judge({ added: [hot('Parse')], waivers: [waiver({ function: pattern })] })
    expect(judged.waived).toEqual(accepted ? ['warning issue 412'] : [])
  })

  test('does not accept what the same cause does to another function', () => {
    const added = [hot('Parse', { line: 1 }), hot('Format', { line: 2 })]
    expect(judge({ added, waivers: [waiver({ function: 'Parse' })] }).blocking).toHaveLength(1)
    expect(judge({ added, waivers: [waiver({ function: 'Format' })] }).blocking).toHaveLength(1)
    const both = judge({
      added,
      waivers: [waiver({ function: 'Parse' }), waiver({ function: 'Format', reason: 'two' })],
    })
    expect(both).toEqual({ blocking: [], waived: ['warning issue 412'], problems: [] })
  })

  test('need not name functions of the same cause where nothing blocks', () => {
    const added = [
      hot('Parse', { line: 1 }),
      sampleSite({ function: 'Format', line: 2 }),
      hot('Fail', { line: 3, coldPath: true }),
    ]
    expect(judge({ added, waivers: [waiver({ function: 'Parse' })] }).blocking).toEqual([])
  })
})

describe('a waiver that does nothing is told', () => {
  test('as expired, with its last day', () => {
    const expired = waiver({ benchmark: 'BenchmarkParse', expires: '2026-01-31' })
    expect(judge({ benchmarks: [slower()], waivers: [expired] }).problems).toEqual([
      {
        stage: 'gate',
        side: null,
        severity: 'warning',
        message: 'The waiver for BenchmarkParse expired on 2026-01-31 and no longer counts.',
      },
    ])
  })

  test('as unused, once, and quietly', () => {
    const waivers = [waiver({ function: 'Gone' }), waiver({ benchmark: 'BenchmarkParse' })]
    expect(judge({ benchmarks: [slower()], waivers }).problems).toMatchObject([
      { severity: 'notice', message: expect.stringMatching(/^The waiver for Gone waives nothing in this change: /) },
    ])
  })
})
