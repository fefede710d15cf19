import type { Change, FileChange } from './change.ts'

/** Tells where a base line went, and which head lines are new. */
export interface LineMap {
  /** The same line on the head, or null where it was removed or rewritten. */
  mapToHead(basePath: string, baseLine: number): { readonly file: string; readonly line: number } | null
  /** The head's name of a base file, or null where the file was deleted. */
  mapFileToHead(basePath: string): string | null
  /** True where the line is added or rewritten, so that it can carry a note in the diff. */
  isChangedLine(headPath: string, headLine: number): boolean
  /** The first line of a range that is added, rewritten, or next to removed lines; null where the range is unchanged. Inclusive. */
  firstChangedLine(side: 'base' | 'head', path: string, startLine: number, endLine: number): number | null
  /** True where the file exists on the head only. */
  isNewFile(headPath: string): boolean
}

export function createLineMap(change: Change): LineMap {
  const byBase = new Map<string, FileChange>()
  const byHead = new Map<string, FileChange>()
  for (const file of change.files) {
    if (file.basePath !== null) byBase.set(file.basePath, file)
    if (file.headPath !== null) byHead.set(file.headPath, file)
  }
  return {
    mapToHead(basePath, baseLine) {
      const file = byBase.get(basePath)
      if (!file) return { file: basePath, line: baseLine }
      if (file.headPath === null || file.binary) return null
      const line = mapLine(file, baseLine)
      return line === null ? null : { file: file.headPath, line }
    },
    mapFileToHead(basePath) {
      const file = byBase.get(basePath)
      return file ? file.headPath : basePath
    },
    isChangedLine(headPath, headLine) {
      const file = byHead.get(headPath)
      if (!file) return false
      return file.hunks.some((hunk) => headLine >= hunk.headStart && headLine < hunk.headStart + hunk.headLines)
    },
    firstChangedLine(side, path, startLine, endLine) {
      const file = (side === 'base' ? byBase : byHead).get(path)
      for (const hunk of file?.hunks ?? []) {
        const [start, lines] = side === 'base' ? [hunk.baseStart, hunk.baseLines] : [hunk.headStart, hunk.headLines]
        if (start <= endLine && start + Math.max(1, lines) - 1 >= startLine) return Math.max(startLine, start)
      }
      return null
    },
    isNewFile(headPath) {
      return byHead.get(headPath)?.status === 'added'
    },
  }
}

function mapLine(file: FileChange, baseLine: number): number | null {
  let shift = 0
  for (const hunk of file.hunks) {
    if (baseLine < hunk.baseStart) break
    if (baseLine < hunk.baseStart + hunk.baseLines) return null
    shift += hunk.headLines - hunk.baseLines
  }
  return baseLine + shift
}
