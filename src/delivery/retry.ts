import type { HostProblem } from '../ports.ts'

/** Tries of one request before it is given up. */
const MAX_TRIES = 4
const FIRST_WAIT_MS = 2_000
/** GitHub's advice for a secondary rate limit without Retry-After. */
const RATE_LIMIT_WAIT_MS = 60_000
/** A used-up hourly quota may ask for an hour: no job is held up for a comment that long. */
const LONGEST_WAIT_MS = 120_000

/** Milliseconds to wait after the given number of failed tries, or null where another try is pointless or too late. */
export function planRetry(problem: HostProblem, failedTries: number): number | null {
  if (failedTries >= MAX_TRIES) return null
  if (problem.kind === 'missing-permission' || problem.kind === 'refused') return null
  const ownWait = problem.kind === 'rate-limited' ? RATE_LIMIT_WAIT_MS : FIRST_WAIT_MS * 2 ** (failedTries - 1)
  const wait = problem.retryAfterMs ?? ownWait
  return wait <= LONGEST_WAIT_MS ? wait : null
}
