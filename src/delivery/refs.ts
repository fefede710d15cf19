import { ExpectedFailure } from '../errors.ts'
import type { Event } from './event.ts'

/** A commit to resolve, and the name that the report shows for it. */
export interface NamedRef {
  readonly target: string
  readonly shown: string
}

/** The two ends of the change; the review's base is the merge base of the two. */
export interface RefPlan {
  readonly head: NamedRef
  readonly base: NamedRef
}

export interface WrittenRefs {
  /** The inputs `base` and `head`; null where they are left out. Each wins over the event. */
  readonly base: string | null
  readonly head: string | null
}

/**
 * What to compare. On a pull request the head is its own last commit, not
 * GitHub's test merge, which holds what the target branch gained meanwhile.
 * `sha` is GITHUB_SHA. Throws `usage` where neither event nor input names a base.
 */
export function planRefs(event: Event, written: WrittenRefs, sha: string): RefPlan {
  const base = name(written.base)
  const plan = planFromEvent(event, base, sha)
  return { base: plan.base, head: name(written.head) ?? plan.head }
}

/** The commit under review where the event alone names it, else null: an input may name any ref. */
export function planHeadSha(event: Event, written: Pick<WrittenRefs, 'head'>, sha: string): string | null {
  if (written.head !== null) return null
  switch (event.kind) {
    case 'pull-request':
      return event.pullRequest.headSha
    case 'merge-group':
      return event.headSha
    case 'push':
      return event.after
    case 'workflow-run':
      return null
    case 'other':
      return sha === '' ? null : sha
  }
}

function name(ref: string | null): NamedRef | null {
  return ref === null ? null : { target: ref, shown: ref }
}

function planFromEvent(event: Event, written: NamedRef | null, sha: string): RefPlan {
  switch (event.kind) {
    case 'pull-request': {
      const { headSha, headRef, baseSha, baseRef } = event.pullRequest
      return { head: { target: headSha, shown: headRef }, base: written ?? { target: baseSha, shown: baseRef } }
    }
    case 'merge-group': {
      const base = { target: event.baseSha, shown: event.baseRef.replace(/^refs\/heads\//, '') }
      return { head: { target: event.headSha, shown: event.headSha }, base: written ?? base }
    }
    case 'push': {
      const head = { target: event.after, shown: event.after }
      if (written !== null) return { head, base: written }
      if (event.before !== null) return { head, base: { target: event.before, shown: event.before } }
      throw new ExpectedFailure(
        'usage',
        'This push made a new branch, so the event names no commit to compare with: set the input base, say base: main.',
      )
    }
    case 'workflow-run':
      throw new ExpectedFailure(
        'usage',
        'On workflow_run a review would run the code of a stranger beside the secrets of this repository: measure on pull_request with mode: measure, and use mode: report here.',
      )
    case 'other': {
      if (written !== null && sha !== '') return { head: { target: sha, shown: sha }, base: written }
      throw new ExpectedFailure(
        'usage',
        `The event ${event.name || '(none)'} names no commit to compare with: set the input base, say base: main.`,
      )
    }
  }
}
