import type { Hit } from '../rules/rule.ts'
import { comparable, isOn } from './rule-findings.ts'
import type { Benchmark, FunctionHeat, RuleGone, Site } from './schema.ts'

/**
 * Which of the hits that only the base has made a difference by going: a benchmark that executes the function
 * allocates less, or an escape there is gone. Nothing is said of the others.
 */
export function judgeRulesGone(
  hits: readonly Hit[],
  evidence: {
    readonly removed: readonly Site[]
    readonly benchmarks: readonly Benchmark[]
    readonly functions: readonly FunctionHeat[]
  },
): readonly RuleGone[] {
  return hits.flatMap((hit): RuleGone[] => {
    const { rule, title, file, line } = hit
    const about = { rule, title, file, line, function: hit.function }
    const benchmark = evidence.benchmarks.find((one) => hasImproved(one) && isFelt(hit, one, evidence.functions))
    if (benchmark) {
      const { package: importPath, name } = benchmark
      return [{ ...about, evidence: 'measurement', benchmark: { package: importPath, name } }]
    }
    const expressions = hit.expressions.map(comparable)
    const site = evidence.removed.find((one) => isAt(hit, one) && expressions.includes(comparable(one.expression)))
    return site ? [{ ...about, evidence: 'compiler' }] : []
  })
}

const MEMORY = ['allocs/op', 'B/op']

/** In allocations or bytes, and in neither for the worse. */
export function hasImproved({ comparable, metrics }: Benchmark): boolean {
  const verdicts = MEMORY.map((unit) => metrics[unit]?.verdict)
  return comparable && verdicts.includes('improved') && !verdicts.includes('regressed')
}

/** On the hit's own lines where the benchmark has a profile, else in its function. */
function isFelt(hit: Hit, { name, attribution }: Benchmark, functions: readonly FunctionHeat[]): boolean {
  if (attribution) return attribution.some((line) => line.side === 'base' && isAt(hit, line))
  return functions.some(
    (heat) =>
      heat.package === hit.package &&
      heat.function === hit.function &&
      heat.executedBy.some((by) => name === by || name.startsWith(`${by}/`)),
  )
}

function isAt(hit: Hit, { file, line }: { readonly file: string; readonly line: number }): boolean {
  return isOn(hit, file, line) || (file === hit.file && line === hit.otherLine)
}
