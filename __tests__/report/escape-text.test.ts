import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  clip,
  clipBytes,
  clipStart,
  codeCell,
  codeSpan,
  escapeHtml,
  escapeHtmlInMarkdown,
  escapeLineStart,
  escapeMarkdown,
  escapeWorkflowCommandMessage,
  escapeWorkflowCommandProperty,
  fence,
  oneLine,
  stripControl,
  utf8Length,
} from '../../src/report/escape-text.ts'
import { ATTACK } from '../fixtures/reviews/hostile.ts'

const ESC = String.fromCodePoint(0x1b)
const ZERO_WIDTH = String.fromCodePoint(0x200b)

/** Text made of what escapers fear, mixed with anything. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '``',
        '```',
        '````',
        '|',
        '\\',
        '\\|',
        '<',
        '<!--',
        '-->',
        '@octocat',
        '#12',
        'GH-1',
        'https://x.y',
        'www.x',
      ),
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        ' ',
        '  ',
        '\t',
        '*',
        '_',
        '[',
        ']',
        '(',
        ')',
        '&lt;',
        '$',
        '~~',
        ':tada:',
        '::',
        '%',
        ',',
      ),
      fc.constantFrom(
        '- ',
        '# ',
        '1. ',
        '> ',
        '---',
        '===',
        ESC,
        `${ESC}[31m`,
        '\u202e',
        '\u2028',
        '\ud800',
        'a',
        'é',
        '漢',
        '🔴',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** What GitHub shows for inline Markdown that holds only escapes and entities. */
function shown(markdown: string): string {
  const entities: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&amp;': '&',
    '&#124;': '|',
    '&#36;': '$',
    '&#8203;': '',
  }
  return markdown.replace(
    /\\([!-/:-@[-`{-~])|&(?:lt|gt|amp|#\d+);/g,
    (match, character) => character ?? entities[match] ?? match,
  )
}

/** The content of a code span as CommonMark 6.1 reads it, or null where the text is not exactly one. */
function readCodeSpan(markdown: string): string | null {
  const fenceOf = /^`+/.exec(markdown)?.[0] ?? ''
  const inner = markdown.slice(fenceOf.length, -fenceOf.length)
  const closes = (inner.match(/`+/g) ?? []).some((run) => run.length === fenceOf.length)
  if (fenceOf === '' || closes || !markdown.endsWith(fenceOf) || /^`|`$/.test(inner)) return null
  return inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '' ? inner.slice(1, -1) : inner
}

describe('stripControl', () => {
  test('takes terminal sequences, control and invisible characters away, and keeps lines', () => {
    expect(stripControl(`a${ESC}[31mred${ESC}[0m\r\nb\rc\u2028d\te\u202ef\u0000g\ufeffh`)).toBe('ared\nb\nc\nd\tefgh')
    expect(stripControl(`${ESC}]8;;http://evil.example${ESC}\\link${ESC}]8;;${ESC}\\`)).toBe('link')
  })

  test('leaves nothing that steers a terminal, whatever comes in', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(stripControl(text)).not.toMatch(/[\p{Cf}\p{Cs}\u2028\u2029]/u)
        expect(stripControl(text).replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})

describe('escapeMarkdown', () => {
  test.each([
    ['foo_bar *b* [x](y)', 'foo\\_bar \\*b\\* \\[x\\](y)'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['a | b', 'a &#124; b'],
    ['ask @octocat about #12', 'ask @&#8203;octocat about #&#8203;12'],
    ['see https://evil.example', 'see https:&#8203;//evil.example'],
    ['14.1 ns → 29 ns, +106 %', '14.1 ns → 29 ns, +106 %'],
  ])('%s', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })

  test('shows the same text again', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(shown(escapeMarkdown(text))).toBe(oneLine(text))
      }),
    )
  })

  test('lets no tag, mention, reference, address, pipe, emphasis, code or line end through', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const markdown = escapeMarkdown(text)
        expect(markdown).not.toMatch(/[<>|\n\r$]/)
        expect(markdown).not.toMatch(/@[^\s&]/)
        expect(markdown).not.toMatch(/#\d+(?!\d*;)/)
        expect(markdown).not.toMatch(/:\/\/|www\./i)
        expect(markdown.replace(/\\./g, '')).not.toMatch(/[`*_[\]~\\]/)
      }),
    )
  })

  test('begins no block where it begins a line', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeLineStart(escapeMarkdown(text))).not.toMatch(/^\s*(?:[-+#=:>|`]|\d+[.)])/)
      }),
    )
  })
})

