import type { Host, HostComment, HostIdentity, HostProblem } from '../ports.ts'
import type { Review } from '../review/schema.ts'
import type { CommentMode } from './comment.ts'
import { matchOwnComment, planComment } from './comment.ts'
import { planRetry } from './retry.ts'

export interface CommentRequest {
  readonly pullRequest: number
  readonly review: Review
  readonly mode: CommentMode
  readonly marker: string
  /** The whole comment, its first line the marker. */
  readonly body: string
}

export type CommentResult =
  | { readonly outcome: 'created' | 'updated'; readonly url: string }
  | { readonly outcome: 'left'; readonly why: string; readonly url: string | null }
  | { readonly outcome: 'stale'; readonly presentHead: string }
  | { readonly outcome: 'failed'; readonly problem: HostProblem }

/**
 * Brings the pull request's one comment up to date. Each try starts anew with
 * the pull request's present head and its comments: after a wait a newer run may
 * have written, and a request that failed on the way back may have been carried
 * out. So a stale run never overwrites a newer one, and no try makes a second comment.
 */
export async function postComment(
  request: CommentRequest,
  host: Host,
  wait: (milliseconds: number) => Promise<void>,
): Promise<CommentResult> {
  if (request.mode === 'never') return { outcome: 'left', why: 'comment: never', url: null }
  const identity = await host.fetchIdentity()
  if (!identity.ok) return { outcome: 'failed', problem: identity.problem }
  for (let failedTries = 1; ; failedTries++) {
    const attempt = await tryOnce(request, identity.value, host)
    if (attempt.result.outcome !== 'failed') return attempt.result
    const delay = attempt.writing ? planAnotherTry(attempt.result.problem, failedTries) : null
    if (delay === null) return attempt.result
    await wait(delay)
  }
}

/** Reading has been tried again by the host already; `writing` tells which of the two failed. */
interface Attempt {
  readonly writing: boolean
  readonly result: CommentResult
}

async function tryOnce(request: CommentRequest, identity: HostIdentity, host: Host): Promise<Attempt> {
  const { pullRequest, review, marker, body } = request
  const comments = await host.fetchComments(pullRequest)
  if (!comments.ok) return { writing: false, result: { outcome: 'failed', problem: comments.problem } }
  const own = matchOwnComment(comments.value, identity, marker)
  const plan = planComment(own, body, request.mode, review)
  // Asked last, right before writing, so that the moment in which a newer run can slip in is short.
  const present = await host.fetchPullRequest(pullRequest)
  if (!present.ok) return { writing: false, result: { outcome: 'failed', problem: present.problem } }
  if (present.value.headSha !== review.head.sha) {
    return { writing: false, result: { outcome: 'stale', presentHead: present.value.headSha } }
  }
  if (plan.action === 'none') {
    return { writing: false, result: { outcome: 'left', why: plan.why, url: plan.comment?.url ?? null } }
  }
  const written =
    plan.action === 'create'
      ? await host.createComment(pullRequest, body)
      : await host.updateComment(plan.comment.id, body)
  if (!written.ok) return { writing: true, result: { outcome: 'failed', problem: written.problem } }
  return { writing: true, result: toResult(plan.action, written.value) }
}

function toResult(action: 'create' | 'update', comment: HostComment): CommentResult {
  return { outcome: action === 'create' ? 'created' : 'updated', url: comment.url }
}

/** A comment deleted between listing and updating is no reason to stay silent: the next try makes a new one. */
function planAnotherTry(problem: HostProblem, failedTries: number): number | null {
  if (problem.status === 404 && failedTries === 1) return 0
  return planRetry(problem, failedTries)
}
