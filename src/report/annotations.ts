import type { Finding, Review } from '../review/schema.ts'
import { isBlocking } from './blockers.ts'
import {
  clip,
  clipBytes,
  escapeWorkflowCommandMessage,
  escapeWorkflowCommandProperty,
  oneLine,
  stripControl,
} from './escape-text.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** Relative to the repository's root. */
  readonly file: string
  readonly line: number
  readonly title: string
  readonly message: string
}

export interface AnnotationLimits {
  readonly perLevel: number
  readonly total: number
}

/** What a step's workflow commands may show; the runner drops the rest silently. */
export const WORKFLOW_COMMAND_LIMITS: AnnotationLimits = { perLevel: 10, total: 50 }
const TITLE_CHARACTERS = 255
const MESSAGE_BYTES = 4096
/** Of a huge text no more is looked at. */
const RAW_CHARACTERS = 65_536
const LEVELS = ['error', 'warning', 'notice'] as const

/**
 * Findings that stand on a line, as notes on that line: blocking ones first,
 * then by severity, those on the change's own lines before others. Titles and
 * messages are plain text within GitHub's limits (255 characters, 4,096 bytes).
 */
export function renderAnnotations(
  review: Review,
  limits: AnnotationLimits = WORKFLOW_COMMAND_LIMITS,
): readonly Annotation[] {
  const used = { error: 0, warning: 0, notice: 0 }
  const seen = new Set<string>()
  const annotations: Annotation[] = []
  for (const finding of review.findings.toSorted((a, b) => compareFindings(a, b, review))) {
    const annotation = annotate(finding, review)
    if (annotation === null) continue
    const identity = JSON.stringify(annotation)
    if (seen.has(identity) || used[annotation.level] >= limits.perLevel || annotations.length >= limits.total) continue
    seen.add(identity)
    used[annotation.level]++
    annotations.push(annotation)
  }
  return annotations
}

function annotate(finding: Finding, review: Review): Annotation | null {
  const file = finding.file === null ? '' : oneLine(finding.file).trim()
  if (file === '' || finding.line === null || finding.line < 1) return null
  const advice = finding.advice.trim() === '' ? [] : [`Try: ${finding.advice}`]
  const waiver = finding.waiver === undefined ? [] : [`Accepted: ${finding.waiver}`]
  const message = [finding.detail, ...advice, ...waiver].filter((text) => text.trim() !== '').join('\n')
  const title = clip(oneLine(clip(finding.title, RAW_CHARACTERS)).trim(), TITLE_CHARACTERS)
  return {
    level: levelOf(finding, review),
    file,
    line: finding.line,
    title,
    // A note without a message is refused.
    message: clipBytes(stripControl(clip(message, RAW_CHARACTERS)).trim(), MESSAGE_BYTES) || title || 'See the report.',
  }
}

/** How loud a finding is: what blocks is an error, what was accepted no more than a notice. */
export function levelOf(finding: Finding, review: Review): Annotation['level'] {
  if (finding.waiver !== undefined) return 'notice'
  return isBlocking(finding, review) ? 'error' : finding.severity
}

/** What blocks first, then by level, the change's own lines before others. */
export function compareFindings(a: Finding, b: Finding, review: Review): number {
  return (
    Number(isBlocking(b, review)) - Number(isBlocking(a, review)) ||
    LEVELS.indexOf(levelOf(a, review)) - LEVELS.indexOf(levelOf(b, review)) ||
    Number(b.onChangedLine) - Number(a.onChangedLine)
  )
}

/** Annotations as the runner's commands, one line each: `::error file=…,line=…,title=…::message`. */
export function renderWorkflowCommands(annotations: readonly Annotation[]): readonly string[] {
  return annotations.map(({ level, file, line, title, message }) => {
    const properties = [
      `file=${escapeWorkflowCommandProperty(file)}`,
      `line=${line}`,
      ...(title === '' ? [] : [`title=${escapeWorkflowCommandProperty(title)}`]),
    ]
    return `::${level} ${properties.join(',')}::${escapeWorkflowCommandMessage(message)}`
  })
}
