import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CodePackage, judgeBinary, judgeDifferences, planComparisons } from '../../src/bench/code-identity.ts'

const BASE = '/trees/base'
const HEAD = '/trees/head'
const isUnderReview = (dir: string): boolean => dir === HEAD || dir.startsWith(`${HEAD}/`)

type Side = 'base' | 'head'
type Listed = Readonly<Record<string, Partial<CodePackage>>>

/** Packages of one side, each in a folder of its own unless said otherwise. Their archives differ between the sides. */
function side(which: Side, listed: Listed): ReadonlyMap<string, CodePackage> {
  return new Map(
    Object.entries(listed).map(([id, changes]) => [
      id,
      {
        id,
        dir: `${which === 'base' ? BASE : HEAD}/${id}`,
        standard: false,
        module: 'example.com/app@',
        goVersion: '1.24',
        defaultGodebug: '',
        contentId: `${id} of ${which}`,
        goFiles: ['a.go'],
        otherFiles: [],
        dependencies: [],
        ...changes,
      },
    ]),
  )
}

/** The differences where exactly the named files of the head say something else. */
function differences(base: Listed, head: Listed, changed: readonly string[] = []): Record<string, string> {
  const sameFile = (path: string): boolean => !changed.includes(path)
  return Object.fromEntries(judgeDifferences(side('base', base), side('head', head), isUnderReview, sameFile))
}

describe('a package is the same', () => {
  test.each<[string, Partial<CodePackage>, Partial<CodePackage>, readonly string[]]>([
    ['where its files say the same', {}, {}, []],
    ['where its archive is the same, whatever its files', { contentId: 'x' }, { contentId: 'x' }, [`${HEAD}/p/a.go`]],
    ['in the standard library', { standard: true, goFiles: ['x.go'] }, { standard: true }, [`${HEAD}/p/a.go`]],
    [
      'outside of the repository at the same version',
      { dir: '/cache/dep@v1.0.0', module: 'dep@v1.0.0' },
      { dir: '/cache/dep@v1.0.0', module: 'dep@v1.0.0' },
      ['/cache/dep@v1.0.0/a.go'],
    ],
    [
      'in a vendored copy that stays, though it is of another version by name',
      { dir: `${BASE}/vendor/dep`, module: 'dep@v1.0.0' },
      { dir: `${HEAD}/vendor/dep`, module: 'dep@v1.0.1' },
      [],
    ],
    ['with a file of cgo at an absolute path', { goFiles: ['/cache/gen.go'] }, { goFiles: ['/cache/gen.go'] }, []],
  ])('%s', (_, base, head, changed) => {
    expect(differences({ p: base }, { p: head }, changed)).toEqual({})
  })
})

describe('a package differs', () => {
  test.each<[string, Partial<CodePackage>, Partial<CodePackage>, readonly string[], string]>([
    [
      'in the tokens of a Go file',
      { goFiles: ['a.go', 'b.go'] },
      { goFiles: ['a.go', 'b.go'] },
      [`${HEAD}/p/b.go`],
      'b.go differs',
    ],
    ['in its assembly', { otherFiles: ['a.s'] }, { otherFiles: ['a.s'] }, [`${HEAD}/p/a.s`], 'a.s differs'],
    [
      'in what it embeds',
      { otherFiles: ['d/x.txt'] },
      { otherFiles: ['d/x.txt'] },
      [`${HEAD}/p/d/x.txt`],
      'd/x.txt differs',
    ],
    ['by a file more', {}, { goFiles: ['a.go', 'b.go'] }, [], 'other files belong to the package'],
    ['by an embedded file less', { otherFiles: ['x.txt'] }, {}, [], 'other files belong to the package'],
    ['by a renamed file', { goFiles: ['a.go'] }, { goFiles: ['b.go'] }, [], 'other files belong to the package'],
    ['in the go directive', { goVersion: '1.21' }, { goVersion: '1.22' }, [], 'go directive 1.21 → 1.22'],
    [
      'in the version of a dependency',
      { dir: '/cache/dep@v1', module: 'dep@v1' },
      { dir: '/cache/dep@v2', module: 'dep@v2' },
      [],
      'dep@v1 → dep@v2',
    ],
    [
      'in what replaces a dependency',
      { dir: '/cache/dep@v1', module: 'dep@v1' },
      { dir: '/cache/fork@v1', module: 'dep@v1 => fork@v1' },
      [],
      'dep@v1 → dep@v1 => fork@v1',
    ],
    [
      'in a folder of the repository that replaces a dependency',
      { dir: `${BASE}/dep`, module: 'dep@v1 => ./dep@' },
      { dir: `${HEAD}/dep`, module: 'dep@v1 => ./dep@' },
      [`${HEAD}/dep/a.go`],
      'a.go differs',
    ],
    [
      'in a vendored copy that is edited',
      { dir: `${BASE}/vendor/dep`, module: 'dep@v1' },
      { dir: `${HEAD}/vendor/dep`, module: 'dep@v1' },
      [`${HEAD}/vendor/dep/a.go`],
      'a.go differs',
    ],
    [
      'in what it is linked with, though its archive is the same',
      { contentId: 'x', defaultGodebug: 'a=1,b=1' },
      { contentId: 'x', defaultGodebug: 'a=1,b=0' },
      [],
      'other GODEBUG defaults (b=0)',
    ],
    [
      'by a setting that is gone',
      { contentId: 'x', defaultGodebug: 'a=1,b=1' },
      { contentId: 'x', defaultGodebug: 'a=1' },
      [],
      'other GODEBUG defaults (b=1)',
    ],
    ['where neither archive is known', { contentId: '' }, { contentId: '' }, [`${HEAD}/p/a.go`], 'a.go differs'],
  ])('%s', (_, base, head, changed, reason) => {
    expect(differences({ p: base }, { p: head }, changed)).toEqual({ p: reason })
  })

  test('that is on one side only', () => {
    expect(differences({ gone: {} }, { fresh: {} })).toEqual({
      gone: 'exists on the base only',
      fresh: 'exists on the head only',
    })
  })
})

