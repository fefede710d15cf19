/** Benchmarks that change their name, their imports or their settings: what is compared, and what says so. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { renderMarkdown } from '../../src/report/markdown.ts'
import type { Benchmark, Review } from '../../src/review/schema.ts'
import { runReview } from './program.ts'
import { commitFiles, makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const product = (name: string, keeps: boolean): string =>
  `package ${name}\n\nvar kept *[4]int\n\n//go:noinline\nfunc Sum(n int) int {\n\tvar all [4]int\n\tall[n&3] = n\n${keeps ? '\tkept = &all\n' : ''}\treturn all[0]\n}\n`
const loop = (call = 'Sum(i)'): string => `for i := 0; i < b.N; i++ {\n\t\t${call}\n\t}`
const tests = (name: string, body: string, imports = ''): string =>
  `package ${name}\n\nimport (\n\t"testing"\n${imports})\n\n${body}`
const sizes = (name: string, first: string): string =>
  `func ${name}(b *testing.B) {\n\tb.Run("${first}", func(b *testing.B) { ${loop()} })\n\tb.Run("large", func(b *testing.B) { ${loop()} })\n}\n`
const sum = (name: string, before = ''): string => `func ${name}(b *testing.B) {\n\t${before}${loop()}\n}\n`
const way = (n: number): string => `package way\n\nfunc Go() int { return ${n} }\n`

const tree = (after: boolean) => ({
  'go.mod': 'module example.com/app\n\ngo 1.21\n',
  // The name and the code under test change.
  'renamed/p.go': product('renamed', after),
  'renamed/p_test.go': tests('renamed', sizes(after ? 'BenchmarkNew' : 'BenchmarkOld', 'small')),
  // Only the name changes.
  'calm/p.go': product('calm', false),
  'calm/p_test.go': tests('calm', sum(after ? 'BenchmarkNew' : 'BenchmarkOld')),
  // It asks for the name that changes.
  'asks/p.go': product('asks', after),
  'asks/p_test.go': tests('asks', sum(after ? 'BenchmarkNew' : 'BenchmarkOld', '_ = b.Name()\n\t')),
  // Only a sub-benchmark is called otherwise, so the function is another one.
  'sub/p.go': product('sub', after),
  'sub/p_test.go': tests('sub', sizes('BenchmarkSizes', after ? 'tiny' : 'small')),
  // The same text under another import.
  'one/way.go': way(1),
  'two/way.go': way(2),
  'imported/p.go': product('imported', false),
  'imported/p_test.go': tests(
    'imported',
    sum('BenchmarkSum', 'way.Go()\n\t'),
    `\tway "example.com/app/${after ? 'two' : 'one'}"\n`,
  ),
  // The same text with another setting for the whole binary.
  'debug/p.go': product('debug', false),
  'debug/p_test.go': `${after ? '//go:debug panicnil=1\n\n' : ''}${tests('debug', sum('BenchmarkSum'))}`,
})

let repository: string
let review: Review
beforeAll(async () => {
  repository = makeChange(path.join(ground.folder, 'repository'), { base: tree(false), head: tree(true) }).repository
  review = (await runReview(['bench', '--base', 'main'], { cwd: repository })).review
}, 120_000)

const listed = (name: string): Benchmark[] => {
  const found = review.benchmarks.filter((one) => one.package === `example.com/app/${name}`)
  return found.sort((a, b) => a.name.localeCompare(b.name))
}

describe('renamed', () => {
  test('and worse: the gate blocks under the new name', () => {
    expect(listed('renamed')).toMatchObject([
      {
        name: 'BenchmarkNew/large',
        renamedFrom: 'BenchmarkOld/large',
        verdict: 'regressed',
        comparable: true,
        rounds: 6,
      },
      {
        name: 'BenchmarkNew/small',
        renamedFrom: 'BenchmarkOld/small',
        verdict: 'regressed',
        comparable: true,
        rounds: 6,
      },
    ])
    expect(review.verdict).toBe('regressed')
    expect(review.gate.blocking).toContain('allocs:example.com/app/renamed.BenchmarkNew/large:allocs/op')
    // Profiles of both sides were found by their own names.
    expect(listed('renamed')[0]?.attribution).toMatchObject([{ file: 'renamed/p.go', allocsPerOp: 1 }])
  })

  test('and nothing else: not run', () => {
    expect(listed('calm')).toMatchObject([
      { name: 'BenchmarkNew', renamedFrom: 'BenchmarkOld', verdict: 'skipped', skipped: 'same code on both sides' },
    ])
  })

  test('though it asks for its name: not comparable', () => {
    expect(listed('asks')).toMatchObject([
      {
        name: 'BenchmarkNew',
        renamedFrom: 'BenchmarkOld',
        comparable: false,
        notComparableBecause: 'its name, which it asks for, changed',
      },
    ])
    expect(review.gate.blocking.join()).not.toContain('/asks')
  })

  test('sub-benchmarks are listed as new and removed', () => {
    expect(listed('sub').map(({ name, verdict }) => [name, verdict])).toContainEqual([
      'BenchmarkSizes/small',
      'removed',
    ])
    expect(listed('sub').map(({ name, verdict }) => [name, verdict])).toContainEqual(['BenchmarkSizes/tiny', 'new'])
    expect(listed('sub').flatMap(({ renamedFrom }) => renamedFrom ?? [])).toEqual([])
  })

  test('the report names both names', () => {
    const line = renderMarkdown(review)
      .split('\n')
      .find((text) => text.includes('Renamed'))
    expect(line).toContain('New')
    expect(line).toMatch(/\(was .*Old/)
    expect(line?.match(/was/g)).toHaveLength(3)
  })
})

test.each([
  ['imported', /^the import of example\.com\/app\/(?:one|two) in BenchmarkSum changed$/],
  ['debug', /^\/\/go:debug panicnil=1 changed$/],
])('%s: the same text, and not comparable', (name, reason) => {
  expect(listed(name)).toMatchObject([
    { name: 'BenchmarkSum', comparable: false, notComparableBecause: expect.stringMatching(reason) },
  ])
})

test('a GODEBUG default in go.mod: no "same code", and comparable', async () => {
  commitFiles(repository, { 'go.mod': 'module example.com/app\n\ngo 1.21\n\ngodebug panicnil=1\n' })
  const made = await runReview(['bench', '--base', 'HEAD~1', '--packages', './calm'], { cwd: repository })
  expect(made.review.benchmarks).toMatchObject([{ name: 'BenchmarkNew', verdict: 'unchanged', comparable: true }])
  expect(made.review.benchmarks[0]?.renamedFrom).toBeUndefined()
})
