/**
 * The closed set of failures that a user can cause or that the machine can
 * impose. Everything else that throws is a bug of this program.
 *
 * `message` is one sentence: what, where, what to do.
 */
export type FailureKind =
  | 'usage'
  | 'config'
  | 'not-a-repository'
  | 'unknown-ref'
  | 'no-common-history'
  | 'no-go'
  | 'old-go'
  | 'no-module'
  | 'no-packages'
  | 'prepare-failed'
  | 'outside-dependency'
  | 'disk'
  | 'invalid-review-file'
  | 'interrupted'
  | 'host'

export class ExpectedFailure extends Error {
  readonly kind: FailureKind
  /** Further lines for the reader: a compiler's first errors, the list of problems of a file. */
  readonly details: readonly string[]

  constructor(kind: FailureKind, message: string, details: readonly string[] = []) {
    super(message)
    this.name = 'ExpectedFailure'
    this.kind = kind
    this.details = details
  }
}
