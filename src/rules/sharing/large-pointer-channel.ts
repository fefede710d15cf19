import type { GoRule } from '../rule.ts'
import { callsBuiltin, sizeOf, typeOf } from '../types.ts'

const LARGE_BYTES = 1024

export const LARGE_POINTER_CHANNEL: GoRule = {
  id: 'large-pointer-in-channel',
  item: 4,
  title: 'a channel hands on pointers to large structs',
  looksAt: `\`make(chan *T)\` where \`T\` is a struct of this package of ${LARGE_BYTES} bytes or more whose size is visible.`,
  advice:
    'Each value is kept on the heap as long as any side holds it: hand on an ID or the part that is needed, or take values from a pool.',
  nodes: ['call_expression'],
  inspect(call, file) {
    if (!callsBuiltin(call, file, 'make')) return null
    const type = typeOf(call, file)
    const held = type?.kind === 'chan' && type.of?.kind === 'pointer' ? type.of.of : null
    const size = sizeOf(held, file)
    if (held?.kind !== 'named' || size === null || size < LARGE_BYTES) return null
    return { node: call, title: `the channel hands on pointers to structs of ${size} bytes` }
  },
  example: {
    bad: `package example

type Frame struct {
	ID     int
	Pixels [4096]byte
}

func Frames() chan *Frame { return make(chan *Frame, 8) }
`,
    good: `package example

type Frame struct {
	ID     int
	Pixels [4096]byte
}

func Frames() chan int { return make(chan int, 8) }
`,
  },
}
