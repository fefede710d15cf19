import type { Review } from '../review/schema.ts'
import type { Allowance } from './allowance.ts'
import { selectBlockers } from './blockers.ts'
import { blockingPart } from './blocking-part.ts'
import { checklistPart } from './checklist-part.ts'
import { type Block, enumerate, type Line, paragraph, say } from './document.ts'
import { escapesPart } from './escapes-part.ts'
import { findingsPart, problemsPart } from './findings-part.ts'
import { coveragePart, foldedPart, measurementsPart } from './folded-part.ts'
import { headline, isQuiet } from './headline.ts'
import { legend, methodPart, reportLink } from './method-part.ts'
import { httpUrl } from './permalink.ts'
import { count } from './plural.ts'
import { suggestionsPart } from './suggestions-part.ts'
import { startTelling, type Telling } from './telling.ts'
import { problemsToldByVerdict, verdictPart } from './verdict-part.ts'

export interface DocumentOptions {
  /** Where the whole report can be read. */
  readonly reportUrl?: string | undefined
  /** The label that accepts a known cost, for the legend. */
  readonly waiverLabel?: string | undefined
  /** How to see what was left out, where no `reportUrl` is known. */
  readonly fullReport: string
}

/**
 * The whole review as words in their order: verdict, what blocks, what else was
 * found, numbers, new escapes, checklist, and folded away what stayed the same
 * and how it was measured. What exceeds the allowance is counted at the end.
 */
export function reviewDocument(review: Review, allowance: Allowance, options: DocumentOptions): readonly Block[] {
  const telling = startTelling(review, allowance)
  const blockers = selectBlockers(review)
  const first = headline(telling, blockers)
  if (isQuiet(review)) return [first]
  const reportUrl = httpUrl(options.reportUrl)
  const parts = [
    first,
    ...verdictPart(telling, blockers),
    ...blockingPart(telling, blockers),
    ...findingsPart(telling, blockers),
    ...measurementsPart(telling, blockers),
    ...escapesPart(telling, blockers),
    ...coveragePart(telling),
    ...checklistPart(telling),
    ...problemsPart(telling, problemsToldByVerdict(review)),
    ...suggestionsPart(telling),
    ...foldedPart(telling),
    ...methodPart(telling),
  ]
  return [
    ...parts,
    ...leftOutPart(telling, options.fullReport, reportUrl),
    legend(review, options.waiverLabel, reportUrl),
  ]
}

function leftOutPart(telling: Telling, fullReport: string, reportUrl: string | null): readonly Block[] {
  const counts = [...telling.leftOut].map(([noun, amount]): Line => [countOf(amount, noun)])
  if (counts.length === 0) return []
  const where = reportUrl === null ? telling.sentence(fullReport) : say`the ${reportLink(reportUrl)}`
  return [paragraph(say`Left out here: ${enumerate(counts)}. All of it: ${where}.`)]
}

/** As `count`, for nouns whose plural is inside: "3 rows of measurements". */
function countOf(amount: number, noun: string): string {
  const [head = noun, ...rest] = noun.split(/ (?=of |on |at |with )/)
  return [count(amount, head), ...rest].join(' ')
}
