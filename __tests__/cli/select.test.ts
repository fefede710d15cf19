/** Which benchmarks are run, and what is left out of a review. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FileTree } from '../fixtures/shapes.ts'
import { runReview } from './program.ts'
import { commitFiles, makeChange, makeGround, runGit } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const code = (name: string, keeps: boolean): string =>
  `package ${name}\n\nvar kept *[4]int\n\n// Sum sums.\n//\n//go:noinline\nfunc Sum(n int) int {\n\tvar all [4]int\n\tall[n&3] = n\n${keeps ? '\tkept = &all\n' : ''}\treturn all[0]\n}\n`
const loop = 'for i := 0; i < b.N; i++ {\n\t\tSum(i)\n\t}'
const benchmarks = (name: string): string => `package ${name}

import "testing"

func BenchmarkFlat(b *testing.B) {
	${loop}
}

func BenchmarkSizes(b *testing.B) {
	b.Run("small", func(b *testing.B) { ${loop} })
	b.Run("large", func(b *testing.B) { ${loop} })
}
`
const tree = (keeps: boolean): FileTree => ({
  'go.mod': 'module example.com/app\n\ngo 1.21\n',
  'one/sum.go': code('one', keeps),
  'one/sum_test.go': benchmarks('one'),
  'internal/two/sum.go': code('two', keeps),
  'internal/two/sum_test.go': benchmarks('two'),
})
const ALL = ['BenchmarkFlat', 'BenchmarkSizes/large', 'BenchmarkSizes/small']

let repository: string
beforeAll(() => {
  repository = makeChange(path.join(ground.folder, 'repository'), { base: tree(false), head: tree(true) }).repository
})

/** Names of the benchmarks that were measured, by package. */
async function listMeasured(flags: readonly string[]): Promise<Record<string, string[]>> {
  const { review } = await runReview(['bench', '--base', 'main', '--count', '1', ...flags], { cwd: repository })
  const names: Record<string, string[]> = {}
  for (const { package: importPath, name, metrics } of review.benchmarks) {
    const shown = importPath.replace('example.com/app/', '')
    names[shown] = [...(names[shown] ?? []), ...(Object.keys(metrics).length > 0 ? [name] : [])]
  }
  for (const list of Object.values(names)) list.sort()
  return names
}

describe('bench', () => {
  test.each([
    ['.', ALL],
    ['^$', []],
    ['Flat|Sizes/large', ['BenchmarkFlat', 'BenchmarkSizes/large']],
    // One without sub-benchmarks has no second level to match.
    ['./l', ['BenchmarkSizes/large', 'BenchmarkSizes/small']],
  ])('%s as `go test -bench` takes it', async (pattern, names) => {
    expect(await listMeasured(['--packages', './one', '--bench', pattern])).toEqual({ one: names })
  })
})

test('a folder inside of the module: what is in it and below', async () => {
  const { review } = await runReview(['escapes', '--base', 'main'], { cwd: path.join(repository, 'internal') })
  expect(review.scope.workingDirectory).toBe('internal')
  expect(review.escapes.added).toMatchObject([{ file: 'internal/two/sum.go' }])
  const named = await runReview(['escapes', '--base', 'main', '--repo', 'internal/two'], { cwd: repository })
  expect(named.review.escapes.added).toMatchObject([{ file: 'internal/two/sum.go' }])
})

test('skip', async () => {
  expect(await listMeasured(['--packages', './one', '--skip', 'Sizes'])).toEqual({ one: ['BenchmarkFlat'] })
})

test('cpu: each number is a benchmark of its own, named as Go prints it', async () => {
  const names = { one: ['BenchmarkFlat', 'BenchmarkFlat-2'] }
  expect(await listMeasured(['--packages', './one', '--bench', 'Flat', '--cpu', '1,2'])).toEqual(names)
  expect(await listMeasured(['--packages', './one', '--bench', 'Flat', '--cpu', '2'])).toEqual({
    one: ['BenchmarkFlat'],
  })
})

describe('the config file', () => {
  const withConfig = async (text: string): Promise<Record<string, string[]>> => {
    commitFiles(repository, { '.github/go-perf-review.yml': text })
    try {
      return await listMeasured([])
    } finally {
      runGit(repository, 'reset', '--quiet', '--hard', 'HEAD~1')
    }
  }

  test('overrides of the packages that a relative pattern means', async () => {
    const relative = 'overrides:\n  - packages: ["./internal/..."]\n    bench: Flat\n'
    expect(await withConfig(relative)).toEqual({ one: ALL, 'internal/two': ['BenchmarkFlat'] })
  })

  test('packages and files that are ignored are neither measured nor looked at', async () => {
    expect(await withConfig('ignore:\n  packages: ["./internal/..."]\n')).toEqual({ one: ALL, 'internal/two': [] })
    commitFiles(repository, { '.github/go-perf-review.yml': 'ignore:\n  files: ["internal/"]\n' })
    const { review } = await runReview(['escapes', '--base', 'main'], { cwd: repository })
    runGit(repository, 'reset', '--quiet', '--hard', 'HEAD~1')
    expect(review.escapes.added).toMatchObject([{ file: 'one/sum.go' }])
  })
})
