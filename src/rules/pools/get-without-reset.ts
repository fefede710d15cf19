import type { GoNode } from '../../syntax/tree.ts'
import { enclosingFunction } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { usesOf, type Variable } from '../scope.ts'
import { isNamed, pointee } from '../types.ts'
import { readTaken } from './pool.ts'

export const GET_WITHOUT_RESET: GoRule = {
  id: 'pool-get-without-reset',
  item: 7,
  title: 'what comes out of the pool still holds what the last user wrote',
  looksAt:
    'A `bytes.Buffer` or `strings.Builder` taken from a `sync.Pool` and written to, in a package that resets or truncates nothing.',
  advice: 'Reset it right after `Get`, or right before `Put`.',
  nodes: ['short_var_declaration'],
  inspect(statement, file) {
    const taken = readTaken(statement, file)
    const owner = enclosingFunction(statement)
    if (!taken || !owner || !file.package.complete) return null
    const type = pointee(taken.type)
    if (!isNamed(type, 'bytes', 'Buffer') && !isNamed(type, 'strings', 'Builder')) return null
    if (file.package.mentions(/\.(?:Reset|Truncate|Next)\(/)) return null
    if (!usesOf(taken.variable, owner).some(isWritten) || isReplaced(taken.variable, owner)) return null
    return {
      node: statement,
      title: `${inCode(taken.variable.name.text)} comes from the pool and is written to, and nothing resets it`,
    }
  },
  example: {
    bad: `package example

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Greet(name string) string {
	buf := pool.Get().(*bytes.Buffer)
	buf.WriteString("hello ")
	buf.WriteString(name)
	text := buf.String()
	if buf.Cap() <= 1<<16 {
		pool.Put(buf)
	}
	return text
}
`,
    good: `package example

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Greet(name string) string {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("hello ")
	buf.WriteString(name)
	text := buf.String()
	if buf.Cap() <= 1<<16 {
		pool.Put(buf)
	}
	return text
}
`,
  },
}

function isWritten(use: GoNode): boolean {
  return use.parent?.kind === 'selector_expression' && /^Write/.test(use.parent.child('field')?.text ?? '')
}

/** `*v = bytes.Buffer{}` resets too. */
function isReplaced(variable: Variable, owner: GoNode): boolean {
  return usesOf(variable, owner).some((use) => use.parent?.kind === 'unary_expression' && use.parent.operator === '*')
}
