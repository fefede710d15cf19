import type { Attribution, Benchmark, Finding, Metric, Review, Site } from '../review/schema.ts'
import { tellingLines } from './rest.ts'
import { ruleAbout, ruleAt } from './rule-words.ts'
import { siteKey } from './site-groups.ts'

export interface NamedMetric {
  readonly name: string
  readonly metric: Metric
}

/** A benchmark that got worse in something the gate watches; one with waivers for some metrics only is there twice. */
export interface WorseBenchmark {
  readonly benchmark: Benchmark
  readonly worse: readonly NamedMetric[]
  readonly findings: readonly Finding[]
  /** What accepted the cost, if something did. */
  readonly waiver: string | null
}

/** Benchmarks that have the same lines at fault. */
export interface BlockerGroup {
  readonly benchmarks: readonly WorseBenchmark[]
  readonly attributions: readonly Attribution[]
}

export interface Blockers {
  readonly groups: readonly BlockerGroup[]
  readonly accepted: readonly WorseBenchmark[]
  /** Blocking findings that no benchmark tells. */
  readonly findings: readonly Finding[]
  /** Findings that speak of a benchmark that is told here, or of a line or an escape that is. */
  readonly told: ReadonlySet<Finding>
  /** Keys of the sites at fault. */
  readonly sites: ReadonlySet<string>
}

const METRIC_ORDER = ['allocs/op', 'B/op', 'sec/op', 'ns/op']

