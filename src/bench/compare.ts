import { adjustP, type Correction, levelForOne } from '../stats/corrections.ts'
import { summarizeMedian } from '../stats/median.ts'
import { rankTest } from '../stats/rank-test.ts'
import { samplesToReach, smallestP } from '../stats/sample-size.ts'

export { estimateNoiseFloor } from '../stats/noise-floor.ts'

export const METRIC_VERDICTS = ['regressed', 'improved', 'unchanged', 'inconclusive'] as const
export type MetricVerdict = (typeof METRIC_VERDICTS)[number]

export type Direction = 'higher-is-better' | 'lower-is-better' | 'none'

export interface SampleSummary {
  /** In the order taken. */
  readonly samples: readonly number[]
  /** The median. */
  readonly center: number
  /** Bounds of its 95 % confidence interval; null where the samples are too few for one. */
  readonly low: number | null
  readonly high: number | null
}

/** One metric of one benchmark on both sides, measured but not judged. Numbers are in `unit`. */
export interface MetricComparison {
  readonly unit: string
  readonly direction: Direction
  /** Null where the side has no samples. */
  readonly base: SampleSummary | null
  readonly head: SampleSummary | null
  /** Head's median minus base's; null where a side has no samples. */
  readonly delta: number | null
  /** Head's median over base's; null where a side has no samples or base's is 0. */
  readonly ratio: number | null
  /** Base's median is 0 and head's is not: a change of its own kind, without a percentage. */
  readonly fromZero: boolean
  /** Raw p-value, as benchstat gives it; null where a side has no samples. */
  readonly p: number | null
  /** The raw p-value to decide by; see `RankTest.pStrict`. */
  readonly pStrict: number | null
  /** Allocations or bytes where each side's samples agree among themselves, at the same iteration count. */
  readonly exact: boolean
  /** Allocations or bytes at different iteration counts: amortised costs make the two incomparable. */
  readonly countsDiffer: boolean
  readonly warnings: readonly string[]
}

export interface MetricInput {
  /** A base unit: sec/op, B/op, allocs/op, B/s, or a custom one. */
  readonly unit: string
  readonly base: readonly number[]
  readonly head: readonly number[]
  /** Lower is better unless said otherwise. */
  readonly direction?: Direction | undefined
  /** Whether all samples of both sides were taken at one iteration count. */
  readonly iterationsEqual: boolean
}

/** How large a change must be to count, whatever its significance. */
export interface SizeFloors {
  /** allocs/op. */
  readonly allocsThreshold: number
  /** Per cent of base; in addition to at least 16 B/op. */
  readonly bytesThreshold: number
  /** Per cent of base; also for custom metrics. */
  readonly timeThreshold: number
}

export interface FamilyOptions {
  /** The significance level of this look, for the whole family. */
  readonly alpha: number
  readonly correction?: Correction | undefined
  /** Samples per side from which on an exact difference is proven. */
  readonly provenSamples?: number | undefined
  readonly floors: SizeFloors
  /** The run's own noise of time, as a share; null where it could not be estimated: then no time is said to have changed. */
  readonly timeNoiseFloor: number | null
}

export interface Judgement {
  readonly verdict: MetricVerdict
  /** Corrected over the family; null for a metric that was not decided by a test. */
  readonly pAdjusted: number | null
}

/**
 * Which way is better for a unit: what the user configured (under the printed or the base unit),
 * else higher for rates per second, lower for costs per operation, and none for any other unit.
 */
export function directionOf(unit: string, configured: Readonly<Record<string, Direction>> = {}): Direction {
  const written = Object.hasOwn(configured, unit) ? configured[unit] : undefined
  if (written) return written
  if (/\/s(?:ec)?$/.test(unit)) return 'higher-is-better'
  // A custom unit says nothing of its direction, and a guess could be a wrong alarm.
  return /\/op$/.test(unit) ? 'lower-is-better' : 'none'
}

