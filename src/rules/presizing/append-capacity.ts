import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf, enclosingFunction, enclosingLoop, enclosingStatement } from '../control.ts'
import { inCode } from '../in-code.ts'
import { type KnownLength, runsEveryTurn, turnsOf } from '../loops.ts'
import type { GoRule, Replacement } from '../rule.ts'
import { isAssignedIn, resolveLocal, usesOf, type Variable } from '../scope.ts'
import type { GoFile } from '../source.ts'
import { callsBuiltin } from '../types.ts'

export const APPEND_CAPACITY: GoRule = {
  id: 'append-capacity',
  item: 3,
  title: '`append` in a loop of known length, to a slice made without capacity',
  looksAt:
    'A local slice that starts empty, and a loop over something whose length is known before it, which appends one element in every turn. Silent where the loop can skip or end early, where something else is appended before, where the loop uses the slice otherwise, or where the length is not visible.',
  advice: 'Make the slice with its capacity: one allocation instead of one for each growth.',
  nodes: ['call_expression'],
  inspect(call, file) {
    if (!callsBuiltin(call, file, 'append')) return null
    const [target, element, ...others] = argumentsOf(call)
    const statement = enclosingStatement(call)
    const loop = enclosingLoop(call)
    if (!target || !element || others.length > 0 || element.kind === 'variadic_argument' || !loop) return null
    if (statement.kind !== 'assignment_statement' || statement.text.replace(/\s/g, '') !== withoutSpace(target, call))
      return null
    const slice = target.kind === 'identifier' ? resolveLocal(target) : null
    const start = slice && startsEmpty(slice, file)
    const turns = slice && start && runsEveryTurn(statement, loop) ? turnsOf(loop, file) : null
    if (!slice || !start || !turns || !standsBefore(slice, loop) || isFilledBefore(slice, loop)) return null
    // What is handed on or made anew in between does not grow to the end of the loop.
    if (usesOf(slice, loop).length > 2) return null
    const capacity = turns.expression
    return {
      node: call,
      elsewhere: slice.declaration,
      subject: `${target.text} append ${capacity}`,
      title: `${inCode(target.text)} is appended to in a loop of ${inCode(capacity)} turns, and starts without capacity`,
      advice: `Make ${inCode(target.text)} with capacity ${inCode(capacity)}: one allocation instead of one for each growth.`,
      expressions: ['append'],
      ...replace(slice, start, turns),
    }
  },
  example: {
    bad: `package example

type Row struct{ Name string }

func Names(rows []Row) []string {
	names := []string{}
	for _, row := range rows {
		names = append(names, row.Name)
	}
	return names
}

func Use() int { return len(Names(make([]Row, 100))) }
`,
    good: `package example

type Row struct{ Name string }

func Names(rows []Row) []string {
	names := make([]string, 0, len(rows))
	for _, row := range rows {
		names = append(names, row.Name)
	}
	return names
}

func Use() int { return len(Names(make([]Row, 100))) }
`,
    operation: 'Use()',
  },
}

function withoutSpace(target: GoNode, call: GoNode): string {
  return `${target.text}=${call.text}`.replace(/\s/g, '')
}

/** The element type where the slice is declared empty and without capacity: `var x []T`, `[]T{}`, `make([]T, 0)`. */
function startsEmpty(slice: Variable, file: GoFile): { readonly type: string; readonly nil: boolean } | null {
  if (slice.role !== 'variable') return null
  const { type, value } = slice
  if (type?.kind === 'slice_type' && value === null && slice.declaration.kind === 'var_spec')
    return slice.declaration.childrenIn('name').length === 1 ? { type: type.text, nil: true } : null
  if (value?.kind === 'composite_literal' && value.child('type')?.kind === 'slice_type')
    return value.child('body')?.children.length === 0 ? { type: value.child('type')?.text ?? '', nil: false } : null
  if (callsBuiltin(value, file, 'make') && value) {
    const [made, length, capacity] = argumentsOf(value)
    if (made?.kind === 'slice_type' && length?.text === '0' && !capacity) return { type: made.text, nil: false }
  }
  return null
}

/** In the block that holds the loop: a loop around both would append its turns as well. */
export function standsBefore(slice: Variable, loop: GoNode): boolean {
  const declared = enclosingStatement(slice.declaration)
  return (
    declared.parent === enclosingStatement(loop).parent && enclosingFunction(slice.name) === enclosingFunction(loop)
  )
}

/** Whether something else fills or replaces it between its declaration and the loop. */
function isFilledBefore(slice: Variable, loop: GoNode): boolean {
  const block = enclosingStatement(loop).parent
  const before = (block?.children ?? []).filter(
    (statement) => statement.start > slice.declaration.end && statement.end <= loop.start,
  )
  return before.some((statement) => isAssignedIn(slice, statement))
}

/** Only where an empty slice stays an empty slice: one that is nil would become one that is not. */
function replace(
  slice: Variable,
  start: { readonly type: string; readonly nil: boolean },
  turns: KnownLength,
): { readonly replacement?: Replacement } {
  return start.nil ? {} : replaceDeclaration(slice, `make(${start.type}, 0, ${turns.expression})`, turns)
}

/** A `x := …` on a line of its own, made anew with a size that is known there already. */
export function replaceDeclaration(
  slice: Variable,
  made: string,
  { expression, subject }: KnownLength,
): { readonly replacement?: Replacement } {
  const { declaration } = slice
  // `make` panics where a number is negative, and the loop turns never.
  if (!expression.startsWith('len(')) return {}
  const statement = enclosingStatement(declaration)
  const single = declaration.kind === 'short_var_declaration' && declaration.child('left')?.children.length === 1
  if (!single || statement !== declaration || declaration.indent === null) return {}
  const counted = rootOf(subject)
  const source = counted && resolveLocal(counted)
  if (!source || source.declaration.end > declaration.start || isTouchedBetween(source, declaration, subject)) return {}
  // What stands between may see that the way to a field leads over no nil.
  if (counted !== subject && !follows(declaration, subject)) return {}
  return {
    replacement: {
      startLine: declaration.line,
      endLine: declaration.line,
      text: `${declaration.indent}${slice.name.text} := ${made}`,
    },
  }
}

function rootOf(node: GoNode): GoNode | null {
  if (node.kind === 'identifier') return node
  const operand = node.child('operand')
  return operand ? rootOf(operand) : null
}

/** Whether the loop over the subject is the statement after the declaration. */
function follows(declaration: GoNode, subject: GoNode): boolean {
  const statements = declaration.parent?.children ?? []
  return statements[statements.indexOf(declaration) + 1]?.contains(subject) ?? false
}

/** Whether the counted thing may change between the declaration and the loop. */
function isTouchedBetween(source: Variable, declaration: GoNode, subject: GoNode): boolean {
  const block = declaration.parent
  const between = (block?.children ?? []).filter(
    (statement) => statement.start > declaration.end && statement.start < subject.start && !statement.contains(subject),
  )
  return between.some((statement) => usesOf(source, statement).length > 0)
}
