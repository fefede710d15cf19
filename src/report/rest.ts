import type { Attribution, Benchmark } from '../review/schema.ts'
import { describeTruncation } from '../review/truncation.ts'
import { enumerate, type Item, type Line, say } from './document.ts'
import { count } from './plural.ts'
import { sentence } from './prose.ts'
import type { Telling } from './telling.ts'
import { formatCount, formatDelta } from './units.ts'

const FALLS_NAMED = 3

/** What besides the lines at fault makes up a benchmark's rise: lines that allocate less, what no line explains, what allocs/op hides. */
export function restItems(benchmark: Benchmark, telling: Telling): readonly Item[] {
  const lines = [
    fallsLine(benchmark, telling),
    chanceLine(benchmark, telling),
    restLine(benchmark),
    truncationLine(benchmark, telling),
  ]
  return lines.filter((line) => line.length > 0).map((line) => ({ lines: [line] }))
}

/**
 * Whether less than one tiny object per operation, at a line without an escape of its own, may only be counted at
 * another line than before: of the objects that share a block of 16 bytes, a profile sees whichever comes first.
 */
function mayBeChance({ countUncertain, site, allocsPerOp }: Attribution): boolean {
  return countUncertain === true && site === undefined && Math.abs(allocsPerOp) < 1
}

/** The lines that say something; all of them where every one may be chance. */
export function tellingLines(lines: readonly Attribution[]): readonly Attribution[] {
  const sure = lines.filter((line) => !mayBeChance(line))
  return sure.length > 0 ? sure : lines
}

/** "−1 allocs/op at `route.go:110` in `Match`" */
export function fallLine(fall: Attribution, telling: Telling): Line {
  const within = fall.function === '' ? [] : say` in ${telling.word(fall.function)}`
  const through = fall.through === undefined ? [] : say`, through ${telling.word(fall.through)}`
  return say`${costWords(fall)} at ${telling.place(fall.file, fall.line, 'base')}${within}${through}`
}

export function fallsOf(benchmark: Benchmark): readonly Attribution[] {
  return tellingLines((benchmark.attribution ?? []).filter(({ side }) => side === 'base'))
}

/** "Perhaps only by chance, as objects under 16 bytes share blocks: +0.97 allocs/op at `decode.go:416`." */
function chanceLine({ attribution = [] }: Benchmark, telling: Telling): Line {
  const rises = attribution.filter(({ side }) => side !== 'base')
  const told = tellingLines(rises)
  const falls = attribution.filter(({ side }) => side === 'base')
  const open = [...rises.filter((line) => !told.includes(line)), ...falls.filter(mayBeChance)]
  const shown = open.slice(0, FALLS_NAMED).map((line) => {
    const { file, line: at, side } = line
    return say`${costWords(line)} at ${telling.place(file, at, side ?? 'head')}`
  })
  if (shown.length === 0) return []
  const others = open.length - shown.length
  const all = others > 0 ? [...shown, [count(others, 'more line')]] : shown
  return say`Perhaps only by chance, as objects under 16 bytes share blocks: ${enumerate(all)}.`
}

function fallsLine(benchmark: Benchmark, telling: Telling): Line {
  const falls = fallsOf(benchmark).filter((fall) => !mayBeChance(fall))
  const shown = falls.slice(0, FALLS_NAMED).map((fall) => fallLine(fall, telling))
  if (shown.length === 0) return []
  const others = falls.length - shown.length
  return say`Against it: ${enumerate(others > 0 ? [...shown, [count(others, 'more line')]] : shown)}.`
}

function restLine(benchmark: Benchmark): Line {
  const { allocsPerOp: allocs = 0, bytesPerOp: bytes = 0 } = benchmark.unexplained ?? {}
  if (hidesCounts(benchmark)) return [TINY]
  // Less than one may be what allocs/op is cut by.
  if (allocs >= 1) return [`${formatCount(allocs)} allocs/op of the rise could not be traced to a line.`]
  if (allocs <= -1) {
    return [
      `${formatCount(-allocs)} allocs/op of these lines are made while the timer is stopped, and are not in allocs/op.`,
    ]
  }
  return bytes >= 16 ? [`${formatDelta(bytes, 'B/op')}/op of the rise could not be traced to a line.`] : []
}

export const TINY = 'A profile shows the bytes of objects under 16 bytes, and not their number.'

/** Whether the lines' numbers of allocations cannot be relied on: some hold small objects, and they do not add up. */
export function hidesCounts({ attribution, unexplained }: Benchmark): boolean {
  const uncertain = attribution?.some(({ countUncertain }) => countUncertain === true) ?? false
  return uncertain && Math.abs(unexplained?.allocsPerOp ?? 0) >= 0.05
}

function truncationLine(benchmark: Benchmark, telling: Telling): Line {
  const hidden = describeTruncation(benchmark)
  return hidden === null ? [] : sentence(telling.sentence(`${hidden.slice(0, 1).toUpperCase()}${hidden.slice(1)}`))
}

/** "−1 allocs/op, −32 B/op" */
export function costWords({ allocsPerOp, bytesPerOp }: Attribution): string {
  const allocs = Math.abs(allocsPerOp) < 0.005 ? [] : [`${formatDelta(allocsPerOp, 'allocs/op')} allocs/op`]
  const bytes = Math.abs(bytesPerOp) < 0.5 ? [] : [`${formatDelta(Math.round(bytesPerOp), 'B/op')}/op`]
  return [...allocs, ...bytes].join(', ')
}
