import type { Benchmark, Problem, Review } from '../review/schema.ts'
import { type Blockers, metricsInOrder } from './blockers.ts'
import { type Block, enumerate, type Line, list, paragraph, say, strong } from './document.ts'
import { clip, oneLine } from './escape-text.ts'
import { problemLine } from './findings-part.ts'
import { count, verb } from './plural.ts'
import type { Telling } from './telling.ts'
import { formatDuration, formatPair } from './units.ts'
import { unmeasuredLines } from './unmeasured-part.ts'

const BETTER_NAMED = 3
const REASON_CHARACTERS = 120

/** What stands right below the headline: what was compared, what stopped the review, or what would let it tell. */
export function verdictPart(telling: Telling, blockers: Blockers): readonly Block[] {
  switch (telling.review.verdict) {
    case 'pass':
      return [
        paragraph(...[scopeLine(telling.review), betterLine(telling)].filter((line) => line.length > 0)),
        ...failingBenchmarks(telling),
      ]
    case 'regressed':
      return failingBenchmarks(telling)
    case 'inconclusive':
      return inconclusivePart(telling)
    case 'broken':
      return brokenPart(telling, blockers)
  }
}

/** Problems that `verdictPart` tells, so that no other part repeats them. */
export function problemsToldByVerdict(review: Review): readonly Problem[] {
  if (review.verdict === 'inconclusive') return review.problems.filter(({ severity }) => severity !== 'notice')
  return review.verdict === 'broken' ? review.problems.filter(({ severity }) => severity === 'error') : []
}

/** "12 packages compiled, 3 changed; 4 benchmarks run, 21 not run: same code" */
export function scopeLine(review: Review): Line {
  const { scope, benchmarks, escapes } = review
  const compiled = escapes.analysed
    ? `${count(scope.packages, 'package')} compiled, ${scope.packagesChanged} changed`
    : escapes.added.length + escapes.removed.length > 0
      ? 'escapes of some packages not compared'
      : 'escapes not compared'
  const skipped = benchmarks.filter(({ verdict }) => verdict === 'skipped')
  const reasons = [...new Set(skipped.map((benchmark) => benchmark.skipped ?? ''))].filter((reason) => reason !== '')
  const why = reasons.length === 1 ? `: ${clip(oneLine(reasons[0] ?? ''), REASON_CHARACTERS)}` : ''
  const idle = skipped.length === 0 ? '' : `, ${skipped.length} not run${why}`
  const ran =
    scope.benchmarksFound === 0 ? 'no benchmark found' : `${count(scope.benchmarksRun, 'benchmark')} run${idle}`
  return [`${compiled}; ${ran}`]
}

/** "Better: `Parse/short` 2 → 1 allocs/op, 4 escapes gone." */
function betterLine(telling: Telling): Line {
  const improved = improvedBenchmarks(telling.review)
  const named: Line[] = improved
    .slice(0, BETTER_NAMED)
    .map((benchmark) => betterWords(benchmark, telling))
    .filter((line) => line.length > 0)
  const others = improved.length - named.length
  if (others > 0) named.push([`${count(others, 'more benchmark')}`])
  const removed = telling.review.escapes.removed.length
  if (removed > 0) named.push([`${count(removed, 'heap escape')} gone`])
  return named.length === 0 ? [] : say`Better: ${enumerate(named)}`
}

/** "`Parse/short` 2 → 1 allocs/op", empty where no metric improved. */
export function betterWords(benchmark: Benchmark, telling: Telling): Line {
  const better = metricsInOrder(benchmark).find(({ metric }) => metric.verdict === 'improved')
  if (better === undefined) return []
  const [from, to] = formatPair(better.metric.base?.center ?? 0, better.metric.head?.center ?? 0, better.metric.unit)
  return say`${telling.label(benchmark)} ${from} → ${to} ${clip(better.name, REASON_CHARACTERS)}`
}

export function improvedBenchmarks(review: Review): readonly Benchmark[] {
  return review.benchmarks.filter(({ verdict, comparable }) => comparable && verdict === 'improved')
}

function brokenPart(telling: Telling, blockers: Blockers): readonly Block[] {
  const errors = problemsToldByVerdict(telling.review)
  // The author can mend the head; what fails there is told before what fails elsewhere.
  const [first, ...others] = errors.toSorted((a, b) => headFirst(a) - headFirst(b))
  const blocks: Block[] = []
  if (first !== undefined) {
    blocks.push(paragraph(say`${strong(...problemLine(first, telling))}`), ...listing(first.detail ?? '', telling))
  }
  const shown = telling.take(others, telling.allowance.problems, 'further error')
  if (shown.length > 0) blocks.push(list(shown.map((problem) => ({ lines: [problemLine(problem, telling)] }))))
  blocks.push(...failingBenchmarks(telling))
  const known = blockers.groups.length > 0 || telling.review.escapes.analysed
  if (known && first !== undefined) blocks.push(paragraph(['What could be told all the same:']))
  return blocks
}

