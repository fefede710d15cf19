import { argumentsOf, enclosingFunction, enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule } from '../rule.ts'
import { resolveLocal } from '../scope.ts'
import { hasPointerReceiver } from '../source.ts'
import { callsBuiltin, sizeOf, typeOf } from '../types.ts'

const SMALL_BYTES = 64

export const POINTER_ELEMENTS: GoRule = {
  id: 'pointer-elements',
  item: 10,
  title: 'a slice of pointers to small structs, each allocated by itself',
  looksAt: `\`append(xs, &T{…})\` in a loop, to a local \`[]*T\`, where \`T\` is a struct of this package of ${SMALL_BYTES} bytes or less without methods on its pointer.`,
  advice:
    'A slice of values is one allocation, and lies together in memory; keep pointers where elements are shared or must not move.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const loop = enclosingLoop(call)
    const [target, element, ...others] = argumentsOf(call)
    if (!loop || !target || others.length > 0 || !callsBuiltin(call, file, 'append') || isRare(call, loop)) return null
    if (element?.kind !== 'unary_expression' || element.operator !== '&') return null
    const literal = element.child('operand')
    const type = literal?.kind === 'composite_literal' ? typeOf(literal, file) : null
    const slice = target.kind === 'identifier' ? resolveLocal(target) : null
    if (type?.kind !== 'named' || type.package !== '' || slice?.role !== 'variable') return null
    if (enclosingFunction(slice.name) !== enclosingFunction(call)) return null
    const size = sizeOf(type, file)
    if (size === null || size > SMALL_BYTES || file.package.methodsOf(type.name).some(hasPointerReceiver)) return null
    const expression = `&${type.name}{...}`
    return {
      node: call,
      title: `${inCode(target.text)} holds pointers to structs of ${size} bytes, each allocated by itself`,
      expressions: [expression, element.text],
    }
  },
  example: {
    bad: `package example

type Point struct{ X, Y int }

//go:noinline
func Line(n int) []*Point {
	points := make([]*Point, 0, n)
	for i := 0; i < n; i++ {
		points = append(points, &Point{i, i})
	}
	return points
}

func Use() int { return len(Line(100)) }
`,
    good: `package example

type Point struct{ X, Y int }

//go:noinline
func Line(n int) []Point {
	points := make([]Point, 0, n)
	for i := 0; i < n; i++ {
		points = append(points, Point{i, i})
	}
	return points
}

func Use() int { return len(Line(100)) }
`,
    operation: 'Use()',
  },
}
