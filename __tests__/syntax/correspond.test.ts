import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Correspondence, matchDeclarations, type Outlines } from '../../src/syntax/correspond.ts'
import type { GoParser } from '../../src/syntax/go-parser.ts'
import { startParser } from './parser.ts'

let parser: GoParser
beforeAll(async () => {
  parser = await startParser()
})

type Files = Readonly<Record<string, string>>

const outlines = (files: Files): Outlines =>
  new Map(Object.entries(files).map(([file, text]) => [file, parser.parseOutline(`package p\n${text}\n`)]))

function match(base: Files, head: Files, renames: Readonly<Record<string, string | null>> = {}): Correspondence {
  return matchDeclarations(outlines(base), outlines(head), (file) => (file in renames ? (renames[file] ?? null) : file))
}

/** Whether the declaration on line 2 of a base file is the one on some line of a head file. */
function isSame(places: Correspondence, base: string, head: string, headLine = 2): boolean {
  return places.placeBase(base, 2, 1).key === places.placeHead(head, headLine, 1).key
}

const DOUBLE = '(n int) int { return n + n }'
const SQUARE = '(n int) int { return n * n }'

describe('the same declaration', () => {
  test.each<[string, Files, Files, Readonly<Record<string, string | null>>, string, string]>([
    ['in its place', { 'a.go': `func F${DOUBLE}` }, { 'a.go': `func F${DOUBLE}` }, {}, 'a.go', 'a.go'],
    ['rewritten in its place', { 'a.go': `func F${DOUBLE}` }, { 'a.go': `func F${SQUARE}` }, {}, 'a.go', 'a.go'],
    [
      'moved to another file',
      { 'a.go': `func F${DOUBLE}` },
      { 'b.go': `func F${SQUARE}` },
      { 'a.go': null },
      'a.go',
      'b.go',
    ],
    [
      'in a renamed file',
      { 'a.go': `func F${DOUBLE}` },
      { 'b.go': `func F${SQUARE}` },
      { 'a.go': 'b.go' },
      'a.go',
      'b.go',
    ],
    [
      'in a renamed folder',
      { 'x/a.go': `func F${DOUBLE}` },
      { 'y/a.go': `func F${SQUARE}` },
      { 'x/a.go': 'y/a.go' },
      'x/a.go',
      'y/a.go',
    ],
    ['renamed', { 'a.go': `func F${DOUBLE}` }, { 'a.go': `func G${DOUBLE}` }, {}, 'a.go', 'a.go'],
    [
      'moved to another package',
      { 'x/a.go': `func F${DOUBLE}` },
      { 'y/b.go': `func F${SQUARE}` },
      { 'x/a.go': null },
      'x/a.go',
      'y/b.go',
    ],
    [
      'moved and renamed',
      { 'x/a.go': `func F${DOUBLE}` },
      { 'y/b.go': `func G${DOUBLE}` },
      { 'x/a.go': null },
      'x/a.go',
      'y/b.go',
    ],
    [
      'a method whose receiver is renamed',
      { 'a.go': 'func (t *T) F() { g() }' },
      { 'a.go': 'func (t *T) G() { g() }' },
      {},
      'a.go',
      'a.go',
    ],
    [
      'made generic',
      { 'a.go': `func F${DOUBLE}` },
      { 'a.go': 'func G[N int](n N) N { return n + n }' },
      {},
      'a.go',
      'a.go',
    ],
  ])('%s', (_, base, head, renames, from, to) => {
    expect(isSame(match(base, head, renames), from, to)).toBe(true)
  })
})

