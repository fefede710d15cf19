import { sumLines } from './attribution.ts'
import type { Benchmark, Metric } from './schema.ts'

/** Beneath, a profile says nothing: a run allocates now and then for itself. */
const LEAST_FRACTION = 0.05

/**
 * What allocs/op hides, as the testing package cuts it to a whole number (testing.BenchmarkResult.AllocsPerOp): one
 * allocation in ten operations does not show. Null where nothing is known to be hidden.
 */
export function describeTruncation(benchmark: Benchmark): string | null {
  const delta = benchmark.metrics['allocs/op']?.delta ?? null
  if (delta === null) return null
  const { attribution } = benchmark
  if (attribution?.every(({ countUncertain }) => countUncertain !== true)) {
    const { allocsPerOp } = sumLines(attribution)
    const hidden = Math.abs(allocsPerOp - delta)
    // A whole allocation more or less cannot be lost by cutting: that is what the timer does not see.
    if (hidden < LEAST_FRACTION || hidden >= 1 || isWhole(allocsPerOp)) return null
    const signed = `${allocsPerOp > 0 ? '+' : '−'}${Number(Math.abs(allocsPerOp).toFixed(2))}`
    return `the testing package cuts allocs/op to a whole number; one memory profile a side shows ${signed}`
  }
  const bytes = benchmark.metrics['B/op']?.verdict
  if (delta !== 0 || (bytes !== 'regressed' && bytes !== 'improved')) return null
  const [went, size] = bytes === 'regressed' ? ['rose', 'larger, or more'] : ['fell', 'smaller, or fewer']
  return `the testing package cuts allocs/op to a whole number; B/op ${went}, so allocations are ${size} in some operations only`
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < LEAST_FRACTION
}

/** The benchmark with that said among the warnings of its allocs/op. */
export function withTruncation(benchmark: Benchmark): Benchmark {
  const hidden = describeTruncation(benchmark)
  const allocs: Metric | undefined = benchmark.metrics['allocs/op']
  if (hidden === null || allocs === undefined) return benchmark
  const warned = { ...allocs, warnings: [...allocs.warnings, hidden] }
  return { ...benchmark, metrics: { ...benchmark.metrics, 'allocs/op': warned } }
}
