import type { Files, Host, HostProblem, Log, Runner } from '../ports.ts'
import { renderAnnotations, renderWorkflowCommands, WORKFLOW_COMMAND_LIMITS } from '../report/annotations.ts'
import { renderJson } from '../report/json.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { renderSummary } from '../report/summary.ts'
import type { Review } from '../review/schema.ts'
import type { CommentMode } from './comment.ts'
import { renderMarker } from './marker.ts'
import { planOutputs } from './outputs.ts'
import { postComment } from './post-comment.ts'

/** A finished review and where it goes. */
export interface Delivery {
  readonly review: Review
  /** Samples in Go benchmark format, '' for none. */
  readonly baseText: string
  readonly headText: string
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

/** What earlier steps leave for later ones. */
interface Delivered {
  /** Path of `review.json`, '' while there is none. */
  reportPath: string
}

interface Step {
  readonly what: string
  readonly deliver: (delivery: Delivery, ports: DeliveryPorts, delivered: Delivered) => Promise<void> | void
}

/** In this order: what needs nobody else first, what needs the network last. */
const STEPS: readonly Step[] = [
  { what: 'the annotations', deliver: writeAnnotations },
  { what: 'the report files', deliver: writeReportFiles },
  { what: 'the outputs', deliver: writeOutputs },
  { what: 'the job summary', deliver: writeSummary },
  { what: 'the comment', deliver: writeComment },
]

/** Hands a review to everyone who waits for it. Never throws: what fails is a warning, and the rest is still delivered. */
export async function deliver(delivery: Delivery, ports: DeliveryPorts): Promise<void> {
  const delivered: Delivered = { reportPath: '' }
  for (const { what, deliver } of STEPS) {
    try {
      await deliver(delivery, ports, delivered)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      ports.runner.warn(`Delivery of ${what} failed (${why}). The verdict stands.`)
    }
  }
}

/** Leaves a review for another job: the files, and the outputs that name them. Throws where the files cannot be written. */
export async function deliverFiles(delivery: Delivery, ports: Omit<DeliveryPorts, 'host'>): Promise<void> {
  const delivered: Delivered = { reportPath: '' }
  await writeReportFiles(delivery, { ...ports, host: null }, delivered)
  writeOutputs(delivery, { ...ports, host: null }, delivered)
}

function writeAnnotations({ review }: Delivery, { runner }: DeliveryPorts): void {
  // The runner shows so many of a level; one place is left for what the step itself has to say.
  const limits = { ...WORKFLOW_COMMAND_LIMITS, perLevel: WORKFLOW_COMMAND_LIMITS.perLevel - 1 }
  runner.writeCommands(renderWorkflowCommands(renderAnnotations(review, limits)))
}

async function writeReportFiles(delivery: Delivery, ports: DeliveryPorts, delivered: Delivered): Promise<void> {
  const { review, baseText, headText, reportFile } = delivery
  const json = reportFile ?? `${await ports.runner.makeReportFolder()}/review.json`
  const folder = json.replace(/[^/\\]*$/, '')
  await ports.files.writeText(json, renderJson(review))
  delivered.reportPath = json
  const report = renderMarkdown(review, { ...describeContext(delivery), maxCharacters: Number.MAX_SAFE_INTEGER })
  await ports.files.writeText(`${folder}review.md`, report)
  await ports.files.writeText(`${folder}base.txt`, baseText)
  await ports.files.writeText(`${folder}head.txt`, headText)
}

function writeOutputs({ review }: Delivery, { runner }: DeliveryPorts, { reportPath }: Delivered): void {
  for (const { name, value } of planOutputs(review, reportPath)) runner.writeOutput(name, value)
}

async function writeSummary(delivery: Delivery, { runner }: DeliveryPorts): Promise<void> {
  await runner.appendSummary(renderSummary(delivery.review, describeContext(delivery)))
}

async function writeComment(delivery: Delivery, ports: DeliveryPorts): Promise<void> {
  const { review, pullRequest, comment } = delivery
  const { host, runner, log } = ports
  if (pullRequest === null || comment === 'never') return
  if (host === null) {
    runner.warn('No comment was written, since there is no token: set the input github-token, or comment: never.')
    return
  }
  const marker = renderMarker(delivery.commentKey)
  const body = renderMarkdown(review, { ...describeContext(delivery), marker })
  const result = await postComment({ pullRequest, review, mode: comment, marker, body }, host, ports.wait)
  switch (result.outcome) {
    case 'created':
    case 'updated':
      runner.writeOutput('comment-url', result.url)
      log.detail(`Comment ${result.outcome}: ${result.url}`)
      return
    case 'left':
      if (result.url !== null) runner.writeOutput('comment-url', result.url)
      log.detail(`No comment written (${result.why}).`)
      return
    case 'stale':
      log.warn(
        `No comment written: #${pullRequest} is at ${result.presentHead} by now, and this run reviewed ${review.head.sha}.`,
      )
      return
    case 'failed':
      runner.warn(describeProblem(result.problem))
  }
}

function describeContext({ serverUrl, repository, reportUrl, waiverLabel }: Delivery) {
  return { serverUrl, repository, waiverLabel, ...(reportUrl === null ? {} : { reportUrl }) }
}

/** What the reader of the run's page can do about it; a missing permission is the one that they can grant. */
function describeProblem({ kind, message }: HostProblem): string {
  const advice =
    kind === 'missing-permission'
      ? 'The token lacks a permission: add "pull-requests: write" under "permissions:" of the job to get it.'
      : 'The job summary has the whole report.'
  return `The pull-request comment was not written. ${advice} The verdict stands. (${message})`
}
