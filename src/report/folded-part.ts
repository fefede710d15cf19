import type { Benchmark, Review } from '../review/schema.ts'
import { allRows, changedRows, measurementTable, worseFirst } from './benchmark-table.ts'
import type { Blockers } from './blockers.ts'
import { SHORT_CAUSES } from './causes.ts'
import { type Block, enumerate, fold, type Item, join, type Line, list, paragraph, say, strong } from './document.ts'
import { groupBy } from './grouping.ts'
import { count, firstOf } from './plural.ts'
import { fallLine, fallsOf, hidesCounts, TINY } from './rest.ts'
import { groupSites } from './site-groups.ts'
import { BENCHMARK_NAME, type Telling } from './telling.ts'
import { unmeasuredLines } from './unmeasured-part.ts'
import { betterWords, improvedBenchmarks, undecidedWords } from './verdict-part.ts'

const NAMED_OPENLY = 5
const SAVINGS_NAMED = 4

/** The table of what got worse: the first rows open, the rest folded. */
export function measurementsPart(telling: Telling, blockers: Blockers): readonly Block[] {
  const { allowance, review } = telling
  const accepted = new Set(blockers.accepted.flatMap(({ worse }) => worse.map(({ metric }) => metric)))
  const rows = worseFirst(review).flatMap((benchmark) => changedRows(benchmark, accepted))
  const open = rows.slice(0, allowance.openRows)
  const rest = rows.slice(allowance.openRows)
  const folded = telling.take(rest, allowance.foldedRows, 'row of measurements')
  const more =
    folded.length === 0
      ? []
      : [
          fold(
            [`${count(rest.length, 'more measurement')}${firstOf(folded.length, rest.length)}`],
            measurementTable(folded, telling),
          ),
        ]
  return [...measurementTable(open, telling), ...more]
}

/** What keeps the gate from watching a benchmark, said openly so that nobody disarms it unseen. */
export function coveragePart(telling: Telling): readonly Block[] {
  const { benchmarks, verdict } = telling.review
  // What is on one side alone is told as that.
  const changed = benchmarks.filter((one) => !one.comparable && one.verdict !== 'new' && one.verdict !== 'removed')
  const removed = benchmarks.filter((benchmark) => benchmark.verdict === 'removed')
  const added = benchmarks.filter((benchmark) => benchmark.verdict === 'new')
  const renamed = benchmarks.filter(({ renamedFrom }) => renamedFrom !== undefined)
  const undecided = benchmarks.filter((benchmark) => benchmark.verdict === 'inconclusive' && benchmark.comparable)
  const lines = [
    ...notComparableLines(changed, telling),
    ...(renamed.length === 0 ? [] : [renamedLine(renamed, telling)]),
    ...(removed.length === 0 ? [] : [say`${strong('Removed')}: ${names(removed, telling)}`]),
    ...(added.length === 0 ? [] : [say`${strong('New')}, with nothing to compare to: ${names(added, telling)}`]),
    // Else the first thing that is told.
    ...(verdict === 'inconclusive' ? [] : unmeasuredLines(telling)),
  ]
  const undecidedRows = undecided.flatMap(allRows).filter(({ named }) => named.metric.verdict === 'inconclusive')
  return [
    ...(lines.length === 0 ? [] : [paragraph(...lines)]),
    ...foldedRows(
      [`Numbers that block nothing: ${count(changed.length, 'benchmark')} not comparable`],
      changed.flatMap(allRows).filter(isDifferent),
      telling,
    ),
    ...foldedRows(
      [
        verdict === 'inconclusive'
          ? `${count(undecided.length, 'undecided benchmark')}`
          : undecidedWords(undecided.length),
      ],
      undecidedRows,
      telling,
    ),
    ...foldedRows([`Numbers of ${count(added.length, 'new benchmark')}`], added.flatMap(allRows), telling),
  ]
}

/** A number of one side only is one to see, the same number twice is none. */
function isDifferent({ named }: ReturnType<typeof allRows>[number]): boolean {
  return named.metric.delta !== 0
}

