import { argumentsOf } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { isNamed, pointee, typeOf } from '../types.ts'
import { readConversion } from './conversion.ts'

const WRITERS = [
  ['bytes', 'Buffer'],
  ['strings', 'Builder'],
  ['bufio', 'Writer'],
  ['os', 'File'],
] as const

export const WRITE_STRING: GoRule = {
  id: 'write-converted',
  item: 5,
  title: 'a value is converted only to be written',
  looksAt:
    '`w.Write([]byte(s))` and `w.WriteString(string(b))` where `w` is a `bytes.Buffer`, `strings.Builder`, `bufio.Writer` or `os.File`. Silent where the compiler says that the conversion makes no copy.',
  advice: 'These writers take either type: call the method for the type at hand.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = call.child('function')
    const receiver = callee?.kind === 'selector_expression' ? callee.child('operand') : null
    const method = callee?.child('field')?.text ?? ''
    const [argument] = argumentsOf(call)
    const conversion = argument && readConversion(argument, file)
    if (!receiver || !argument || !conversion || method !== (conversion.to === 'bytes' ? 'Write' : 'WriteString'))
      return null
    const writer = pointee(typeOf(receiver, file))
    if (!WRITERS.some(([path, name]) => isNamed(writer, path, name))) return null
    const better = `${receiver.text}.${method === 'Write' ? 'WriteString' : 'Write'}(${conversion.operand.text})`
    const statement = call.parent?.kind === 'expression_statement' ? call.parent : null
    const indent = statement?.indent ?? null
    return {
      node: call,
      title: `${inCode(argument.text)} is converted only to be written`,
      advice: `Write it as it is: ${inCode(better)}.`,
      expressions: [argument.text],
      ...(statement === null || indent === null
        ? {}
        : { replacement: { startLine: statement.line, endLine: statement.endLine, text: `${indent}${better}` } }),
    }
  },
  example: {
    bad: `package example

import "bufio"

func Put(to *bufio.Writer, from []byte) {
	to.WriteString(string(from))
}
`,
    good: `package example

import "bufio"

func Put(to *bufio.Writer, from []byte) {
	to.Write(from)
}
`,
  },
}
