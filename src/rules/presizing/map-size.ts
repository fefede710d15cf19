import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf, enclosingLoop, enclosingStatement } from '../control.ts'
import { inCode } from '../in-code.ts'
import { runsEveryTurn, turnsOf } from '../loops.ts'
import type { GoRule } from '../rule.ts'
import { isAssignedIn, resolveLocal, usesOf, type Variable } from '../scope.ts'
import type { GoFile } from '../source.ts'
import { callsBuiltin } from '../types.ts'
import { replaceDeclaration, standsBefore } from './append-capacity.ts'

export const MAP_SIZE: GoRule = {
  id: 'map-size',
  item: 3,
  title: 'a map made without a size is filled in a loop of known length',
  looksAt:
    'A local `make(map[K]V)` or `map[K]V{}`, and a loop over something whose length is known before it, which sets an entry in every turn under a key that the turn decides. Silent where turns can be skipped, or where the loop looks at the map besides.',
  advice: 'Make the map with its size: it then never grows, and nothing is moved.',
  nodes: ['assignment_statement'],
  inspect(statement, file) {
    const [target, ...others] = statement.child('left')?.children ?? []
    const loop = enclosingLoop(statement)
    const operand = target?.kind === 'index_expression' ? target.child('operand') : null
    const key = target?.child('index')
    if (!loop || !operand || !key || others.length > 0 || statement.operator !== '=') return null
    const filled = operand.kind === 'identifier' ? resolveLocal(operand) : null
    const made = filled && makesMap(filled, file)
    const turns = filled && made && runsEveryTurn(statement, loop) ? turnsOf(loop, file) : null
    if (!filled || !made || !turns || !standsBefore(filled, loop) || !dependsOnTurn(key, loop)) return null
    // What looks at the map while it fills it groups several turns under one key.
    if (usesOf(filled, loop).length > 1) return null
    const block = enclosingStatement(loop).parent
    const between = (block?.children ?? []).filter((one) => one.start > filled.declaration.end && one.end <= loop.start)
    if (between.some((one) => isAssignedIn(filled, one))) return null
    return {
      node: statement,
      elsewhere: filled.declaration,
      subject: `${operand.text} filled ${turns.expression}`,
      title: `${inCode(operand.text)} is filled in a loop of ${inCode(turns.expression)} turns, and made without a size`,
      advice: `Make ${inCode(operand.text)} with size ${inCode(turns.expression)}: it then never grows while it is filled.`,
      ...replaceDeclaration(filled, `make(${made}, ${turns.expression})`, turns),
    }
  },
  example: {
    bad: `package example

func Index(names []string) map[string]int {
	index := make(map[string]int)
	for at, name := range names {
		index[name] = at
	}
	return index
}

var names = make([]string, 200)

func init() {
	for i := range names {
		names[i] = string(rune('a' + i))
	}
}

func Use() int { return len(Index(names)) }
`,
    good: `package example

func Index(names []string) map[string]int {
	index := make(map[string]int, len(names))
	for at, name := range names {
		index[name] = at
	}
	return index
}

var names = make([]string, 200)

func init() {
	for i := range names {
		names[i] = string(rune('a' + i))
	}
}

func Use() int { return len(Index(names)) }
`,
    operation: 'Use()',
  },
}

/** The map's type where it is made empty and without a size. */
function makesMap({ role, value }: Variable, file: GoFile): string | null {
  if (role !== 'variable') return null
  if (value?.kind === 'composite_literal' && value.child('type')?.kind === 'map_type')
    return value.child('body')?.children.length === 0 ? (value.child('type')?.text ?? null) : null
  if (!value || !callsBuiltin(value, file, 'make')) return null
  const [type, size] = argumentsOf(value)
  return type?.kind === 'map_type' && !size ? type.text : null
}

/** A key that names a variable of the loop: another could be the same in every turn. */
function dependsOnTurn(key: GoNode, loop: GoNode): boolean {
  const names =
    loop.children[0]?.child('left')?.children ?? loop.children[0]?.child('initializer')?.child('left')?.children ?? []
  return names.some((name) => {
    const variable = name.kind === 'identifier' ? resolveLocal(name) : null
    return variable !== null && usesOf(variable, key).length > 0
  })
}
