import type { Metric, SampleSummary } from '../review/schema.ts'

const SECONDS = ['s', 'ms', 'µs', 'ns'] as const
const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const
const THOUSANDS = ['', ' k', ' M', ' G', ' T'] as const

/**
 * A metric's value for people, with three significant digits and without the
 * "/op" that the row's label carries: 14.1 ns, 1.2 µs, 32 B, 1.5 KiB, 12,345.
 * `unit` is Go's: sec/op, ns/op, B/op, allocs/op, B/s, MB/s, or a custom one.
 */
export function formatQuantity(value: number, unit: string): string {
  if (!Number.isFinite(value)) return '–'
  if (unit === 'sec/op') return formatSeconds(value)
  if (unit === 'ns/op') return formatSeconds(value / 1e9)
  if (unit === 'B/op') return formatBytes(value)
  if (unit === 'B/s') return `${formatBytes(value)}/s`
  if (unit === 'MB/s') return `${formatBytes(value * 1e6)}/s`
  if (unit === 'allocs/op') return formatCount(value)
  return formatScaled(value)
}

/**
 * Base and head for people. Where rounding would make two different values
 * look the same, both are written out in full.
 */
export function formatPair(base: number, head: number, unit: string): readonly [string, string] {
  const rounded = [formatQuantity(base, unit), formatQuantity(head, unit)] as const
  if (base === head || rounded[0] !== rounded[1]) return rounded
  const suffix = unit === 'B/op' ? ' B' : unit === 'sec/op' ? ' s' : unit === 'ns/op' ? ' ns' : ''
  return [`${writtenOut(base)}${suffix}`, `${writtenOut(head)}${suffix}`]
}

function writtenOut(value: number): string {
  return groupDigits(String(Number(value.toPrecision(9))))
}

export function formatSeconds(seconds: number): string {
  let value = significant(seconds)
  let unit = 0
  while (Math.abs(value) < 1 && value !== 0 && unit < SECONDS.length - 1) {
    value = significant(seconds * 1000 ** ++unit)
  }
  return `${groupDigits(String(value))} ${SECONDS[unit]}`
}

export function formatBytes(bytes: number): string {
  let unit = 0
  let value = bytes
  while (Math.abs(value) >= 1024 && unit < BYTES.length - 1) value = bytes / 1024 ** ++unit
  const shown = unit === 0 ? Number(value.toFixed(1)) : Math.abs(value) >= 1000 ? Math.round(value) : significant(value)
  return `${groupDigits(String(shown))} ${BYTES[unit]}`
}

/** A count or a fraction of one: 12,345 or 0.25. */
export function formatCount(value: number): string {
  return groupDigits(String(Number(value.toFixed(2))))
}

function formatScaled(value: number): string {
  let unit = 0
  let scaled = value
  while (Math.abs(scaled) >= 10_000 && unit < THOUSANDS.length - 1) scaled = value / 1000 ** ++unit
  return `${groupDigits(String(significant(scaled)))}${THOUSANDS[unit]}`
}

function significant(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3))
}

function groupDigits(digits: string): string {
  return digits.includes('e') ? digits : digits.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
}

/** A rise or fall against `base`: +105 %, -3.2 %, 12.5×; null where base is 0 and no percentage exists. */
export function formatRatio(base: number, head: number): string | null {
  if (base === 0 || !Number.isFinite(head / base)) return null
  const ratio = head / base
  if (ratio >= 11) return `${significant(ratio)}×`
  const percent = (ratio - 1) * 100
  const size = Math.abs(percent)
  const digits = size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2
  const shown = Number(percent.toFixed(digits))
  return `${shown > 0 ? '+' : ''}${shown} %`
}

/** A difference with its sign: +32 B, -1. */
export function formatDelta(delta: number, unit: string): string {
  return `${delta > 0 ? '+' : ''}${formatQuantity(delta, unit)}`
}

export function formatPValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`
}

/** Half the interval's width as a share of the centre, as benchstat prints it: ± 2 %; '' where there is none. */
export function formatSpread(summary: SampleSummary): string {
  const { center, low, high } = summary
  if (low === null || high === null || center === 0) return ''
  const spread = Math.max(Math.abs(high - center), Math.abs(center - low)) / Math.abs(center)
  return Number.isFinite(spread) ? ` ± ${Math.round(spread * 100)} %` : ''
}

/** How a change was found: "0 → 1, exact (n = 6+6)" or "+105 %, p = 0.002 (n = 10+10)". */
export function formatProof(metric: Metric): string {
  const { base, head } = metric
  if (base === null || head === null) return ''
  const [from, to] = formatPair(base.center, head.center, metric.unit)
  const change = formatRatio(base.center, head.center) ?? `${from} → ${to}`
  const samples = `(n = ${base.samples.length}+${head.samples.length})`
  const p = metric.pAdjusted ?? metric.p
  // One run a side is no proof of anything.
  if (metric.exact) return `${change}, ${isScreened(metric) ? 'screened' : 'exact'} ${samples}`
  return p === null ? `${change} ${samples}` : `${change}, ${formatPValue(p)} ${samples}`
}

/** Wall time for people: 0.4 s, 41 s, 1 min 12 s, 10 min. */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const rest = whole % 60
  return rest === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${rest} s`
}

function isScreened({ base, head }: Metric): boolean {
  return (base?.samples.length ?? 0) === 1 && (head?.samples.length ?? 0) === 1
}
