import type { Fact } from './fact.ts'
import { loosenExpression, normaliseExpression } from './normalise.ts'

/**
 * A key that sites with one cause share: the compiler prints a fact of an
 * inlined callee at every call, in the callee's words. What names the caller
 * (results, the call's own text) is left out.
 */
export function judgeGroup(fact: Fact): string {
  const expression = loosenExpression(normaliseExpression(fact.expression))
  const first = fact.flow.find((step) => step.word !== '')
  const step = first ? loosenExpression(normaliseExpression(first.text)) : ''
  return `${fact.kind} ${expression} ${step}`
}
