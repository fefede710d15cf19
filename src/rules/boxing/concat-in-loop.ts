import type { GoNode } from '../../syntax/tree.ts'
import { enclosingLoop, enclosingStatement, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal } from '../scope.ts'
import { isString, typeOf } from '../types.ts'

export const CONCAT_IN_LOOP: GoRule = {
  id: 'concat-in-loop',
  item: 2,
  title: 'a string is put together by `+=` in a loop',
  looksAt:
    '`s += …` and `s = s + …` in a loop, on a local string that was declared outside of it. Silent where the loop ends right afterwards or has no condition, where the type is not visible, and for what is named as a message.',
  advice:
    'Every turn copies all that was put together before. Write to a `strings.Builder`, grown once if the length is known.',
  nodes: ['assignment_statement'],
  inspect(statement, file) {
    const loop = enclosingLoop(statement)
    const [target, ...others] = statement.child('left')?.children ?? []
    const [value] = statement.child('right')?.children ?? []
    if (!loop || !target || !value || others.length > 0 || target.kind !== 'identifier') return null
    const isAdded =
      statement.operator === '+=' ||
      (value.kind === 'binary_expression' && value.operator === '+' && firstOperand(value)?.text === target.text)
    const variable = resolveLocal(target)
    if (!isAdded || !variable || loop.contains(variable.name) || !isString(typeOf(target, file))) return null
    // `for { … }` is left from within, often in the first turn.
    if (loop.children[0]?.kind === 'block') return null
    // Messages are put together when something is wrong.
    if (/err|msg|usage|help|warn/i.test(target.text)) return null
    if (isRare(enclosingStatement(statement), loop)) return null
    return {
      node: statement,
      subject: `${target.text} grows`,
      title: `${inCode(target.text)} grows by concatenation in a loop: each turn copies it whole`,
      expressions: [],
    }
  },
  example: {
    bad: `package example

func Join(parts []string) string {
	all := ""
	for _, part := range parts {
		all += part
	}
	return all
}

func Use() int { return len(Join([]string{"a", "bc", "def", "ghij", "klmno", "pqrstu"})) }
`,
    good: `package example

import "strings"

func Join(parts []string) string {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	var all strings.Builder
	all.Grow(size)
	for _, part := range parts {
		all.WriteString(part)
	}
	return all.String()
}

func Use() int { return len(Join([]string{"a", "bc", "def", "ghij", "klmno", "pqrstu"})) }
`,
    operation: 'Use()',
  },
}

function firstOperand(sum: GoNode): GoNode | null {
  const left = sum.child('left')
  return left?.kind === 'binary_expression' && left.operator === '+' ? firstOperand(left) : left
}
