import type { Fact } from './fact.ts'

const ERROR_VALUE =
  /\b(?:errors\.(?:New|errorString|Join)|fmt\.(?:Errorf|errorf|wrapError|wrapErrors))\b|&?\b\w*(?:Error|Err)\{/

/**
 * True where the value feeds only a panic, an error or package initialisation.
 * `function` is the enclosing declaration, 'init' for package-level variables.
 */
export function judgeCold(fact: Fact, enclosingFunction: string): boolean {
  if (enclosingFunction === 'init') return true
  // A variable is allocated where it is declared, whichever path needs its address.
  if (fact.kind === 'moved') return false
  // Formatting an error is no way that a hot path takes on purpose.
  if (/(?:^|\.)Error$/.test(enclosingFunction)) return true
  if (ERROR_VALUE.test(fact.expression)) return true
  return fact.flow.some((step) => /^panic\(/.test(step.expression) || ERROR_VALUE.test(step.expression))
}
