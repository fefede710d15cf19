import type { GoNode } from '../../syntax/tree.ts'
import { argumentsOf, enclosingLoop, isRare } from '../control.ts'
import { inCode } from '../in-code.ts'
import type { GoRule, Replacement } from '../rule.ts'
import type { GoFile } from '../source.ts'
import { calleeOf, type GoType, isInteger, isString, typeOf } from '../types.ts'

export const FMT_IN_LOOP: GoRule = {
  id: 'fmt-in-loop',
  item: 2,
  title: '`fmt` makes a string of one value in a loop or a hot function',
  looksAt:
    '`fmt.Sprintf` with nothing but `%d`, `%s` or `%v`, and `fmt.Sprint`, of one value whose type is visible and is a string or an integer: in loops, and in functions known to be hot. Silent on the way out of a loop and where an error is handled.',
  advice: '`strconv` and plain concatenation need no boxing and no format to be read.',
  nodes: ['call_expression'],
  inspect(call, file) {
    const callee = calleeOf(call, file)
    if (callee?.package !== 'fmt' || (callee.name !== 'Sprintf' && callee.name !== 'Sprint')) return null
    const value = soleValue(callee.name, argumentsOf(call))
    const type = value && typeOf(value, file)
    if (!type || !takes(callee.name, argumentsOf(call)[0]?.text ?? '', type)) return null
    const better = value && type && cheaper(value, type)
    if (!value || !type || !better) return null
    const loop = enclosingLoop(call)
    if (loop && isRare(call, loop)) return null
    return {
      node: call,
      title: `${inCode(call.text)} boxes and formats ${isString(type) ? 'a string' : 'a number'}`,
      advice: `Write ${inCode(better)}: no boxing, no format to be read.`,
      onlyHot: loop === null,
      expressions: [value.text],
      ...replace(call, better, file),
    }
  },
  example: {
    bad: `package example

import "fmt"

func Keys(ids []int) int {
	n := 0
	for _, id := range ids {
		n += len(fmt.Sprintf("%d", id))
	}
	return n
}

func Use() int { return Keys([]int{1000, 2000, 3000}) }
`,
    good: `package example

import "strconv"

func Keys(ids []int) int {
	n := 0
	for _, id := range ids {
		n += len(strconv.Itoa(id))
	}
	return n
}

func Use() int { return Keys([]int{1000, 2000, 3000}) }
`,
    operation: 'Use()',
  },
}

function soleValue(name: string, given: readonly GoNode[]): GoNode | null {
  if (name === 'Sprint') return given.length === 1 ? (given[0] ?? null) : null
  const [format, value] = given
  const isSole = given.length === 2 && /^["`]%[dsv]["`]$/.test(format?.text ?? '')
  if (!isSole || value?.kind === 'variadic_argument') return null
  return value ?? null
}

/** A verb of the other kind prints a complaint. */
function takes(name: string, format: string, type: GoType): boolean {
  return name === 'Sprint' || format.includes('v') || format.includes('s') === isString(type)
}

function cheaper(value: GoNode, type: GoType): string | null {
  if (isString(type)) return value.text
  if (!isInteger(type) || type.kind !== 'basic' || value.kind === 'int_literal') return null
  if (type.name === 'int') return `strconv.Itoa(${value.text})`
  if (/^u|^byte$/.test(type.name))
    return type.name === 'uint64'
      ? `strconv.FormatUint(${value.text}, 10)`
      : `strconv.FormatUint(uint64(${value.text}), 10)`
  return type.name === 'int64' ? `strconv.FormatInt(${value.text}, 10)` : `strconv.FormatInt(int64(${value.text}), 10)`
}

/** Only where the file has what the new text needs, and still needs fmt. */
function replace(call: GoNode, better: string, file: GoFile): { readonly replacement?: Replacement } {
  if (better.startsWith('strconv.') && file.imports.get('strconv') !== 'strconv') return {}
  // As part of another expression, an operator in the value could bind otherwise.
  const stands = /^(?:argument_list|expression_list|return_statement|literal_element)$/.test(call.parent?.kind ?? '')
  if (call.line !== call.endLine || !stands || !isUsedOtherwise(file)) return {}
  const line = call.lineText
  const at = call.column - 1
  return {
    replacement: {
      startLine: call.line,
      endLine: call.line,
      text: `${line.slice(0, at)}${better}${line.slice(at + call.text.length)}`,
    },
  }
}

/** Whether the file needs fmt for something that no replacement takes away. */
function isUsedOtherwise(file: GoFile): boolean {
  const name = [...file.imports].find(([, path]) => path === 'fmt')?.[0] ?? 'fmt'
  const code = file.root.text.replace(/\/\/.*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, '')
  return new RegExp(`\\b${name}\\.(?!Sprintf?\\b)[A-Z]`).test(code)
}
