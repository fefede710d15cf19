import { geomean } from '../stats/geomean.ts'
import type { Benchmark, MetricGeomean } from './schema.ts'

/**
 * The geometric mean per metric of what was confirmed on both sides and is comparable, as benchstat prints it below a
 * table. Values of zero have no place in one, so that such a benchmark is left out of its metric, and counted.
 */
export function compareGeomeans(benchmarks: readonly Benchmark[]): readonly MetricGeomean[] {
  const pairs = new Map<string, { readonly base: number; readonly head: number }[]>()
  for (const { comparable, metrics } of benchmarks) {
    if (!comparable) continue
    for (const { unit, base, head } of Object.values(metrics)) {
      if (!base || !head || base.samples.length < 2 || head.samples.length < 2) continue
      pairs.set(unit, [...(pairs.get(unit) ?? []), { base: base.center, head: head.center }])
    }
  }
  return [...pairs].flatMap(([unit, all]) => {
    const used = all.filter(({ base, head }) => base > 0 && head > 0)
    const [base, head] = [geomean(used.map((pair) => pair.base)).mean, geomean(used.map((pair) => pair.head)).mean]
    if (base === null || head === null || used.length < 2) return []
    return [{ unit, benchmarks: used.length, leftOut: all.length - used.length, base, head }]
  })
}

/** The part of a review's `measurement`; nothing where there is nothing to average. */
export function renderGeomeans(benchmarks: readonly Benchmark[]): { geomeans?: MetricGeomean[] } {
  const geomeans = compareGeomeans(benchmarks)
  return geomeans.length === 0 ? {} : { geomeans: [...geomeans] }
}
