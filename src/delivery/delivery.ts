import type { Files, Host, Log, Runner } from '../ports.ts'
import type { Review } from '../review/schema.ts'
import type { Besides } from './besides.ts'
import type { CommentMode } from './comment.ts'
import type { DiffLines } from './diff-lines.ts'

/** A finished review and where it goes. */
export interface Delivery extends Besides {
  readonly review: Review
  readonly serverUrl: string
  /** `owner/name` */
  readonly repository: string
  /** The workflow run's page, which shows the job summary; null where it is not known. */
  readonly reportUrl: string | null
  /** Null where no pull request is under review. */
  readonly pullRequest: number | null
  readonly comment: CommentMode
  readonly commentKey: string
  readonly waiverLabel: string
  /** At most so many notes on lines of the diff; 0 for none. */
  readonly lineNotes: number
  /** Lines that the pull request's diff shows; null where nobody has looked. */
  readonly diffLines: DiffLines | null
  /** Whether a check of our own is written beside the job's. */
  readonly check: boolean
  /** Tells this run of the workflow, and this try of it, from every other one. */
  readonly runKey: string
  /** The pull request comes from another repository, so that the token of its runs only reads. */
  readonly fromFork: boolean
  /** Absolute path for `review.json`; null for one in a new folder. The other files lie beside it. */
  readonly reportFile: string | null
}

export interface DeliveryPorts {
  /** Null where there is no token. */
  readonly host: Host | null
  readonly runner: Runner
  readonly files: Files
  readonly log: Log
  readonly wait: (milliseconds: number) => Promise<void>
}

/** What every renderer is told about where the review is shown. */
export function describeContext({ serverUrl, repository, reportUrl, waiverLabel, commentKey }: Delivery) {
  return { serverUrl, repository, waiverLabel, commentKey, ...(reportUrl === null ? {} : { reportUrl }) }
}
