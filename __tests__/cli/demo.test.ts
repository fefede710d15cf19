/** `demo` reviews a change of which everything is known: fixtures/demo-truth.json says what its report must say. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Review } from '../../src/review/schema.ts'
import { runProgram, runReview } from './program.ts'
import { makeGround } from './repository.ts'

interface Place {
  readonly file: string
  readonly line: number
  readonly message: string
}

interface TrueSite extends Place {
  readonly function: string
  readonly cause: string
  readonly alsoAccepted?: readonly string[]
  readonly hot?: boolean
  readonly cold: boolean
  readonly allocates: string
  readonly onChangedLine?: boolean
  /** The versions that print it; all where absent. */
  readonly go?: string
}

interface TrueBenchmark {
  readonly package: string
  readonly name: string
  readonly baseAllocs: number
  readonly headAllocs: number
  readonly verdict: string | null
  readonly comparable: boolean
  readonly otherVersions?: Readonly<Record<string, { readonly baseAllocs: number; readonly headAllocs: number }>>
}

interface Truth {
  readonly expectedVerdict: string
  readonly added: readonly TrueSite[]
  readonly removed: readonly TrueSite[]
  readonly benchmarks: readonly TrueBenchmark[]
  readonly neutral: readonly { readonly base: Place; readonly head: Place }[]
}

const truth: Truth = JSON.parse(
  readFileSync(fileURLToPath(new URL('../fixtures/demo-truth.json', import.meta.url)), 'utf8'),
)

const ground = makeGround()
let run: Awaited<ReturnType<typeof runReview>>
let review: Review
let minor: number
beforeAll(async () => {
  run = await runReview(['demo'])
  review = run.review
  minor = Number(/^go1\.(\d+)/.exec(review.environment.go)?.[1])
})
afterAll(() => ground.remove())

test('a regression is found, and nothing but the report is printed', () => {
  expect(run).toMatchObject({ exitCode: 1, stderr: '', leftovers: [] })
  expect(review.verdict).toBe(truth.expectedVerdict)
  expect(review.problems).toEqual([])
})

describe('escapes', () => {
  test.each(['added', 'removed'] as const)('every site that is %s is reported, with what is known about it', (list) => {
    const sites = truth[list].filter((site) => holdsFor(site.go, minor) === true)
    expect(sites.length).toBeGreaterThan(0)
    const reported = new Map(review.escapes[list].map((site) => [nameOf(site), site]))
    for (const expected of sites) {
      const { file, line, message, function: name, cold, allocates } = expected
      const site = reported.get(nameOf(expected))
      expect(site).toMatchObject({ file, line, message, function: name, coldPath: cold, allocates })
      expect([expected.cause, ...(expected.alsoAccepted ?? [])]).toContain(site?.cause)
      if (expected.hot !== undefined) expect([nameOf(expected), site?.hot]).toEqual([nameOf(expected), expected.hot])
      if (expected.onChangedLine !== undefined) {
        expect([nameOf(expected), site?.onChangedLine]).toEqual([nameOf(expected), expected.onChangedLine])
      }
    }
  })

  test.each(['added', 'removed'] as const)('no other site is %s', (list) => {
    const known = new Set(truth[list].filter((site) => holdsFor(site.go, minor) !== false).map(nameOf))
    expect(review.escapes[list].map(nameOf).filter((name) => !known.has(name))).toEqual([])
  })

  test('what moved, was renamed or renumbered is neither added nor removed', () => {
    const named = new Set([...review.escapes.added, ...review.escapes.removed].map(nameOf))
    expect(truth.neutral.length).toBeGreaterThan(0)
    for (const { base, head } of truth.neutral) {
      expect(named).not.toContain(nameOf(base))
      expect(named).not.toContain(nameOf(head))
    }
  })
})

describe('benchmarks', () => {
  test('each has its verdict and its exact counts', () => {
    const expected = truth.benchmarks.filter(({ verdict }) => verdict !== null)
    const counts = (benchmark: TrueBenchmark) => {
      const others = Object.entries(benchmark.otherVersions ?? {})
      const own = others.find(([versions]) => holdsFor(versions, minor) === true)?.[1] ?? benchmark
      return benchmark.verdict === 'skipped' ? [] : [own.baseAllocs, own.headAllocs]
    }
    expect(
      expected.map(({ package: importPath, name }) => {
        const found = review.benchmarks.find((b) => b.package === importPath && b.name === name)
        const allocs = found?.metrics['allocs/op']
        return [name, found?.verdict, found?.comparable, allocs ? [allocs.base?.center, allocs.head?.center] : []]
      }),
    ).toEqual(expected.map((b) => [b.name, b.verdict, b.comparable, counts(b)]))
    expect(review.benchmarks.map((b) => b.name).sort()).toEqual(truth.benchmarks.map((b) => b.name).sort())
  })

  test('one whose own input changed is marked and blocks nothing', () => {
    const [expected] = truth.benchmarks.filter((b) => !b.comparable)
    const found = review.benchmarks.find((b) => b.name === expected?.name)
    expect(found).toMatchObject({ comparable: false, notComparableBecause: expect.stringContaining('changed') })
    const blocking = review.findings.filter((finding) => finding.blocking)
    expect(blocking.length).toBeGreaterThan(0)
    expect(blocking.filter((finding) => finding.title.includes(expected?.name ?? ''))).toEqual([])
  })

  test('one of an unchanged package is not run', () => {
    const skipped = review.benchmarks.filter((b) => b.verdict === 'skipped')
    expect(skipped).toMatchObject([{ package: 'example.com/logline/rate', name: 'BenchmarkAdd', metrics: {} }])
    expect(skipped[0]?.skipped).toContain('same code')
  })
})

test('the terminal names the benchmark, its counts and the line', async () => {
  const file = path.join(ground.folder, 'review.json')
  writeFileSync(file, run.stdout)
  const { exitCode, stdout, stderr } = await runProgram(['render', file])
  expect([exitCode, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/BenchmarkParse\b.*0 → 3 allocs\/op/)
  expect(stdout).toContain('parse.go:52')
  expect(stdout).toContain('go-perf-review demo')
  // Its folder is gone: nobody could look there.
  expect(stdout).not.toContain('go-perf-review-demo-')
})

function nameOf({ file, line, message }: Place): string {
  return `${file}:${line} ${message}`
}

/** The versions with which the truth was observed; in between it is unknown. */
const OBSERVED = [21, 24, 26, 27]

/** Whether a limit such as `>=1.26` holds for Go 1.`version`; null where nobody has looked. */
function holdsFor(limit: string | undefined, version: number): boolean | null {
  if (limit === undefined) return true
  const [, sign, written] = /^([<>]=)1\.(\d+)$/.exec(limit) ?? []
  const bound = Number(written)
  if (sign === '>=') {
    if (version >= bound) return true
    return version <= Math.max(...OBSERVED.filter((seen) => seen < bound)) ? false : null
  }
  if (version <= bound) return true
  return version >= Math.min(...OBSERVED.filter((seen) => seen > bound)) ? false : null
}
