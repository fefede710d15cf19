import type { Review } from '../review/schema.ts'
import { fitWithin } from './budget.ts'
import { utf8Length } from './escape-text.ts'
import { documentOptions, type MarkdownContext, printMarkdown } from './markdown.ts'
import { reviewDocument } from './review-document.ts'

/** GitHub drops the whole summary of a step beyond 1 MiB. */
const SUMMARY_BYTES = 1_048_576

/** The job summary: the comment's words with far more room, at most 1 MiB of UTF-8. */
export function renderSummary(review: Review, context: Omit<MarkdownContext, 'marker' | 'maxCharacters'> = {}): string {
  return fitWithin(review, SUMMARY_BYTES, utf8Length, '', (allowance) =>
    printMarkdown(reviewDocument(review, allowance, documentOptions(context, '`review.json`')), review, context),
  )
}
