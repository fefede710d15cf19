/** A change that cannot change any benchmark runs none, passes, and says so briefly. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { FileTree } from '../fixtures/shapes.ts'
import { runProgram, runReview } from './program.ts'
import { fingerprint, makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const BENCHMARK = `package app

import "testing"

var sink int

func size() int { return 3 }

func BenchmarkDouble(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sink += Double(size())
	}
}
`
const TEST = `
func TestDouble(t *testing.T) {
	if Double(2) != 4 {
		t.Fatal("not four")
	}
}
`
const BASE: FileTree = {
  'go.mod': 'module example.com/app\n\ngo 1.21\n',
  'README.md': '# App\n',
  'app.go': 'package app\n\n// Double doubles n.\nfunc Double(n int) int { return 2 * n }\n',
  'app_test.go': BENCHMARK,
}

describe.each([
  [
    'comments',
    { 'app.go': 'package app\n\n// Double gives n + n.\n// Two lines now.\nfunc Double(n int) int { return 2 * n }\n' },
  ],
  ['layout', { 'app.go': 'package app\n\n// Double doubles n.\nfunc Double(n int) int {\n\treturn 2 * n\n}\n' }],
  ['a new test beside the benchmark', { 'app_test.go': BENCHMARK + TEST }],
  ['a new test in a file of its own', { 'more_test.go': `package app\n\nimport "testing"\n${TEST}` }],
  ['README', { 'README.md': '# The app\n' }],
  ['a workflow', { '.github/workflows/ci.yml': 'on: push\n' }],
] as const)('%s', (name, change: FileTree) => {
  test('no benchmark runs, and one line says so', async () => {
    const { repository } = makeChange(path.join(ground.folder, name), { base: BASE, head: { ...BASE, ...change } })
    const before = fingerprint(repository)
    const result = await runReview(['review', '--base', 'main'], { cwd: repository })
    expect(result).toMatchObject({ exitCode: 0, stderr: '', leftovers: [] })
    const { review } = result
    expect([review.verdict, review.scope.benchmarksFound, review.scope.benchmarksRun]).toEqual(['pass', 1, 0])
    expect(review.benchmarks).toMatchObject([{ name: 'BenchmarkDouble', verdict: 'skipped', metrics: {} }])
    expect(review.benchmarks[0]?.skipped).toContain('same code')
    expect([review.escapes.added, review.escapes.removed, review.findings, review.problems]).toEqual([[], [], [], []])
    expect(fingerprint(repository)).toEqual(before)

    const file = path.join(ground.folder, `${name}.json`)
    writeFileSync(file, result.stdout)
    const print = async (format: string): Promise<string> =>
      (await runProgram(['render', file, '--format', format])).stdout
    const why = /(?:no Go code besides tests in 1 changed file|1 Go file changed, in comments and layout only)/.source
    expect(await print('terminal')).toMatch(new RegExp(`^✓ Performance: nothing to review: ${why}\\n$`))
    expect(await print('markdown')).toMatch(new RegExp(`^### 🟢 Performance: nothing to review: ${why}\\n$`))
    const [, shown = ''] = /<main>(.*)<\/main>/s.exec(await print('html')) ?? []
    expect(shown).toMatch(new RegExp(`^\\s*<h1><span[^>]*>✓</span> Performance: nothing to review: ${why}</h1>\\s*$`))
  })
})

test('a change of what the benchmark is made of runs it, as not comparable', async () => {
  const head = { ...BASE, 'app_test.go': BENCHMARK.replace('return 3', 'return 4') }
  const { repository } = makeChange(path.join(ground.folder, 'own'), { base: BASE, head })
  const { review } = await runReview(['review', '--base', 'main', '--count', '6'], { cwd: repository })
  expect(review.scope.benchmarksRun).toBe(1)
  expect(review.benchmarks).toMatchObject([
    { comparable: false, notComparableBecause: expect.stringContaining('size') },
  ])
})

test.each([
  ['a variable that is initialised with the tests', 'more_test.go', 'package app\n\nvar table = make([]int, 1000)\n'],
  [
    'a method that an interface may call',
    'more_test.go',
    'package app\n\ntype named int\n\nfunc (named) String() string { return "" }\n',
  ],
  ['the code under test', 'app.go', 'package app\n\n// Double doubles n.\nfunc Double(n int) int { return n + n }\n'],
])('%s: the benchmark runs, as it might differ', async (name, file, text) => {
  const head = { ...BASE, [file]: text }
  const { repository } = makeChange(path.join(ground.folder, name), { base: BASE, head })
  const { review } = await runReview(['review', '--base', 'main', '--count', '6'], { cwd: repository })
  expect([review.verdict, review.scope.benchmarksRun]).toEqual(['pass', 1])
  expect(review.benchmarks).toMatchObject([{ verdict: 'unchanged', comparable: true }])
})
