import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DEFAULT_CONFIG, GATE_WORDS } from '../../src/config/config.ts'
import { FAIL_ON_WORDS, parseGate, renderGate } from '../../src/config/gate-words.ts'

test.each([
  [['escapes'], { failOn: ['escapes'], escapesGate: 'hot' }],
  [['escapes=all', 'broken'], { failOn: ['escapes', 'broken'], escapesGate: 'all' }],
  [['allocs', 'escapes=off'], { failOn: ['allocs'], escapesGate: 'off' }],
  [['allocs', 'allocs'], { failOn: ['allocs'], escapesGate: 'off' }],
  [['none'], { failOn: [], escapesGate: 'off' }],
  [[], { failOn: [], escapesGate: 'off' }],
])('%j', (words, gate) => {
  expect(parseGate(words)).toEqual({ gate, faults: [] })
})

test('an unknown word names all words and the nearest', () => {
  const [fault] = parseGate(['bytes', 'alocs']).faults
  expect(fault).toMatchObject({ index: 1, found: 'is "alocs"' })
  for (const word of FAIL_ON_WORDS) expect(fault?.expected).toContain(word)
  expect(fault?.expected).toContain('did you mean "allocs"?')
})

test('contradictions are told', () => {
  expect(parseGate(['escapes=hot', 'escapes=all']).faults).toHaveLength(1)
  expect(parseGate(['none', 'allocs']).faults).toHaveLength(1)
  expect(parseGate(['escapes', 'escapes=hot']).faults).toHaveLength(0)
})

test('the default is what its words say', () => {
  const { failOn, escapesGate } = DEFAULT_CONFIG
  expect(parseGate(renderGate(DEFAULT_CONFIG))).toEqual({ gate: { failOn, escapesGate }, faults: [] })
})

test('any words: rendering and parsing agree, and escapes is on exactly where its gate is', () => {
  const word = fc.oneof(fc.constantFrom(...FAIL_ON_WORDS), fc.string())
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const { gate } = parseGate(words)
      expect(gate.failOn.includes('escapes')).toBe(gate.escapesGate !== 'off')
      expect(gate.failOn).toEqual(GATE_WORDS.filter((candidate) => gate.failOn.includes(candidate)))
      expect(parseGate(renderGate(gate))).toEqual({ gate, faults: [] })
    }),
  )
})
