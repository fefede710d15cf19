import type { Review } from '../review/schema.ts'
import { type Block, code, fold, type Inline, type Item, join, type Line, list, paragraph, say } from './document.ts'
import { clip, oneLine } from './escape-text.ts'
import { problemLine } from './findings-part.ts'
import { count } from './plural.ts'
import type { Telling } from './telling.ts'
import { formatDuration, formatRatio } from './units.ts'
import { scopeLine } from './verdict-part.ts'

/** How this was measured, and how to repeat it: folded. */
export function methodPart(telling: Telling): readonly Block[] {
  const { review } = telling
  const repeat: readonly Block[] =
    review.reproduce === ''
      ? []
      : [{ kind: 'listing', text: clip(oneLine(review.reproduce), telling.allowance.listing) }]
  const facts = [[clip(environmentWords(review), telling.allowance.text)], ...measurementLine(review)]
  const scope =
    toldBelowHeadline(review) || !(review.escapes.analysed || review.measurement.measured) ? [] : [scopeLine(review)]
  const timingWarnings = review.verdict === 'inconclusive' ? [] : review.environment.timingWarnings
  const warnings = timingWarnings.map((text): Item => ({ lines: [telling.sentence(text)] }))
  const notices = review.problems.filter(({ severity }) => severity === 'notice')
  const noticeItems = notices.map((problem): Item => ({ lines: [problemLine(problem, telling)] }))
  const escapeItems = review.escapes.problems.map((text): Item => ({ lines: [telling.sentence(text)] }))
  const items = telling.take([...warnings, ...noticeItems, ...escapeItems], telling.allowance.problems, 'remark')
  return [
    fold(
      ['How this was measured, and how to repeat it'],
      [
        ...repeat,
        paragraph(...facts, ...scope, ...harmless(review), ...stageLine(review, telling)),
        ...profileCommands(telling),
        ...(items.length === 0 ? [] : [list(items)]),
      ],
    ),
  ]
}

const PROFILES_NAMED = 5

/** The commands that show the kept memory profiles, to be run beside review.json. */
function profileCommands({ review, allowance }: Telling): readonly Block[] {
  const kept = review.benchmarks.flatMap(({ profiles }) => profiles ?? [])
  if (kept.length === 0) return []
  const commands = kept
    .slice(0, PROFILES_NAMED)
    .map(({ base, head }) => `go tool pprof -sample_index=alloc_objects -diff_base ${oneLine(base)} ${oneLine(head)}`)
  const others = kept.length - commands.length
  const more = others > 0 ? [`# and ${count(others, 'more benchmark')} as profile-*.pprof`] : []
  return [
    paragraph(['Memory profiles lie beside review.json:']),
    { kind: 'listing', text: clip([...commands, ...more].join('\n'), allowance.listing) },
  ]
}

function toldBelowHeadline({ verdict }: Review): boolean {
  return verdict === 'pass' || verdict === 'inconclusive'
}

/** "go1.26.8 linux/amd64, GOMAXPROCS 4, GOGC off, CPUs 2,3, AMD EPYC 7763, Linux 6.8, go-perf-review 0.1.0" */
function environmentWords({ environment, tool }: Review): string {
  const { go, goos, goarch, gomaxprocs, gogc, gomemlimit, pinned, cpu, kernel, tags, goflags, cgo } = environment
  const parts = [
    `${go} ${goos}/${goarch}`,
    `GOMAXPROCS ${(environment.gomaxprocsList ?? [gomaxprocs]).join(' and ')}`,
    ...(gogc ? [`GOGC ${gogc}`] : []),
    ...(gomemlimit ? [`GOMEMLIMIT ${gomemlimit}`] : []),
    ...(pinned ? [`pinned to CPU ${pinned}`] : []),
    cpu,
    kernel,
    ...(tags === '' ? [] : [`tags ${tags}`]),
    ...(goflags === '' ? [] : [`GOFLAGS ${goflags}`]),
    ...(cgo ? [] : ['cgo off']),
    `${tool.name} ${tool.version}`,
  ]
  return parts.filter((part) => part.trim() !== '').join(', ')
}

