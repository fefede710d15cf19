import type { Change } from '../change/change.ts'

/** Lines of the head that the pull request's diff shows: path to spans, both ends included. */
export type DiffLines = ReadonlyMap<string, readonly { readonly first: number; readonly last: number }[]>

/** Lines that the host shows, and takes comments on, around each change. */
const CONTEXT = 3

/** `change` is the diff between the pull request's merge base and its head, without context lines. */
export function planDiffLines(change: Change): DiffLines {
  const lines = new Map<string, { readonly first: number; readonly last: number }[]>()
  for (const { headPath, hunks } of change.files) {
    if (headPath === null || hunks.length === 0) continue
    const spans = hunks.map(({ headStart, headLines }) => ({
      first: Math.max(1, headStart - CONTEXT),
      last: headStart + headLines - 1 + CONTEXT,
    }))
    lines.set(headPath, spans)
  }
  return lines
}

export function isInDiff(lines: DiffLines, file: string, line: number): boolean {
  return lines.get(file)?.some(({ first, last }) => first <= line && line <= last) ?? false
}
