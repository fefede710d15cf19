import type { GoNode } from '../../syntax/tree.ts'
import { enclosingLoop, isFunction, isRare, leaves } from '../control.ts'
import type { GoRule } from '../rule.ts'
import { outermostOperand, resolveLocal, usesOf } from '../scope.ts'

export const DEFER_IN_LOOP: GoRule = {
  id: 'defer-in-loop',
  item: 10,
  title: '`defer` in a loop runs only when the function ends',
  looksAt:
    'A `defer` statement in the body of a loop, in the same function. Silent where the loop ends right afterwards, and where the turn keeps what the `defer` releases for later.',
  advice:
    'Move the turn into a function of its own, or call directly at its end: each turn adds to what waits, on the heap.',
  nodes: ['defer_statement'],
  inspect(node) {
    const loop = enclosingLoop(node)
    if (!loop || node.parent === null) return null
    if (leaves(node.parent.children.at(-1))) return null
    let below = node.parent
    for (const at of below.ancestors()) {
      if (at === loop || isFunction(at)) break
      if (at.kind === 'statement_list' && leaves(at.children.at(-1))) return null
      below = at
    }
    if (isRare(below, loop)) return null
    if (isKept(node, loop)) return null
    return { node, title: 'this waits until the whole function ends, once for each turn of the loop' }
  },
  example: {
    bad: `package example

import "sync"

func Sum(mu *sync.Mutex, values []int) (sum int) {
	for _, value := range values {
		mu.Lock()
		mu.Unlock()
		defer done()
		sum += value
	}
	return sum
}

func done() {}

func Use() int { return Sum(new(sync.Mutex), make([]int, 100)) }
`,
    good: `package example

import "sync"

func Sum(mu *sync.Mutex, values []int) (sum int) {
	for _, value := range values {
		mu.Lock()
		mu.Unlock()
		sum += value
		done()
	}
	return sum
}

func done() {}

func Use() int { return Sum(new(sync.Mutex), make([]int, 100)) }
`,
    operation: 'Use()',
  },
}

/** Whether something that the defer names is stored outside of the turn: it has to live until the function ends. */
function isKept(node: GoNode, loop: GoNode): boolean {
  for (const name of node.walk()) {
    const variable = name.kind === 'identifier' ? resolveLocal(name) : null
    if (!variable || !loop.contains(variable.name)) continue
    for (const use of usesOf(variable, loop)) {
      const whole = outermostOperand(use)
      const list =
        whole.parent?.kind === 'expression_list' || whole.parent?.kind === 'argument_list' ? whole.parent : null
      if (list?.field === 'right' && list.parent?.kind === 'assignment_statement') return true
      if (list?.kind === 'argument_list' && list.parent?.child('function')?.text === 'append') return true
    }
  }
  return false
}
