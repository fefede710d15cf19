import { describe, expect, test } from '@jest/globals'
import { isAbout, judgeRuleFindings } from '../../src/review/rule-findings.ts'
import type { Attribution, Benchmark, Hotness } from '../../src/review/schema.ts'
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
const unknown: Hotness = { level: 'unknown', why: '' }
const none = {
  added: [],
  remarks: [],
  benchmarks: [] as readonly Benchmark[],
  hotness: () => unknown,
  isChangedLine: (_: string, line: number) => line === 12,
}
const line: Attribution = {
  file: 'names.go',
  line: 12,
  function: 'Names',
  allocsPerOp: 3,
  bytesPerOp: 224,
}
const [allocates, slower] = ['allocs/op', 'sec/op'].map((unit) => ({ ...sampleMetric(0, 3, 'regressed'), unit }))

function judge(changes: Partial<Parameters<typeof judgeRuleFindings>[1]>, one: Hit = hit) {
  return judgeRuleFindings([one], { ...none, ...changes }).map(({ finding }) => finding)
}

function measured(attribution: Attribution, changes: Partial<Benchmark> = {}): Benchmark {
  return sampleBenchmark({
    name: 'BenchmarkNames',
    metrics: allocates ? { 'allocs/op': allocates } : {},
    attribution: [attribution],
    ...changes,
  })
}

describe('what a rule saw', () => {
  test('is a guess where nothing else speaks of it, told on the changed line, and blocks nothing', () => {
    expect(judge({})).toEqual([
      {
        id: 'append-capacity:names.go:12:names append len(rows)',
        rule: 'append-capacity',
        severity: 'notice',
        file: 'names.go',
        line: 12,
        onChangedLine: true,
        title: '`names` starts without capacity',
        detail: 'In `Names`. A guess from the text: nothing has measured it.',
        advice: 'Give it one.',
        blocking: false,
        evidence: 'syntax',
        hotness: unknown,
      },
    ])
  })

  test('is told at its other place where only that one is changed', () => {
    expect(judge({ isChangedLine: (_, at) => at === 9 })).toMatchObject([{ line: 9, onChangedLine: true }])
    expect(judge({ isChangedLine: () => false })).toMatchObject([{ line: 12, onChangedLine: false }])
  })

  test('is dropped where the compiler says that the value stays on the stack, unless it newly escapes there', () => {
    const remark = { file: 'names.go', line: 12, kind: 'stays', expression: 'append(names, row.Name)' }
    const site = sampleSite({ file: 'names.go', line: 12, expression: 'append', message: 'append escapes to heap' })
    expect(judge({ remarks: [remark] })).toEqual([])
    expect(judge({ remarks: [{ ...remark, line: 13 }] })).toHaveLength(1)
    expect(judge({ remarks: [{ ...remark, expression: 'other' }] })).toHaveLength(1)
    expect(judge({ remarks: [remark], added: [site] })).toMatchObject([
      { evidence: 'compiler', severity: 'notice', detail: 'In `Names`. The compiler agrees: append escapes to heap.' },
    ])
  })

  test('is proven where a benchmark newly allocates on its line', () => {
    expect(judge({ benchmarks: [measured(line)] })).toMatchObject([
      {
        evidence: 'measurement',
        severity: 'warning',
        blocking: false,
        detail: 'In `Names`. Measured: `BenchmarkNames` allocates more on this line: +3 allocs/op, +224 B/op.',
      },
    ])
  })

  test('names the line that proves it, and the escape there with its cause', () => {
    const site = sampleSite({
      file: 'names.go',
      line: 12,
      column: 11,
      expression: 'append',
      message: 'append escapes to heap',
      cause: 'append-growth',
    })
    const [finding] = judge({ benchmarks: [measured(line)], added: [site] })
    expect(finding).toMatchObject({ evidence: 'measurement', proof: { line: 12, column: 11 } })
    expect(finding?.detail).toMatch(
      /\+224 B\/op\. The compiler agrees: append escapes to heap: append grows the slice\.$/,
    )
    expect(finding && isAbout(finding, site)).toBe(true)
    expect(finding && isAbout(finding, { ...site, column: 12 })).toBe(false)
    expect(judge({ benchmarks: [measured(line)] })).toMatchObject([{ proof: { line: 12, column: null } }])
    expect(judge({})[0]).not.toHaveProperty('proof')
  })

  test('names the measured line where it is shown at another', () => {
    const [finding] = judge({ benchmarks: [measured(line)], isChangedLine: (_, at) => at === 9 })
    expect(finding?.line).toBe(9)
    expect(finding?.detail).toContain('allocates more at `names.go:12`: +3 allocs/op')
  })

  test('is counted in bytes alone where the profile cannot tell the number', () => {
    const [finding] = judge({ benchmarks: [measured({ ...line, countUncertain: true })] })
    expect(finding?.detail).toContain('on this line: +224 B/op.')
  })

  test.each([
    ['lies on another line', measured({ ...line, line: 13 })],
    ['lies on a line of the base, which allocates less', measured({ ...line, side: 'base', allocsPerOp: -3 })],
    ['is of a benchmark that is not comparable', measured(line, { comparable: false })],
    ['is of a benchmark that is only slower', measured(line, { metrics: slower ? { 'sec/op': slower } : {} })],
  ])('is no more than a guess where the measured line %s', (_, benchmark) => {
    expect(judge({ benchmarks: [benchmark] })).toMatchObject([{ evidence: 'syntax', severity: 'notice' }])
  })

  test('that costs nothing where it runs once is told in hot functions only', () => {
    const rare = { ...hit, onlyHot: true }
    expect(judge({}, rare)).toEqual([])
    const hot: Hotness = { level: 'hot', why: 'executed by BenchmarkNames' }
    expect(judge({ hotness: () => hot }, rare)).toMatchObject([
      { detail: 'In `Names`, executed by BenchmarkNames. A guess from the text: nothing has measured it.' },
    ])
  })

  test('comes proven first, then in the order of heat', () => {
    const of = (rule: string, at: number, name: string): Hit => ({
      ...hit,
      rule,
      line: at,
      endLine: at,
      function: name,
    })
    const hits = [of('cold', 20, 'Cold'), of('unknown', 30, 'Unknown'), of('hot', 40, 'Hot'), of('proven', 12, 'Cold')]
    const levels: Record<string, Hotness['level']> = { Cold: 'cold', Hot: 'hot' }
    const judged = judgeRuleFindings(hits, {
      ...none,
      benchmarks: [measured(line)],
      hotness: (_, name) => ({ level: levels[name] ?? 'unknown', why: '' }),
    })
    expect(judged.map(({ rule }) => rule)).toEqual(['proven', 'hot', 'unknown', 'cold'])
  })
})
