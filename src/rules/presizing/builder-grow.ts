import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf, enclosingFunction, enclosingLoop, enclosingStatement } from '../control.ts'
import { inCode } from '../in-code.ts'
import { runsEveryTurn, turnsOf } from '../loops.ts'
import type { GoRule } from '../rule.ts'
import { outermostOperand, resolveLocal, usesOf, type Variable } from '../scope.ts'
import type { GoFile } from '../source.ts'
import { isNamed, isString, typeOf } from '../types.ts'

export const BUILDER_GROW: GoRule = {
  id: 'builder-grow',
  item: 3,
  title: 'a `strings.Builder` or `bytes.Buffer` is written in a loop and never grown',
  looksAt:
    'A local, empty `strings.Builder` or `bytes.Buffer` that gets one byte, one rune or one string of a slice in every turn of a loop whose length is known, so that its size could be computed. Silent where the function grows it, or hands it to another.',
  advice: 'Add up the lengths first and call `Grow` once: one allocation instead of one for each growth.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = call.child('function')
    const receiver = callee?.kind === 'selector_expression' ? callee.child('operand') : null
    const method = callee?.child('field')?.text ?? ''
    if (receiver?.kind !== 'identifier' || !/^Write(?:String|Byte|Rune)$/.test(method)) return null
    const loop = enclosingLoop(call)
    const builder = loop && resolveLocal(receiver)
    const [written] = argumentsOf(call)
    if (!loop || !builder || !written || !isEmptyBuilder(builder, file)) return null
    if (enclosingLoop(loop) || !runsEveryTurn(enclosingStatement(call), loop) || !turnsOf(loop, file)) return null
    if (method === 'WriteString' && !isElement(written, loop, file)) return null
    if (isGrownOrShared(builder) || !isComputable(builder, loop, file)) return null
    return {
      node: call,
      elsewhere: builder.declaration,
      subject: `${receiver.text} written`,
      title: `${inCode(receiver.text)} is written in a loop of known length, and never grown`,
      // That of the inlined method.
      expressions: ['append'],
    }
  },
  example: {
    bad: `package example

import "strings"

func Join(parts []string) string {
	var all strings.Builder
	for _, part := range parts {
		all.WriteString(part)
	}
	return all.String()
}

func Use() int { return len(Join([]string{"a long part", "another long part", "a third long part"})) }
`,
    good: `package example

import "strings"

func Join(parts []string) string {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	var all strings.Builder
	all.Grow(size)
	for _, part := range parts {
		all.WriteString(part)
	}
	return all.String()
}

func Use() int { return len(Join([]string{"a long part", "another long part", "a third long part"})) }
`,
    operation: 'Use()',
  },
}

/** `var b strings.Builder`, of that type itself and not one that came from elsewhere. */
function isEmptyBuilder(builder: Variable, file: GoFile): boolean {
  if (builder.role !== 'variable') return false
  const { value } = builder
  const empty =
    value === null ||
    (value.kind === 'composite_literal' && value.child('body')?.children.length === 0) ||
    (value.kind === 'unary_expression' &&
      value.operator === '&' &&
      value.child('operand')?.child('body')?.children.length === 0)
  if (!empty || builder.result) return false
  const type = typeOf(builder.name, file)
  const named = type?.kind === 'pointer' ? type.of : type
  return isNamed(named, 'strings', 'Builder') || isNamed(named, 'bytes', 'Buffer')
}

/** Whether everything that the loop writes is a literal, one byte or rune, or the string of this turn. */
function isComputable(builder: Variable, loop: GoNode, file: GoFile): boolean {
  return usesOf(builder, loop).every((use) => {
    const call = use.parent?.parent
    const method = use.parent?.child('field')?.text ?? ''
    if (call?.kind !== 'call_expression' || !/^(?:Write\w+|Len|String)$/.test(method)) return false
    const [written] = argumentsOf(call)
    if (method !== 'WriteString' || !written) return true
    return /_string_literal$/.test(written.kind) || isElement(written, loop, file)
  })
}

/** The string of this turn: its length can be added up beforehand. */
function isElement(written: GoNode, loop: GoNode, file: GoFile): boolean {
  const variable = written.kind === 'identifier' ? resolveLocal(written) : null
  return variable?.role === 'range-value' && variable.declaration.parent === loop && isString(typeOf(written, file))
}

function isGrownOrShared(builder: Variable): boolean {
  const owner = enclosingFunction(builder.name)
  if (!owner) return true
  return usesOf(builder, owner).some((use) => {
    const whole = outermostOperand(use)
    // Anything but a method called on it: handed to another, which may grow it.
    if (whole === use || whole.kind !== 'selector_expression') return true
    return /^(?:Grow|Reset|Truncate)$/.test(whole.child('field')?.text ?? '')
  })
}