describe('what has to be read', () => {
  const plan = (base: Listed, head: Listed) => planComparisons(side('base', base), side('head', head), isUnderReview)

  test('every file of a package under review whose archive differs', () => {
    expect(
      plan(
        { p: { goFiles: ['a.go'], otherFiles: ['x.s'] }, q: { contentId: 'same' }, gone: {} },
        { p: { goFiles: ['a.go'], otherFiles: ['x.s'] }, q: { contentId: 'same' }, fresh: {} },
      ),
    ).toEqual([
      { base: `${BASE}/p/a.go`, head: `${HEAD}/p/a.go`, go: true },
      { base: `${BASE}/p/x.s`, head: `${HEAD}/p/x.s`, go: false },
    ])
  })

  test('nothing of what the toolchain wrote itself, and nothing outside', () => {
    const listed = { 'p.test': { goFiles: ['/cache/main.go'] }, dep: { dir: '/cache/dep@v1' } }
    expect(plan(listed, listed)).toEqual([])
  })

  test('a file once, though the package and its variant for tests both hold it', () => {
    const base = { p: {}, 'p [p.test]': { dir: `${BASE}/p`, goFiles: ['a.go', 'a_test.go'] } }
    const head = { p: {}, 'p [p.test]': { dir: `${HEAD}/p`, goFiles: ['a.go', 'a_test.go'] } }
    expect(plan(base, head).map((pair) => pair.head)).toEqual([`${HEAD}/p/a.go`, `${HEAD}/p/a_test.go`])
  })
})

describe('a test binary', () => {
  const head = side('head', {
    'p.test': { dependencies: ['p [p.test]', 'dep', 'fmt'] },
    'p [p.test]': {},
    dep: {},
    other: {},
    fmt: { standard: true },
  })
  const judge = (different: Record<string, string>) => judgeBinary('p.test', head, new Map(Object.entries(different)))

  test('is the same where everything in it is', () => {
    expect(judge({})).toBeNull()
    expect(judge({ other: 'b.go differs' })).toBeNull()
  })

  test('names the package that differs, and how, without the variant', () => {
    expect(judge({ dep: 'dep@v1 → dep@v2' })).toBe('dep: dep@v1 → dep@v2')
    expect(judge({ 'p [p.test]': 'a_test.go differs' })).toBe('p: a_test.go differs')
  })

  test('does not differ by the main package that the toolchain writes into a cache, save in what that is linked with', () => {
    const base = { 'p.test': { goFiles: ['/cache/1/main.go'] } }
    expect(differences(base, { 'p.test': { goFiles: ['/cache/2/main.go', '/cache/2/more.go'] } })).toEqual({})
    expect(differences(base, { 'p.test': { defaultGodebug: 'a=1' } })).toEqual({
      'p.test': 'other GODEBUG defaults (a=1)',
    })
    expect(judge({ 'p.test': 'other GODEBUG defaults (a=1)' })).toBe('p.test: other GODEBUG defaults (a=1)')
  })

  test('that only one side has', () => {
    expect(judgeBinary('q.test', head, new Map())).toBe('exists on one side only')
  })
})

test('equal sides have no difference, whatever the packages; one changed file reaches every binary that holds it', () => {
  const ids = ['a', 'b', 'c', 'd']
  const graph = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { selector: String })
  fc.assert(
    fc.property(graph, fc.constantFrom(...ids), (edges, changed) => {
      const reach = (id: string, seen = new Set<string>()): Set<string> => {
        for (const [from, to] of edges) {
          if (from !== id || seen.has(to)) continue
          seen.add(to)
          reach(to, seen)
        }
        return seen
      }
      const listed = Object.fromEntries(
        ids.flatMap((id) => [
          [id, {}],
          [`${id}.test`, { dependencies: [...new Set([id, ...reach(id)])] }],
        ]),
      )
      expect(differences(listed, listed)).toEqual({})
      const different = new Map(Object.entries(differences(listed, listed, [`${HEAD}/${changed}/a.go`])))
      expect([...different.keys()]).toEqual([changed])
      const head = side('head', listed)
      for (const id of ids) {
        const touched = id === changed || reach(id).has(changed)
        expect(judgeBinary(`${id}.test`, head, different)).toBe(touched ? `${changed}: a.go differs` : null)
      }
    }),
  )
})