/** A benchmark's metrics: allocations, bytes, time, then its own in alphabetical order. */
export function metricsInOrder(benchmark: Benchmark): readonly NamedMetric[] {
  const rank = (name: string): number =>
    (METRIC_ORDER.indexOf(name) + METRIC_ORDER.length + 1) % (METRIC_ORDER.length + 1)
  return Object.entries(benchmark.metrics)
    .map(([name, metric]) => ({ name, metric }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
}

/** Sorts what got worse into what blocks, with its causes, and what was accepted. */
export function selectBlockers(review: Review): Blockers {
  const worse = review.benchmarks.flatMap((benchmark) => worseBenchmark(benchmark, review))
  const canBlock = review.verdict === 'regressed' || review.verdict === 'broken'
  const accepted = worse.filter((entry) => entry.waiver !== null)
  const blocking = worse.filter((entry) => entry.waiver === null && canBlock)
  // What fails is told with what it said, right below the headline.
  const failing = review.benchmarks.filter(({ verdict }) => verdict === 'broken')
  const ofFailing = review.findings.filter(
    (finding) => finding.rule === 'broken-benchmark' && failing.some((benchmark) => speaksOf(finding, benchmark)),
  )
  const told = new Set([...ofFailing, ...[...accepted, ...blocking].flatMap((entry) => entry.findings)])
  const groups = groupByFault(blocking)
  const sites = groups.flatMap((group) => group.attributions).flatMap(({ site }) => (site ? [siteKey(site)] : []))
  const findings = review.findings.filter((finding) => isBlocking(finding, review) && !told.has(finding))
  const blockingSites = findings.flatMap((finding) => sitesAt(finding, review))
  for (const rule of [
    ...groups.flatMap((group) => group.attributions.flatMap((line) => ruleAt(line, review) ?? [])),
    ...blockingSites.flatMap((site) => ruleAbout(site, review) ?? []),
  ])
    told.add(rule)
  return {
    groups,
    accepted,
    findings: blocking.length === 0 ? findings : findings.filter((finding) => !BENCHMARK_RULES.includes(finding.rule)),
    told,
    sites: new Set(sites),
  }
}

/** Findings of these rules are about benchmarks, which are told with their numbers and lines. */
const BENCHMARK_RULES = ['allocs', 'bytes', 'time']

export function isBlocking(finding: Finding, review: Review): boolean {
  return finding.waiver === undefined && (finding.blocking || review.gate.blocking.includes(finding.id))
}

/** Up to two entries: what blocks in this benchmark, and what of it somebody accepted. */
function worseBenchmark(benchmark: Benchmark, review: Review): readonly WorseBenchmark[] {
  if (!benchmark.comparable) return []
  const worse = metricsInOrder(benchmark).filter(({ metric }) => metric.watched && metric.verdict === 'regressed')
  // A ceiling is a rule of its own: what exceeds it is no rise that these numbers tell.
  const findings = review.findings.filter((finding) => finding.rule !== 'ceiling' && speaksOf(finding, benchmark))
  const isAccepted = (finding: Finding): boolean => finding.waiver !== undefined
  const accepted = worse.filter(({ name }) => {
    const own = findings.filter((finding) => isAbout(finding, name))
    const deciding = own.length > 0 ? own : findings
    return deciding.length > 0 && deciding.every(isAccepted)
  })
  const open = worse.filter((named) => !accepted.includes(named))
  const waiver = findings.find(isAccepted)?.waiver ?? null
  return [
    ...(open.length > 0 ? [{ benchmark, worse: open, findings, waiver: null }] : []),
    ...(accepted.length > 0 ? [{ benchmark, worse: accepted, findings: findings.filter(isAccepted), waiver }] : []),
  ]
}

const RULE_OF_METRIC: Readonly<Record<string, string>> = { 'allocs/op': 'allocs', 'B/op': 'bytes', 'sec/op': 'time' }

/** Whether a finding that speaks of a benchmark is about this metric of it. */
function isAbout({ rule, id }: Finding, metric: string): boolean {
  return RULE_OF_METRIC[metric] === rule || id.endsWith(`:${metric}`)
}

/** Whether the finding's id or title names this very benchmark, not one whose name merely begins the same. */
export function speaksOf(finding: Finding, benchmark: Benchmark): boolean {
  return [finding.id, finding.title].some((text) => {
    const start = text.indexOf(benchmark.name)
    if (start < 0 || benchmark.name === '') return false
    const before = text.at(start - 1)
    const after = text.at(start + benchmark.name.length)
    const endsThere = after === undefined || !/[\p{L}\p{N}_/#=-]/u.test(after)
    const startsThere = start === 0 || before === undefined || !/[\p{L}\p{N}_]/u.test(before)
    return endsThere && startsThere
  })
}

function groupByFault(blocking: readonly WorseBenchmark[]): readonly BlockerGroup[] {
  const groups = new Map<string, { benchmarks: WorseBenchmark[]; attributions: readonly Attribution[] }>()
  for (const entry of blocking.toSorted((a, b) => extraAllocations(b) - extraAllocations(a))) {
    const attributions = faults(entry.benchmark)
    const places = attributions.map(({ file, line }) => `${file}:${line}`).toSorted()
    const key = places.length === 0 ? `${entry.benchmark.package} ${entry.benchmark.name}` : places.join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { benchmarks: [entry], attributions })
    else group.benchmarks.push(entry)
  }
  return [...groups.values()]
}

function faults(benchmark: Benchmark): readonly Attribution[] {
  const rises = (benchmark.attribution ?? []).filter(
    ({ side, allocsPerOp, bytesPerOp }) => side !== 'base' && (allocsPerOp >= 0.005 || bytesPerOp >= 0.5),
  )
  return tellingLines(rises).toSorted((a, b) => b.allocsPerOp - a.allocsPerOp || b.bytesPerOp - a.bytesPerOp)
}

function extraAllocations({ benchmark }: WorseBenchmark): number {
  return benchmark.metrics['allocs/op']?.delta ?? 0
}

/** The added sites that stand where a finding points. */
export function sitesAt(finding: Finding, review: Review): readonly Site[] {
  if (finding.file === null || finding.line === null) return []
  return review.escapes.added.filter((site) => site.file === finding.file && site.line === finding.line)
}
