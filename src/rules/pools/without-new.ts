import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal } from '../scope.ts'
import { readTaken } from './pool.ts'

export const WITHOUT_NEW: GoRule = {
  id: 'pool-without-new',
  item: 7,
  title: 'a pool without `New`, and `Get` is trusted to give something',
  looksAt:
    'A package variable `sync.Pool{}` that nothing in the package gives a `New`, whose `Get` is asserted to a type without a check.',
  advice: 'An empty pool gives nil, which the assertion panics on: give the pool a `New`, or check for `nil`.',
  nodes: ['short_var_declaration'],
  inspect(statement, file) {
    const taken = readTaken(statement, file)
    if (!taken || taken.checked || taken.pool.kind !== 'identifier' || resolveLocal(taken.pool)) return null
    const declared = file.package.lookUp(taken.pool.text)?.node
    if (declared?.kind !== 'var_spec' || !file.package.complete) return null
    const value = declared.child('value')?.text.replace(/\s/g, '') ?? ''
    const empty = value === '' || /^&?\w+\.Pool\{\}$/.test(value)
    if (!empty || (value === '' && declared.child('type')?.kind === 'pointer_type')) return null
    if (file.package.mentions(new RegExp(`\\b${taken.pool.text}(?:\\.New\\b|\\s*=[^=])`))) {
      // Its own declaration with a value matches too: only an assignment elsewhere counts.
      if (value === '' || file.package.mentions(new RegExp(`\\b${taken.pool.text}\\.New\\b`))) return null
    }
    return {
      node: statement,
      title: `${inCode(taken.pool.text)} has no \`New\`: \`Get\` of the empty pool gives nil, and the assertion panics`,
    }
  },
  example: {
    bad: `package example

import "sync"

type state struct{ n int }

var pool sync.Pool

func Count() int {
	s := pool.Get().(*state)
	s.n = 1
	n := s.n
	pool.Put(s)
	return n
}
`,
    good: `package example

import "sync"

type state struct{ n int }

var pool = sync.Pool{New: func() any { return new(state) }}

func Count() int {
	s := pool.Get().(*state)
	s.n = 1
	n := s.n
	pool.Put(s)
	return n
}
`,
  },
}
