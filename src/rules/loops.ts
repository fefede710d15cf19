import type { GoNode } from '../syntax/tree.ts'
import { argumentsOf, statementsOf } from './control.ts'
import { isAssignedIn, resolveLocal } from './scope.ts'
import type { GoFile } from './source.ts'
import { callsBuiltin, isInteger, isString, pointee, typeOf, underlying } from './types.ts'

export interface KnownLength {
  /** A Go expression for the number of turns, as it could stand before the loop. */
  readonly expression: string
  /** What is counted, to see where it comes from: `xs` of `len(xs)`. */
  readonly subject: GoNode
}

/** How often a loop turns, where that is known before it begins; null otherwise. */
export function turnsOf(loop: GoNode, file: GoFile): KnownLength | null {
  const clause = loop.children[0]
  if (clause?.kind === 'range_clause') return turnsOfRange(clause, loop, file)
  return clause?.kind === 'for_clause' ? turnsOfCount(clause, loop, file) : null
}

function turnsOfRange(clause: GoNode, loop: GoNode, file: GoFile): KnownLength | null {
  const subject = clause.child('right')
  if (!subject || !isPlain(subject, loop)) return null
  const shape = underlying(pointee(typeOf(subject, file)), file)
  if (shape?.kind === 'slice' || shape?.kind === 'array' || shape?.kind === 'map')
    return { expression: `len(${subject.text})`, subject }
  if (isInteger(shape) && file.package.go.language >= 22) return { expression: subject.text, subject }
  return null
}

/** `for i := 0; i < N; i++` with an N that the loop leaves alone. */
function turnsOfCount(clause: GoNode, loop: GoNode, file: GoFile): KnownLength | null {
  const [initializer, condition, update] = ['initializer', 'condition', 'update'].map((field) => clause.child(field))
  if (!/^\w+\s*:=\s*0$/.test(initializer?.text ?? '') || update?.kind !== 'inc_statement') return null
  if (condition?.kind !== 'binary_expression' || condition.operator !== '<') return null
  const [left, bound] = [condition.child('left'), condition.child('right')]
  const counter = initializer?.child('left')?.children[0]
  if (!counter || !bound || left?.text !== counter.text || update.children[0]?.text !== counter.text) return null
  const variable = resolveLocal(left)
  const body = loop.child('body')
  if (!variable || !body || isAssignedIn(variable, body)) return null
  if (callsBuiltin(bound, file, 'len')) {
    const [subject] = argumentsOf(bound)
    return subject && isPlain(subject, loop) ? { expression: bound.text, subject } : null
  }
  const type = typeOf(bound, file)
  // Of another integer type, `make` takes it all the same.
  return isPlain(bound, loop) && isInteger(type) ? { expression: bound.text, subject: bound } : null
}

/** A variable or a field of one that nothing in the loop gives a new value. */
function isPlain(node: GoNode, loop: GoNode): boolean {
  if (node.kind === 'selector_expression') {
    const operand = node.child('operand')
    return operand !== null && isPlain(operand, loop) && !assignsField(node, loop)
  }
  if (node.kind !== 'identifier') return false
  const variable = resolveLocal(node)
  const body = loop.child('body')
  return variable !== null && body !== null && !isAssignedIn(variable, body)
}

function assignsField(selector: GoNode, loop: GoNode): boolean {
  for (const node of loop.walk()) {
    const isTarget =
      node.field === 'left' && node.kind === 'expression_list' && node.parent?.kind === 'assignment_statement'
    if (isTarget && node.children.some((target) => target.text.startsWith(selector.text))) return true
  }
  return false
}

/** True where the statement stands in the loop's own block and no statement before it can skip it. */
export function runsEveryTurn(statement: GoNode, loop: GoNode): boolean {
  const body = statementsOf(loop.child('body'))
  const at = body.indexOf(statement)
  if (at === -1) return false
  return body.slice(0, at).every((earlier) => !skips(earlier)) && !body.slice(at).some(ends)
}

function skips(statement: GoNode): boolean {
  if (statement.kind === 'continue_statement') return true
  for (const node of statement.walk()) {
    if (node.kind === 'continue_statement' || node.kind === 'break_statement' || node.kind === 'goto_statement')
      return true
  }
  return false
}

/** A loop that ends itself in its own block turns once. */
function ends(statement: GoNode): boolean {
  return /^(?:return_statement|break_statement|goto_statement)$/.test(statement.kind)
}

/** Whether the loop ranges over strings, so that the length of what is written can be added up. */
export function rangesOverStrings(loop: GoNode, file: GoFile): boolean {
  const clause = loop.children[0]
  const shape = clause?.kind === 'range_clause' ? underlying(typeOf(clause.child('right'), file), file) : null
  return shape?.kind === 'slice' && isString(shape.of)
}
