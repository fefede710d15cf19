import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BENCHMARK_VERDICTS, type Benchmark, type Finding, type Problem } from '../../src/review/schema.ts'
import { judgeVerdict } from '../../src/review/verdict.ts'
import { sampleBenchmark, sampleFinding } from '../delivery/sample-review.ts'

const problem = (changes: Partial<Problem>): Problem => ({
  stage: 'compile',
  side: null,
  severity: 'warning',
  message: 'something',
  ...changes,
})
const BLOCKS = sampleFinding({ blocking: true })
const TOLD = sampleFinding({ blocking: false })
const BROKEN = sampleFinding({ rule: 'broken-build', blocking: true })
const OPEN = sampleBenchmark({ verdict: 'inconclusive' })

test.each<[string, readonly Finding[], readonly Benchmark[], readonly Problem[], string]>([
  ['nothing at all', [], [], [], 'pass'],
  ['a finding that does not block', [TOLD], [], [], 'pass'],
  ['a finding that blocks', [BLOCKS], [], [], 'regressed'],
  ['a head that does not build', [BROKEN], [], [], 'broken'],
  ['that, though the gate does not watch it', [{ ...BROKEN, blocking: false }], [], [], 'broken'],
  ['a benchmark that the head breaks', [sampleFinding({ rule: 'broken-benchmark' })], [], [], 'broken'],
  ['broken before regressed', [BLOCKS, BROKEN], [], [], 'broken'],
  ['regressed before not known', [BLOCKS], [OPEN], [problem({})], 'regressed'],
  ['an undecided benchmark', [], [OPEN], [], 'inconclusive'],
  ['an undecided benchmark that is not comparable anyway', [], [{ ...OPEN, comparable: false }], [], 'pass'],
  [
    'benchmarks that only one side has, or that were skipped',
    [],
    (['new', 'removed', 'skipped'] as const).map((verdict) => sampleBenchmark({ verdict })),
    [],
    'pass',
  ],
  ['a base that does not build', [], [], [problem({ side: 'base' })], 'inconclusive'],
  ['what builds on neither side', [], [], [problem({ side: 'both' })], 'inconclusive'],
  ['a diff that could not be read', [], [], [problem({ stage: 'diff' })], 'inconclusive'],
  ['a remark', [], [], [problem({ severity: 'notice' })], 'pass'],
  ['a waiver that expired', [], [], [problem({ stage: 'gate' })], 'pass'],
])('%s', (_, findings, benchmarks, problems, verdict) => {
  expect(judgeVerdict({ findings, benchmarks, problems })).toBe(verdict)
})

describe('laws', () => {
  const findings = fc.array(fc.constantFrom(BLOCKS, TOLD, BROKEN), { maxLength: 3 })
  const benchmarks = fc.array(
    fc
      .record({ verdict: fc.constantFrom(...BENCHMARK_VERDICTS), comparable: fc.boolean() })
      .map((made) => sampleBenchmark(made)),
    { maxLength: 3 },
  )
  const problems = fc.array(fc.constantFrom(problem({}), problem({ severity: 'notice' }), problem({ stage: 'gate' })), {
    maxLength: 3,
  })
  const RANK = ['pass', 'inconclusive', 'regressed', 'broken']

  test('more bad news never makes it better, and it regressed exactly where something blocks', () => {
    fc.assert(
      fc.property(findings, benchmarks, problems, findings, (found, measured, told, more) => {
        const verdict = judgeVerdict({ findings: found, benchmarks: measured, problems: told })
        const worse = judgeVerdict({ findings: [...found, ...more], benchmarks: measured, problems: told })
        expect(RANK.indexOf(worse)).toBeGreaterThanOrEqual(RANK.indexOf(verdict))
        if (verdict === 'regressed') expect(found.some(({ blocking }) => blocking)).toBe(true)
        if (verdict === 'pass') expect(found.some(({ blocking }) => blocking)).toBe(false)
      }),
    )
  })
})