/** Summarizes and tests one metric. Never fails: sides without samples and numbers that are none become warnings. */
export function compareMetric(input: MetricInput): MetricComparison {
  const { unit, direction = 'lower-is-better', iterationsEqual } = input
  const warnings: string[] = []
  const base = summarize('base', input.base, warnings)
  const head = summarize('head', input.head, warnings)
  const counted = isCounted(unit)
  const countsDiffer = counted && !iterationsEqual
  if (countsDiffer) {
    warnings.push(`base and head ran different numbers of iterations, and ${unit} depends on that number`)
  }
  const common = { unit, direction, base, head, countsDiffer, warnings }
  if (!base || !head) {
    return { ...common, delta: null, ratio: null, fromZero: false, p: null, pStrict: null, exact: false }
  }
  const { p, pStrict } = rankTest(base.samples, head.samples)
  return {
    ...common,
    delta: head.center - base.center,
    ratio: base.center === 0 ? null : head.center / base.center,
    fromZero: base.center === 0 && head.center !== 0,
    p,
    pStrict,
    exact: counted && iterationsEqual && allEqual(base.samples) && allEqual(head.samples),
  }
}

/** What a comparison may say for itself alone. */
export interface Own {
  /** Say, of its package. */
  readonly floors?: SizeFloors | undefined
  /** Samples per side below which an exact difference is not proven, where that is more than for others. */
  readonly leastSamples?: number | undefined
}

/**
 * Gives each metric its verdict, in the order given; whatever else a comparison carries is passed through. The p-values of
 * all noisy metrics in the list are corrected together, counts (allocations and bytes) and the others for themselves,
 * so hand in at once everything that is decided at once.
 */
export function judgeFamily<T extends MetricComparison & Own>(
  comparisons: readonly T[],
  options: FamilyOptions,
): (T & Judgement)[] {
  const tested = comparisons.filter(isTested)
  const families = [tested.filter(({ unit }) => isCounted(unit)), tested.filter(({ unit }) => !isCounted(unit))]
  const pAdjustedOf = new Map<T, number>()
  for (const family of families) {
    const adjusted = adjustP(
      family.map(({ pStrict }) => pStrict ?? 1),
      options.correction ?? 'benjamini-hochberg',
    )
    for (const [at, comparison] of family.entries()) pAdjustedOf.set(comparison, adjusted[at] ?? 1)
  }
  return comparisons.map((comparison) => {
    const pAdjusted = pAdjustedOf.get(comparison) ?? null
    const counted = isCounted(comparison.unit)
    const own = {
      ...options,
      alpha: counted ? options.alpha * COUNTED_SHARE : options.alpha,
      provenSamples: Math.max(options.provenSamples ?? PROVEN_SAMPLES, comparison.leastSamples ?? 0),
      floors: comparison.floors ?? options.floors,
    }
    const familySize = families[counted ? 0 : 1]?.length ?? 0
    const { verdict, warning } = judge(comparison, pAdjusted, familySize, own)
    const warnings = warning === null ? comparison.warnings : [...comparison.warnings, warning]
    return { ...comparison, warnings, verdict, pAdjusted }
  })
}

const ALLOCS = 'allocs/op'
const BYTES = 'B/op'
/** Alignment and size classes move B/op by a few bytes on identical code. */
const LEAST_BYTES = 16
/** The fewest samples per side at which constancy means something; below, a pool may just not have been hit. */
const PROVEN_SAMPLES = 6

/**
 * The share of the level at which noisy counts are decided. They block by default, and on identical code with a random
 * input in each process the full level called 0.65 % of comparisons worse.
 */
const COUNTED_SHARE = 0.1

function isCounted(unit: string): boolean {
  return unit === ALLOCS || unit === BYTES
}

interface Opinion {
  readonly verdict: MetricVerdict
  readonly warning: string | null
}

function isTested({ base, head, direction, exact, countsDiffer }: MetricComparison): boolean {
  return base !== null && head !== null && direction !== 'none' && !exact && !countsDiffer
}

function judge(
  comparison: MetricComparison,
  pAdjusted: number | null,
  familySize: number,
  options: FamilyOptions,
): Opinion {
  const { base, head, delta, direction, unit, exact, countsDiffer } = comparison
  if (direction === 'none') return { verdict: 'unchanged', warning: `not judged: ${unit} has no direction` }
  if (!base || !head || delta === null || countsDiffer) return { verdict: 'inconclusive', warning: null }
  if (exact) return judgeExact(comparison, delta, Math.min(base.samples.length, head.samples.length), options)
  return judgeNoisy(comparison, delta, [base.samples.length, head.samples.length], pAdjusted ?? 1, familySize, options)
}

function judgeExact(comparison: MetricComparison, delta: number, samples: number, options: FamilyOptions): Opinion {
  const needed = options.provenSamples ?? PROVEN_SAMPLES
  if (delta === 0) return { verdict: 'unchanged', warning: null }
  if (samples < needed) {
    return { verdict: 'inconclusive', warning: `differs, but needs ${needed} samples per side to be proven` }
  }
  return judgeSize(comparison, delta, options)
}

