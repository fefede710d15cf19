/** What does not build or does not run: the head alone is the author's fault, anything else is not. */
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { FileTree } from '../fixtures/shapes.ts'
import { runProgram, runReview } from './program.ts'
import { fingerprint, makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

let count = 0
function makeRepositoryOf(base: FileTree, head: FileTree) {
  return makeChange(path.join(ground.folder, `repository-${++count}`), { base, head })
}

const GO_MOD = 'module example.com/app\n\ngo 1.21\n'
const SOUND = 'package app\n\n// Double doubles n.\nfunc Double(n int) int { return 2 * n }\n'
const UNSOUND = 'package app\n\n// Double doubles n.\nfunc Double(n int) int { return "two" }\n'
const UNSOUND_TOO = 'package app\n\n// Double doubles n.\nfunc Double(n int) int { return "four" }\n'
/** Another package of the module, of which something can be said whatever becomes of the first. */
const other = (keeps: boolean): FileTree => ({
  'other/other.go': `package other\n\nvar kept *[4]int\n\n// Sum sums.\nfunc Sum(n int) int {\n\tvar all [4]int\n\tall[n&3] = n\n${keeps ? '\tkept = &all\n' : ''}\treturn all[0]\n}\n`,
})
const NEW_ESCAPE = { file: 'other/other.go', line: 7, message: 'moved to heap: all' }

describe('a package that does not compile', () => {
  test('on the head only: broken, with the first errors, and what can be said of the rest', async () => {
    const { repository } = makeRepositoryOf(
      { 'go.mod': GO_MOD, 'app.go': SOUND, ...other(false) },
      { 'go.mod': GO_MOD, 'app.go': UNSOUND, ...other(true) },
    )
    const before = fingerprint(repository)
    const result = await runReview(['review', '--base', 'main'], { cwd: repository })
    expect(result).toMatchObject({ exitCode: 2, stderr: '', leftovers: [] })
    expect(result.review).toMatchObject({
      verdict: 'broken',
      problems: [
        { side: 'head', severity: 'error', message: expect.stringContaining('example.com/app does not build') },
      ],
    })
    expect(result.review.problems[0]?.detail).toMatch(/^\.\/app\.go:4:\d+: cannot use "two"/)
    expect(result.review.escapes.added).toMatchObject([NEW_ESCAPE])
    expect(fingerprint(repository)).toEqual(before)
    const terminal = await runProgram(['escapes', '--base', 'main'], { cwd: repository })
    expect(terminal.exitCode).toBe(2)
    expect(terminal.stdout).toContain('app.go:4')
    expect(terminal.stdout).toContain('head')
  })

  test.each([
    ['base', UNSOUND, SOUND],
    ['base and head', UNSOUND, UNSOUND_TOO],
  ])('on %s: inconclusive, with a warning', async (where, base, head) => {
    const { repository } = makeRepositoryOf(
      { 'go.mod': GO_MOD, 'app.go': base, ...other(false) },
      { 'go.mod': GO_MOD, 'app.go': head, ...other(true) },
    )
    const { exitCode, stderr, review } = await runReview(['review', '--base', 'main'], { cwd: repository })
    expect([exitCode, review.verdict]).toEqual([0, 'inconclusive'])
    expect(stderr).toMatch(/^warning: .*could not tell.*\n$/)
    expect(review.problems).toMatchObject([{ severity: 'warning', message: expect.stringContaining(where) }])
    expect(review.problems[0]?.detail).toContain('app.go:4')
    expect(review.escapes.added).toMatchObject([NEW_ESCAPE])
  })
})

test('a package that cannot be loaded and that only tests need, on both sides: the code under review is judged', async () => {
  const tests =
    'package app\n\nimport (\n\t"testing"\n\n\t"example.org/missing"\n)\n\nfunc TestDouble(t *testing.T) { missing.Check(t, Double(1)) }\n'
  const { repository } = makeRepositoryOf(
    { 'go.mod': GO_MOD, 'app.go': SOUND, 'app_test.go': tests, ...other(false) },
    { 'go.mod': GO_MOD, 'app.go': SOUND, 'app_test.go': tests, ...other(true) },
  )
  const { exitCode, review } = await runReview(['review', '--base', 'main'], { cwd: repository })
  expect(review.problems).toMatchObject([
    {
      severity: 'notice',
      message: expect.stringMatching(/^example\.org\/missing could not be loaded on base and head: only tests need it/),
    },
  ])
  expect(review.escapes).toMatchObject({ analysed: true, added: [NEW_ESCAPE] })
  expect([exitCode, review.verdict]).toEqual([0, 'pass'])
})

describe('a module that cannot be loaded', () => {
  const UNREADABLE = 'module example.com/app\n\ngo 1.21\n\nrequire }\n'
  test.each([
    ['head', GO_MOD, UNREADABLE, 2, 'broken'],
    ['base', UNREADABLE, GO_MOD, 0, 'inconclusive'],
    ['base and head', UNREADABLE, `${UNREADABLE}\n`, 0, 'inconclusive'],
  ])('on %s', async (where, base, head, status, verdict) => {
    const { repository } = makeRepositoryOf({ 'go.mod': base, 'app.go': SOUND }, { 'go.mod': head, 'app.go': SOUND })
    const { exitCode, review, leftovers } = await runReview(['review', '--base', 'main'], { cwd: repository })
    expect([exitCode, review.verdict, leftovers]).toEqual([status, verdict, []])
    expect(review.problems).toMatchObject([{ message: expect.stringContaining(where) }])
    expect(review.problems[0]?.detail).toContain('go.mod:5')
    expect(review.escapes.analysed).toBe(false)
  })

  test('on the head, as it asks for a newer Go than there is', async () => {
    const { repository } = makeRepositoryOf(
      { 'go.mod': GO_MOD, 'app.go': SOUND },
      { 'go.mod': 'module example.com/app\n\ngo 1.99.0\n', 'app.go': SOUND },
    )
    const options = { cwd: repository, variables: { GOTOOLCHAIN: 'local' } }
    const { exitCode, review } = await runReview(['review', '--base', 'main'], options)
    expect([exitCode, review.verdict]).toEqual([2, 'broken'])
    expect(review.problems).toMatchObject([{ detail: expect.stringContaining('requires go >= 1.99.0') }])
  })

  test('on the base, as the head adds it', async () => {
    const { repository } = makeRepositoryOf(
      { 'README.md': 'text\n' },
      { 'README.md': 'text\n', 'new/go.mod': GO_MOD, 'new/app.go': SOUND },
    )
    const args = ['review', '--base', 'main', '--working-directory', 'new']
    const { exitCode, review } = await runReview(args, { cwd: repository })
    expect([exitCode, review.verdict]).toEqual([0, 'inconclusive'])
    expect(review.problems).toMatchObject([{ side: 'base', message: expect.stringContaining('no module in new') }])
    expect(review.problems[0]?.message).not.toContain('build')
  })
})

/** Sum allocates nothing on the base and one value on the head, in a package whose other benchmarks misbehave. */
const MEASURED = (keeps: boolean): FileTree => ({
  'go.mod': GO_MOD,
  'app.go': `package app\n\nvar kept *[4]int\n\n// Sum sums.\n//\n//go:noinline\nfunc Sum(n int) int {\n\tvar all [4]int\n\tall[n&3] = n\n${keeps ? '\tkept = &all\n' : ''}\treturn all[0]\n}\n`,
})
const BAD = (kind: string): string =>
  `package app\n\n// Bad tells what a benchmark is to do.\nfunc Bad() string { return "${kind}" }\n`
const BENCHMARKS = `package app

import (
	"testing"
	"time"
)

func misbehave() {
	switch Bad() {
	case "panic":
		panic("no more")
	case "hang":
		time.Sleep(time.Hour)
	}
}

var sink int

func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sink += Sum(i)
	}
}

func BenchmarkBad(b *testing.B) {
	for i := 0; i < b.N; i++ {
		misbehave()
	}
}

func BenchmarkWorse(b *testing.B) {
	for i := 0; i < b.N; i++ {
		misbehave()
	}
}
`
const makeMisbehaving = (base: string, head: string) =>
  makeRepositoryOf(
    { ...MEASURED(false), 'bad.go': BAD(base), 'app_test.go': BENCHMARKS },
    { ...MEASURED(true), 'bad.go': BAD(head), 'app_test.go': BENCHMARKS },
  )

describe('benchmarks that do not end well', () => {
  const ARGS = ['review', '--base', 'main', '--count', '6', '--benchmark-timeout', '1s']

  test.each([
    ['panic', 'panic: no more'],
    ['hang', 'ran longer than 1 s'],
  ])('%s on the head only: broken, and the others are judged', async (kind, words) => {
    const { repository } = makeMisbehaving('well', kind)
    const { exitCode, review, stderr, leftovers } = await runReview(ARGS, { cwd: repository })
    expect([exitCode, review.verdict, stderr, leftovers]).toEqual([2, 'broken', '', []])
    const broken = review.benchmarks.filter((benchmark) => benchmark.verdict === 'broken')
    expect(broken.map((benchmark) => benchmark.name)).toEqual(['BenchmarkBad', 'BenchmarkWorse'])
    for (const { problem } of broken) {
      expect(problem?.side).toBe('head')
      expect(`${problem?.message}\n${problem?.stderr}`).toContain(words)
    }
    const sum = review.benchmarks.find((benchmark) => benchmark.name === 'BenchmarkSum')
    expect(sum).toMatchObject({
      verdict: 'regressed',
      metrics: { 'allocs/op': { base: { center: 0 }, head: { center: 1 } } },
    })
  })

  test('a panic on both sides: inconclusive, and the others are judged', async () => {
    const { repository } = makeMisbehaving('panic', 'panic')
    const { exitCode, review } = await runReview([...ARGS, '--fail-on', 'broken'], { cwd: repository })
    expect(review.benchmarks.map((benchmark) => [benchmark.name, benchmark.problem?.side])).toEqual([
      ['BenchmarkSum', undefined],
      ['BenchmarkBad', 'both'],
      ['BenchmarkWorse', 'both'],
    ])
    expect(review.benchmarks.slice(1).map((benchmark) => benchmark.verdict)).toEqual(['inconclusive', 'inconclusive'])
    expect(review.findings.filter((finding) => finding.rule === 'broken-benchmark')).toEqual([])
    expect([exitCode, review.verdict]).toEqual([0, 'inconclusive'])
  })

  test('many that take long together are not stuck: each has its own time', async () => {
    const benchmarks = `package app

import (
	"testing"
	"time"
)

func BenchmarkMany(b *testing.B) {
	for _, name := range []string{"a", "b", "c", "d"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				time.Sleep(700 * time.Millisecond)
				Sum(i)
			}
		})
	}
}
`
    const { repository } = makeRepositoryOf(
      { ...MEASURED(false), 'app_test.go': benchmarks },
      { ...MEASURED(false), 'app_test.go': benchmarks, 'more.go': BAD('well') },
    )
    const args = ['bench', '--base', 'main', '--benchmark-timeout', '2s']
    const { exitCode, review } = await runReview(args, { cwd: repository })
    expect(review.benchmarks.map(({ name, verdict }) => [name, verdict])).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => [`BenchmarkMany/${name}`, 'unchanged']),
    )
    expect([exitCode, review.verdict]).toEqual([0, 'pass'])
  })

  test('what hangs for want of a server leaves the other packages their share of the time', async () => {
    const hanging = 'package a\n\n// One is measured.\nfunc One() int { return 1 }\n'
    const test = `package a\n\nimport (\n\t"testing"\n\t"time"\n)\n\nfunc BenchmarkHang(b *testing.B) {\n\ttime.Sleep(time.Hour)\n\tOne()\n}\n`
    const common = {
      'app_test.go': BENCHMARKS.replace(/func Bench\w+(?:Bad|Worse)[\s\S]*?\n}\n/g, ''),
      'bad.go': BAD(''),
      'a/a_test.go': test,
    }
    const { repository } = makeRepositoryOf(
      { ...MEASURED(false), ...common, 'a/a.go': hanging },
      { ...MEASURED(true), ...common, 'a/a.go': hanging.replace('return 1', 'return 2') },
    )
    const args = ['bench', '--base', 'main', '--count', '6', '--time-budget', '20s', '--benchmark-timeout', '60s']
    const { exitCode, review } = await runReview(args, { cwd: repository })
    expect(review.benchmarks.map(({ name, verdict, problem }) => [name, verdict, problem?.message])).toEqual([
      ['BenchmarkSum', 'regressed', undefined],
      ['BenchmarkHang', 'inconclusive', expect.stringContaining('time budget was used up')],
    ])
    expect([exitCode, review.verdict]).toEqual([1, 'regressed'])
  })
})
