import type { Host, HostAnswer, HostIdentity } from '../ports.ts'
import type { Review } from '../review/schema.ts'
import { type Attempt, failedReading, failedWriting, fetchNewerHead, untilDone } from './attempts.ts'
import type { CommentMode } from './comment.ts'
import { matchOwnComment, planComment } from './comment.ts'

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

/** Brings the pull request's one comment up to date. A stale run never overwrites a newer one, no try makes a second comment. */
export async function postComment(
  request: CommentRequest,
  identity: HostIdentity,
  host: Host,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HostAnswer<CommentResult>> {
  return await untilDone(() => tryOnce(request, identity, host), wait)
}

async function tryOnce(request: CommentRequest, identity: HostIdentity, host: Host): Promise<Attempt<CommentResult>> {
  const { pullRequest, review, marker, body } = request
  const comments = await host.fetchComments(pullRequest)
  if (!comments.ok) return failedReading(comments.problem)
  const own = matchOwnComment(comments.value, identity, marker)
  const plan = planComment(own, body, request.mode, review)
  // Asked last, right before writing, so that the moment in which a newer run can slip in is short.
  const newer = await fetchNewerHead({ pullRequest, sha: review.head.sha }, host)
  if (!newer.ok) return failedReading(newer.problem)
  if (newer.value !== null) return { ok: true, value: { outcome: 'stale', presentHead: newer.value } }
  if (plan.action === 'none') {
    return { ok: true, value: { outcome: 'left', why: plan.why, url: plan.comment?.url ?? null } }
  }
  const written =
    plan.action === 'create'
      ? await host.createComment(pullRequest, body)
      : await host.updateComment(plan.comment.id, body)
  if (!written.ok) return failedWriting(written.problem)
  const outcome = plan.action === 'create' ? 'created' : 'updated'
  return { ok: true, value: { outcome, url: written.value.url } }
}
