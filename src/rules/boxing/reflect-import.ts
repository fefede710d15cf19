import type { GoRule } from '../rule.ts'

export const REFLECT_IMPORT: GoRule = {
  id: 'reflect-import',
  item: 2,
  title: 'the package newly imports `reflect`',
  looksAt: 'An import of `reflect` in a package that did not import it before.',
  advice:
    'Keep reflection to start-up and cache what it finds by type; on hot paths use type parameters or generated code.',
  nodes: ['import_spec'],
  inspect(spec, file) {
    if (spec.child('path')?.text !== '"reflect"') return null
    // Another file of the package has it too, which the change may not touch.
    if (file.package.countFiles(/^\s*(?:import\s+)?(?:\w+\s+)?"reflect"/m) > 1) return null
    return { node: spec, title: '`reflect` is imported', subject: 'reflect' }
  },
  example: {
    bad: `package example

import "reflect"

func IsZero(value any) bool { return reflect.ValueOf(value).IsZero() }
`,
    good: `package example

func IsZero[T comparable](value T) bool {
	var zero T
	return value == zero
}
`,
  },
}
