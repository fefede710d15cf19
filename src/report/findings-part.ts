import type { Finding, Problem, Review } from '../review/schema.ts'
import { type Blockers, isBlocking, sitesAt, speaksOf } from './blockers.ts'
import { findingLines, tryLine } from './blocking-part.ts'
import { type Block, fold, type Item, type Line, list, paragraph, say, strong } from './document.ts'
import { count } from './plural.ts'
import type { Telling } from './telling.ts'

/** Rules whose findings repeat what the benchmarks' own parts tell with numbers. */
const TOLD_BY_NUMBERS = ['allocs', 'bytes', 'time', 'inconclusive', 'broken']
const SEVERITY_ORDER = ['error', 'warning', 'notice']

/** What was found besides what blocks, and the costs that somebody accepted. */
export function findingsPart(telling: Telling, blockers: Blockers): readonly Block[] {
  const { review, allowance } = telling
  const waived = review.findings.filter((finding) => finding.waiver !== undefined)
  const open = review.findings
    .filter((finding) => finding.waiver === undefined && !isBlocking(finding, review))
    .filter((finding) => !isToldElsewhere(finding, review, blockers))
    .toSorted((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity))
  const guesses = open.filter(isGuess)
  const known = open.filter((finding) => !isGuess(finding))
  return [
    ...part('Accepted costs', telling.take(waived, allowance.findings, 'accepted cost').map(acceptedItem(telling))),
    ...part('Also found', telling.take(known, allowance.findings, 'finding').map(findingItem(telling))),
    ...guessFold(guesses.filter(isWarm), '', telling),
    ...guessFold(
      guesses.filter((finding) => !isWarm(finding)),
      ' in functions that no benchmark executes',
      telling,
    ),
  ]
}

/** What only the text shows, in a function that nobody knows to be hot. */
function isGuess({ evidence, hotness }: Finding): boolean {
  return evidence === 'syntax' && hotness?.level !== 'hot'
}

function isWarm({ hotness }: Finding): boolean {
  return hotness?.level !== 'cold'
}

function guessFold(guesses: readonly Finding[], where: string, telling: Telling): readonly Block[] {
  const shown = telling.take(guesses, telling.allowance.findings, 'hint')
  if (shown.length === 0) return []
  const words = `${count(guesses.length, 'hint')} from the text alone${where}, measured by nothing`
  return [fold([words], [list(shown.map(findingItem(telling)))])]
}

function part(title: string, items: readonly Item[]): readonly Block[] {
  return items.length === 0 ? [] : [paragraph([strong(title)]), list(items)]
}

function isToldElsewhere(finding: Finding, review: Review, blockers: Blockers): boolean {
  if (blockers.told.has(finding)) return true
  // What a rule tells is told nowhere else; the escapes leave out what it tells.
  if (finding.evidence !== undefined) return false
  if (sitesAt(finding, review).length > 0) return true
  const byNumbers = TOLD_BY_NUMBERS.includes(finding.rule)
  return byNumbers && review.benchmarks.some((benchmark) => speaksOf(finding, benchmark))
}

function acceptedItem(telling: Telling): (finding: Finding) => Item {
  return (finding) => {
    const detail = findingLines(finding, telling)
    const by = telling.sentence(finding.waiver ?? '')
    return { lines: [say`${strong(...telling.sentence(finding.title))} — accepted: ${by}`, ...detail] }
  }
}

function findingItem(telling: Telling): (finding: Finding) => Item {
  return (finding) => ({
    lines: [
      [strong(...telling.sentence(finding.title))],
      ...findingLines(finding, telling),
      ...(finding.advice === '' ? [] : [tryLine(finding.advice, telling)]),
    ],
  })
}

/** "On the head, compile: message". */
export function problemLine(problem: Problem, telling: Telling): Line {
  const where = { base: 'on the base: ', head: 'on the head: ', both: 'on both sides: ' }
  const side = problem.side === null ? '' : where[problem.side]
  return say`${capital(side)}${telling.sentence(problem.message)}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Warnings that the reader should see without unfolding anything; what stopped the review is told at the top. */
export function problemsPart(telling: Telling, toldAlready: readonly Problem[]): readonly Block[] {
  const { review, allowance } = telling
  const visible = review.problems.filter(({ severity }) => severity !== 'notice')
  const remaining = visible.filter((problem) => !toldAlready.includes(problem))
  const shown = telling.take(remaining, allowance.problems, 'warning')
  return part(
    'Notes',
    shown.map((problem) => ({ lines: [problemLine(problem, telling)] })),
  )
}
