import type { Fact } from './fact.ts'

const ERROR_VALUE =
  /\b(?:errors\.(?:New|errorString|Join)|fmt\.(?:Errorf|wrapError|wrapErrors))\b|&?\b\w*(?:Error|Err)\{/

/**
 * True where the value feeds only a panic, an error or package initialisation.
 * `function` is the enclosing declaration, 'init' for package-level variables.
 */
export function judgeCold(fact: Fact, enclosingFunction: string): boolean {
  if (enclosingFunction === 'init') return true
  if (ERROR_VALUE.test(fact.expression)) return true
  return fact.flow.some((step) => /^panic\(/.test(step.expression) || ERROR_VALUE.test(step.expression))
}
