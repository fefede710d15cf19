import type { GoNode } from '../../syntax/tree.ts'
import { enclosingFunction, walkOwn } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { usesOf } from '../scope.ts'
import { readPoolCall, readTaken } from './pool.ts'

export const PUT_MISSING: GoRule = {
  id: 'pool-put-missing',
  item: 7,
  title: 'an early return loses what came from the pool',
  looksAt:
    'A value taken from a `sync.Pool` and put back later in the same block, with a return in between that neither puts nor mentions it. Silent where a `Put` is deferred, and on returns that an error chooses just after `Get`.',
  advice: 'Put it back on every way out, with `defer` where that is fast enough: what is lost is allocated anew.',
  nodes: ['short_var_declaration'],
  inspect(statement, file) {
    const taken = readTaken(statement, file)
    const owner = enclosingFunction(statement)
    const block = statement.parent
    if (!taken || !owner || block?.kind !== 'statement_list') return null
    const puts: GoNode[] = []
    for (const node of owner.walk()) {
      const call = readPoolCall(node, file)
      if (call?.value && usesOf(taken.variable, call.value).length > 0) puts.push(node)
    }
    if (puts.some((put) => put.parent?.kind === 'defer_statement' || enclosingFunction(put) !== owner)) return null
    const last = block.children.find(
      (one) => one.kind === 'expression_statement' && puts.some((put) => put.parent === one),
    )
    if (!last) return null
    for (const between of block.children) {
      if (between.start <= statement.end || between.end > last.start) continue
      for (const node of walkOwn(between)) {
        if (node.kind !== 'return_statement' || usesOf(taken.variable, node).length > 0) continue
        const branch = node.parent
        const putThere = branch !== null && puts.some((put) => branch.contains(put))
        if (!putThere) {
          return {
            node,
            title: `this return loses ${inCode(taken.variable.name.text)}, which the way below puts back into the pool`,
            subject: `${taken.variable.name.text} ${node.text}`,
          }
        }
      }
    }
    return null
  },
  example: {
    bad: `package example

import (
	"errors"
	"sync"
)

type state struct{ n int }

var pool = sync.Pool{New: func() any { return new(state) }}

var errEmpty = errors.New("empty")

func Count(text string) (int, error) {
	s := pool.Get().(*state)
	s.n = len(text)
	if s.n == 0 {
		return 0, errEmpty
	}
	n := s.n
	pool.Put(s)
	return n, nil
}
`,
    good: `package example

import (
	"errors"
	"sync"
)

type state struct{ n int }

var pool = sync.Pool{New: func() any { return new(state) }}

var errEmpty = errors.New("empty")

func Count(text string) (int, error) {
	s := pool.Get().(*state)
	defer pool.Put(s)
	s.n = len(text)
	if s.n == 0 {
		return 0, errEmpty
	}
	n := s.n
	return n, nil
}
`,
  },
}
