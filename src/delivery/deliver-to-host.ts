import type { Host, HostAnswer, HostIdentity, HostProblem } from '../ports.ts'
import { type LineNote, renderLineNotes } from '../report/line-notes.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { renderCheckSummary, renderHeadline } from '../report/summary.ts'
import type { Finding } from '../review/schema.ts'
import { fetchNewerHead, type Target } from './attempts.ts'
import { type CheckFacts, MOST_ANNOTATIONS, planCheck, planStatus } from './check.ts'
import { judgeConclusion } from './conclusion.ts'
import { type Delivery, type DeliveryPorts, describeContext } from './delivery.ts'
import { describeLosses, isHostGone, type Loss } from './losses.ts'
import { renderMarker } from './marker.ts'
import { placeNotes } from './notes.ts'
import { postCheck } from './post-check.ts'
import { postComment } from './post-comment.ts'
import { postNotes } from './post-notes.ts'
import { annotationsBesides } from './rest.ts'

/** What one kind of delivery came to. */
type Written = { readonly stale: string | null; readonly told?: Iterable<Finding>; readonly instead?: Loss }

interface HostStep {
  readonly what: Loss['what']
  readonly isWanted: (delivery: Delivery) => boolean
  readonly write: (delivery: Delivery, told: ReadonlySet<Finding>, tools: Tools) => Promise<HostAnswer<Written>>
}

interface Tools extends DeliveryPorts {
  readonly host: Host
  /** Asked once, and only where something depends on it. */
  readonly identity: () => Promise<HostAnswer<HostIdentity>>
}

/** Each tells what the ones before it could not. */
const STEPS: readonly HostStep[] = [
  {
    what: 'the comment',
    isWanted: ({ pullRequest, comment }) => pullRequest !== null && comment !== 'never',
    write: writeComment,
  },
  {
    what: 'the notes on lines',
    isWanted: ({ pullRequest, lineNotes }) => pullRequest !== null && lineNotes > 0,
    write: writeNotes,
  },
  { what: 'the check', isWanted: ({ check }) => check, write: writeCheck },
]

/**
 * Hands a review to GitHub: the comment, the notes on lines, the check. Returns
 * the findings that are told beside their lines; what could not be written is one warning.
 */
export async function deliverToHost(delivery: Delivery, ports: DeliveryPorts): Promise<ReadonlySet<Finding>> {
  const told = new Set<Finding>()
  const wanted = STEPS.filter(({ isWanted }) => isWanted(delivery))
  const { host, runner, log } = ports
  if (wanted.length === 0) return told
  if (host === null) {
    const names = wanted.map(({ what }) => what).join(', ')
    runner.warn(
      `Not written to GitHub, since there is no token: ${names}. Set the input github-token, or turn them off with comment: never, line-notes: 0, check: false.`,
    )
    return told
  }
  const losses: Loss[] = []
  const tools = { ...ports, host, identity: once(() => host.fetchIdentity()) }
  let gone: HostProblem | null = null
  let stale: string | null = null
  for (const { what, write } of wanted) {
    const written: HostAnswer<Written> =
      gone === null ? await write(delivery, told, tools) : { ok: false, problem: gone }
    if (!written.ok) {
      losses.push({ what, problem: written.problem, instead: null })
      if (isHostGone(written.problem)) gone = written.problem
      continue
    }
    const { instead } = written.value
    stale = written.value.stale
    if (stale !== null) {
      log.warn(
        `Nothing more is written: #${delivery.pullRequest} is at ${stale} by now, and this run reviewed ${delivery.review.head.sha}.`,
      )
      break
    }
    if (instead !== undefined) losses.push(instead)
    for (const finding of written.value.told ?? []) told.add(finding)
  }
  const warning = describeLosses(losses, delivery.fromFork)
  if (warning !== null) runner.warn(warning)
  if (delivery.lineNotes === 0 && gone === null && stale === null) await removeNotes(delivery, tools)
  return told
}

/** With notes turned off those of earlier runs go. Nobody asked for a permission for that, so none is missed. */
async function removeNotes(
  { pullRequest, commentKey, review }: Delivery,
  { host, identity, log, wait }: Tools,
): Promise<void> {
  if (pullRequest === null) return
  const who = await identity()
  const about = { pullRequest, sha: review.head.sha, commentKey, notes: [], complete: true, off: true }
  const removed = who.ok ? await postNotes(about, who.value, host, wait) : who
  if (!removed.ok) log.detail(`Whether notes of earlier runs stand is not known (${removed.problem.message}).`)
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null
  return () => {
    answer ??= ask()
    return answer
  }
}

