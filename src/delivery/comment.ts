import type { HostComment, HostIdentity } from '../ports.ts'
import type { Review } from '../review/schema.ts'
import { matchMarker } from './marker.ts'
import { isOwn } from './own.ts'

export type CommentMode = 'always' | 'on-change' | 'never'

export type CommentPlan =
  | { readonly action: 'create' }
  | { readonly action: 'update'; readonly comment: HostComment }
  | { readonly action: 'none'; readonly why: string; readonly comment: HostComment | null }

/**
 * Our comment among all of the pull request's: by marker and author, not folded
 * away by someone. Of several (two first runs at the same moment) the oldest, so
 * that links to it stay good.
 */
export function matchOwnComment(
  comments: readonly HostComment[],
  identity: HostIdentity,
  marker: string,
): HostComment | null {
  const own = comments.filter(
    (comment) => !comment.minimised && matchMarker(comment.body, marker) && isOwn(comment.author, identity),
  )
  return own[0] ?? null
}

/** True where the review has anything to say beyond "nothing changed". */
export function judgeChanged(review: Review): boolean {
  return (
    review.verdict !== 'pass' ||
    review.findings.length > 0 ||
    review.escapes.added.length > 0 ||
    review.escapes.removed.length > 0 ||
    review.checklist.some(({ state }) => state === 'attention') ||
    review.benchmarks.some(({ verdict }) => verdict !== 'unchanged' && verdict !== 'skipped')
  )
}

/**
 * What to do about the comment. `on-change` posts the first comment only when
 * there is something to say; a comment that stands is always kept up to date,
 * so that a commit that fixes everything turns it green.
 */
export function planComment(own: HostComment | null, body: string, mode: CommentMode, review: Review): CommentPlan {
  if (mode === 'never') return { action: 'none', why: 'comment: never', comment: null }
  if (own !== null) {
    if (own.body === body) return { action: 'none', why: 'the comment already says this', comment: own }
    return { action: 'update', comment: own }
  }
  if (mode === 'on-change' && !judgeChanged(review)) {
    return { action: 'none', why: 'comment: on-change, and nothing changed', comment: null }
  }
  return { action: 'create' }
}