function notComparableLines(changed: readonly Benchmark[], telling: Telling): readonly Line[] {
  const byReason = groupBy(changed, (benchmark) => benchmark.notComparableBecause ?? '')
  return [...byReason].map(([reason, members]) => {
    const why = reason === '' ? [] : say`: ${telling.sentence(reason)}`
    return say`${strong('Not comparable')}, so nothing blocks on ${names(members, telling)}${why}`
  })
}

/** Sub-benchmarks follow their function: that is named once. */
function renamedLine(renamed: readonly Benchmark[], telling: Telling): Line {
  const topLevel = (benchmark: Benchmark): Benchmark => ({
    ...benchmark,
    name: benchmark.name.split('/')[0] ?? '',
    renamedFrom: benchmark.renamedFrom?.split('/')[0],
  })
  const functions = [...groupBy(renamed.map(topLevel), (one) => `${one.package}.${one.name}`).values()]
  const shown = telling.take(functions, Math.min(NAMED_OPENLY, telling.allowance.listedNames), BENCHMARK_NAME)
  const lines = shown.flatMap(([one]): Line[] =>
    one ? [say`${telling.label(one)} (was ${telling.label({ ...one, name: one.renamedFrom ?? '' })})`] : [],
  )
  const others = functions.length - lines.length
  const listed = enumerate(others > 0 ? [...lines, [`${others}${lines.length > 0 ? ' more' : ''}`]] : lines)
  return say`${strong('Renamed')}, and compared all the same: ${listed}`
}

function names(benchmarks: readonly Benchmark[], telling: Telling): Line {
  const shown = telling.take(benchmarks, Math.min(NAMED_OPENLY, telling.allowance.listedNames), BENCHMARK_NAME)
  const others = benchmarks.length - shown.length
  const lines = shown.map((benchmark): Line => [telling.label(benchmark)])
  return enumerate(others > 0 ? [...lines, [`${others}${shown.length > 0 ? ' more' : ''}`]] : lines)
}

function foldedRows(summary: Line, rows: ReturnType<typeof allRows>, telling: Telling): readonly Block[] {
  const shown = telling.take(rows, telling.allowance.otherRows, 'row of measurements')
  return shown.length === 0 ? [] : [fold(summary, measurementTable(shown, telling))]
}

/** What got better, and what stayed as it was. */
export function foldedPart(telling: Telling): readonly Block[] {
  return [...betterFold(telling), ...unchangedFold(telling)]
}