async function writeComment(
  delivery: Delivery,
  _: ReadonlySet<Finding>,
  { host, identity, runner, log, wait }: Tools,
): Promise<HostAnswer<Written>> {
  const { review, pullRequest, comment: mode } = delivery
  if (pullRequest === null) return { ok: true, value: { stale: null } }
  const who = await identity()
  if (!who.ok) return who
  const marker = renderMarker(delivery.commentKey)
  const body = renderMarkdown(review, { ...describeContext(delivery), marker })
  const posted = await postComment({ pullRequest, review, mode, marker, body }, who.value, host, wait)
  if (!posted.ok) return posted
  const result = posted.value
  if (result.outcome === 'stale') return { ok: true, value: { stale: result.presentHead } }
  if (result.url !== null) runner.writeOutput('comment-url', result.url)
  log.detail(
    result.outcome === 'left' ? `No comment written (${result.why}).` : `Comment ${result.outcome}: ${result.url}`,
  )
  return { ok: true, value: { stale: null } }
}

async function writeNotes(
  delivery: Delivery,
  _: ReadonlySet<Finding>,
  { host, identity, log, wait }: Tools,
): Promise<HostAnswer<Written>> {
  const { review, pullRequest, commentKey } = delivery
  if (pullRequest === null) return { ok: true, value: { stale: null } }
  const who = await identity()
  if (!who.ok) return who
  const rendered = renderLineNotes(review, describeContext(delivery))
  const notes = placeNotes(rendered, delivery.diffLines, commentKey, delivery.lineNotes)
  // Who could not look has not seen that a finding is gone.
  const complete = review.verdict === 'pass' || review.verdict === 'regressed'
  const request = { pullRequest, sha: review.head.sha, commentKey, notes, complete, off: false }
  const posted = await postNotes(request, who.value, host, wait)
  if (!posted.ok) return posted
  const { told, stale } = posted.value
  log.detail(`${told.size} of ${rendered.length} findings stand as notes on lines of the diff.`)
  return { ok: true, value: { stale, told: [...told].flatMap(({ findings }: LineNote) => findings) } }
}

async function writeCheck(
  delivery: Delivery,
  told: ReadonlySet<Finding>,
  { host, wait }: Tools,
): Promise<HostAnswer<Written>> {
  const { review, pullRequest } = delivery
  const target = { pullRequest, sha: review.head.sha }
  const rest = annotationsBesides(review, told, MOST_ANNOTATIONS)
  const facts: CheckFacts = {
    commentKey: delivery.commentKey,
    sha: review.head.sha,
    title: renderHeadline(review),
    summary: renderCheckSummary(review, describeContext(delivery)),
    conclusion: judgeConclusion(review).check,
    annotations: rest.annotations,
    runKey: delivery.runKey,
    url: delivery.reportUrl,
  }
  const written = await writeCheckOrStatus(facts, target, host, wait)
  if (!written.ok) return written
  return { ok: true, value: { ...written.value, told: written.value.withAnnotations ? rest.findings : [] } }
}

/** A check; without its annotations where the host refuses one of them; a status where checks are not allowed. */
export async function writeCheckOrStatus(
  facts: CheckFacts,
  target: Target,
  host: Host,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HostAnswer<{ readonly stale: string | null; readonly withAnnotations: boolean; readonly instead?: Loss }>> {
  let withAnnotations = true
  let posted = await postCheck(planCheck(facts), target, host, wait)
  if (!posted.ok && posted.problem.status === 422 && facts.annotations.length > 0) {
    withAnnotations = false
    posted = await postCheck(planCheck({ ...facts, annotations: [] }), target, host, wait)
  }
  if (posted.ok) return { ok: true, value: { stale: posted.value.stale, withAnnotations } }
  if (posted.problem.kind !== 'missing-permission') return posted
  const newer = await fetchNewerHead(target, host)
  if (!newer.ok || newer.value !== null)
    return newer.ok ? { ok: true, value: { stale: newer.value, withAnnotations: false } } : newer
  const status = await host.writeStatus(planStatus(facts))
  if (!status.ok) return posted
  const instead = { what: 'the check', problem: posted.problem, instead: 'a commit status' } as const
  return { ok: true, value: { stale: null, withAnnotations: false, instead } }
}
