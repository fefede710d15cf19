/** A run of replaced lines. A count of 0 means that nothing was there; `start` is then the line before which it lies. */
export interface Hunk {
  readonly baseStart: number
  readonly baseLines: number
  readonly headStart: number
  readonly headLines: number
}

export type FileStatus = 'added' | 'deleted' | 'renamed' | 'modified'

export interface FileChange {
  readonly status: FileStatus
  /** Relative to the repository's root; null for an added file. */
  readonly basePath: string | null
  /** Relative to the repository's root; null for a deleted file. */
  readonly headPath: string | null
  readonly binary: boolean
  /** In the order of lines. Empty for a pure rename or a binary file. */
  readonly hunks: readonly Hunk[]
}

export interface Change {
  readonly files: readonly FileChange[]
  /** What of the patch could not be understood. */
  readonly problems: readonly string[]
}
