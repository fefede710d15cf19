import type { Review } from '../review/schema.ts'

export type ExitCode = 0 | 1 | 2

export interface Conclusion {
  readonly exitCode: ExitCode
  /** One line for the run's page, null for a clean pass. */
  readonly message: string | null
  /** How the check ends: what does not fail and is no pass is neutral. */
  readonly check: 'success' | 'failure' | 'neutral'
}

/** How the step ends: 0 pass, 1 regressed, 2 broken. `fail-on` decides for the verdicts that need not block. */
export function judgeConclusion(review: Review): Conclusion {
  const step = judgeStep(review)
  return { ...step, check: step.exitCode !== 0 ? 'failure' : review.verdict === 'pass' ? 'success' : 'neutral' }
}

function judgeStep(review: Review): Omit<Conclusion, 'check'> {
  const blocksOn = (word: string) => review.gate.failOn.includes(word)
  switch (review.verdict) {
    case 'pass':
      return { exitCode: 0, message: null }
    case 'regressed':
      return { exitCode: 1, message: `Performance regressed: ${countFindings(review.gate.blocking.length)} the merge.` }
    case 'inconclusive':
      return blocksOn('inconclusive')
        ? { exitCode: 1, message: 'Performance: could not tell, and fail-on lists inconclusive.' }
        : { exitCode: 0, message: 'Performance: could not tell; the report says what would make it tell.' }
    case 'broken':
      return blocksOn('broken')
        ? { exitCode: 2, message: 'The performance review could not run: the head is broken, see the report.' }
        : { exitCode: 0, message: 'The performance review could not run; fail-on does not list broken.' }
  }
}

function countFindings(count: number): string {
  return count === 1 ? '1 finding blocks' : `${count} findings block`
}
