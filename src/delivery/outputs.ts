import type { OutputKey } from '../config/options.ts'
import type { Review } from '../review/schema.ts'

/** Findings named in the output `json`: all outputs of a job share 1 MiB. */
const MOST_FINDINGS = 100

export type Output = { readonly name: OutputKey; readonly value: string }

/**
 * The step's outputs, all but `comment-url`. `reportPath` is the path of
 * `review.json`, '' where it could not be written.
 */
export function planOutputs(review: Review, reportPath: string): readonly Output[] {
  const counts = {
    newEscapes: review.escapes.added.length,
    fixedEscapes: review.escapes.removed.length,
    allocRegressions: review.benchmarks.filter(isAllocRegression).length,
  }
  const blocking = review.findings
    .filter(({ id }) => review.gate.blocking.includes(id))
    .slice(0, MOST_FINDINGS)
    .map(({ id, rule, title, file, line }) => ({ id, rule, title, file, line }))
  return [
    { name: 'verdict', value: review.verdict },
    { name: 'new-escapes', value: String(counts.newEscapes) },
    { name: 'fixed-escapes', value: String(counts.fixedEscapes) },
    { name: 'alloc-regressions', value: String(counts.allocRegressions) },
    { name: 'report-path', value: reportPath },
    {
      name: 'json',
      value: JSON.stringify({
        verdict: review.verdict,
        base: review.base.sha,
        head: review.head.sha,
        ...counts,
        blocking,
      }),
    },
  ]
}

function isAllocRegression({ comparable, metrics }: Review['benchmarks'][number]): boolean {
  return comparable && ['allocs/op', 'B/op'].some((unit) => metrics[unit]?.verdict === 'regressed')
}
