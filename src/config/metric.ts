/**
 * The metrics that the testing package itself reports, as this program names
 * them. Units are golang/perf's: it turns ns/op into sec/op and MB/s into B/s
 * (golang.org/x/perf/benchunit).
 */
export const STANDARD_METRICS = ['sec/op', 'B/op', 'allocs/op', 'B/s'] as const

interface Bound {
  readonly metric: string
  readonly ceiling: number | null
}

/** The same bound in the units of a review: `ns/op` and `MB/s` are what `go test` prints, not what is compared. */
export function normalizeBound(bound: Bound): Bound {
  if (bound.metric === 'ns/op') return { metric: 'sec/op', ceiling: scale(bound.ceiling, (value) => value / 1e9) }
  if (bound.metric === 'MB/s') return { metric: 'B/s', ceiling: scale(bound.ceiling, (value) => value * 1e6) }
  return bound
}

function scale(value: number | null, convert: (value: number) => number): number | null {
  return value === null ? null : convert(value)
}
