import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GoParser } from '../../src/syntax/go-parser.ts'
import { startParser } from './parser.ts'
import { endsStatement, joinTokens, readSources, runGofmt, scanTokens, type Token } from './tokens.ts'

let parser: GoParser
beforeAll(async () => {
  parser = await startParser()
})

const print = (text: string): string => {
  const outline = parser.parseOutline(text)
  expect({ text, broken: outline.broken }).toEqual({ text, broken: false })
  return outline.fingerprint
}

const SOURCES = readSources()
const SCANNED: readonly (readonly Token[])[] = SOURCES.map(scanTokens)
/** By number, so that a counterexample is short. */
const which = fc.nat(SCANNED.length - 1)
const scanned = (at: number): readonly Token[] => SCANNED[at] ?? []
const isBlank = (token: Token | undefined): boolean =>
  token === undefined || ['comment', 'space', 'newline'].includes(token.kind)

test('real Go parses whole', () => {
  expect(SOURCES.length).toBeGreaterThan(50)
  for (const text of SOURCES) print(text)
})

describe('the same program', () => {
  test('whatever its white space, line breaks and comments', () => {
    const noise = fc.constantFrom('', ' ', '\t', '  ', ' /* note */', ' /* two */ /* notes */')
    const afterOpen = fc.constantFrom('\n', '\n\n', ' // note\n', '\r\n', ' /* over\nlines */')
    const lineEnd = fc.constantFrom('\n', '\n\n', '\n\n\n', ' // note\n', '\n// note\n', '\r\n', '\t \n')
    const choice = fc.record({ kind: fc.nat(9), space: noise, opened: afterOpen, ended: lineEnd })
    fc.assert(
      fc.property(which, fc.array(choice, { minLength: 1, maxLength: 80 }), (at, choices) => {
        const tokens = scanned(at)
        const written = tokens.map((token, index) => {
          const { kind = 9, space = '', opened = '', ended = '' } = choices[index % choices.length] ?? {}
          if (token.kind === 'newline') return kind < 5 || tokens[index - 1]?.kind === 'comment' ? token.text : ended
          if (token.kind === 'comment' || token.kind === 'space') return token.text
          if (kind > 2) return token.text
          // Where no statement can end, a line may.
          return token.text + (kind === 0 && !endsStatement(token) ? opened : space)
        })
        expect(print(written.join(''))).toBe(print(joinTokens(tokens)))
      }),
      { numRuns: 100 },
    )
  })

  test('before and after gofmt', () => {
    for (const tokens of SCANNED.filter((_, at) => at % 4 === 0)) {
      // No indentation, no alignment.
      const flat = joinTokens(tokens.map((token) => (token.kind === 'space' ? { ...token, text: ' ' } : token)))
      const { accepted, formatted } = runGofmt(flat)
      expect(accepted).toBe(true)
      expect(print(formatted)).toBe(print(flat))
    }
  })

  test.each([
    ['a line end at the end', 'package a\n\ntype T int', 'package a\n\ntype T int\n'],
    [
      'Windows line ends',
      'package a\n\n//go:noinline\nfunc F() {\n}\n',
      'package a\r\n\r\n//go:noinline\r\nfunc F() {\r\n}\r\n',
    ],
    ['an ordinary comment above', 'package a\n\nfunc F() {}\n', 'package a\n\n// F does nothing.\nfunc F() {}\n'],
    ['a comment that only talks of go:', 'package a\n', '// see go:embed and // +build\npackage a\n'],
    ['our own directives', 'package a\n\nfunc F() {}\n', 'package a\n\n//perf:hot\nfunc F() {}\n'],
  ])('with or without %s', (_, one, other) => {
    expect(print(one)).toBe(print(other))
  })
})

