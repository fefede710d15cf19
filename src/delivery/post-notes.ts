import type { Host, HostAnswer, HostIdentity, HostProblem } from '../ports.ts'
import type { LineNote } from '../report/line-notes.ts'
import { type Attempt, failedReading, failedWriting, fetchNewerHead, untilDone } from './attempts.ts'
import { type NotesAbout, type PlacedNote, planNotes } from './notes.ts'

export interface NotesRequest extends NotesAbout {
  readonly pullRequest: number
  readonly notes: readonly PlacedNote[]
}

export interface NotesResult {
  /** What stands beside its line now. */
  readonly told: ReadonlySet<LineNote>
  readonly stale: string | null
}

/** Reviews written while looking for the entry that the host refuses; the rest goes elsewhere. */
const MOST_REVIEWS = 8
const NOTHING: NotesResult = { told: new Set(), stale: null }

/**
 * Brings the notes on lines up to date: one review with what is missing, then the
 * removal of what no longer holds. An entry that the host refuses is found by
 * halving and left to another way of telling.
 */
export async function postNotes(
  request: NotesRequest,
  identity: HostIdentity,
  host: Host,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HostAnswer<NotesResult>> {
  const refused = new Set<string>()
  const budget = { reviews: MOST_REVIEWS }
  return await untilDone(() => tryOnce(request, refused, budget, identity, host), wait)
}

async function tryOnce(
  request: NotesRequest,
  refused: Set<string>,
  budget: { reviews: number },
  identity: HostIdentity,
  host: Host,
): Promise<Attempt<NotesResult>> {
  const { pullRequest } = request
  const standing = await host.fetchReviewComments(pullRequest)
  if (!standing.ok) return failedReading(standing.problem)
  const wanted = request.notes.filter(({ fingerprint }) => !refused.has(fingerprint))
  const plan = planNotes(wanted, standing.value, identity, request)
  const told = new Set([...plan.kept, ...plan.create].map(({ note }) => note))
  if (plan.create.length + plan.update.length + plan.remove.length === 0)
    return { ok: true, value: { told, stale: null } }

  const newer = await fetchNewerHead(request, host)
  if (!newer.ok) return failedReading(newer.problem)
  if (newer.value !== null) return { ok: true, value: { ...NOTHING, stale: newer.value } }
  const lost = await createReviews(plan.create, request, refused, budget, host)
  if (lost !== null) return failedWriting(lost)
  for (const placed of plan.create) if (refused.has(placed.fingerprint)) told.delete(placed.note)
  for (const { id, body } of plan.update) {
    const updated = await host.updateReviewComment(id, body)
    if (!updated.ok && updated.problem.status !== 404) return failedWriting(updated.problem)
  }
  for (const id of plan.remove) {
    const removed = await host.deleteReviewComment(id)
    if (!removed.ok && removed.problem.status !== 404) return failedWriting(removed.problem)
  }
  return { ok: true, value: { told, stale: null } }
}

/** Null where each note was written or is in `refused`; else what stopped it. */
async function createReviews(
  notes: readonly PlacedNote[],
  request: NotesRequest,
  refused: Set<string>,
  budget: { reviews: number },
  host: Host,
): Promise<HostProblem | null> {
  if (notes.length === 0) return null
  if (budget.reviews === 0) {
    for (const { fingerprint } of notes) refused.add(fingerprint)
    return null
  }
  budget.reviews--
  const comments = notes.map(({ comment }) => comment)
  const written = await host.createReview(request.pullRequest, request.sha, comments)
  if (written.ok) return null
  if (written.problem.status !== 422 || written.problem.kind !== 'refused') return written.problem
  if (notes.length === 1) {
    for (const { fingerprint } of notes) refused.add(fingerprint)
    return null
  }
  const middle = Math.ceil(notes.length / 2)
  const first = await createReviews(notes.slice(0, middle), request, refused, budget, host)
  return first ?? (await createReviews(notes.slice(middle), request, refused, budget, host))
}
