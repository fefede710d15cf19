import type { GoRule } from '../rule.ts'
import { fieldsOf, typeOfNode } from '../types.ts'

const COUNTERS = /^(?:Int32|Int64|Uint32|Uint64|Uintptr|Bool)$/

export const ATOMIC_NEIGHBOURS: GoRule = {
  id: 'atomic-neighbours',
  item: 10,
  title: 'atomic counters of several goroutines share a cache line',
  looksAt:
    'Arrays and slices of atomic integers, or of structs that hold nothing else: neighbours lie in one cache line of 64 bytes, so that cores which count in different elements take it from each other.',
  advice:
    'If goroutines write to different elements at a time, pad each to 64 bytes; measure with as many goroutines as cores.',
  nodes: ['array_type', 'slice_type'],
  inspect(node, file) {
    if (node.parent?.kind !== 'field_declaration' && node.parent?.kind !== 'var_spec') return null
    const element = typeOfNode(node.child('element'), file)
    const isCounter = (type: ReturnType<typeof typeOfNode>): boolean =>
      type?.kind === 'named' && type.package === 'sync/atomic' && COUNTERS.test(type.name)
    const declared = element?.kind === 'named' && element.package === '' ? file.package.lookUp(element.name) : null
    const struct = declared?.node.child('type')
    const holdsNothingElse =
      declared !== null &&
      struct?.kind === 'struct_type' &&
      fieldsOf(struct).length > 0 &&
      fieldsOf(struct).length < 8 &&
      fieldsOf(struct).every(({ type }) => isCounter(typeOfNode(type, declared.file)))
    if (!isCounter(element) && !holdsNothingElse) return null
    return { node, title: 'neighbouring atomic counters share a cache line' }
  },
  example: {
    bad: `package example

import "sync/atomic"

type Counters struct {
	shards [16]atomic.Int64
}

func (c *Counters) Add(shard int) { c.shards[shard&15].Add(1) }
`,
    good: `package example

import "sync/atomic"

type shard struct {
	atomic.Int64
	_ [56]byte
}

type Counters struct {
	shards [16]shard
}

func (c *Counters) Add(at int) { c.shards[at&15].Add(1) }
`,
  },
}