describe('another declaration', () => {
  test.each<[string, Files, Files, string, string]>([
    ['of another kind', { 'a.go': 'var F = 1' }, { 'a.go': 'type F int' }, 'a.go', 'a.go'],
    ['of another receiver', { 'a.go': 'func (T) F() { g(1) }' }, { 'a.go': 'func (U) F() { h() }' }, 'a.go', 'a.go'],
    ['with nothing in common', { 'a.go': `func F${DOUBLE}` }, { 'a.go': `func G${SQUARE}` }, 'a.go', 'a.go'],
    // The one elsewhere was there before: it is not where F went.
    [
      'of the same name in another package, there on both sides',
      { 'x/a.go': `func F${DOUBLE}`, 'y/a.go': `func F${DOUBLE}` },
      { 'y/a.go': `func F${DOUBLE}` },
      'x/a.go',
      'y/a.go',
    ],
    [
      'with the same body, there on both sides',
      { 'x/a.go': `func F${DOUBLE}`, 'y/a.go': `func G${DOUBLE}` },
      { 'y/a.go': `func G${DOUBLE}` },
      'x/a.go',
      'y/a.go',
    ],
    // Either could be it.
    [
      'where two new ones have the same body',
      { 'a.go': `func F${DOUBLE}` },
      { 'a.go': `func G${DOUBLE}`, 'b.go': `func H${DOUBLE}` },
      'a.go',
      'a.go',
    ],
    [
      'where two packages newly have its name',
      { 'x/a.go': `func F${DOUBLE}` },
      { 'y/a.go': `func F${SQUARE}`, 'z/a.go': 'func F() {}' },
      'x/a.go',
      'y/a.go',
    ],
  ])('%s', (_, base, head, from, to) => {
    expect(isSame(match(base, head), from, to)).toBe(false)
  })

  test('a renamed file takes its declarations along, whoever else has their names now', () => {
    const head = { 'y/a.go': `func F${SQUARE}`, 'z/a.go': `func F${DOUBLE}` }
    const places = match({ 'x/a.go': `func F${DOUBLE}` }, head, { 'x/a.go': 'y/a.go' })
    expect(isSame(places, 'x/a.go', 'y/a.go')).toBe(true)
    expect(isSame(places, 'x/a.go', 'z/a.go')).toBe(false)
  })

  test('its own name comes before a body elsewhere', () => {
    const places = match({ 'a.go': `func F${DOUBLE}` }, { 'a.go': `func F${SQUARE}`, 'b.go': `func G${DOUBLE}` })
    expect(isSame(places, 'a.go', 'a.go')).toBe(true)
    expect(isSame(places, 'a.go', 'b.go')).toBe(false)
  })

  test('one of the two that have the same body is told by its name', () => {
    const places = match(
      { 'x/a.go': `func F${DOUBLE}` },
      { 'y/a.go': `func F${DOUBLE}`, 'z/a.go': `func G${DOUBLE}` },
      { 'x/a.go': null },
    )
    expect(isSame(places, 'x/a.go', 'y/a.go')).toBe(true)
  })
})

test('what the reader is told of a place', () => {
  const text = '//perf:hot\nfunc (t *T) Get() int {\n\treturn 0\n}\n\nvar x = 1\n'
  const places = match({}, { 'a.go': text })
  expect(places.placeHead('a.go', 4, 2)).toMatchObject({ function: '(*T).Get', directives: ['hot'], generated: false })
  expect(places.placeHead('a.go', 7, 1)).toMatchObject({ function: 'init', directives: [] })
  // Between declarations, and in a file that was not read.
  expect(places.placeHead('a.go', 6, 1)).toMatchObject({ function: 'init', key: 'file a.go' })
  expect(places.placeHead('b.go', 1, 1)).toMatchObject({ function: '', key: 'file b.go', generated: false })
})

test('the same files on both sides: every declaration is itself and no other', () => {
  const name = fc.constantFrom('F', 'G', 'H')
  const body = fc.constantFrom(DOUBLE, SQUARE, '() {}')
  const files = fc.dictionary(
    fc.constantFrom('a.go', 'x/a.go', 'y/b.go'),
    fc.uniqueArray(fc.record({ name, body }), { selector: (made) => made.name, maxLength: 3 }),
  )
  fc.assert(
    fc.property(files, (made) => {
      const texts = Object.fromEntries(
        Object.entries(made).map(([file, all]) => [file, all.map((one) => `func ${one.name}${one.body}`).join('\n')]),
      )
      const places = match(texts, texts)
      const keys = new Set<string>()
      for (const [file, all] of Object.entries(made)) {
        all.forEach((_, index) => {
          const { key } = places.placeBase(file, index + 2, 1)
          expect(places.placeHead(file, index + 2, 1).key).toBe(key)
          expect(keys.has(key)).toBe(false)
          keys.add(key)
        })
      }
    }),
  )
})
