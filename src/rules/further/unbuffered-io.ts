import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf, enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal } from '../scope.ts'
import { calleeOf, isNamed, pointee, typeOf } from '../types.ts'

export const UNBUFFERED_IO: GoRule = {
  id: 'unbuffered-io',
  item: 10,
  title: 'each turn of a loop makes a system call',
  looksAt:
    '`Write`, `WriteString` and `fmt.Fprint…` to a file that the function opens or gets as `*os.File`, in a loop. Silent for the standard streams, and where a `Sync` shows that each write has to arrive.',
  advice: 'Write to a `bufio.Writer` around the file, and `Flush` it at the end.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const loop = enclosingLoop(call)
    const target = loop && writtenFile(call, calleeOf(call, file))
    if (!loop || target?.kind !== 'identifier' || isRare(call, loop)) return null
    if (!resolveLocal(target) || !isNamed(pointee(typeOf(target, file)), 'os', 'File')) return null
    const body = loop.child('body')?.text ?? ''
    if (body.includes(`${target.text}.Sync(`) || body.includes(`${target.text}.Close(`)) return null
    return { node: call, title: `each turn writes to ${inCode(target.text)} by a system call of its own` }
  },
  example: {
    bad: `package example

import "os"

func Save(name string, lines []string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	for _, line := range lines {
		file.WriteString(line)
	}
	return file.Close()
}
`,
    good: `package example

import (
	"bufio"
	"os"
)

func Save(name string, lines []string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	for _, line := range lines {
		out.WriteString(line)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}
`,
  },
}

function writtenFile(call: GoNode, library: { readonly package: string; readonly name: string } | null): GoNode | null {
  if (library?.package === 'fmt' && /^Fprint/.test(library.name)) return argumentsOf(call)[0] ?? null
  if (library?.package === 'io' && library.name === 'WriteString') return argumentsOf(call)[0] ?? null
  const callee = call.child('function')
  const method = callee?.kind === 'selector_expression' ? (callee.child('field')?.text ?? '') : ''
  return method === 'Write' || method === 'WriteString' ? (callee?.child('operand') ?? null) : null
}
