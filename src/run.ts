import type { Config } from './config/config.ts'
import type { Commit, Ports } from './ports.ts'
import type { Review } from './review/schema.ts'

export interface ReviewRequest {
  readonly base: Commit
  readonly head: Commit
  readonly config: Config
  /** What to do: everything, only the escape diff, or only the benchmarks. */
  readonly parts: { readonly escapes: boolean; readonly benchmarks: boolean }
  /** Labels of the pull request, for waivers; empty outside of one. */
  readonly labels: readonly string[]
  /** The command line that repeats this review, for the report. */
  readonly reproduce: string
}

/** What a review leaves behind besides `review.json`. */
export interface ReviewResult {
  readonly review: Review
  /** Samples in Go benchmark format, as benchstat reads them; empty where nothing was measured. */
  readonly baseText: string
  readonly headText: string
}

/**
 * Reviews the change from base to head. Problems of either side become part of
 * the review; throws an ExpectedFailure only where nothing can be said at all.
 */
export async function runReview(_request: ReviewRequest, _ports: Ports): Promise<ReviewResult> {
  throw new Error('not written yet')
}
