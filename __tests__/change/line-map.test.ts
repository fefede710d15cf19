import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Change, FileChange } from '../../src/change/change.ts'
import { createLineMap } from '../../src/change/line-map.ts'
import { parsePatch } from '../../src/change/parse-patch.ts'
import { type DiffGround, openDiffGround } from './real-diff.ts'

function change(file: Partial<FileChange>): Change {
  return {
    files: [{ status: 'modified', basePath: 'a.go', headPath: 'a.go', binary: false, hunks: [], ...file }],
    problems: [],
  }
}

describe('a line of the base', () => {
  const map = createLineMap(
    change({
      hunks: [
        { baseStart: 3, baseLines: 0, headStart: 3, headLines: 2 },
        { baseStart: 5, baseLines: 2, headStart: 7, headLines: 1 },
        { baseStart: 9, baseLines: 1, headStart: 10, headLines: 0 },
      ],
    }),
  )

  test.each([
    ['before everything', 2, 2],
    ['behind an insertion', 3, 5],
    ['just before a rewritten one', 4, 6],
    ['rewritten', 5, null],
    ['the last rewritten one', 6, null],
    ['behind it', 7, 8],
    ['just before a removed one', 8, 9],
    ['removed', 9, null],
    ['behind everything', 10, 10],
    ['far behind', 1000, 1000],
  ])('%s', (_, baseLine, headLine) => {
    expect(map.mapToHead('a.go', baseLine)).toEqual(headLine === null ? null : { file: 'a.go', line: headLine })
  })

  test('of a file that the change does not touch stays', () => {
    expect(map.mapToHead('b.go', 7)).toEqual({ file: 'b.go', line: 7 })
    expect(map.mapFileToHead('b.go')).toBe('b.go')
    expect(map.isChangedLine('b.go', 7)).toBe(false)
    expect(map.isNewFile('b.go')).toBe(false)
  })

  test('follows a rename', () => {
    const renamed = createLineMap(change({ status: 'renamed', basePath: 'old.go', headPath: 'new.go' }))
    expect(renamed.mapToHead('old.go', 7)).toEqual({ file: 'new.go', line: 7 })
    expect(renamed.mapFileToHead('old.go')).toBe('new.go')
    expect(renamed.isChangedLine('new.go', 7)).toBe(false)
    expect(renamed.isNewFile('new.go')).toBe(false)
  })

  test('goes with its file', () => {
    const deleted = createLineMap(change({ status: 'deleted', headPath: null }))
    expect(deleted.mapToHead('a.go', 1)).toBeNull()
    expect(deleted.mapFileToHead('a.go')).toBeNull()
  })

  test('of a binary file is unknown', () => {
    expect(createLineMap(change({ binary: true })).mapToHead('a.go', 1)).toBeNull()
  })

  test('a new file is new, line by line', () => {
    const added = createLineMap(
      change({
        status: 'added',
        basePath: null,
        hunks: [{ baseStart: 1, baseLines: 0, headStart: 1, headLines: 2 }],
      }),
    )
    expect(added.isNewFile('a.go')).toBe(true)
    expect([1, 2, 3].map((line) => added.isChangedLine('a.go', line))).toEqual([true, true, false])
  })
})

describe('the first changed line of a range', () => {
  const map = createLineMap(
    change({
      basePath: 'old.go',
      headPath: 'new.go',
      hunks: [
        { baseStart: 3, baseLines: 0, headStart: 3, headLines: 2 },
        { baseStart: 10, baseLines: 3, headStart: 12, headLines: 1 },
        { baseStart: 20, baseLines: 2, headStart: 20, headLines: 0 },
      ],
    }),
  )

  test.each([
    ['before everything', 'head', 1, 2, null],
    ['that begins before an insertion', 'head', 1, 3, 3],
    ['that begins inside of it', 'head', 4, 9, 4],
    ['behind it', 'head', 5, 11, null],
    ['that holds two', 'head', 1, 30, 3],
    ['that ends on a rewritten line', 'head', 8, 12, 12],
    ['around removed lines', 'head', 18, 22, 20],
    ['right behind removed lines', 'head', 20, 22, 20],
    ['behind all', 'head', 21, 30, null],
    ['of the base, rewritten', 'base', 11, 15, 11],
    ['of the base, removed', 'base', 21, 25, 21],
    ['of the base, unchanged', 'base', 13, 19, null],
  ] as const)('%s', (_, side, startLine, endLine, line) => {
    expect(map.firstChangedLine(side, side === 'base' ? 'old.go' : 'new.go', startLine, endLine)).toBe(line)
  })

  test('of a file that the change does not touch there is none', () => {
    expect(map.firstChangedLine('head', 'old.go', 1, 30)).toBeNull()
    expect(map.firstChangedLine('base', 'new.go', 1, 30)).toBeNull()
  })
})

describe('any two texts, as git compares them', () => {
  let ground: DiffGround
  beforeAll(async () => {
    ground = await openDiffGround()
  })
  afterAll(() => ground.close())

  // Few different lines, so that git finds much that is the same, and lines that look like a diff.
  const line = fc.constantFrom('', 'a', 'b', '}', '\treturn', '-- a/x', '++ b/x', '@@ -1 +1 @@', 'ü', '\\ No newline')
  const text = fc
    .tuple(fc.array(line, { maxLength: 25 }), fc.boolean())
    .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''))
  const pairs = fc.array(fc.record({ base: text, head: text, renamed: fc.boolean() }), { minLength: 1, maxLength: 25 })

  const linesOf = (content: string): string[] => {
    const lines = content.split('\n')
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines
  }

  test('the map keeps texts and order, and the changed lines are exactly the rest', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async (files) => {
        // A line of its own makes each file find itself when it is renamed.
        const own = (at: number) => `this is file ${at} and no other, whatever becomes of it\n`.repeat(30)
        const names = files.map(({ renamed }, at) => ({ base: `f${at}.go`, head: `${renamed ? 'g' : 'f'}${at}.go` }))
        const content = files.map(({ base, head }, at) => ({ base: own(at) + base, head: own(at) + head }))
        const commits = (['base', 'head'] as const).map((side) =>
          ground.commitOnly(Object.fromEntries(content.map((texts, at) => [names[at]?.[side] ?? '', texts[side]]))),
        )
        const parsed = parsePatch(await ground.diff(commits[0] ?? '', commits[1] ?? ''))
        expect(parsed.problems).toEqual([])
        const map = createLineMap(parsed)
        content.forEach((texts, at) => {
          const name = names[at] ?? { base: '', head: '' }
          const before = linesOf(texts.base)
          const after = linesOf(texts.head)
          const hit = new Set<number>()
          let last = 0
          before.forEach((kept, index) => {
            const place = map.mapToHead(name.base, index + 1)
            if (place === null) return
            expect(place.file).toBe(name.head)
            expect(after[place.line - 1]).toBe(kept)
            expect(place.line).toBeGreaterThan(last)
            last = place.line
            hit.add(place.line)
          })
          const unmapped = after.map((_, index) => index + 1).filter((number) => !hit.has(number))
          expect(after.map((_, index) => index + 1).filter((number) => map.isChangedLine(name.head, number))).toEqual(
            unmapped,
          )
          if (texts.base === texts.head) expect(unmapped).toEqual([])
        })
      }),
      { numRuns: 12 },
    )
  })
})
