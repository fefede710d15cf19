import { describe, expect, test } from '@jest/globals'
import { renderTerminal } from '../../src/report/terminal.ts'
import { alignTable, wrap } from '../../src/report/terminal-layout.ts'
import { plainWidth } from '../../src/report/terminal-style.ts'
import { hostile } from '../fixtures/reviews/hostile.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'
import { regressed } from '../fixtures/reviews/regressed.ts'

const ESC = String.fromCodePoint(0x1b)
const OUR_STYLES = new RegExp(`${ESC}\\[(?:1|2|22|31|32|33|36|39)m`, 'g')

describe('the terminal report', () => {
  test('has the words of the comment without its Markdown', () => {
    const text = renderTerminal(regressed, { color: false, width: 100 })
    expect(text).toContain('BenchmarkParse/short · 0 → 1 allocs/op (+32 B/op) — blocks the merge')
    expect(text).not.toMatch(/\*\*|`|<details>|\]\(|&#/)
  })

  test('has no colour where none is wanted, and the same words where it is', () => {
    const plain = renderTerminal(regressed, { color: false, width: 100 })
    const colored = renderTerminal(regressed, { color: true, width: 100 })
    expect(plain).not.toContain(ESC)
    expect(colored).toContain(`${ESC}[31m✗${ESC}[39m`)
    expect(colored.replace(OUR_STYLES, '')).toBe(plain)
  })

  test('passes no control character of foreign text on', () => {
    const text = renderTerminal(hostile, { color: true, width: 100 }).replace(OUR_STYLES, '')
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
  })

  test.each(Object.entries(SAMPLES).filter(([name]) => name !== 'hostile'))(
    'of %s keeps to the width, but for single long words and output of commands',
    (_, sample) => {
      for (const line of renderTerminal(sample, { color: false, width: 80 }).split('\n')) {
        const words = line.trim().split(' ')
        const isOutput = line.startsWith('    ') && !line.includes('- ')
        if (words.length > 1 && !isOutput) expect(plainWidth(line)).toBeLessThanOrEqual(80)
      }
    },
  )
})

describe('layout', () => {
  test('aligns by what is seen: styling takes no column, wide characters take two', () => {
    expect(
      alignTable(
        [
          ['漢', '1'],
          [`${ESC}[1mab${ESC}[22m`, '22'],
        ],
        ['left', 'right'],
        80,
      ),
    ).toEqual(['漢   1', `${ESC}[1mab${ESC}[22m  22`])
  })

  test('gives a name that does not fit its own line, whole', () => {
    const name = 'Handler/service-0/with-a-rather-long-name'
    expect(
      alignTable(
        [
          ['', 'base', 'head'],
          [name, '10', '12'],
        ],
        ['left', 'right', 'right'],
        44,
      ),
    ).toEqual(['  base  head', name, '    10    12'])
  })

  test('breaks between words only', () => {
    expect(wrap('one two threefourfive six', 8, '  ')).toEqual(['one two', '  threefourfive', '  six'])
  })
})
