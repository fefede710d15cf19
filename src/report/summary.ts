import type { Review } from '../review/schema.ts'
import { EVERYTHING } from './allowance.ts'
import { selectBlockers } from './blockers.ts'
import { fitWithin } from './budget.ts'
import type { Line } from './document.ts'
import { oneLine, utf8Length } from './escape-text.ts'
import { headline } from './headline.ts'
import { documentOptions, type MarkdownContext, printMarkdown } from './markdown.ts'
import { reviewDocument } from './review-document.ts'
import { startTelling } from './telling.ts'

/** GitHub refuses a longer summary of a check. */
const CHECK_SUMMARY_BYTES = 65_535
/** GitHub drops the whole summary of a step beyond 1 MiB. */
const SUMMARY_BYTES = 1_048_576

type SummaryContext = Omit<MarkdownContext, 'marker' | 'maxCharacters'>

/** The job summary: the comment's words with far more room, at most 1 MiB of UTF-8. */
export function renderSummary(review: Review, context: SummaryContext = {}): string {
  return renderWithin(review, context, SUMMARY_BYTES)
}

/** The same for the page of a check, at most 65,535 bytes of UTF-8. */
export function renderCheckSummary(review: Review, context: SummaryContext = {}): string {
  return renderWithin(review, context, CHECK_SUMMARY_BYTES)
}

function renderWithin(review: Review, context: SummaryContext, bytes: number): string {
  return fitWithin(review, bytes, utf8Length, '', (allowance) =>
    printMarkdown(reviewDocument(review, allowance, documentOptions(context, '`review.json`')), review, context),
  )
}

/** The report's first line as plain text, without its sign. */
export function renderHeadline(review: Review): string {
  const block = headline(startTelling(review, EVERYTHING), selectBlockers(review))
  return block.kind === 'headline' ? oneLine(plainText(block.line)).trim() : ''
}

function plainText(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return piece
      if (piece.kind === 'strong' || piece.kind === 'emphasis') return plainText(piece.line)
      return piece.kind === 'mark' ? '' : piece.text
    })
    .join('')
}
