import { compareMetric, directionOf, estimateNoiseFloor, judgeFamily, type MetricComparison } from '../bench/compare.ts'
import { type Leaf, samplesOf, unitsOf } from '../bench/leaf.ts'
import type { Measured } from '../bench/measured.ts'
import { planLooks } from '../bench/schedule.ts'
import type { Config } from '../config/config.ts'
import { matchBenchmark } from '../config/pattern.ts'
import { planPackageConfig } from '../config/resolve.ts'
import { spendAlpha } from '../stats/alpha-spending.ts'
import type { Benchmark, BenchmarkVerdict, Metric, MetricVerdict } from './schema.ts'

const ALPHA = 0.05
const COUNTS: readonly string[] = ['allocs/op', 'B/op']

type Judged = MetricComparison & {
  readonly leaf: Leaf
  readonly verdict: MetricVerdict
  readonly pAdjusted: number | null
}

/**
 * Whether a screened benchmark differs by so much, or newly exceeds a ceiling,
 * that it deserves proof. With time watched, every one does.
 */
export function judgeNomination(leaf: Leaf, config: Config): boolean {
  if (exceedsCeiling(leaf, config)) return true
  if (leaf.base.length === 0 || leaf.head.length === 0) return false
  if (config.failOn.includes('time')) return true
  return judgeLeaves([leaf], config, ALPHA, 1, null).some(
    (metric) => COUNTS.includes(metric.unit) && metric.verdict !== 'unchanged',
  )
}

function exceedsCeiling(leaf: Leaf, config: Config): boolean {
  return config.ceilings.some(({ benchmark, metric, ceiling }) => {
    if (!config.failOn.includes('contracts') || !matchBenchmark(benchmark, leaf.package, leaf.name)) return false
    const isAbove = (value: number): boolean => value > ceiling
    return samplesOf(leaf.head, metric).some(isAbove) && !samplesOf(leaf.base, metric).some(isAbove)
  })
}

/**
 * The leaves of which more samples could still change a verdict on what the gate watches; none where all is decided.
 * Noisy metrics are judged as one family, so that one that is open keeps the others; exact ones need nobody else.
 */
export function judgeOpen(leaves: readonly Leaf[], look: number, config: Config): readonly Leaf[] {
  // What only the head has is compared with nothing, however often it runs.
  const compared = leaves.filter((leaf) => leaf.base.length > 0)
  const judged = judgeLeaves(compared, config, levelAt(config, look), undefined, noiseFloorOf(compared))
  const watched = judged.filter((metric) => isWatched(metric.unit, config))
  if (watched.every((metric) => metric.verdict !== 'inconclusive')) return []
  // While others are measured, an alarm may as well be held against more samples.
  const isSettled = ({ exact, verdict }: Judged): boolean =>
    exact && (verdict === 'unchanged' || verdict === 'improved')
  const open = new Set(watched.flatMap((metric) => (isSettled(metric) ? [] : [metric.leaf])))
  return leaves.filter((leaf) => open.has(leaf))
}

/** Whether a confirmed benchmark allocates more, by whatever amount, or else less; null where neither. */
export function judgeDirection(leaf: Leaf): 'rise' | 'fall' | null {
  const deltas = COUNTS.map((unit) => {
    const [base, head] = [samplesOf(leaf.base, unit), samplesOf(leaf.head, unit)]
    return compareMetric({ unit, base, head, iterationsEqual: true }).delta ?? 0
  })
  if (deltas.some((delta) => delta > 0)) return 'rise'
  return deltas.some((delta) => delta < 0) ? 'fall' : null
}

/** Judges everything that was measured. `rounds` is the number of confirming rounds that were run. */
export function judgeBenchmarks(
  measured: readonly Measured[],
  rounds: number,
  config: Config,
): { readonly benchmarks: readonly Benchmark[]; readonly timeNoiseFloor: number | null } {
  const confirmed = measured.flatMap((item) => (item.leaf && isProofTaken(item) ? [item.leaf] : []))
  const screened = measured.flatMap((item) => (item.leaf && !isProofTaken(item) ? [item.leaf] : []))
  const timeNoiseFloor = noiseFloorOf(confirmed)
  const looks = planLooks(config.count)
  const level = levelAt(
    config,
    Math.max(
      0,
      looks.findLastIndex((samples) => samples <= rounds),
    ),
  )
  const judged = [
    ...judgeLeaves(confirmed, config, level, undefined, timeNoiseFloor),
    // Screened alike: within the floors, or it would have been nominated.
    ...screened.flatMap((leaf) =>
      judgeLeaves([leaf], config, level, judgeNomination(leaf, config) ? undefined : 1, null),
    ),
  ]
  const byLeaf = new Map<Leaf, Judged[]>()
  for (const metric of judged) byLeaf.set(metric.leaf, [...(byLeaf.get(metric.leaf) ?? []), metric])
  return {
    benchmarks: measured.map((item) => renderBenchmark(item, item.leaf ? (byLeaf.get(item.leaf) ?? []) : [], config)),
    timeNoiseFloor,
  }
}

