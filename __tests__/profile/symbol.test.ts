import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseSymbol } from '../../src/profile/symbol.ts'

const p = (name: string) => ({ package: 'example.com/p', function: name })

test.each([
  ['example.com/p.Parse', p('Parse')],
  ['example.com/p.(*T).Get', p('(*T).Get')],
  ['example.com/p.T.String', p('T.String')],
  ['example.com/p.Parse.func1', p('Parse')],
  ['example.com/p.Parse.func1.2', p('Parse')],
  ['example.com/p.(*T).Get.gowrap1', p('(*T).Get')],
  ['example.com/p.(*T).Get.deferwrap2', p('(*T).Get')],
  ['example.com/p.(*T).Get-fm', p('(*T).Get')],
  ['example.com/p.Walk-range1', p('Walk')],
  ['example.com/p.Map[...]', p('Map')],
  ['example.com/p.Map[go.shape.int,example.com/q.T[string]]', p('Map')],
  ['example.com/p.(*Cache[...]).Get', p('(*Cache).Get')],
  ['gopkg.in/yaml%2ev3.(*parser).parse', { package: 'gopkg.in/yaml.v3', function: '(*parser).parse' }],
  ['main.main', { package: 'main', function: 'main' }],
  ['example.com/p.init.0', p('init')],
  ['example.com/p.größe', p('größe')],
])('%s', (symbol, expected) => {
  expect(parseSymbol(symbol)).toEqual(expected)
})

test.each(['', 'cgo', 'no/dot', '[', 'a/.x'])('%j names no Go function of a package', (symbol) => {
  expect(parseSymbol(symbol)).toBe(null)
})

test('any text is an answer', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseSymbol(text)))
})
