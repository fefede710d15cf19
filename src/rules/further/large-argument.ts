import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf, enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal } from '../scope.ts'
import type { GoFile } from '../source.ts'
import { hasPointerReceiver } from '../source.ts'
import { type GoType, pointee, sizeOf, typeOf } from '../types.ts'

const LARGE_BYTES = 512

export const LARGE_ARGUMENT: GoRule = {
  id: 'large-argument-in-loop',
  item: 10,
  title: 'a large value is copied into a call in every turn',
  looksAt: `In loops: methods with a value receiver, and functions of this package with a parameter, of a struct or array of ${LARGE_BYTES} bytes or more whose size is visible.`,
  advice: 'Take a pointer receiver or parameter, if the callee does not change what it gets.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const loop = enclosingLoop(call)
    if (!loop || isRare(call, loop)) return null
    const copied = copiedReceiver(call, file) ?? copiedArgument(call, file)
    const size = copied && sizeOf(copied.type, file)
    if (!copied || size === null || size < LARGE_BYTES) return null
    return { node: call, title: `each turn copies ${size} bytes of ${inCode(copied.text)} into this call` }
  },
  example: {
    bad: `package example

type Table struct{ cells [1024]byte }

//go:noinline
func (t Table) at(i int) int { return int(t.cells[i]) }

func Sum(table *Table) (sum int) {
	for i := range table.cells {
		sum += table.at(i)
	}
	return sum
}
`,
    good: `package example

type Table struct{ cells [1024]byte }

//go:noinline
func (t *Table) at(i int) int { return int(t.cells[i]) }

func Sum(table *Table) (sum int) {
	for i := range table.cells {
		sum += table.at(i)
	}
	return sum
}
`,
  },
}

interface Copied {
  readonly type: GoType | null
  readonly text: string
}

function copiedReceiver(call: GoNode, file: GoFile): Copied | null {
  const callee = call.child('function')
  const operand = callee?.kind === 'selector_expression' ? callee.child('operand') : null
  const type = operand && pointee(typeOf(operand, file))
  if (!operand || type?.kind !== 'named' || type.package !== '') return null
  const method = file.package.method(type.name, callee?.child('field')?.text ?? '')
  return method && !hasPointerReceiver(method) ? { type, text: operand.text } : null
}

function copiedArgument(call: GoNode, file: GoFile): Copied | null {
  const callee = call.child('function')
  if (callee?.kind !== 'identifier' || resolveLocal(callee)) return null
  if (file.package.lookUp(callee.text)?.node.kind !== 'function_declaration') return null
  for (const argument of argumentsOf(call)) {
    const type = typeOf(argument, file)
    if (type && (type.kind === 'named' || type.kind === 'array') && (sizeOf(type, file) ?? 0) >= LARGE_BYTES)
      return { type, text: argument.text }
  }
  return null
}
