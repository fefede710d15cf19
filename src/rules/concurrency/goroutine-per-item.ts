import type { GoNode } from '../../syntax/tree.ts'
import { enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal, usesOf } from '../scope.ts'
import { typeOf, underlying } from '../types.ts'

export const GOROUTINE_PER_ITEM: GoRule = {
  id: 'goroutine-per-item',
  item: 8,
  title: 'a goroutine for each item, without a bound',
  looksAt:
    'A `go` statement in a range over a channel, or over a slice or map that is a parameter, which hands it the item. Silent where something in the loop holds it back: a send or receive, `Acquire`, a pool.',
  advice: 'Start a fixed number of workers that take items from a channel, or hold back with a semaphore.',
  nodes: ['go_statement'],
  inspect(node, file) {
    const loop = enclosingLoop(node)
    const clause = loop?.children[0]
    const body = loop?.child('body')
    if (!loop || !body || clause?.kind !== 'range_clause' || isRare(node, loop)) return null
    const subject = clause.child('right')
    const shape = underlying(typeOf(subject, file), file)
    if (shape?.kind !== 'slice' && shape?.kind !== 'map' && shape?.kind !== 'chan') return null
    const local = subject?.kind === 'identifier' ? resolveLocal(subject) : null
    // Of a slice made here its maker knows how long it gets.
    if (shape.kind !== 'chan' && local?.role !== 'parameter') return null
    const names = clause.child('left')?.children ?? []
    const takesItem = names.some((name) => {
      const variable = name.kind === 'identifier' ? resolveLocal(name) : null
      return variable !== null && usesOf(variable, node).length > 0
    })
    if (!takesItem || isHeldBack(body, node)) return null
    return {
      node,
      title: `a goroutine is started for each item of ${inCode(subject?.text ?? '')}, however many there are`,
    }
  },
  example: {
    bad: `package example

import "sync"

func Each(items []int, work func(int)) {
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(item)
		}()
	}
	wg.Wait()
}

func Use() int {
	Each(make([]int, 200), func(int) {})
	return 0
}
`,
    good: `package example

import "sync"

func Each(items []int, work func(int)) {
	var wg sync.WaitGroup
	todo := make(chan int)
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for item := range todo {
				work(item)
			}
		}()
	}
	for _, item := range items {
		todo <- item
	}
	close(todo)
	wg.Wait()
}

func Use() int {
	Each(make([]int, 200), func(int) {})
	return 0
}
`,
    operation: 'Use()',
  },
}

/** A send or receive before the goroutine starts, or a call that waits for a free place. */
function isHeldBack(body: GoNode, start: GoNode): boolean {
  for (const node of body.walk()) {
    if (node.start >= start.start) break
    if (node.kind === 'send_statement' || node.kind === 'receive_statement') return true
    if (node.kind === 'unary_expression' && node.operator === '<-') return true
    if (
      node.kind === 'call_expression' &&
      /(?:Acquire|Wait|Lock|Take|Limit)\w*$/i.test(node.child('function')?.text ?? '')
    )
      return true
  }
  return false
}
