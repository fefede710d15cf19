import type { Benchmark } from '../review/schema.ts'
import { enumerate, type Line, say } from './document.ts'
import type { Telling } from './telling.ts'

const NAMED = 3

/** "`Parse` and `Format` could not be measured on either side: panic: no more", each distinct reason once. */
export function unmeasuredLines(telling: Telling): readonly Line[] {
  const groups = new Map<string, Benchmark[]>()
  for (const benchmark of telling.review.benchmarks) {
    if (benchmark.verdict !== 'inconclusive' || benchmark.problem === undefined) continue
    const { side, message } = benchmark.problem
    const key = `${side} ${message}`
    groups.set(key, [...(groups.get(key) ?? []), benchmark])
  }
  return [...groups.values()].flatMap((members) => {
    const problem = members[0]?.problem
    if (problem === undefined) return []
    const shown = members.slice(0, NAMED).map((benchmark): Line => [telling.label(benchmark)])
    const others = members.length - shown.length
    const names = enumerate(others > 0 ? [...shown, [`${others} more`]] : shown)
    const where = problem.side === 'both' ? 'either side' : `the ${problem.side}`
    return [say`${names} could not be measured on ${where}: ${telling.sentence(problem.message)}`]
  })
}
