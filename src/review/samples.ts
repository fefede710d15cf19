import { type BenchmarkResult, printBenchmarkFile } from '../bench/format.ts'
import type { Benchmark, Review, SampleSummary } from './schema.ts'

/** One result for each run, from the samples of all metrics. */
export function renderResults(benchmark: Benchmark, side: 'base' | 'head'): BenchmarkResult[] {
  const metrics = Object.entries(benchmark.metrics).map(([unit, metric]): readonly [string, SampleSummary | null] => [
    unit,
    metric[side],
  ])
  const runs = Math.max(0, ...metrics.map(([, summary]) => summary?.samples.length ?? 0))
  return Array.from({ length: runs }, (_, run) => ({
    name: benchmark.name,
    procs: null,
    iterations: benchmark.iterations ?? 0,
    values: metrics.flatMap(([unit, summary]) => {
      const value = summary?.samples[run]
      return value === undefined ? [] : [{ value, unit }]
    }),
  }))
}

/** The samples of each side in Go benchmark format, as far as the review itself holds them; '' where there is none. */
export function renderReviewSamples({ benchmarks, environment }: Review): {
  readonly baseText: string
  readonly headText: string
} {
  const { goos, goarch, cpu } = environment
  // The format knows no other names, and a stranger may have written the review.
  const named = benchmarks.filter(({ name }) => name.startsWith('Benchmark'))
  const render = (side: 'base' | 'head'): string => {
    const results = named.flatMap((benchmark) =>
      renderResults(benchmark, side).map((result) => ({ ...result, package: benchmark.package })),
    )
    return results.length === 0 ? '' : printBenchmarkFile({ config: { goos, goarch, cpu }, results })
  }
  return { baseText: render('base'), headText: render('head') }
}
