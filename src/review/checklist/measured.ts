import type { Benchmark, Evidence } from '../schema.ts'
import { attention, type ChecklistRule, count, NOT_TOUCHED, notMeasured, ok } from './item.ts'

export const MEASURED: ChecklistRule = {
  id: 'measured',
  number: 9,
  title: 'Is the gain (or harmlessness) confirmed by benchmarks?',
  judge(input) {
    const { benchmarks } = input
    const ran = benchmarks.filter((benchmark) => Object.keys(benchmark.metrics).length > 0 && benchmark.comparable)
    if (input.packagesChanged === 0) return NOT_TOUCHED
    if (!input.measured) return notMeasured('benchmarks were not asked for')
    if (ran.length === 0) {
      return notMeasured(
        benchmarks.length === 0
          ? 'no benchmark reaches the changed packages'
          : 'no comparable benchmark of the changed code ran',
      )
    }
    const worse = ran.filter((benchmark) => benchmark.verdict === 'regressed')
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

function describe(benchmark: Benchmark): Evidence {
  const metric =
    Object.values(benchmark.metrics).find((m) => m.verdict !== 'unchanged') ?? Object.values(benchmark.metrics)[0]
  const numbers = metric ? ` ${metric.base?.center ?? '–'} → ${metric.head?.center ?? '–'} ${metric.unit}` : ''
  return { kind: 'measurement', text: `${benchmark.name}${numbers}` }
}
