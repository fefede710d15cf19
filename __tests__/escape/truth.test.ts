/**
 * The whole escape diff, with the real toolchain and its compiled code, on the
 * sample module whose truth is written beside it.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Review, Site } from '../../src/review/schema.ts'
import { reviewCommits } from './review-commits.ts'

interface Entry {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly function: string
  readonly message: string
  readonly cause: string
  readonly alsoAccept?: readonly string[]
  readonly allocates: 'always' | 'conditional' | 'never'
  readonly coldPath: boolean
  readonly testFile?: boolean
  readonly generated?: boolean
  readonly printedAs?: string
  readonly causedBy?: { readonly file: string; readonly line: number }
  readonly group?: string
}

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const truth: { readonly added: readonly Entry[]; readonly removed: readonly Entry[] } = JSON.parse(
  readFileSync(join(fixtures, 'escapes/truth.json'), 'utf8'),
)
const goVersion = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim()
let review: Review

beforeAll(async () => {
  review = await reviewCommits(join(fixtures, 'escapes/base'), join(fixtures, 'escapes/head'))
})

// Positions, messages and allocations in the truth are those of Go 1.26.
const describeWithTruth = goVersion.startsWith('go1.26') ? describe : describe.skip
if (describeWithTruth === describe.skip) console.log(`Skipped: the truth is that of Go 1.26, and this is ${goVersion}.`)

describeWithTruth.each(['added', 'removed'] as const)('%s sites of the sample module', (kind) => {
  const expected = truth[kind].filter((entry) => !entry.testFile && !entry.generated)
  const allocating = expected.filter((entry) => entry.allocates !== 'never')
  const reported = (): Map<string, Site> => new Map(review.escapes[kind].map((site) => [keyOf(site), site]))
  const found = (): { readonly entry: Entry; readonly site: Site }[] =>
    allocating.flatMap((entry) => {
      const site = reported().get(keyOf(entry))
      return site ? [{ entry, site }] : []
    })

  test('are exactly those that allocate', () => {
    expect([...reported().keys()].sort()).toEqual(allocating.map(keyOf).sort())
  })

  test('say whether they allocate always or for some values only', () => {
    const wrong = found().filter(({ entry, site }) => site.allocates !== entry.allocates)
    expect(wrong.map(({ entry, site }) => `${keyOf(entry)} is ${entry.allocates}, not ${site.allocates}`)).toEqual([])
  })

  test('name their function', () => {
    const wrong = found().filter(({ entry, site }) => site.function !== entry.function)
    expect(wrong.map(({ entry, site }) => `${keyOf(entry)} is in ${entry.function}, not ${site.function}`)).toEqual([])
  })

  test('are cold where they feed only a panic, an error or initialisation', () => {
    const wrong = found().filter(({ entry, site }) => site.coldPath !== entry.coldPath)
    expect(wrong.map(({ entry }) => `${keyOf(entry)} cold: ${entry.coldPath}`)).toEqual([])
  })

  test('point at the changed line that is responsible, where that is another one', () => {
    const places = found().map(({ entry, site }) => [keyOf(entry), placeOf(site.causedBy), placeOf(entry.causedBy)])
    expect(places.filter(([, got, wanted]) => got !== wanted)).toEqual([])
  })

  test('share a group where they have one cause', () => {
    const groups = new Map<string, Set<string>>()
    for (const { entry, site } of found()) {
      if (entry.group !== undefined) groups.set(entry.group, (groups.get(entry.group) ?? new Set()).add(site.group))
    }
    expect([...groups].filter(([, found]) => found.size > 1)).toEqual([])
  })

  test('name a cause that the explanation bears', () => {
    const wrong = found().filter(({ entry, site }) => ![entry.cause, ...(entry.alsoAccept ?? [])].includes(site.cause))
    expect(wrong.map(({ entry, site }) => `${keyOf(entry)}: ${entry.cause}, not ${site.cause}`)).toEqual([])
  })
})

function placeOf(cause: { file: string; line: number } | undefined): string {
  return cause === undefined ? 'itself' : `${cause.file}:${cause.line}`
}

/** Under a line directive the compiler prints no column, and the report has none. */
function keyOf(site: { file: string; line: number; column: number; message: string; printedAs?: string }): string {
  const column = site.printedAs === undefined ? site.column : 0
  return `${site.file}:${site.line}:${column} ${site.message}`
}
