import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loosenExpression, normaliseExpression, reduceToKind, stripQualifiers } from '../../src/escape/normalise.ts'

describe('normaliseExpression makes alike what says the same', () => {
  test.each([
    ['[]interface {}{...}', '[]any{...}'],
    ['make([]go.shape.int, n)', 'make([]go.shape.string, n)'],
    ['make([]go.shape.int, n)', 'make([]go.shape.[]uint8, n)'],
    ['&List[go.shape.struct { a int; b string }]{}', '&List[go.shape.int]{}'],
    ['f(go.shape.map[string]int(x))', 'f(go.shape.*uint8(x))'],
    ['x.func1', 'x.func2'],
    ['.autotmp_4', '.autotmp_17'],
    ['~r0', '~r1'],
  ])('%s and %s', (a, b) => {
    expect(normaliseExpression(a)).toBe(normaliseExpression(b))
  })

  test.each([
    ['make([]int, 16)', 'make([]int, 32)'],
    ['&T{...}', '&U{...}'],
    ['a.x', 'b.x'],
  ])('and keeps apart %s and %s', (a, b) => {
    expect(normaliseExpression(a)).not.toBe(normaliseExpression(b))
  })
})

test('an importing package qualifies the names of a callee', () => {
  expect(stripQualifiers('make([]int, arraylist.len, arraylist.cap)')).toBe('make([]int, len, cap)')
  expect(loosenExpression('&slogr.handler{...}')).toBe(loosenExpression('&logr.handler{...}'))
  expect(loosenExpression('itemType(20)')).toBe(loosenExpression('itemType(19)'))
})

test.each([
  ['make([]byte, n)', 'make([]byte)'],
  ['make(map[string]func(a, b int), n)', 'make(map[string]func(a, b int))'],
  ['&T{...}', '&T'],
  ['&T{}', '&T'],
  ['x + y', 'x + y'],
])('of %s only its kind is %s', (expression, kind) => {
  expect(reduceToKind(expression)).toBe(kind)
})

test('normalising again changes nothing', () => {
  const words = fc.constantFrom(
    'go.shape.',
    'int',
    '[',
    ']',
    '{',
    '}',
    'struct {',
    ' ',
    ',',
    '.autotmp_1',
    '~r0',
    'func1',
    'interface {}',
    'x',
  )
  fc.assert(
    fc.property(
      fc.array(words).map((parts) => parts.join('')),
      (text) => {
        const once = normaliseExpression(text)
        expect(normaliseExpression(once)).toBe(once)
      },
    ),
  )
})
