import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf } from '../control.ts'
import type { GoFile } from '../source.ts'
import { callsBuiltin, isByteSlice, isString, typeOf, typeOfNode } from '../types.ts'

export interface Conversion {
  readonly to: 'string' | 'bytes'
  readonly operand: GoNode
}

/** `string(b)` of a []byte or `[]byte(s)` of a string, both of visible type; null for anything else. */
export function readConversion(node: GoNode, file: GoFile): Conversion | null {
  if (node.kind === 'type_conversion_expression') {
    const operand = node.child('operand')
    return operand && isByteSlice(typeOfNode(node.child('type'), file)) && isString(typeOf(operand, file))
      ? { to: 'bytes', operand }
      : null
  }
  if (node.kind !== 'call_expression') return null
  const [operand, ...others] = argumentsOf(node)
  if (!operand || others.length > 0) return null
  return callsBuiltin(node, file, 'string') && isByteSlice(typeOf(operand, file)) ? { to: 'string', operand } : null
}

/** Places in which the compiler converts without a copy: map lookups, comparisons, concatenation, ranges, switches. */
export function isFree(node: GoNode): boolean {
  const { parent } = node
  if (parent?.kind === 'index_expression' && node.field === 'index') return true
  if (parent?.kind === 'binary_expression') return true
  if (parent?.kind === 'range_clause') return true
  if (parent?.kind === 'expression_switch_statement' || parent?.parent?.kind === 'expression_case') return true
  return parent?.kind === 'variadic_argument'
}
