import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { measureColumns, renderPlainLine, renderWithin } from '../../src/io/plain-text.ts'

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]0;title\u0007',
        '::error::',
        '##[group]',
        '\n',
        '\r',
        ' ',
        '\u009b2J',
        '\u202e',
        '\t',
      ),
    ),
  )
  .map((parts) => parts.join(''))

describe('text for a terminal or a runner', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007after', 'after'],
    ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['a\tb\nc', 'a b c'],
    ['bell\u0007, del\u007f', 'bell, del'],
    ['\u202eevil', 'evil'],
    ['::set-output name=x::y', ': :set-output name=x::y'],
    ['  ::error::x', '  : :error::x'],
    ['a ##[add-mask]x', 'a ## [add-mask]x'],
    ['Größe 测试 🚀', 'Größe 测试 🚀'],
    ['std::string', 'std::string'],
  ])('%j is shown as %j', (text, shown) => {
    expect(renderPlainLine(text)).toBe(shown)
  })

  test('nothing is left that a terminal or a runner obeys', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = renderPlainLine(text)
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u)
        expect(shown).not.toContain('##[')
        expect(shown.trimStart().startsWith('::')).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('a cut text fits, and one that fits is not cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
        const cut = renderWithin(text, columns)
        expect(measureColumns(cut)).toBeLessThanOrEqual(columns)
        if (measureColumns(text) <= columns) expect(cut).toBe(text)
        else expect(cut.endsWith('…')).toBe(true)
      }),
    )
  })
})
