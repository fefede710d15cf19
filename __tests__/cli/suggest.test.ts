/** Suggested benchmarks are compiled and run as they are. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { runProgram, runReview } from './program.ts'
import { makeChange, makeGround, writeFiles } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const CODE = `package s

import (
	"context"
	"io"
	str "strings"
	"text/template"
)

type T struct{ n int }
type Number interface{ ~int | ~float64 }
type Cache[K comparable, V any] struct{ m map[K]V }

func Plain()                                  { println(sinkTaken) }
func One(text string, n int64) int            { return len(text) + int(n) }
func Two(b []byte, i, _ int) (int, error)     { return len(b), nil }
func Named(a, b2 string) (x, y int, err error) { return }
func Variadic(format string, args ...any) string { return format }
func Readers(ctx context.Context, r io.Reader, w *str.Builder) (*template.Template, error) {
	return nil, nil
}
func lower(f func(int) (string, error), m map[string][]T, c <-chan int, a [3]T) (struct{ a, b int }, func()) {
	return struct{ a, b int }{}, nil
}
func Lower(s interface{ Foo(int) string }) interface{ Bar() } { return nil }
func (t *T) Get(testing string) T                             { return *t }
func (t T) get(T T, string int) int                           { return 1 }
func (T) Unnamed(io.Reader, error) int                        { return 1 }
func (c *Cache[K, V]) Get(k K) V                              { return c.m[k] }
func Sum[N Number](all []N) N                                 { var n N; return n }
func Many(
	a int,
	b string,
) (n int) {
	return 1
}
func Multi(x struct {
	A int
}) int {
	return x.A
}

var sinkTaken = 1
var sinkOne = 2
`
const TESTS = 'package s\n\nimport "testing"\n\nfunc BenchmarkPlain(b *testing.B) {}\n'
const SUGGESTED = [
  'Plain',
  'One',
  'Two',
  'Named',
  'Variadic',
  'Readers',
  'lower',
  'Lower',
  '(*T).Get',
  'T.get',
  'T.Unnamed',
  'Many',
]

test.each([
  ['1.21', 'for i := 0; i < b.N; i++ {'],
  ['1.24', 'for b.Loop() {'],
])('for a module of Go %s', async (version, loop) => {
  const module = { 'go.mod': `module example.com/s\n\ngo ${version}\n`, 's_test.go': TESTS }
  const { repository } = makeChange(path.join(ground.folder, version), {
    base: { ...module, 's.go': 'package s\n' },
    head: { ...module, 's.go': CODE },
  })
  const flags = ['bench', '--base', 'main', '--suggest-benchmark']
  const { review } = await runReview(flags, { cwd: repository })
  const [suggestion, ...others] = review.suggestions ?? []
  expect(others).toEqual([])
  expect(suggestion).toMatchObject({ package: 'example.com/s', file: 'suggested_bench_test.go', functions: SUGGESTED })
  expect(suggestion?.skipped).toEqual([
    { function: '(*Cache).Get', reason: 'it is generic: only its users know the type arguments' },
    { function: 'Sum', reason: 'it is generic: only its users know the type arguments' },
    { function: 'Multi', reason: 'one of its types is written over several lines' },
  ])
  const text = suggestion?.text ?? ''
  expect(text).toContain(loop)
  writeFiles(repository, { [suggestion?.file ?? '']: text })
  const go = (...args: string[]): string =>
    execFileSync(args[0] ?? '', args.slice(1), { cwd: repository, encoding: 'utf8' })
  expect(go('gofmt', '-l', 's_test.go', suggestion?.file ?? '')).toBe('')
  const ran = go('go', 'test', '-run=^$', '-bench=One|Two|Variadic|Get|Many', '-benchtime=1x')
  expect(ran.match(/^Benchmark\S+.*allocs\/op$/gm)).toHaveLength(6)
  const again = await runProgram(flags, { cwd: repository })
  expect(again.stdout).toContain('Suggested benchmarks for 0 of 3 changed functions that none executes')
  expect(again.stdout).toContain('12 of 15 changed functions executed by a benchmark, not (*Cache).Get, Sum and Multi')
})