/** "6 interleaved rounds after 1 discarded warm-up run, 41 s of 10 min budget, noise floor of time ± 3.1 %" */
function measurementLine({ measurement }: Review): readonly Line[] {
  if (!measurement.measured) return []
  const { rounds, elapsedSeconds, budgetSeconds, timeNoiseFloor, warmUp = 0, correction } = measurement
  const floor = timeNoiseFloor === null ? '' : `, noise floor of time ± ${(timeNoiseFloor * 100).toFixed(1)} %`
  const budget = `${formatDuration(elapsedSeconds)} of ${formatDuration(budgetSeconds)} budget`
  // Without a difference to prove there are no rounds: one short run a side was all.
  const taken = rounds === 0 ? 'screened only' : count(rounds, 'interleaved round')
  const discarded = rounds === 0 || warmUp === 0 ? '' : ` after ${count(warmUp, 'discarded warm-up run')}`
  const corrected = correction === 'holm' ? ", p-values corrected by Holm's method" : ''
  return [[`${taken}${discarded}, ${budget}${floor}${corrected}`], ...geomeanLine(measurement)]
}

/** "Geometric means: allocs/op -1.2 % (14 benchmarks, 2 with zero left out), sec/op +0.4 % (16 benchmarks)" */
function geomeanLine({ geomeans = [] }: Review['measurement']): readonly Line[] {
  const known = UNITS.flatMap((unit) => geomeans.find((one) => one.unit === unit) ?? [])
  const words = known.map(({ unit, benchmarks, leftOut, base, head }) => {
    const zero = leftOut === 0 ? '' : `, ${leftOut} with zero left out`
    return `${unit} ${formatRatio(base, head) ?? '±0 %'} (${count(benchmarks, 'benchmark')}${zero})`
  })
  return words.length === 0 ? [] : [[`Geometric means: ${words.join(', ')}`]]
}

const UNITS = ['allocs/op', 'B/op', 'sec/op']

/** Facts of the compiler that allocate nothing are no findings, but their number explains why other tools count more. */
function harmless({ escapes }: Review): readonly Line[] {
  const { added, removed } = escapes.nonAllocating
  if (added === 0 && removed === 0) return []
  return [[`Escapes that allocate nothing (constants, zero-size values): ${added} new, ${removed} gone`]]
}

function stageLine({ stages }: Review, telling: Telling): readonly Line[] {
  if (stages.length === 0) return []
  const words = stages.map(({ name, seconds }) => `${name} ${formatDuration(seconds)}`).join(', ')
  return [[clip(`Stages: ${words}`, telling.allowance.text)]]
}

/** What the gate blocks on, how to accept a known cost, where the full report is. */
export function legend(review: Review, waiverLabel: string | undefined, reportUrl: string | null): Block {
  const words = review.gate.failOn
    .slice(0, 12)
    .map((word) => gateWord(word, review))
    .filter((line) => line.length > 0)
  const watched = words.length === 0 ? ['Blocks on nothing'] : say`Blocks on: ${join(words, ', ')}`
  const label: Line = waiverLabel === undefined ? [] : say`label ${code(waiverLabel)} or `
  const accept = say`. Accept a known cost: ${label}a waiver in ${code('.github/go-perf-review.yml')}.`
  const link: Line = reportUrl === null ? [] : [' · ', reportLink(reportUrl)]
  return { kind: 'legend', line: say`${watched}${accept}${link}` }
}

export function reportLink(url: string): Inline {
  return { kind: 'link', url, text: 'full report' }
}

function gateWord(word: string, { gate }: Review): Line {
  switch (word) {
    case 'allocs':
      return [gate.allocsThreshold > 0 ? `allocs > ${gate.allocsThreshold}/op` : 'allocs']
    case 'bytes':
      return [`bytes > ${gate.bytesThresholdPercent} %`]
    case 'time':
      return [`time > ${gate.timeThresholdPercent} %`]
    case 'escapes':
      return gate.escapes === 'off'
        ? []
        : [gate.escapes === 'all' ? 'every new escape' : 'new escapes in hot functions']
    case 'contracts':
    case 'inconclusive':
      return [word]
    case 'broken':
      return ['a broken head']
    default:
      return [code(clip(word, 40))]
  }
}
