import type { Fact } from './fact.ts'

const ERROR_VALUE =
  /\b(?:errors\.(?:New|errorString|Join)|fmt\.(?:Errorf|errorf|wrapError|wrapErrors))\b|&?\b\w*(?:Error|Err)\{/

/**
 * True where the value feeds only a panic, an error or package initialisation.
 * `enclosingFunction` is 'init' for package-level variables; `inErrorCode`: the
 * place lies in the argument of a panic or the making of an error.
 */
export function judgeCold(fact: Fact, enclosingFunction: string, inErrorCode: boolean): boolean {
  if (enclosingFunction === 'init') return true
  // A variable is allocated where it is declared, whichever path needs its address.
  if (fact.kind === 'moved') return false
  if (inErrorCode) return true
  // Formatting an error is no way that a hot path takes on purpose.
  if (/(?:^|\.)Error$/.test(enclosingFunction)) return true
  if (ERROR_VALUE.test(fact.expression)) return true
  return fact.flow.some((step) => /^panic\(/.test(step.expression) || ERROR_VALUE.test(step.expression))
}
