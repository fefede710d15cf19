import type { Fact } from './fact.ts'

/** Whether executing a site allocates: every time, only for some values, or never. */
export const ALLOCATES = ['always', 'conditional', 'never'] as const
export type Allocates = (typeof ALLOCATES)[number]

const NUMBER = /^[-+]?(?:0[xob])?[\d.][\da-fA-F_.]*(?:[eEp][-+]?\d+)?i?$/
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)$/

/**
 * What the text of a fact alone can tell. Constants and empty composite
 * literals that are boxed lie in read-only data; lengths and single integers
 * are boxed without an allocation below 256.
 */
export function judgeAllocates(fact: Pick<Fact, 'kind' | 'expression'>): Allocates {
  if (fact.kind === 'moved') return 'always'
  const { expression } = fact
  if (isConstant(expression)) return 'never'
  if (isEmptyLiteral(expression) || isEmptySlice(expression)) return 'never'
  if (/^(?:len|cap)\(.*\)$/.test(expression)) return 'conditional'
  if (/^u?int(?:8|16|32|64)?\(.*\)$|^(?:rune|byte|uintptr)\(.*\)$/.test(expression)) {
    return /^(?:u?int8|byte)\(/.test(expression) ? 'never' : 'conditional'
  }
  return 'always'
}

/** A literal, or a conversion of one: `"x"`, `42`, `itemType(20)`, `Error("text")`. */
function isConstant(expression: string): boolean {
  if (expression === 'true' || expression === 'false' || expression === 'nil') return true
  if (QUOTED.test(expression) || NUMBER.test(expression)) return true
  const conversion = /^[A-Za-z_][\w.]*\((.*)\)$/s.exec(expression)
  const inner = conversion?.[1]
  if (inner === undefined || /^string\(/.test(expression)) return false
  return QUOTED.test(inner) || NUMBER.test(inner)
}

/** `T{}` boxed is static data; `&T{}` and `[]T{}` are judged elsewhere, since a pointer's target is allocated. */
function isEmptyLiteral(expression: string): boolean {
  return /^[A-Za-z_][\w.]*\{\}$/.test(expression)
}

/** Nothing is allocated for a slice without elements: the runtime hands out one address for all of them. */
function isEmptySlice(expression: string): boolean {
  return /^\[\][^{}]*\{\}$/.test(expression) || /^make\([^,()]+, 0(?:, 0)?\)$/.test(expression)
}
