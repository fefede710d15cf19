import type { Benchmark, BenchmarkVerdict, Evidence } from '../schema.ts'
import { attention, type ChecklistRule, count, NOT_TOUCHED, notMeasured, ok } from './item.ts'

export const MEASURED: ChecklistRule = {
  id: 'measured',
  number: 9,
  title: 'Is the gain (or harmlessness) confirmed by benchmarks?',
  judge(input) {
    const { benchmarks } = input
    const ran = benchmarks.filter((benchmark) => benchmark.comparable && COMPARED.includes(benchmark.verdict))
    const broken = benchmarks.filter((benchmark) => benchmark.verdict === 'broken')
    if (input.packagesChanged === 0) return NOT_TOUCHED
    if (!input.measured) return notMeasured('benchmarks were not asked for')
    if (broken.length > 0) return attention(`${count(broken.length, 'benchmark')} no longer ran`, broken.map(describe))
    if (ran.length === 0) {
      return notMeasured(
        benchmarks.length === 0
          ? 'no benchmark reaches the changed packages'
          : 'no comparable benchmark of the changed code ran',
      )
    }
    // Of what the gate does not watch too: it is proven all the same.
    const worse = ran.filter((benchmark) => [benchmark, ...Object.values(benchmark.metrics)].some(isWorse))
    const unknown = ran.filter((benchmark) => benchmark.verdict === 'inconclusive')
    if (worse.length > 0)
      return attention(`${worse.length} of ${count(ran.length, 'benchmark')} got worse`, worse.map(describe))
    if (unknown.length > 0) return notMeasured(`${count(unknown.length, 'benchmark')} could not be decided`)
    const better = ran.filter((benchmark) => benchmark.verdict === 'improved')
    const gain = better.length > 0 ? `, ${better.length} got better` : ''
    return ok(
      `${count(ran.length, 'benchmark')} ran, none got worse${gain}`,
      (better.length > 0 ? better : ran).map(describe),
    )
  },
}

function isWorse({ verdict }: { readonly verdict: string }): boolean {
  return verdict === 'regressed'
}

/** Verdicts of benchmarks that ran on both sides. */
const COMPARED: readonly BenchmarkVerdict[] = ['regressed', 'improved', 'unchanged', 'inconclusive']

/** With the numbers of its worst metric. */
function describe(benchmark: Benchmark): Evidence {
  const metrics = Object.values(benchmark.metrics)
  const metric =
    (['regressed', 'improved', 'inconclusive'] as const).flatMap((verdict) =>
      metrics.filter((m) => m.verdict === verdict),
    )[0] ?? metrics[0]
  const numbers = metric ? ` ${metric.base?.center ?? '–'} → ${metric.head?.center ?? '–'} ${metric.unit}` : ''
  return { kind: 'measurement', text: `${benchmark.name}${numbers}` }
}