function betterFold(telling: Telling): readonly Block[] {
  const { review, allowance } = telling
  const improved = improvedBenchmarks(review)
  const { removed } = review.escapes
  if (improved.length === 0 && removed.length === 0) return []
  const rows = telling.take(
    improved.flatMap((benchmark) => changedRows(benchmark)),
    allowance.betterRows,
    'row of measurements',
  )
  const groups = telling.take(groupSites(removed), allowance.removedSites, 'cause of escapes that are gone')
  const items = groups.map(({ worst, rest }): Item => {
    const more = rest.length === 0 ? '' : `, and ${count(rest.length, 'more escape')} with the same cause`
    const within = worst.function === '' ? [] : say` in ${telling.word(worst.function)}`
    const what = telling.word(worst.expression === '' ? worst.message : worst.expression)
    return {
      lines: [
        say`${telling.place(worst.file, worst.line, 'base')} ${what}${within} (${SHORT_CAUSES[worst.cause]})${more}`,
      ],
    }
  })
  const summary = [
    ...(improved.length > 0 ? [`${count(improved.length, 'benchmark')} improved`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'heap escape')} gone`] : []),
  ]
  const gone = items.length === 0 ? [] : [paragraph(['Gone from the heap:']), list(items)]
  const blocks = [
    ...measurementTable(rows, telling),
    ...savedLines(improved, telling),
    ...gone,
    ...rulesGoneLines(telling),
  ]
  return blocks.length === 0 ? [] : [fold([`Better: ${summary.join(', ')}`], blocks)]
}

/** Where benchmarks that got better allocate less; benchmarks that do so on the same lines are told once. */
function savedLines(improved: readonly Benchmark[], telling: Telling): readonly Block[] {
  const profiled = improved.filter((benchmark) => fallsOf(benchmark).length > 0)
  const places = (benchmark: Benchmark): string =>
    fallsOf(benchmark)
      .map(({ file, line }) => `${file}:${line}`)
      .toSorted()
      .join(' ')
  const groups = telling.take([...groupBy(profiled, places).values()], telling.allowance.removedSites, 'saving')
  const items = groups.flatMap((members): readonly Item[] => {
    const [first] = members
    if (first === undefined) return []
    const falls = fallsOf(first)
    const shown = falls.slice(0, SAVINGS_NAMED).map((fall) => fallLine(fall, telling))
    const others = falls.length - shown.length
    const all = others > 0 ? [...shown, [count(others, 'more line')]] : shown
    const also = members.length === 1 ? '' : ` (as ${count(members.length - 1, 'more benchmark')})`
    const lines = [say`${telling.label(first)}${also}: ${enumerate(all)}`]
    return [{ lines: hidesCounts(first) ? [...lines, [TINY]] : lines }]
  })
  return items.length === 0 ? [] : [paragraph(['Allocates less:']), list(items)]
}

/** What was written there before and is no more, with the benchmark that feels it. */
function rulesGoneLines(telling: Telling): readonly Block[] {
  const { rulesGone = [], benchmarks } = telling.review
  const shown = telling.take(rulesGone, telling.allowance.removedSites, 'hint that is gone')
  const items = shown.map(({ title, file, line, function: name, benchmark }): Item => {
    const felt = benchmarks.find((one) => one.package === benchmark?.package && one.name === benchmark.name)
    const by = felt === undefined ? [] : say` (${betterWords(felt, telling)})`
    const within = name === '' ? [] : say` in ${telling.word(name)}`
    return { lines: [say`${telling.place(file, line, 'base')}${within}: ${telling.sentence(title)}${by}`] }
  })
  return items.length === 0 ? [] : [paragraph(['No longer written:']), list(items)]
}

function unchangedFold(telling: Telling): readonly Block[] {
  const { review, allowance } = telling
  const unchanged = review.benchmarks.filter(({ verdict, comparable }) => comparable && verdict === 'unchanged')
  const skipped = review.benchmarks.filter(({ verdict }) => verdict === 'skipped')
  if (unchanged.length === 0 && skipped.length === 0) return []
  const items = [
    ...nameItem([`Measured, no difference`], unchanged, allowance.unchangedNames, telling),
    ...skippedByReason(review).flatMap(([reason, members]) =>
      nameItem(say`Not run, ${telling.sentence(reason)}`, members, allowance.skippedNames, telling),
    ),
  ]
  const summary = [
    ...(unchanged.length > 0 ? [`${count(unchanged.length, 'benchmark')} unchanged`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} not run`] : []),
  ]
  return [fold([summary.join(', ')], [list(items)])]
}

function skippedByReason(review: Review): readonly (readonly [string, readonly Benchmark[]])[] {
  const skipped = review.benchmarks.filter(({ verdict }) => verdict === 'skipped')
  const byReason = groupBy(skipped, (benchmark) => benchmark.skipped ?? 'no reason given')
  return [...byReason].sort((a, b) => b[1].length - a[1].length)
}

function nameItem(title: Line, benchmarks: readonly Benchmark[], limit: number, telling: Telling): readonly Item[] {
  if (benchmarks.length === 0) return []
  const shown = telling.take(benchmarks, limit, BENCHMARK_NAME)
  const listed = join(
    shown.map((benchmark): Line => [telling.label(benchmark)]),
    ', ',
  )
  const others = benchmarks.length - shown.length
  const more = others === 0 ? '' : shown.length === 0 ? count(others, 'benchmark') : ` and ${others} more`
  return [{ lines: [say`${title}: ${listed}${more}`] }]
}
