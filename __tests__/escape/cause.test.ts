import { expect, test } from '@jest/globals'
import { findHolder, judgeCause } from '../../src/escape/cause.ts'
import type { Fact } from '../../src/escape/fact.ts'

const EVIDENCE = { allocators: [], isDeclared: () => true }

/** `make` in a field of a local struct that lies on the heap, as Go 1.26 explains it. */
function filled(end: string): Fact {
  const at = { file: 'copy.go', line: 9, column: 14 }
  const step = (text: string, word = '', expression = '') => ({ text, word, expression, at })
  return {
    ...at,
    package: 'example.com/p',
    kind: 'escapes',
    renamed: false,
    expression: 'make([]string, len(c.names))',
    compilerFunction: 'Copy',
    flow: [
      step(`${end} ← &{storage for make([]string, len(c.names))}`),
      step('make([]string, len(c.names)) (spill)', 'spill', 'make([]string, len(c.names))'),
      step('copied.names = make([]string, len(c.names)) (assign)', 'assign', 'copied.names = make(…)'),
    ],
  }
}

test('what ends in a variable is stored in it', () => {
  expect(judgeCause(filled('copied'), EVIDENCE)).toBe('stored-in-heap')
  expect(findHolder(filled('copied').flow)).toBe('copied')
})

test('what ends on the heap, in a result or in a temporary of the compiler is in no variable', () => {
  for (const end of ['{heap}', '~r0', '.autotmp_3', '{storage for &T{}}']) {
    expect([end, findHolder(filled(end).flow)]).toEqual([end, null])
  }
})