function judgeNoisy(
  comparison: MetricComparison,
  delta: number,
  [baseSamples, headSamples]: readonly [number, number],
  pAdjusted: number,
  familySize: number,
  options: FamilyOptions,
): Opinion {
  if (pAdjusted <= options.alpha) return judgeSize(comparison, delta, options)
  if (isCounted(comparison.unit) && pAdjusted <= options.alpha / COUNTED_SHARE) {
    const { verdict, warning } = judgeSize(comparison, delta, options)
    if (verdict === 'unchanged') return { verdict, warning }
    return { verdict: 'inconclusive', warning: 'differs, but not so clearly that chance is ruled out' }
  }
  const level = levelForOne(options.alpha, familySize)
  if (smallestP(baseSamples, headSamples) <= level || sidesAgree(comparison)) {
    return tooNoisy(comparison.unit, options) ?? { verdict: 'unchanged', warning: null }
  }
  const needed = samplesToReach(level)
  const among = familySize === 1 ? '' : ` among ${familySize} metrics`
  const warning = `needs ${needed ?? 'more'} samples per side to show a difference${among}`
  return { verdict: 'inconclusive', warning }
}

/** A proven difference counts only beyond the size floor of its unit. */
function judgeSize(comparison: MetricComparison, delta: number, options: FamilyOptions): Opinion {
  if (delta === 0) return { verdict: 'unchanged', warning: 'the samples differ, but their medians are the same' }
  const { floors, timeNoiseFloor } = options
  const { unit } = comparison
  const size = Math.abs(delta)
  const center = Math.abs(comparison.base?.center ?? 0)
  const within = (floor: string): Opinion => ({ verdict: 'unchanged', warning: `differs, but within ${floor}` })

  if (unit === ALLOCS) {
    if (size <= floors.allocsThreshold) return within(`the threshold of ${floors.allocsThreshold} allocs/op`)
  } else if (unit === BYTES) {
    if (size < LEAST_BYTES) return within(`the floor of ${LEAST_BYTES} B/op`)
    if (size <= (floors.bytesThreshold / 100) * center) return within(`the threshold of ${floors.bytesThreshold} %`)
  } else {
    if (size <= (floors.timeThreshold / 100) * center) return within(`the threshold of ${floors.timeThreshold} %`)
    if (isTime(unit)) {
      if (timeNoiseFloor === null) {
        return { verdict: 'inconclusive', warning: "differs, but this run's noise of time is unknown" }
      }
      if (size <= timeNoiseFloor * center) {
        return tooNoisy(unit, options) ?? within(`this run's noise of time (${(timeNoiseFloor * 100).toFixed(1)} %)`)
      }
    }
  }
  const worse = comparison.direction === 'higher-is-better' ? delta < 0 : delta > 0
  return { verdict: worse ? 'regressed' : 'improved', warning: null }
}

/** Where noise alone may be larger than what the gate looks for, no time is known to be unchanged. */
function tooNoisy(unit: string, { floors, timeNoiseFloor }: FamilyOptions): Opinion | null {
  if (!isTime(unit) || timeNoiseFloor === null || timeNoiseFloor * 100 <= floors.timeThreshold) return null
  const noise = `${(timeNoiseFloor * 100).toFixed(1)} %`
  return {
    verdict: 'inconclusive',
    warning: `this run's noise of time (${noise}) hides changes of ${floors.timeThreshold} %`,
  }
}

/** Seconds, or anything per second: as noisy as the machine. */
function isTime(unit: string): boolean {
  return /(?:^|[*-])sec(?:$|[/*-])/.test(unit) || /\/s(?:ec)?$/.test(unit)
}

function summarize(side: string, samples: readonly number[], warnings: string[]): SampleSummary | null {
  const finite = samples.filter(Number.isFinite)
  if (finite.length < samples.length) {
    warnings.push(`${samples.length - finite.length} of ${samples.length} samples of ${side} are no finite numbers`)
  }
  const summary = summarizeMedian(finite)
  if (!summary) {
    warnings.push(`no samples of ${side}`)
    return null
  }
  return { samples: finite, ...summary }
}

function allEqual(samples: readonly number[]): boolean {
  return samples.every((value) => value === samples[0])
}

function sidesAgree({ base, head }: MetricComparison): boolean {
  return allEqual([...(base?.samples ?? []), ...(head?.samples ?? [])])
}
