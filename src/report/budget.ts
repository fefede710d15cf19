import type { Review } from '../review/schema.ts'
import { ALLOWANCES, type Allowance } from './allowance.ts'
import { clip } from './escape-text.ts'

const LAST_RESORT: Readonly<Record<Review['verdict'], string>> = {
  pass: '### 🟢 Performance: nothing blocks',
  regressed: '### 🔴 Performance: regressed',
  inconclusive: '### 🟡 Performance: could not tell',
  broken: '### 🔴 Performance review could not run',
}

/**
 * The fullest report that is no larger than `limit`. Reports are rendered whole
 * under ever smaller allowances rather than cut, so no table or fold is ever
 * left open; where even the smallest is too large, the verdict alone remains.
 * @param measure a text's size in the unit of `limit`
 * @param marker the hidden first line, '' for none
 */
export function fitWithin(
  review: Review,
  limit: number,
  measure: (text: string) => number,
  marker: string,
  render: (allowance: Allowance) => string,
): string {
  const first = marker === '' ? '' : `${marker}\n`
  for (const allowance of ALLOWANCES) {
    const text = first + render(allowance)
    if (measure(text) <= limit) return text
  }
  const verdictAlone = `${first}${LAST_RESORT[review.verdict]}\n\nThe report is too large to be shown here.\n`
  if (measure(verdictAlone) <= limit) return verdictAlone
  const bare = `${first}${LAST_RESORT[review.verdict]}\n`
  if (measure(bare) <= limit) return bare
  // No limit of GitHub is this small; a caller's may be.
  let characters = Math.max(0, Math.floor(limit))
  while (characters > 0 && measure(clip(bare, characters)) > limit) characters--
  return clip(bare, characters)
}
