import type { GoNode } from '../../syntax/tree.ts'
import { calleeText, isFunction, statementsOf } from '../control.ts'
import type { GoRule } from '../rule.ts'

export const GOROUTINE_EXIT: GoRule = {
  id: 'goroutine-without-exit',
  item: 8,
  title: 'a goroutine that nothing can end',
  looksAt:
    '`go func() { for { … } }()` whose endless loop holds no return, break, goto, panic or exit. Silent in package main, where a goroutine may live as long as the program.',
  advice: 'Give it a way to end: a context, a channel that is closed, or a quit channel in its `select`.',
  nodes: ['go_statement'],
  inspect(node, file) {
    const call = node.children[0]
    const literal = call?.kind === 'call_expression' ? call.child('function') : null
    if (literal?.kind !== 'func_literal' || file.package.name === 'main') return null
    const loop = statementsOf(literal.child('body')).find(isEndless)
    if (!loop || canLeave(loop)) return null
    return { node, title: 'this goroutine runs an endless loop that nothing can end' }
  },
  example: {
    bad: `package example

import "time"

type Cache struct{ entries map[string]time.Time }

func (c *Cache) Start() {
	go func() {
		for {
			time.Sleep(time.Minute)
			c.expire()
		}
	}()
}

func (c *Cache) expire() {}
`,
    good: `package example

import "time"

type Cache struct {
	entries map[string]time.Time
	quit    chan struct{}
}

func (c *Cache) Start() {
	go func() {
		tick := time.NewTicker(time.Minute)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				c.expire()
			case <-c.quit:
				return
			}
		}
	}()
}

func (c *Cache) expire() {}
`,
  },
}

/** `for { … }`, `for true { … }`. */
function isEndless(statement: GoNode): boolean {
  if (statement.kind !== 'for_statement') return false
  const [first] = statement.children
  return first?.field === 'body' || first?.kind === 'true'
}

function canLeave(loop: GoNode): boolean {
  const visit = (node: GoNode, breaks: boolean): boolean => {
    if (isFunction(node)) return false
    if (node.kind === 'return_statement' || node.kind === 'goto_statement') return true
    // An unlabelled break of an inner loop, switch or select ends that one only.
    if (node.kind === 'break_statement') return breaks || node.children.length > 0
    if (
      node.kind === 'call_expression' &&
      /^(?:panic|runtime\.Goexit|os\.Exit|log\.(?:Fatal|Panic)\w*)$/.test(calleeText(node))
    )
      return true
    // A call of another name that says so may end it as well: Fatal, Exit, Must, panic helpers.
    if (node.kind === 'call_expression' && /(?:Fatal|Exit|[Pp]anic)/.test(calleeText(node))) return true
    const own =
      breaks &&
      !/^(?:for_statement|select_statement|expression_switch_statement|type_switch_statement)$/.test(node.kind)
    return node.children.some((child) => visit(child, own))
  }
  const body = loop.child('body')
  return body !== null && visit(body, true)
}
