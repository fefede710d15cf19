import type { GoNode } from '../../syntax/tree.ts'
import { enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { isAssignedIn, resolveLocal, usesOf } from '../scope.ts'
import { isFree, readConversion } from './conversion.ts'

export const CONVERSION_IN_LOOP: GoRule = {
  id: 'conversion-in-loop',
  item: 5,
  title: 'the same value is converted between `string` and `[]byte` in every turn',
  looksAt:
    '`string(b)` and `[]byte(s)` in a loop, of a variable from outside that the loop does not change. Silent where the compiler converts without a copy (map lookups, comparisons, ranges) or says that the result stays on the stack.',
  advice: 'Convert once before the loop.',
  nodes: ['call_expression', 'type_conversion_expression'],
  inspect(node, file) {
    const loop = enclosingLoop(node)
    const conversion = loop && readConversion(node, file)
    if (!loop || !conversion || isFree(node) || conversion.operand.kind !== 'identifier') return null
    const variable = resolveLocal(conversion.operand)
    const body = loop.child('body')
    if (!variable || !body || loop.contains(variable.name) || isRare(node, loop) || isAssignedIn(variable, body))
      return null
    // What is handed on as bytes may be written to by others.
    if (conversion.to === 'string' && usesOf(variable, body).some((use) => isHandedOn(use, node))) return null
    return {
      node,
      title: `${inCode(node.text)} converts the same value in every turn`,
      expressions: [node.text],
    }
  },
  example: {
    bad: `package example

var Lines []string

func Tag(prefix []byte, names []string) {
	for i := range names {
		Lines[i] = string(prefix)
	}
}

func init() { Lines = make([]string, 10) }

func Use() int {
	Tag([]byte("a prefix that is longer than any buffer on the stack"), Lines)
	return len(Lines)
}
`,
    good: `package example

var Lines []string

func Tag(prefix []byte, names []string) {
	text := string(prefix)
	for i := range names {
		Lines[i] = text
	}
}

func init() { Lines = make([]string, 10) }

func Use() int {
	Tag([]byte("a prefix that is longer than any buffer on the stack"), Lines)
	return len(Lines)
}
`,
    operation: 'Use()',
  },
}

function isHandedOn(use: GoNode, own: GoNode): boolean {
  const call = use.parent?.kind === 'argument_list' ? use.parent.parent : null
  return call !== null && call !== own && !/^(?:len|cap|string)$/.test(call.child('function')?.text ?? '')
}
