import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { typeOf, underlying } from '../types.ts'
import { readPoolCall } from './pool.ts'

export const PUT_VALUE: GoRule = {
  id: 'pool-put-value',
  item: 7,
  title: '`Put` of something that is no pointer: it is boxed every time',
  looksAt:
    'What is given to `Put` of a `sync.Pool`, where its type is visible: a slice, string, struct, array or number.',
  advice: 'Pool a pointer to it: boxing a value costs the allocation that the pool is to save.',
  nodes: ['call_expression'],
  inspect(node, file) {
    const call = readPoolCall(node, file)
    if (!call?.value) return null
    const shape = underlying(typeOf(call.value, file), file)
    if (shape?.kind !== 'slice' && shape?.kind !== 'struct' && shape?.kind !== 'array' && shape?.kind !== 'basic')
      return null
    if (call.value.kind === 'identifier' && call.value.text === 'nil') return null
    const what = shape.kind === 'basic' ? shape.name : shape.kind === 'slice' ? 'slice header' : shape.kind
    return {
      node,
      title: `${inCode(call.value.text)} is no pointer: each \`Put\` allocates for its ${what}`,
      expressions: [call.value.text],
    }
  },
  example: {
    bad: `package example

import "sync"

var pool = sync.Pool{New: func() any { return make([]byte, 0, 1024) }}

func Work() int {
	buf := pool.Get().([]byte)[:0]
	buf = append(buf, 'x')
	n := len(buf)
	pool.Put(buf)
	return n
}
`,
    good: `package example

import "sync"

var pool = sync.Pool{New: func() any { buf := make([]byte, 0, 1024); return &buf }}

func Work() int {
	buf := pool.Get().(*[]byte)
	*buf = append((*buf)[:0], 'x')
	n := len(*buf)
	if cap(*buf) <= 1<<16 {
		pool.Put(buf)
	}
	return n
}
`,
    operation: 'Work()',
  },
}
