import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { isAssignedIn, resolveLocal, usesOf } from '../scope.ts'
import { pointee, sizeOf, typeOf, underlying } from '../types.ts'

/** Below this a copy costs less than what most loops do. */
const LARGE_BYTES = 256

export const LARGE_RANGE_VALUE: GoRule = {
  id: 'large-range-value',
  item: 10,
  title: 'a `range` copies a large element in every turn',
  looksAt: `The second variable of a \`range\` over a slice, array or map, where the element is a struct or array of this package with ${LARGE_BYTES} bytes or more, and its size is visible. Silent where the element is kept, changed or handed on as a whole.`,
  advice: 'Range over the index and take a pointer to the element.',
  nodes: ['range_clause'],
  inspect(clause, file) {
    const [, value] = clause.child('left')?.children ?? []
    if (value?.kind !== 'identifier' || value.text === '_') return null
    const shape = underlying(pointee(typeOf(clause.child('right'), file)), file)
    if (shape?.kind !== 'slice' && shape?.kind !== 'array') return null
    const size = sizeOf(shape.of, file)
    const variable = resolveLocal(value)
    const loop = clause.parent
    const uses = variable && loop ? usesOf(variable, loop) : []
    // Kept or handed on as a whole, it has to be copied anyway.
    const onlyRead =
      uses.length > 0 &&
      uses.every(({ parent, field }) => parent?.kind === 'selector_expression' && field === 'operand')
    if (size === null || size < LARGE_BYTES || !onlyRead || !variable || !loop || isAssignedIn(variable, loop))
      return null
    return {
      node: clause,
      title: `each turn copies ${size} bytes into ${inCode(value.text)}`,
      subject: `${value.text} ${clause.child('right')?.text ?? ''}`,
    }
  },
  example: {
    bad: `package example

type Frame struct {
	Pixels [512]byte
	Width  int
}

func Widths(frames []Frame) (sum int) {
	for _, frame := range frames {
		sum += frame.Width
	}
	return sum
}
`,
    good: `package example

type Frame struct {
	Pixels [512]byte
	Width  int
}

func Widths(frames []Frame) (sum int) {
	for i := range frames {
		sum += frames[i].Width
	}
	return sum
}
`,
  },
}
