import { parsePatch as parseUnified, type StructuredPatch } from 'diff'
import type { Change, FileChange, FileStatus } from './change.ts'

/**
 * Reads what `git diff --src-prefix=a/ --dst-prefix=b/ -U0 -M` prints.
 * Never throws: what cannot be understood is named in `problems`.
 */
export function parsePatch(text: string): Change {
  // Two equal trees: the parser would find one nameless entry in it.
  if (text === '') return { files: [], problems: [] }
  let patches: StructuredPatch[]
  try {
    patches = parseUnified(text)
  } catch (error) {
    return { files: [], problems: [`The diff could not be read: ${error instanceof Error ? error.message : error}`] }
  }
  const files: FileChange[] = []
  const problems: string[] = []
  for (const patch of patches) {
    const file = parseFile(patch)
    if (file) files.push(file)
    else problems.push('The diff holds an entry without a file name.')
  }
  return { files, problems }
}

function parseFile(patch: StructuredPatch): FileChange | null {
  const basePath = patch.isCreate ? null : parsePath(patch.oldFileName, 'a/')
  const headPath = patch.isDelete ? null : parsePath(patch.newFileName, 'b/')
  if (basePath === null && headPath === null) return null
  return {
    status: judgeStatus(basePath, headPath),
    basePath,
    headPath,
    binary: patch.isBinary === true,
    hunks: patch.hunks.map((hunk) => ({
      baseStart: hunk.oldStart,
      baseLines: hunk.oldLines,
      headStart: hunk.newStart,
      headLines: hunk.newLines,
    })),
  }
}

function judgeStatus(basePath: string | null, headPath: string | null): FileStatus {
  if (basePath === null) return 'added'
  if (headPath === null) return 'deleted'
  return basePath === headPath ? 'modified' : 'renamed'
}

function parsePath(name: string | undefined, prefix: string): string | null {
  if (name === undefined || name === '/dev/null') return null
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}
