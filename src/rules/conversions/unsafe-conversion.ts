import type { GoRule } from '../rule.ts'
import { calleeOf, importAt } from '../types.ts'

export const UNSAFE_CONVERSION: GoRule = {
  id: 'unsafe-conversion',
  item: 5,
  title: '`unsafe` shares memory between `string` and `[]byte`',
  looksAt: '`unsafe.String`, `unsafe.StringData` and `*(*string)(unsafe.Pointer(&b))`.',
  advice:
    'See that nobody writes to the bytes while the string lives. Where the compiler converts without a copy (map lookups, comparisons, ranges), plain Go is as fast.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = calleeOf(call, file)
    if (callee?.package === 'unsafe' && /^(?:String|StringData)$/.test(callee.name))
      return { node: call, title: `\`unsafe.${callee.name}\` shares memory between \`string\` and \`[]byte\`` }
    const operand = call.child('function')?.child('operand')
    const isPointer =
      operand && importAt(operand, file) === 'unsafe' && call.child('function')?.child('field')?.text === 'Pointer'
    const around = call.parent?.parent
    if (!isPointer || around?.kind !== 'call_expression') return null
    return /^\(\*(?:string|\[\]byte)\)$/.test(around.child('function')?.text ?? '')
      ? { node: around, title: '`unsafe.Pointer` shares memory between `string` and `[]byte`' }
      : null
  },
  example: {
    bad: `package example

import "unsafe"

func Text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
`,
    good: `package example

func Text(b []byte) string { return string(b) }
`,
  },
}