describe('another program', () => {
  const OPERATORS = [
    '+',
    '-',
    '*',
    '/',
    '==',
    '!=',
    '<',
    '&&',
    '||',
    '<<',
    '>>',
    '=',
    ':=',
    '.',
    ',',
    '(',
    ')',
    '{',
    ';',
  ]

  function mutate(token: Token, how: number, at: number): string {
    if (token.kind === 'operator')
      return OPERATORS.filter((text) => text !== token.text)[how % (OPERATORS.length - 1)] ?? ''
    if (token.kind === 'literal') {
      const place = 1 + (at % (token.text.length - 1))
      return `${token.text.slice(0, place)} ${token.text.slice(place)}`
    }
    return how % 2 === 0 ? `${token.text}1` : how % 3 === 0 ? '' : `${token.text} ${token.text}`
  }

  // What Go itself refuses never gets as far as a comparison of two sides.
  function expectDifferent(before: string, after: string): void {
    const outline = parser.parseOutline(after)
    if (outline.broken || outline.fingerprint !== print(before)) return
    expect({ after, accepted: runGofmt(after).accepted }).toEqual({ after, accepted: false })
  }

  test('where any token is another, missing or doubled', () => {
    fc.assert(
      fc.property(which, fc.nat(), fc.nat(), fc.nat(), (file, where, how, at) => {
        const tokens = scanned(file)
        const places = tokens.flatMap((token, index) => (isBlank(token) ? [] : [index]))
        const chosen = places[where % places.length] ?? 0
        const token = tokens[chosen]
        if (!token) return
        const after = [...tokens]
        after[chosen] = { ...token, text: mutate(token, how, at) }
        expectDifferent(joinTokens(tokens), joinTokens(after))
      }),
      { numRuns: 400 },
    )
  })

  test('where two statements become one line', () => {
    fc.assert(
      fc.property(which, fc.nat(), (file, where) => {
        const tokens = scanned(file)
        const solid = tokens.flatMap((token, index) => (isBlank(token) ? [] : [index]))
        const places = solid.flatMap((index, order) => {
          const next = solid[order + 1]
          const [before, after] = [tokens[index], next === undefined ? undefined : tokens[next]]
          if (next === undefined || !before || !after || !endsStatement(before)) return []
          const between = tokens.slice(index + 1, next)
          // Before a closing bracket the semicolon may be left out.
          if (!between.some(({ kind }) => kind === 'newline') || [')', '}'].includes(after.text)) return []
          return [{ from: index + 1, to: next }]
        })
        const place = places[where % places.length]
        if (!place) return
        const joined = `${joinTokens(tokens.slice(0, place.from))} ${joinTokens(tokens.slice(place.to))}`
        expectDifferent(joinTokens(tokens), joined)
      }),
      { numRuns: 300 },
    )
  })

  const inside = (body: string) => `package a\n\nfunc F() {\n${body}\n}\n`
  test.each([
    ['a line break that ends a statement', inside('a\n-b'), inside('a - b')],
    ['white space in a string', inside('f("a b")'), inside('f("a  b")')],
    ['white space in a raw string', inside('f(`a\n\tb`)'), inside('f(`a\nb`)')],
    ['a comment that is in a string', inside('f("a /* b */")'), inside('f("a")')],
    ['what looks like the end of a string', inside('f("a", "b")'), inside('f("a\\", \\"b")')],
    ['a space character', inside("f(' ')"), inside("f('\t')")],
    ['an escape', inside('f("\\t")'), inside('f("\t")')],
    ['brackets', inside('x = a + (b * c)'), inside('x = (a + b) * c')],
    ['operators that read alike', inside('x = a &^ b'), inside('x = a & ^b')],
    ['a build tag', '//go:build linux\n\npackage a\n', '//go:build darwin\n\npackage a\n'],
    ['an old build tag', '// +build linux\n\npackage a\n', '// +build darwin\n\npackage a\n'],
    ['a build tag that goes', '//go:build linux\n\npackage a\n', 'package a\n'],
    ['a directive', 'package a\n\nfunc F() {}\n', 'package a\n\n//go:noinline\nfunc F() {}\n'],
    [
      'the function that a directive is for',
      'package a\n\n//go:noinline\nfunc F() {}\n\nfunc G() {}\n',
      'package a\n\nfunc F() {}\n\n//go:noinline\nfunc G() {}\n',
    ],
    [
      'what is embedded',
      'package a\n\n//go:embed one.txt\nvar s string\n',
      'package a\n\n//go:embed two.txt\nvar s string\n',
    ],
    [
      'what is embedded into one of a group',
      'package a\n\nvar (\n\t//go:embed one.txt\n\ts string\n)\n',
      'package a\n\nvar (\n\t//go:embed two.txt\n\ts string\n)\n',
    ],
    ['a line directive', inside('//line x.go:1\nf()'), inside('//line x.go:2\nf()')],
    ['a line directive in a line', inside('/*line x.go:1:1*/f()'), inside('/*line x.go:2:1*/f()')],
    [
      'C code above the import',
      'package a\n\n// int one() { return 1; }\nimport "C"\n',
      'package a\n\n// int one() { return 2; }\nimport "C"\n',
    ],
    [
      'C code in a block',
      'package a\n\n/*\n#define N 1\n*/\nimport "C"\n',
      'package a\n\n/*\n#define N 2\n*/\nimport "C"\n',
    ],
    [
      'C code inside of the brackets of the import',
      'package a\n\nimport (\n\t// #define N 1\n\t"C"\n)\n',
      'package a\n\nimport (\n\t// #define N 2\n\t"C"\n)\n',
    ],
    [
      'C code beside another import',
      'package a\n\nimport (\n\t"fmt"\n\n\t// #define N 1\n\t"C"\n)\n',
      'package a\n\nimport (\n\t"fmt"\n\n\t// #define N 2\n\t"C"\n)\n',
    ],
    [
      'what C may call',
      'package a\n\nimport "C"\n\n//export F\nfunc F() {}\n',
      'package a\n\nimport "C"\n\n//export G\nfunc F() {}\n',
    ],
  ])('%s', (_, one, other) => {
    expect(print(one)).not.toBe(print(other))
  })
})

describe('of one declaration', () => {
  const only = (text: string) => {
    const [declaration, ...rest] = parser.parseOutline(`package a\n\n${text}\n`).declarations
    expect(rest).toEqual([])
    if (!declaration) throw new Error('no declaration')
    return declaration
  }

  test('has its directives in it: other input is another declaration', () => {
    expect(only('//go:embed one.txt\nvar s string').fingerprint).not.toBe(
      only('//go:embed two.txt\nvar s string').fingerprint,
    )
    expect(only('//go:noinline\n\nfunc F() {}').fingerprint).not.toBe(only('func F() {}').fingerprint)
    expect(only('// Does nothing.\nfunc F() {}').fingerprint).toBe(only('func F() {}').fingerprint)
  })

  test('without its name finds it again under another', () => {
    const body = '(s []int) int {\n\treturn len(s) // here\n}'
    expect(only(`func F${body}`).bodyFingerprint).toBe(only(`func G${body}`).bodyFingerprint)
    expect(only(`func F${body}`).fingerprint).not.toBe(only(`func G${body}`).fingerprint)
    expect(only(`func F${body}`).bodyFingerprint).not.toBe(only(`func F${body.replace('len', 'cap')}`).bodyFingerprint)
    expect(only(`func F${body}`).bodyFingerprint).not.toBe(
      only(`func F${body.replace('[]int', '[]int8')}`).bodyFingerprint,
    )
  })
})
