import type { HostIdentity, HostLineComment, HostReviewComment } from '../ports.ts'
import type { LineNote } from '../report/line-notes.ts'
import { type DiffLines, isInDiff } from './diff-lines.ts'
import { encodeKey, fingerprint, parseNoteMarker, renderNoteMarker } from './marker.ts'
import { isOwn } from './own.ts'

/** A note with the line of the diff that it is to stand on. */
export interface PlacedNote {
  readonly note: LineNote
  readonly fingerprint: string
  readonly comment: HostLineComment
}

/** What to do about the notes that stand, and which ones are missing. */
export interface NotesPlan {
  readonly create: readonly PlacedNote[]
  readonly update: readonly { readonly id: number; readonly body: string }[]
  readonly remove: readonly number[]
  /** Notes that stand already. */
  readonly kept: readonly PlacedNote[]
}

/**
 * The notes whose line, or the changed line responsible, is in the diff, the
 * worst `limit` of them. Without `lines` those whose line the review itself calls changed.
 */
export function placeNotes(
  notes: readonly LineNote[],
  lines: DiffLines | null,
  commentKey: string,
  limit: number,
): readonly PlacedNote[] {
  return notes
    .flatMap((note) => {
      const at = placeOf(note, lines)
      if (at === null) return []
      const elsewhere = at.file !== note.file || at.line !== note.line
      const body = `${renderNoteMarker(commentKey, note.identity)}\n${note.render(elsewhere)}`
      return [{ note, fingerprint: fingerprint(note.identity), comment: { file: at.file, line: at.line, body } }]
    })
    .slice(0, limit)
}

function placeOf(note: LineNote, lines: DiffLines | null): { readonly file: string; readonly line: number } | null {
  const { causedBy } = note
  if (lines === null) return note.onChangedLine ? note : causedBy
  if (isInDiff(lines, note.file, note.line)) return note
  return causedBy !== null && isInDiff(lines, causedBy.file, causedBy.line) ? causedBy : null
}

export interface NotesAbout {
  readonly commentKey: string
  readonly sha: string
  /** What is not wanted is known to be gone at `sha`, or is wanted no more. */
  readonly complete: boolean
  /** Nobody wants notes any more: that one is not wanted says nothing about its finding. */
  readonly off: boolean
}

/**
 * Holds the notes that stand against those that should. A thread in which
 * someone answered is never removed: what it says is brought up to date, or called outdated.
 */
export function planNotes(
  wanted: readonly PlacedNote[],
  standing: readonly HostReviewComment[],
  identity: HostIdentity,
  { commentKey, sha, complete, off }: NotesAbout,
): NotesPlan {
  const key = encodeKey(commentKey)
  const own = standing.flatMap((comment) => {
    const marker = comment.inReplyTo === null && isOwn(comment.author, identity) ? parseNoteMarker(comment.body) : null
    return marker === null ? [] : [{ comment, ...marker, answered: isAnswered(comment, standing, identity) }]
  })
  const update: { id: number; body: string }[] = []
  const create: PlacedNote[] = []
  const kept: PlacedNote[] = []
  const stays = new Set<number>()
  for (const placed of wanted) {
    const alike = own.filter((entry) => entry.fingerprint === placed.fingerprint)
    const there = alike.filter(({ comment, answered }) => answered || isAt(comment, placed.comment))
    // Another configuration's note of the same thing on the same line says it already.
    const match = there.find((entry) => entry.key === key) ?? there[0]
    if (match === undefined) {
      create.push(placed)
      continue
    }
    kept.push(placed)
    stays.add(match.comment.id)
    if (match.key === key && match.comment.body.trim() !== placed.comment.body.trim()) {
      update.push({ id: match.comment.id, body: placed.comment.body })
    }
  }
  const gone = complete ? own.filter((entry) => entry.key === key && !stays.has(entry.comment.id)) : []
  for (const { comment, answered } of gone) {
    if (answered && !isOutdated(comment.body))
      update.push({ id: comment.id, body: renderOutdated(comment.body, sha, off) })
  }
  return { create, update, kept, remove: gone.filter(({ answered }) => !answered).map(({ comment }) => comment.id) }
}

function isAt(comment: HostReviewComment, { file, line }: HostLineComment): boolean {
  return comment.file === file && comment.line === line
}

function isAnswered(
  comment: HostReviewComment,
  standing: readonly HostReviewComment[],
  identity: HostIdentity,
): boolean {
  return standing.some(({ inReplyTo, author }) => inReplyTo === comment.id && !isOwn(author, identity))
}

const OUTDATED = '**Outdated:**'

function isOutdated(body: string): boolean {
  return body.split('\n')[1]?.startsWith(OUTDATED) === true
}

/** The marker stays first, so that the note is found again should its finding come back. */
function renderOutdated(body: string, sha: string, off: boolean): string {
  const [marker = '', ...rest] = body.split('\n')
  const at = sha.slice(0, 12)
  const why = off
    ? `notes on lines are turned off; nobody looks after this one since ${at}`
    : `no longer found at ${at}`
  return [marker, `${OUTDATED} ${why}.`, '', ...rest].join('\n')
}
