import { describe, expect, test } from '@jest/globals'
import { judgeRulesGone } from '../../src/review/rules-gone.ts'
import type { Benchmark, FunctionHeat } from '../../src/review/schema.ts'
import type { Hit } from '../../src/rules/rule.ts'
import { sampleBenchmark, sampleMetric, sampleSite } from '../delivery/sample-review.ts'

const hit: Hit = {
  rule: 'append-capacity',
  item: 3,
  file: 'names.go',
  line: 12,
  endLine: 12,
  otherLine: 9,
  package: 'example.com/m',
  function: 'Names',
  declaration: { startLine: 8, endLine: 15 },
  subject: 'names append len(rows)',
  title: '`names` starts without capacity',
  advice: 'Give it one.',
  onlyHot: false,
  inLoop: true,
  expressions: ['append'],
  replacement: null,
}
const better = { 'allocs/op': sampleMetric(3, 1, 'improved'), 'B/op': sampleMetric(96, 32, 'unchanged') }
const fall = { file: 'names.go', line: 12, function: 'Names', allocsPerOp: -2, bytesPerOp: -64, side: 'base' as const }
const heat: FunctionHeat = {
  package: 'example.com/m',
  function: 'Names',
  file: 'names.go',
  line: 8,
  changed: true,
  executed: true,
  executedBy: ['BenchmarkNames'],
  hot: 'benchmark',
}

function judge(
  changes: Partial<Benchmark>,
  functions: readonly FunctionHeat[] = [],
  removed: Parameters<typeof judgeRulesGone>[1]['removed'] = [],
) {
  const benchmark = sampleBenchmark({
    package: 'example.com/m',
    name: 'BenchmarkNames',
    verdict: 'improved',
    metrics: better,
    ...changes,
  })
  return judgeRulesGone([hit], { removed, benchmarks: [benchmark], functions })
}

const gone = {
  rule: 'append-capacity',
  title: '`names` starts without capacity',
  file: 'names.go',
  line: 12,
  function: 'Names',
  evidence: 'measurement',
  benchmark: { package: 'example.com/m', name: 'BenchmarkNames' },
}

describe('what a rule saw before and sees no more', () => {
  test('is told with the benchmark that allocates less on its line', () => {
    expect(judge({ attribution: [fall] })).toEqual([gone])
    expect(judge({ attribution: [{ ...fall, line: 9 }] })).toEqual([gone])
  })

  test('without a profile, with the benchmark that executes its function', () => {
    expect(judge({}, [heat])).toEqual([gone])
    expect(judge({ name: 'BenchmarkNames/many' }, [heat])).toHaveLength(1)
  })

  test('with the compiler where an escape there is gone', () => {
    const { benchmark: _, ...about } = gone
    const site = sampleSite({ file: 'names.go', line: 12, expression: 'append' })
    expect(judge({ metrics: {} }, [], [site])).toEqual([{ ...about, evidence: 'compiler' }])
    expect(judge({ metrics: {} }, [], [{ ...site, expression: 'other' }])).toEqual([])
    expect(judge({ metrics: {} }, [], [{ ...site, line: 13 }])).toEqual([])
  })

  test.each<[string, Partial<Benchmark>, readonly FunctionHeat[]]>([
    ['allocates less elsewhere', { attribution: [{ ...fall, line: 13 }] }, [heat]],
    [
      'allocates more there',
      { attribution: [{ file: 'names.go', line: 12, function: 'Names', allocsPerOp: 2, bytesPerOp: 64 }] },
      [],
    ],
    ['is not comparable', { attribution: [fall], comparable: false }, []],
    ['is only faster', { attribution: [fall], metrics: { 'sec/op': sampleMetric(3, 1, 'improved') } }, []],
    ['pays with bytes', { attribution: [fall], metrics: { ...better, 'B/op': sampleMetric(32, 96, 'regressed') } }, []],
    ['executes another function', {}, [{ ...heat, function: 'Others' }]],
    ['is another one', { name: 'BenchmarkNamesAll' }, [heat]],
  ])('is not told where the benchmark %s', (_, benchmark, functions) => {
    expect(judge(benchmark, functions)).toEqual([])
  })
})
