import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf } from '../control.ts'
import { resolveLocal, type Variable } from '../scope.ts'
import type { GoFile } from '../source.ts'
import { type GoType, isNamed, pointee, typeOf } from '../types.ts'

export interface PoolCall {
  readonly method: 'Get' | 'Put'
  readonly pool: GoNode
  /** What is put; null for Get. */
  readonly value: GoNode | null
}

/** `p.Get()` and `p.Put(x)` where p is visibly a sync.Pool. */
export function readPoolCall(node: GoNode | null | undefined, file: GoFile): PoolCall | null {
  const callee = node?.kind === 'call_expression' ? node.child('function') : null
  if (!node || callee?.kind !== 'selector_expression') return null
  const method = callee.child('field')?.text
  const pool = callee.child('operand')
  if (!pool || (method !== 'Get' && method !== 'Put')) return null
  if (!isNamed(pointee(typeOf(pool, file)), 'sync', 'Pool')) return null
  const [value] = argumentsOf(node)
  if (method === 'Put') return value ? { method, pool, value } : null
  return { method, pool, value: null }
}

/** `v := pool.Get().(*T)`, also with `ok`: the variable, its type and the call. */
export function readTaken(
  statement: GoNode,
  file: GoFile,
): {
  readonly variable: Variable
  readonly type: GoType | null
  readonly pool: GoNode
  readonly checked: boolean
} | null {
  if (statement.kind !== 'short_var_declaration') return null
  const names = statement.child('left')?.children ?? []
  const [value] = statement.child('right')?.children ?? []
  const [name] = names
  if (value?.kind !== 'type_assertion_expression' || !name) return null
  const call = readPoolCall(value.child('operand'), file)
  const variable = resolveLocal(name)
  if (call?.method !== 'Get' || !variable) return null
  return { variable, type: typeOf(value, file), pool: call.pool, checked: names.length > 1 }
}
