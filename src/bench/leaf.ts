import type { BenchmarkResult } from './format.ts'

/** One benchmark (a sub-benchmark where there are such) and the samples taken of it at one fixed iteration count. */
export interface Leaf {
  readonly package: string
  readonly name: string
  readonly iterations: number
  readonly base: readonly BenchmarkResult[]
  readonly head: readonly BenchmarkResult[]
}

/** The samples of one metric of one side, in the order taken. */
export function samplesOf(results: readonly BenchmarkResult[], unit: string): number[] {
  return results.flatMap((result) => result.values.filter((value) => value.unit === unit).map(({ value }) => value))
}

/** Every unit that either side reports, in the order of appearance. */
export function unitsOf(leaf: Leaf): string[] {
  const units = [...leaf.base, ...leaf.head].flatMap((result) => result.values.map(({ unit }) => unit))
  return [...new Set(units)]
}
