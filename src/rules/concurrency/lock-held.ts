import type { GoNode } from '../../syntax/tree.ts'
import { calleeText, enclosingFunction, enclosingStatement, isFunction } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import type { GoFile } from '../source.ts'
import { calleeOf, isNamed, pointee, typeOf } from '../types.ts'

export const LOCK_HELD: GoRule = {
  id: 'lock-held-while-waiting',
  item: 8,
  title: 'a lock is held while waiting for a channel, the clock or the network',
  looksAt:
    'Between `mu.Lock()` of a visible `sync.Mutex` or `RWMutex` and its `Unlock` (or the end, where that is deferred): a send or receive, `time.Sleep`, `WaitGroup.Wait`, calls of `net`, `net/http` and `os/exec` that wait. Silent for a `select` with a `default`, for a channel that the function made with a buffer, and for what runs in another goroutine.',
  advice: 'Everyone else who needs the lock waits too: copy what is needed under the lock, release it, then wait.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = call.child('function')
    const lock = callee?.kind === 'selector_expression' ? callee.child('operand') : null
    const method = callee?.child('field')?.text ?? ''
    if (!lock || (method !== 'Lock' && method !== 'RLock') || call.parent?.kind !== 'expression_statement') return null
    const type = pointee(typeOf(lock, file))
    if (!isNamed(type, 'sync', 'Mutex') && !isNamed(type, 'sync', 'RWMutex')) return null
    const statement = enclosingStatement(call)
    const release = `${lock.text}.${method === 'Lock' ? 'Unlock' : 'RUnlock'}()`
    for (const later of statement.parent?.children ?? []) {
      if (later.start <= statement.start) continue
      if (later.kind === 'defer_statement') continue
      // In whatever branch: what follows may run without the lock.
      const waits = firstWait(later, file, release)
      if (waits === 'released') return null
      if (waits) {
        return {
          node: waits,
          elsewhere: call,
          subject: `${lock.text} ${waits.text}`,
          title: `${inCode(lock.text)} is locked where this may wait: ${inCode(waits.text)}`,
        }
      }
    }
    return null
  },
  example: {
    bad: `package example

import "sync"

type Bus struct {
	mu   sync.Mutex
	outs []chan int
}

func (b *Bus) Send(value int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, out := range b.outs {
		out <- value
	}
}
`,
    good: `package example

import (
	"slices"
	"sync"
)

type Bus struct {
	mu   sync.Mutex
	outs []chan int
}

func (b *Bus) Send(value int) {
	b.mu.Lock()
	outs := slices.Clone(b.outs)
	b.mu.Unlock()
	for _, out := range outs {
		out <- value
	}
}
`,
  },
}

/** The first node that waits before the lock is released, in the order of the text. */
function firstWait(statement: GoNode, file: GoFile, release: string): GoNode | 'released' | null {
  if (isFunction(statement) || statement.kind === 'go_statement' || statement.kind === 'defer_statement') return null
  if (statement.kind === 'select_statement') {
    // With a default nobody waits; without one the select itself waits.
    return statement.children.some((one) => one.kind === 'default_case')
      ? firstIn(
          statement.children.flatMap((one) => one.children.filter((part) => part.kind === 'statement_list')),
          file,
          release,
        )
      : statement
  }
  if (statement.kind === 'call_expression' && statement.text.replace(/\s/g, '') === release) return 'released'
  const inner = firstIn(statement.children, file, release)
  if (inner) return inner
  return waitsItself(statement, file) ? statement : null
}

function firstIn(nodes: readonly GoNode[], file: GoFile, release: string): GoNode | 'released' | null {
  for (const node of nodes) {
    const found = firstWait(node, file, release)
    if (found) return found
  }
  return null
}

function waitsItself(node: GoNode, file: GoFile): boolean {
  if (node.kind === 'send_statement') return !hasRoomSurely(node)
  if (node.kind === 'unary_expression' && node.operator === '<-') return true
  if (node.kind !== 'call_expression') return false
  const callee = calleeOf(node, file)
  if (callee) {
    const { package: path, name } = callee
    if (path === 'time') return name === 'Sleep'
    if (path === 'net') return /^(?:Dial|Lookup|Listen)/.test(name)
    if (path === 'net/http') return /^(?:Get|Post|Head|PostForm|ListenAndServe\w*)$/.test(name)
    return false
  }
  if (!/\.Wait$/.test(calleeText(node))) return false
  return isNamed(pointee(typeOf(node.child('function')?.child('operand'), file)), 'sync', 'WaitGroup')
}

/** Whether the function itself made the channel, with a buffer, above the send. */
function hasRoomSurely(send: GoNode): boolean {
  const channel = (send.child('channel')?.text ?? '').replace(/\s/g, '')
  const body = enclosingFunction(send)
  if (channel === '' || body === null) return false
  const above = body.text.slice(0, Math.max(0, send.start - body.start)).replace(/\s/g, '')
  const quoted = channel.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\w.])${quoted}:?=make\\(chan[^,\\n]*,`, 'u').test(above)
}
