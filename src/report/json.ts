import type { Review } from '../review/schema.ts'
import { escapeJson } from './escape-text.ts'

/** `review.json` as it is written to disk: two spaces, a final line feed, the review's own order of keys. */
export function renderJson(review: Review): string {
  return `${escapeJson(JSON.stringify(review, null, 2))}\n`
}
