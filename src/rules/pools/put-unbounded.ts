import type { GoNode } from '../../syntax/tree.ts'
import { enclosingFunction, enclosingLoop } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal, usesOf, type Variable } from '../scope.ts'
import { isByteSlice, isNamed, typeOf } from '../types.ts'
import { readPoolCall } from './pool.ts'

export const PUT_UNBOUNDED: GoRule = {
  id: 'pool-put-unbounded',
  item: 7,
  title: 'a buffer of any size goes back into the pool',
  looksAt:
    '`Put` of a `*bytes.Buffer` or `*[]byte` that the same function fills in a loop, or hands to code of another package to fill, and never looks at a capacity or length.',
  advice: 'One huge message keeps its memory for as long as the pool is in use: drop buffers above a size.',
  nodes: ['call_expression'],
  inspect(node, file) {
    const call = readPoolCall(node, file)
    if (!call?.value) return null
    const type = typeOf(call.value, file)
    const held = type?.kind === 'pointer' ? type.of : null
    if (!isNamed(held, 'bytes', 'Buffer') && !isByteSlice(held)) return null
    const owner = enclosingFunction(node)
    const variable = call.value.kind === 'identifier' ? resolveLocal(call.value) : null
    if (!owner || !variable || looksAtSize(outermost(owner)) || !growsFreely(variable, outermost(owner))) return null
    return { node, title: `${inCode(call.value.text)} goes back into the pool whatever its size`, subject: 'put' }
  },
  example: {
    bad: `package example

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Render(names []string) int {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	for _, name := range names {
		buf.WriteString(name)
	}
	n := buf.Len()
	pool.Put(buf)
	return n
}
`,
    good: `package example

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Render(names []string) int {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	for _, name := range names {
		buf.WriteString(name)
	}
	n := buf.Len()
	if buf.Cap() <= 64<<10 {
		pool.Put(buf)
	}
	return n
}
`,
  },
}

function outermost(owner: GoNode): GoNode {
  let at = owner
  for (let above = enclosingFunction(at); above; above = enclosingFunction(at)) at = above
  return at
}

/** Filled in a loop, or by another package's code: how far it grows is decided elsewhere. */
function growsFreely(variable: Variable, owner: GoNode): boolean {
  return usesOf(variable, owner).some((use) => {
    const call = use.parent?.kind === 'argument_list' ? use.parent.parent : null
    if (call && call.child('function')?.kind === 'selector_expression') {
      const { text } = call.child('function') ?? { text: '' }
      return /^[a-z]\w*\.[A-Z]/.test(text) && !/\.Put$/.test(text)
    }
    const method = use.parent?.kind === 'selector_expression' ? (use.parent.child('field')?.text ?? '') : ''
    if (method === 'ReadFrom') return true
    const appends = use.parent?.kind === 'unary_expression' && use.parent.operator === '*'
    return (/^Write/.test(method) || appends) && enclosingLoop(use) !== null
  })
}

function looksAtSize(owner: GoNode): boolean {
  for (const node of owner.walk()) {
    if (node.kind === 'if_statement' && /\b(?:[Cc]ap|[Ll]en)\(/.test(node.child('condition')?.text ?? '')) return true
  }
  return false
}
