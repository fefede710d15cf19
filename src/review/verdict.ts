import type { Benchmark, Finding, Problem, Verdict } from './schema.ts'

/**
 * The verdict of the whole review: broken by the head before regressed before
 * not known before pass. What fails on the base or on both sides alike is not
 * the author's fault and makes the review inconclusive.
 */
export function judgeVerdict(input: {
  readonly findings: readonly Finding[]
  readonly benchmarks: readonly Benchmark[]
  readonly problems: readonly Problem[]
}): Verdict {
  const { findings, benchmarks, problems } = input
  if (findings.some((finding) => finding.rule === 'broken-build' || finding.rule === 'broken-benchmark'))
    return 'broken'
  if (findings.some((finding) => finding.blocking)) return 'regressed'
  if (benchmarks.some((benchmark) => benchmark.comparable && benchmark.verdict === 'inconclusive'))
    return 'inconclusive'
  if (problems.some((problem) => problem.severity !== 'notice' && problem.stage !== 'gate')) return 'inconclusive'
  return 'pass'
}
