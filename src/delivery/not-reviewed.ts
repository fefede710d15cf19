import type { Host, HostAnswer, HostProblem, Log } from '../ports.ts'
import { renderNotReviewed } from '../report/not-reviewed.ts'
import { type Attempt, failedReading, failedWriting, fetchNewerHead, type Target, untilDone } from './attempts.ts'
import { matchOwnComment } from './comment.ts'
import { writeCheckOrStatus } from './deliver-to-host.ts'
import { renderMarker } from './marker.ts'

/** A run that ended before there was a review. */
export interface FailedRun {
  readonly target: Target
  /** One sentence, and further lines. */
  readonly reason: string
  readonly details: readonly string[]
  readonly comment: boolean
  readonly check: boolean
  readonly commentKey: string
  readonly runKey: string
  readonly reportUrl: string | null
}

export interface FailedRunPorts {
  readonly host: Host
  readonly log: Log
  readonly wait: (milliseconds: number) => Promise<void>
}

const TITLE = 'Performance review could not run'

/**
 * Tells GitHub that this commit was not reviewed: a comment that stands is about
 * an earlier one and must not pass for this one's. No comment is begun for it. Never throws.
 */
export async function deliverFailedRun(run: FailedRun, { host, log, wait }: FailedRunPorts): Promise<void> {
  const { target, reason, details, reportUrl } = run
  const said = { sha: target.sha, reason, details, reportUrl }
  if (run.comment && target.pullRequest !== null) {
    const body = renderNotReviewed(said, renderMarker(run.commentKey))
    const updated = await updateComment(target.pullRequest, body, run, host, wait)
    if (!updated.ok)
      log.warn(`The comment could not be told that this commit was not reviewed (${updated.problem.message}).`)
  }
  if (!run.check) return
  const facts = {
    commentKey: run.commentKey,
    sha: target.sha,
    title: TITLE,
    summary: renderNotReviewed(said),
    conclusion: 'failure' as const,
    annotations: [],
    runKey: run.runKey,
    url: reportUrl,
  }
  const written = await writeCheckOrStatus(facts, target, host, wait)
  if (!written.ok) log.warn(describeLostCheck(written.problem))
}

function describeLostCheck({ kind, message }: HostProblem): string {
  const advice = kind === 'missing-permission' ? '; "checks: write" would allow it' : ''
  return `No check was written (${message})${advice}.`
}

async function updateComment(
  pullRequest: number,
  body: string,
  { target, commentKey }: FailedRun,
  host: Host,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HostAnswer<null>> {
  const identity = await host.fetchIdentity()
  if (!identity.ok) return identity
  return await untilDone(async (): Promise<Attempt<null>> => {
    const comments = await host.fetchComments(pullRequest)
    if (!comments.ok) return failedReading(comments.problem)
    const own = matchOwnComment(comments.value, identity.value, renderMarker(commentKey))
    if (own === null || own.body === body) return { ok: true, value: null }
    const newer = await fetchNewerHead(target, host)
    if (!newer.ok) return failedReading(newer.problem)
    if (newer.value !== null) return { ok: true, value: null }
    const updated = await host.updateComment(own.id, body)
    return updated.ok ? { ok: true, value: null } : failedWriting(updated.problem)
  }, wait)
}
