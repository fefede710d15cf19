/** What benchmarks execute of a change, asked of the real toolchain. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FileTree } from '../fixtures/shapes.ts'
import { cpuProfile } from '../profile/cpu-profile.ts'
import { runReview } from './program.ts'
import { makeChange, makeGround, writeFiles } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const code = (zero: string): string => `package p

var table = load()

func load() map[int]int { return map[int]int{1: ${zero}} }

// T holds numbers.
type T[K comparable] struct{ all map[K]int }

func (t *T[K]) Get(k K) int { return t.all[k] + ${zero} }

func Both(n int) int { return n + ${zero} + len(table) }

func Far(n int) int { return n + ${zero} }

func Lonely(n int) int {
	if n > ${zero} {
		return n
	}
	return 0
}

func Same(n int) int { return n }

func Nothing() {}
`
const tests = (name: string, benchmarks: Readonly<Record<string, string>>): string =>
  [
    `package ${name}\n\nimport "testing"\n`,
    ...Object.entries(benchmarks).map(
      ([benchmark, body]) => `func ${benchmark}(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\t${body}\n\t}\n}\n`,
    ),
  ].join('\n')
const tree = (zero: string): FileTree => ({
  'go.mod': 'module example.com/app\n\ngo 1.21\n',
  'p/p.go': zero === '0' ? code(zero) : `${code(zero)}\nfunc New() {}\n`,
  'p/p_test.go': tests('p', { BenchmarkBoth: 'Both(i)', BenchmarkGet: '_ = (&T[string]{}).Get("") + Both(i)' }),
  'q/q.go': 'package q\n\nimport "example.com/app/p"\n\nfunc Q(n int) int { return p.Far(n) }\n',
  'q/q_test.go': tests('q', { BenchmarkQ: 'Q(i)' }),
  'r/r.go': `package r\n\nfunc Nowhere() int { return ${zero} }\n`,
  'cmd/main.go': `package main\n\nimport "example.com/app/r"\n\nfunc main() { println(r.Nowhere(), work()) }\n\nfunc work() int { return ${zero} }\n`,
  'cmd/default.pgo': '',
})

const FLAGS = ['bench', '--base', 'main', '--count', '1']
let repository: string
beforeAll(() => {
  repository = makeChange(path.join(ground.folder, 'app'), { base: tree('0'), head: tree('1') }).repository
  const profile = cpuProfile([
    [['example.com/app/r.Nowhere', 'main.main'], 30],
    [['main.work', 'main.main'], 70],
  ])
  writeFileSync(path.join(repository, 'cmd/default.pgo'), gzipSync(profile))
})

describe('a change of functions', () => {
  test('tells of each whether a benchmark executes it, and which; the own profile counts as well', async () => {
    const { review } = await runReview(FLAGS, { cwd: repository })
    const functions = new Map(review.coverage?.functions.map((one) => [one.function, one]))
    expect(
      Object.fromEntries([...functions].map(([name, { executed, executedBy }]) => [name, [executed, executedBy]])),
    ).toEqual({
      Both: [true, ['BenchmarkBoth', 'BenchmarkGet']],
      '(*T).Get': [true, ['BenchmarkGet']],
      Far: [true, ['BenchmarkQ']],
      // Initialisation runs it, whatever the benchmark.
      load: [false, []],
      Lonely: [false, []],
      Nowhere: [false, []],
      work: [false, []],
    })
    expect(functions.get('Nowhere')).toMatchObject({ hot: 'pgo', pgoShare: { flat: 0.3, cumulative: 0.3 } })
    expect(functions.get('work')).toMatchObject({ hot: 'pgo', pgoShare: { flat: 0.7, cumulative: 0.7 } })
    expect(functions.get('Lonely')).toMatchObject({ hot: null, file: 'p/p.go', line: 16, changed: true })
    expect(review.coverage).toMatchObject({ measured: true, why: '' })
    expect(review.checklist.find(({ id }) => id === 'measured')).toMatchObject({ state: 'not-measured' })
  })

  test('is no failure where a benchmark ends the run: nothing is known then', async () => {
    writeFiles(repository, { 'p/p_test.go': tests('p', { BenchmarkBoth: 'panic("no")' }) })
    const { review } = await runReview(FLAGS, { cwd: repository })
    const lonely = review.coverage?.functions.find((one) => one.function === 'Lonely')
    expect(lonely).toMatchObject({ executed: null, hot: null })
    expect(review.coverage?.why).toBe('BenchmarkBoth did not run with counters')
  })

  test('is not asked for by `escapes`, which runs no benchmark', async () => {
    const { review } = await runReview(['escapes', '--base', 'main'], { cwd: repository })
    expect(review.coverage).toMatchObject({ measured: false, why: 'benchmarks were not asked for' })
    expect(new Set(review.coverage?.functions.map(({ executed }) => executed))).toEqual(new Set([null]))
  })
})