function isProofTaken(item: Measured): boolean {
  return (item.leaf?.base.length ?? 0) > 1
}

function levelAt(config: Config, look: number): number {
  return spendAlpha(ALPHA, planLooks(config.count))[look] ?? ALPHA
}

function noiseFloorOf(leaves: readonly Leaf[]): number | null {
  return estimateNoiseFloor(leaves.map((leaf) => samplesOf(leaf.base, 'sec/op')))
}

function judgeLeaves(
  leaves: readonly Leaf[],
  config: Config,
  alpha: number,
  provenSamples: number | undefined,
  timeNoiseFloor: number | null,
): Judged[] {
  const comparisons = leaves.flatMap((leaf) =>
    unitsOf(leaf)
      // A single sample says nothing about time.
      .filter((unit) => provenSamples === undefined || COUNTS.includes(unit))
      .map((unit) => ({
        ...compareMetric({
          unit,
          base: samplesOf(leaf.base, unit),
          head: samplesOf(leaf.head, unit),
          direction: directionOf(unit, config.metrics),
          iterationsEqual: true,
        }),
        leaf,
        leastSamples: provenSamples === undefined ? leastSamplesOf(leaf, unit) : undefined,
        floors: planPackageConfig(config, leaf.package, config.workingDirectory),
      })),
  )
  return judgeFamily(comparisons, {
    alpha,
    provenSamples,
    floors: config,
    timeNoiseFloor,
    correction: config.correction,
  })
}

/** At the edge of two whole numbers an average falls to either: six alike a side can be chance, ten are not. */
const UNSTEADY_SAMPLES = 10
const STEADY_BYTES = 8

/** More samples for one allocation more or less where the bytes show that no two runs do the same. */
function leastSamplesOf(leaf: Leaf, unit: string): number | undefined {
  if (unit !== 'allocs/op') return undefined
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
  const [base, head] = [samplesOf(leaf.base, 'B/op'), samplesOf(leaf.head, 'B/op')]
  const [before = 0, after = 0] = [samplesOf(leaf.base, unit)[0], samplesOf(leaf.head, unit)[0]]
  if (Math.abs(after - before) > 1) return undefined
  const isSteady = base.length === 0 || head.length === 0 || Math.max(spread(base), spread(head)) < STEADY_BYTES
  return isSteady ? undefined : UNSTEADY_SAMPLES
}

function isWatched(unit: string, config: Config): boolean {
  if (unit === 'allocs/op') return config.failOn.includes('allocs')
  if (unit === 'B/op') return config.failOn.includes('bytes')
  return unit === 'sec/op' && config.failOn.includes('time')
}

function renderBenchmark(item: Measured, judged: readonly Judged[], config: Config): Benchmark {
  const metrics: Record<string, Metric> = {}
  for (const metric of judged) {
    metrics[metric.unit] = {
      unit: metric.unit,
      base: metric.base && { ...metric.base, samples: [...metric.base.samples] },
      head: metric.head && { ...metric.head, samples: [...metric.head.samples] },
      delta: metric.delta,
      ratio: metric.ratio,
      p: metric.exact ? null : metric.p,
      pAdjusted: metric.pAdjusted,
      exact: metric.exact,
      watched: isWatched(metric.unit, config),
      verdict: metric.verdict,
      warnings: [...metric.warnings],
    }
  }
  return {
    package: item.package,
    name: item.name,
    ...(item.renamedFrom === null ? {} : { renamedFrom: item.renamedFrom }),
    verdict: judgeBenchmark(item, metrics),
    ...(item.skipped === null ? {} : { skipped: item.skipped }),
    comparable: item.notComparable === null,
    ...(item.notComparable === null ? {} : { notComparableBecause: `${item.notComparable} changed` }),
    ...(item.untrimmed ? { untrimmed: true } : {}),
    iterations: item.leaf?.iterations ?? null,
    rounds: item.leaf?.base.length ?? 0,
    metrics,
    ...(item.problem === null ? {} : { problem: item.problem }),
  }
}

/** The worst of what the gate watches. */
function judgeBenchmark(item: Measured, metrics: Readonly<Record<string, Metric>>): BenchmarkVerdict {
  if (item.problem) return item.problem.side === 'head' ? 'broken' : 'inconclusive'
  if (item.skipped !== null) return 'skipped'
  if (item.on === 'head') return 'new'
  if (item.on === 'base') return 'removed'
  if (Object.keys(metrics).length === 0) return 'inconclusive'
  const all = Object.values(metrics)
  const watched = all.filter((metric) => metric.watched)
  // A gate that watches nothing does not make a rise unseen.
  const telling = watched.length > 0 ? watched : all.filter((metric) => COUNTS.includes(metric.unit))
  const verdicts = telling.map((metric) => metric.verdict)
  return (
    (['regressed', 'inconclusive', 'improved'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unchanged'
  )
}
