import type { GoNode } from '../../syntax/tree.ts'
import { enclosingFunction, enclosingStatement } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule, Sighting } from '../rule.ts'
import { resolveLocal, usesOf, type Variable } from '../scope.ts'
import type { GoFile } from '../source.ts'
import { isNamed, pointee, typeOf } from '../types.ts'
import { readPoolCall } from './pool.ts'

export const USE_AFTER_PUT: GoRule = {
  id: 'pool-use-after-put',
  item: 7,
  title: 'a value is used after it went back into the pool',
  looksAt:
    'Statements behind `pool.Put(v)` in the same block that still read `v`, and `return v.Bytes()` or `return v` under a deferred `Put`: another goroutine may own it by then.',
  advice: 'Put it back last, and hand out a copy of what must live on.',
  nodes: ['call_expression'],
  inspect(node, file) {
    const call = readPoolCall(node, file)
    const variable = call?.value?.kind === 'identifier' ? resolveLocal(call.value) : null
    if (!variable || !call?.value) return null
    const used = node.parent?.kind === 'defer_statement' ? returnedUse(variable, node, file) : laterUse(variable, node)
    return used ? tell(used, call.value.text) : null
  },
  example: {
    bad: `package example

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Render(name string) []byte {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf)
	buf.Reset()
	buf.WriteString(name)
	if buf.Cap() > 1<<16 {
		return nil
	}
	return buf.Bytes()
}
`,
    good: `package example

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Render(name string) []byte {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf)
	buf.Reset()
	buf.WriteString(name)
	if buf.Cap() > 1<<16 {
		return nil
	}
	return bytes.Clone(buf.Bytes())
}
`,
  },
}

function tell(used: GoNode, name: string): Sighting {
  return {
    node: used,
    title: `${inCode(name)} is used after it went back into the pool`,
    subject: `${name} ${used.text}`,
  }
}

/** The first later statement of the block that reads it, up to where it gets another value. */
function laterUse(variable: Variable, put: GoNode): GoNode | null {
  const statement = enclosingStatement(put)
  if (statement.kind !== 'expression_statement') return null
  for (const later of statement.parent?.children ?? []) {
    if (later.start <= statement.start) continue
    const uses = usesOf(variable, later)
    const [first] = uses
    if (!first) continue
    const isTarget = later.kind === 'assignment_statement' && later.child('left')?.children.includes(first)
    return isTarget && uses.length === 1 ? null : isTarget ? null : later
  }
  return null
}

/** `return v`, `return v.Bytes()`, `return v[:n]` of the same function, which the deferred Put follows. */
function returnedUse(variable: Variable, put: GoNode, file: GoFile): GoNode | null {
  const owner = enclosingFunction(put)
  if (!owner || enclosingFunction(variable.name) !== owner) return null
  for (const node of owner.walk()) {
    if (node.kind !== 'return_statement' || node.start < put.start || enclosingFunction(node) !== owner) continue
    const handed = (node.children[0]?.children ?? []).find((value) => isSame(value, variable, file))
    if (handed) return node
  }
  return null
}

function isSame(value: GoNode, variable: Variable, file: GoFile): boolean {
  if (value.kind === 'identifier') {
    const shape = typeOf(value, file)
    return resolveLocal(value)?.name === variable.name && (shape?.kind === 'pointer' || shape?.kind === 'slice')
  }
  if (value.kind === 'slice_expression') {
    const operand = value.child('operand')
    return operand !== null && isSame(operand, variable, file)
  }
  const callee = value.kind === 'call_expression' ? value.child('function') : null
  const operand = callee?.child('operand')
  return (
    callee?.child('field')?.text === 'Bytes' &&
    operand?.kind === 'identifier' &&
    resolveLocal(operand)?.name === variable.name &&
    isNamed(pointee(typeOf(operand, file)), 'bytes', 'Buffer')
  )
}
