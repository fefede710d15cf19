import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findBenchmarks } from '../../src/bench/find-benchmarks.ts'
import { makeGoModule } from '../compile/go-module.ts'

const ODD = `package odd

import (
	tt "testing"
	. "testing"
)

func BenchmarkPlain(b *tt.B) {}
func BenchmarkDot(b *B) {}
func Benchmark_low(b *tt.B)  {}
func Benchmark9(b *tt.B)     {}
func BenchmarkÜ(b *tt.B)     {}
func Benchmark世界(b *tt.B)    {}
func BenchmarkBlank(_ *tt.B) {}
func BenchmarkUnnamed(*tt.B) {}
func BenchmarkTight(b*tt.B){}
func /* why */ BenchmarkNoted( // because
	b /* it */ *tt . B,
) {}; func BenchmarkSameLine(b *tt.B) {}

	func BenchmarkIndented(b *tt.B) {}

func Benchmarking(b *tt.B) {}
func Benchmarkü(b *tt.B)   {}
func helper(b *tt.B)       {}
func OtherBenchmark(b *tt.B) {}

type suite struct{}

func (suite) BenchmarkMethod(b *tt.B) {}

/*
func BenchmarkInComment(b *testing.B) {}
*/
// func BenchmarkInLine(b *testing.B) {}

const text = \`
func BenchmarkInString(b *testing.B) {}
\`

const quoted = "\\" func BenchmarkInQuotes(b *testing.B) {}"

var runes = []rune{'"', '\\'', '\`'}

func BenchmarkBehindRunes(b *tt.B) {}

var literal = func(b *tt.B) {}

func TestNothing(t *tt.T) {}
`

test('the same benchmarks as the go command finds, in odd sources', () => {
  const outside =
    'package odd_test\n\nimport "testing"\n\nfunc Benchmark(b *testing.B) {}\n\nfunc BenchmarkOutside(b *testing.B) {}\n'
  const made = makeGoModule({
    'go.mod': 'module example.com/odd\n\ngo 1.24\n',
    'odd_test.go': ODD,
    'outside_test.go': outside,
  })
  try {
    const { stdout, stderr, exitCode } = made.go('test', '-vet=off', '-list=^Benchmark', '.')
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    const listed = stdout.split('\n').filter((line) => line.startsWith('Benchmark'))
    expect(listed.length).toBeGreaterThan(10)
    expect([...findBenchmarks(ODD), ...findBenchmarks(outside)].sort()).toEqual(listed.sort())
  } finally {
    made.remove()
  }
})

test('in the order of the file, Windows line ends or not', () => {
  const text = 'package a\n\nfunc BenchmarkB(b *testing.B) {\n}\n\nfunc BenchmarkA(b *testing.B) {\n}\n'
  expect(findBenchmarks(text)).toEqual(['BenchmarkB', 'BenchmarkA'])
  expect(findBenchmarks(text.replaceAll('\n', '\r\n'))).toEqual(['BenchmarkB', 'BenchmarkA'])
})

test('any text gives names of benchmarks', () => {
  const piece = fc.constantFrom(
    'func ',
    'Benchmark',
    'X',
    '(b *testing.B)',
    '"',
    '`',
    "'",
    '/*',
    '*/',
    '//',
    '\n',
    '\\',
  )
  const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (source) => {
      for (const name of findBenchmarks(source)) expect(name).toMatch(/^Benchmark(?!\p{Ll})[\p{L}\p{N}_]*$/u)
    }),
  )
})

test('a large file with an open string does not take forever', () => {
  expect(findBenchmarks(`${'"\\a'.repeat(100_000)}\nfunc BenchmarkA(b *testing.B) {}`)).toEqual(['BenchmarkA'])
})
