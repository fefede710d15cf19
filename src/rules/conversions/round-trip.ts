import { enclosingFunction } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { isAssignedIn, resolveLocal } from '../scope.ts'
import { isFree, readConversion } from './conversion.ts'

export const ROUND_TRIP: GoRule = {
  id: 'conversion-round-trip',
  item: 5,
  title: 'a value is converted to the other type and back',
  looksAt:
    '`[]byte(s)` where `s` is `string(b)` of the same function and neither is changed in between, and the other way round. Silent where the compiler converts without a copy, and for `string([]byte(s))` written in one, which is a copy on purpose.',
  advice: 'Keep the value in the type that it came in, and use the functions of `strings` or `bytes` that fit it.',
  nodes: ['call_expression', 'type_conversion_expression'],
  inspect(node, file) {
    const back = readConversion(node, file)
    const middle = back?.operand.kind === 'identifier' ? resolveLocal(back.operand) : null
    if (!back || !middle?.value || isFree(node)) return null
    const there = readConversion(middle.value, file)
    const first = there?.operand.kind === 'identifier' ? resolveLocal(there.operand) : null
    const owner = enclosingFunction(node)
    if (!there || !first || there.to === back.to || !owner || enclosingFunction(middle.name) !== owner) return null
    const body = owner.child('body')
    if (!body || isAssignedIn(middle, body) || isAssignedIn(first, body)) return null
    return {
      node,
      title: `${inCode(node.text)} converts back what ${inCode(middle.value.text)} converted`,
      advice: `Use ${inCode(there.operand.text)} again, unless the copy is meant.`,
      expressions: [node.text],
    }
  },
  example: {
    bad: `package example

import "bytes"

var Last []byte

func Keep(line []byte) int {
	text := string(line)
	Last = []byte(text)
	return len(text) + bytes.Count(line, []byte{' '})
}

func Use() int { return Keep([]byte("a line that is longer than any buffer on the stack")) }
`,
    good: `package example

import "bytes"

var Last []byte

func Keep(line []byte) int {
	Last = bytes.Clone(line)
	return len(line) + bytes.Count(line, []byte{' '})
}

func Use() int { return Keep([]byte("a line that is longer than any buffer on the stack")) }
`,
  },
}
