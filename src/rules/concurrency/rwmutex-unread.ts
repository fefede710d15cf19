import type { GoNode } from '../../syntax/tree.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import type { GoFile } from '../source.ts'
import { isNamed, typeOfNode } from '../types.ts'

export const RWMUTEX_UNREAD: GoRule = {
  id: 'rwmutex-never-read',
  item: 8,
  title: 'an `RWMutex` that nobody locks for reading',
  looksAt:
    'An unexported field or package variable of type `sync.RWMutex` by whose name no file of the package calls `RLock`, `RLocker` or `TryRLock`. Silent where it is exported, embedded, or its address is taken.',
  advice:
    'A `sync.Mutex` is smaller and faster where all lock for writing; or lock for reading where nothing is written.',
  nodes: ['field_declaration', 'var_spec'],
  inspect(node, file) {
    const names = node.childrenIn('name')
    const type = node.child('type')
    if (!type || names.length === 0 || !file.package.complete || !isNamed(typeOfNode(type, file), 'sync', 'RWMutex'))
      return null
    if (node.kind === 'var_spec' && !isOfPackage(node)) return null
    const unread = names.filter(({ text }) => /^[a-z]/.test(text) && isUnread(text, file))
    const [first] = unread
    if (!first || unread.length !== names.length) return null
    return {
      node,
      title: `${inCode(first.text)} is an \`RWMutex\` that is never locked for reading`,
    }
  },
  example: {
    bad: `package example

import "sync"

type Counter struct {
	mu sync.RWMutex
	n  int
}

func (c *Counter) Add() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return c.n
}
`,
    good: `package example

import "sync"

type Counter struct {
	mu sync.Mutex
	n  int
}

func (c *Counter) Add() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return c.n
}
`,
  },
}

function isOfPackage(node: GoNode): boolean {
  for (const at of node.ancestors()) if (at.kind === 'block') return false
  return true
}

/** Locked somewhere, and only ever for writing. */
function isUnread(name: string, { package: home }: GoFile): boolean {
  if (
    home.mentions(
      new RegExp(`\\b${name}\\.(?:RLock|RLocker|TryRLock)\\b|&[\\w.]*\\b${name}\\b|\\b${name}\\b\\s*:\\s*\\w`),
    )
  )
    return false
  return home.mentions(new RegExp(`\\b${name}\\.Lock\\(`))
}