function headFirst({ side }: Problem): number {
  return side === 'head' ? 0 : 1
}

function listing(text: string, telling: Telling): readonly Block[] {
  const { listing: limit } = telling.allowance
  const lines = text.trimEnd()
  if (lines.trim() === '') return []
  // The first error is what the author needs; what follows it is mostly its echo.
  const cut = lines.length > limit ? `${lines.slice(0, limit).replace(/\n?[^\n]*$/, '')}\n…` : lines
  return [{ kind: 'listing', text: cut }]
}

function onHeadFirst({ problem }: Benchmark): number {
  return problem?.side === 'head' ? 0 : 1
}

function failingBenchmarks(telling: Telling): readonly Block[] {
  const failing = telling.review.benchmarks
    .filter(({ verdict }) => verdict === 'broken')
    .toSorted((a, b) => onHeadFirst(a) - onHeadFirst(b))
  const shown = telling.take(failing, telling.allowance.blockers, 'failing benchmark')
  return shown.flatMap((benchmark) => {
    const { problem } = benchmark
    if (problem === undefined) return [paragraph(say`${strong(telling.name(benchmark))} fails`)]
    const side = problem.side === 'both' ? 'both sides alike' : `the ${problem.side}`
    return [
      paragraph(say`${strong(telling.name(benchmark))} fails on ${side}: ${telling.sentence(problem.message)}`),
      ...listing(problem.stderr, telling),
    ]
  })
}

/** Why the review cannot tell, and what would let it. */
function inconclusivePart(telling: Telling): readonly Block[] {
  const { review, allowance } = telling
  const problems = problemsToldByVerdict(review).map((problem) => problemLine(problem, telling))
  const reasons = [
    ...problems,
    ...unmeasuredLines(telling),
    ...budgetLine(review),
    ...warningLines(telling),
    ...review.environment.timingWarnings.map((warning) => telling.sentence(warning)),
  ]
  const shown = telling.take(reasons, Math.max(1, Math.min(allowance.problems, 8)), 'reason')
  return [
    paragraph(scopeLine(review)),
    ...(shown.length === 0 ? [] : [list(shown.map((line) => ({ lines: [line] })))]),
    ...failingBenchmarks(telling),
  ]
}

function budgetLine(review: Review): readonly Line[] {
  const { elapsedSeconds, budgetSeconds, measured } = review.measurement
  if (!measured || elapsedSeconds < budgetSeconds * 0.95) return []
  const budget = formatDuration(budgetSeconds)
  return [
    say`The time budget of ${budget} ran out. A larger ${{ kind: 'code', text: 'time-budget' }}, or fewer benchmarks (${{ kind: 'code', text: 'bench' }}), would let it tell.`,
  ]
}

/** "`Parse/short` and 3 more: needs at least 8 samples a side", each distinct warning once, the most frequent first. */
function warningLines(telling: Telling): readonly Line[] {
  const byWarning = new Map<string, Set<Benchmark>>()
  for (const benchmark of telling.review.benchmarks) {
    if (benchmark.verdict !== 'inconclusive' || !benchmark.comparable) continue
    for (const { verdict, warnings } of Object.values(benchmark.metrics)) {
      if (verdict !== 'inconclusive') continue
      for (const warning of warnings) {
        const known = byWarning.get(warning)
        if (known === undefined) byWarning.set(warning, new Set([benchmark]))
        else known.add(benchmark)
      }
    }
  }
  return [...byWarning]
    .sort((a, b) => b[1].size - a[1].size)
    .map(([warning, benchmarks]) => {
      const [first] = benchmarks
      const others = benchmarks.size - 1
      const more = others === 0 ? '' : ` and ${count(others, 'more benchmark')}`
      return first === undefined ? [] : say`${telling.label(first)}${more}: ${telling.sentence(warning)}`
    })
}

/** "3 benchmarks could not be decided" for a review that could tell the rest. */
export function undecidedWords(amount: number): string {
  return `Undecided: ${count(amount, 'benchmark')} ${verb(amount, 'shows', 'show')} too little or too noisy a difference`
}
