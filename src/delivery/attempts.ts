import type { Host, HostAnswer, HostProblem } from '../ports.ts'
import { planRetry } from './retry.ts'

/** What one try came to. `writing`: the host may have done what was asked although its answer says otherwise. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: HostProblem; readonly writing: boolean }

/**
 * Tries until it is done or pointless. Each try begins by looking at what is
 * there, so that a request that failed on the way back is not carried out twice,
 * and a run that became stale while it waited writes nothing. What only reads has
 * been tried again by the host already.
 */
export async function untilDone<T>(
  attempt: () => Promise<Attempt<T>>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HostAnswer<T>> {
  for (let failedTries = 1; ; failedTries++) {
    const result = await attempt()
    if (result.ok) return result
    const delay = result.writing ? planAnotherTry(result.problem, failedTries) : null
    if (delay === null) return { ok: false, problem: result.problem }
    await wait(delay)
  }
}

/** What was removed between looking and writing is no reason to stay silent: the next try sees that it is gone. */
function planAnotherTry(problem: HostProblem, failedTries: number): number | null {
  if (problem.status === 404 && failedTries === 1) return 0
  return planRetry(problem, failedTries)
}

export function failedReading(problem: HostProblem): Attempt<never> {
  return { ok: false, problem, writing: false }
}

export function failedWriting(problem: HostProblem): Attempt<never> {
  return { ok: false, problem, writing: true }
}

/** What is being delivered to. */
export interface Target {
  /** Null where no pull request is under review. */
  readonly pullRequest: number | null
  /** The reviewed commit. */
  readonly sha: string
}

/** The pull request's present head where that is another commit than the reviewed one, else null. */
export async function fetchNewerHead({ pullRequest, sha }: Target, host: Host): Promise<HostAnswer<string | null>> {
  if (pullRequest === null) return { ok: true, value: null }
  const present = await host.fetchPullRequest(pullRequest)
  if (!present.ok) return present
  return { ok: true, value: present.value.headSha === sha ? null : present.value.headSha }
}