describe('codeSpan', () => {
  test.each([
    ['[]byte(s)', '`[]byte(s)`'],
    ['`raw`', '`` `raw` ``'],
    ['a``b', '```a``b```'],
    [' x ', '`  x  `'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected)
  })

  test('is read back as the same text on one line', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const plain = stripControl(text).replace(/[\n\t]/g, ' ')
        fc.pre(plain !== '')
        expect(readCodeSpan(codeSpan(text))?.replaceAll(ZERO_WIDTH, '')).toBe(plain)
      }),
    )
  })

  test('never holds the start of a hidden marker', () => {
    expect(codeSpan('<!-- go-perf-review -->')).not.toContain('<!--')
    expect(fence('<!-- go-perf-review -->')).not.toContain('<!--')
  })
})

describe('codeCell', () => {
  test('has no pipe and no line end that could break a row', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(codeCell(text)).not.toMatch(/[|\n\r]/)
        expect(
          codeCell(text)
            .replace(/^<code>|<\/code>$/g, '')
            .startsWith('<'),
        ).toBe(false)
      }),
    )
  })

  test('writes a pipe as an entity', () => {
    expect(codeCell('Parse/a|b')).toBe('<code>Parse&#47;a&#124;b</code>')
    expect(codeCell('Parse/a')).toBe('`Parse/a`')
  })
})

describe('fence', () => {
  test('is closed by nothing inside, and keeps the lines', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const lines = fence(text, 'text').split('\n')
        const marks = /^`+/.exec(lines[0] ?? '')?.[0] ?? ''
        expect(marks.length).toBeGreaterThanOrEqual(3)
        expect(lines.at(-1)).toBe(marks)
        for (const line of lines.slice(1, -1)) expect(line).not.toContain(marks)
        expect(lines.slice(1, -1).join('\n').replaceAll(ZERO_WIDTH, '')).toBe(stripControl(text).replace(/\n+$/, ''))
      }),
    )
  })
})

describe('HTML', () => {
  test('has no tag, no quote and no entity of the text itself', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/)
        expect(escapeHtml(text).replace(/&(?:amp|lt|gt|quot|#39|#58|#35);/g, '')).not.toContain('&')
        expect(escapeHtmlInMarkdown(text)).not.toMatch(/[<>\n\r]|@[^\s&]|:\/\//)
      }),
    )
  })
})

describe('workflow commands', () => {
  test('are written as the runner decodes them', () => {
    expect(escapeWorkflowCommandMessage('100 %\r\nnext: a, b')).toBe('100 %25%0D%0Anext: a, b')
    expect(escapeWorkflowCommandProperty('a:b,c%')).toBe('a%3Ab%2Cc%25')
  })

  test('stay on one line and decode to the same text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const property = escapeWorkflowCommandProperty(text)
        expect(property).not.toMatch(/[\n\r:,]/)
        expect(escapeWorkflowCommandMessage(text)).not.toMatch(/[\n\r]/)
        const decoded = property
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ',')
          .replaceAll('%0D', '\r')
          .replaceAll('%0A', '\n')
        expect(decoded.replaceAll('%25', '%')).toBe(text)
      }),
    )
  })
})

describe('clipping', () => {
  test('keeps within the limit, marks the cut and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, limit) => {
        for (const cut of [clip(text, limit), clipStart(text, limit)]) {
          expect(cut.length).toBeLessThanOrEqual(limit)
          expect(cut).not.toMatch(/\p{Cs}/u)
        }
        expect(utf8Length(clipBytes(text, limit))).toBeLessThanOrEqual(limit)
        if (text.length <= limit) expect(clip(text, limit)).toBe(text)
        else if (limit > 0) expect(clip(text, limit).endsWith('…')).toBe(true)
      }),
    )
  })
})

test('the attack in the sample holds every class that the escapers speak of', () => {
  for (const part of ['@octocat', '#12', '<!--', '![', '|', '```', '::error', ESC]) expect(ATTACK).toContain(part)
})
