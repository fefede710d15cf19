import type { Benchmark, Metric, Review } from '../review/schema.ts'
import { metricsInOrder, type NamedMetric } from './blockers.ts'
import { type Block, code, type Line, say, strong } from './document.ts'
import { clip } from './escape-text.ts'
import type { Telling } from './telling.ts'
import { formatPair, formatProof, formatQuantity, formatSpread } from './units.ts'

export interface Row {
  readonly benchmark: Benchmark
  readonly named: NamedMetric
  readonly remark: string
}

/** A row for each metric of the benchmark that really changed, worst metric first; `accepted` are metrics whose rise somebody accepted. */
export function changedRows(benchmark: Benchmark, accepted: ReadonlySet<Metric> = new Set()): readonly Row[] {
  return metricsInOrder(benchmark)
    .filter(({ metric }) => metric.verdict === 'regressed' || metric.verdict === 'improved')
    .map((named) => ({ benchmark, named, remark: accepted.has(named.metric) ? 'accepted' : advisory(named) }))
}

/** A row for each metric with numbers, changed or not. */
export function allRows(benchmark: Benchmark): readonly Row[] {
  return metricsInOrder(benchmark).map((named) => ({ benchmark, named, remark: '' }))
}

function advisory({ metric }: NamedMetric): string {
  return metric.verdict === 'regressed' && !metric.watched ? 'advisory' : ''
}

/** The measurements as a table: name and metric, base, head, how the difference was found. */
export function measurementTable(rows: readonly Row[], telling: Telling): readonly Block[] {
  if (rows.length === 0) return []
  const { base, head } = telling.review
  return [
    {
      kind: 'table',
      columns: [
        { title: [], align: 'left' },
        { title: say`base ${code(shortSha(base.sha))}`, align: 'right' },
        { title: say`head ${code(shortSha(head.sha))}`, align: 'right' },
        { title: [], align: 'left' },
      ],
      rows: rows.map((row) => tableRow(row, telling)),
    },
  ]
}

function tableRow({ benchmark, named, remark }: Row, telling: Telling): readonly Line[] {
  const { name, metric } = named
  const { base, head, unit } = metric
  const [from, to] =
    base !== null && head !== null
      ? formatPair(base.center, head.center, unit)
      : [base, head].map((side) => (side === null ? '–' : formatQuantity(side.center, unit)))
  const proof = [formatProof(metric), remark].filter((text) => text !== '').join(' · ')
  return [
    say`${telling.label(benchmark)} ${clip(shownUnit(name), telling.allowance.word)}`,
    [`${from}${base === null || metric.exact ? '' : formatSpread(base)}`],
    [`${to}${head === null || metric.exact ? '' : formatSpread(head)}`],
    metric.verdict === 'regressed' && metric.watched && benchmark.comparable ? [strong(proof)] : [proof],
  ]
}

function shownUnit(name: string): string {
  return name === 'ns/op' ? 'sec/op' : name
}

/** Seven digits of a commit; what is no hash (a working tree) as it is. */
export function shortSha(sha: string): string {
  return /^[0-9a-f]{12,}$/.test(sha) ? sha.slice(0, 7) : sha.slice(0, 40)
}

/** Benchmarks that changed for the worse and can be compared, those that block first. */
export function worseFirst(review: Review): readonly Benchmark[] {
  const worse = review.benchmarks.filter(
    (benchmark) =>
      benchmark.comparable && Object.values(benchmark.metrics).some(({ verdict }) => verdict === 'regressed'),
  )
  return worse.toSorted((a, b) => watchedRise(b) - watchedRise(a))
}

function watchedRise(benchmark: Benchmark): number {
  return Object.values(benchmark.metrics).some(({ verdict, watched }) => verdict === 'regressed' && watched) ? 1 : 0
}
