import { renderNames } from '../hotness.ts'
import type { Benchmark, BenchmarkVerdict, Evidence } from '../schema.ts'
import {
  attention,
  type ChecklistInput,
  type ChecklistRule,
  changesNothing,
  count,
  NOT_TOUCHED,
  notMeasured,
  ok,
} from './item.ts'

export const MEASURED: ChecklistRule = {
  id: 'measured',
  number: 9,
  title: 'Is the gain (or harmlessness) confirmed by benchmarks?',
  judge(input) {
    const { benchmarks } = input
    const ran = benchmarks.filter((benchmark) => benchmark.comparable && COMPARED.includes(benchmark.verdict))
    const broken = benchmarks.filter((benchmark) => benchmark.verdict === 'broken')
    if (input.packagesChanged === 0 || (changesNothing(input) && benchmarks.every(wasSkipped))) return NOT_TOUCHED
    if (!input.measured) return notMeasured('benchmarks were not asked for')
    if (broken.length > 0) return attention(`${count(broken.length, 'benchmark')} no longer ran`, broken.map(describe))
    if (ran.length === 0) {
      const reason =
        benchmarks.length === 0
          ? 'no benchmark reaches the changed packages'
          : 'no comparable benchmark of the changed code ran'
      const { tail, evidence } = judgeReach(input.coverage)
      return { ...notMeasured(`${reason}${tail}`), evidence }
    }
    // Of what the gate does not watch too: it is proven all the same.
    const worse = ran.filter((benchmark) => [benchmark, ...Object.values(benchmark.metrics)].some(isWorse))
    const unknown = ran.filter((benchmark) => benchmark.verdict === 'inconclusive')
    const reach = judgeReach(input.coverage)
    if (worse.length > 0) {
      const summary = `${worse.length} of ${count(ran.length, 'benchmark')} got worse${reach.tail}`
      return attention(summary, [...worse.map(describe), ...reach.evidence])
    }
    if (unknown.length > 0) {
      return {
        ...notMeasured(`${count(unknown.length, 'benchmark')} could not be decided${reach.tail}`),
        evidence: reach.evidence,
      }
    }
    const better = ran.filter((benchmark) => benchmark.verdict === 'improved')
    const gain = better.length > 0 ? `, ${better.length} got better` : ''
    const summary = `${count(ran.length, 'benchmark')} ran, none got worse${gain}${reach.tail}`
    const evidence = [...(better.length > 0 ? better : ran).map(describe), ...reach.evidence]
    return reach.complete ? ok(summary, evidence) : { ...notMeasured(summary), evidence }
  },
}

const MOST_NAMED = 3

/** What benchmarks execute of the change, in words. Complete where they execute every function that it touches. */
function judgeReach({ measured, why, functions }: ChecklistInput['coverage']): {
  readonly complete: boolean
  readonly tail: string
  readonly evidence: Evidence[]
} {
  const changed = functions.filter((one) => one.changed)
  const hit = changed.filter((one) => one.executed === true)
  const missed = changed.filter((one) => one.executed === false)
  // Types, variables and settings are not executed.
  if (changed.length === 0) return { complete: true, tail: '', evidence: [] }
  const evidence = [
    ...missed.map(
      (one): Evidence => ({
        kind: 'measurement',
        text: `no benchmark executes ${one.function}`,
        file: one.file,
        line: one.line,
      }),
    ),
    ...hit.map(
      (one): Evidence => ({
        kind: 'measurement',
        text: `${one.function} is executed by ${renderNames(one.executedBy, MOST_NAMED)}`,
      }),
    ),
  ]
  if (hit.length === changed.length) {
    const all = hit.length === 1 ? 'the changed function is' : `all ${hit.length} changed functions are`
    return { complete: true, tail: `; ${all} executed by a benchmark`, evidence }
  }
  const because = why === '' ? '' : ` (${why})`
  if (!measured || hit.length + missed.length === 0) {
    return { complete: false, tail: `; whether they execute the changed code is not known${because}`, evidence }
  }
  const names = renderNames(
    missed.map((one) => one.function),
    MOST_NAMED,
  )
  const unsure = changed.length - hit.length - missed.length
  const rest = unsure === 0 ? '' : `, ${unsure} not known${because}`
  if (hit.length === 0) return { complete: false, tail: `; no benchmark executes ${names}${rest}`, evidence }
  const executed = `; ${hit.length} of ${count(changed.length, 'changed function')} executed by a benchmark`
  return { complete: false, tail: `${executed}${missed.length === 0 ? '' : `, not ${names}`}${rest}`, evidence }
}

function wasSkipped({ verdict }: Benchmark): boolean {
  return verdict === 'skipped'
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
