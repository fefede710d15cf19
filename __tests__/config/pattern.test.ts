import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { matchBenchmark, matchFile, matchFunction, matchPackage, matchPattern } from '../../src/config/pattern.ts'

describe('matchPattern', () => {
  test.each([
    ['Parse', 'Parse', true],
    ['Parse', 'Parser', false],
    ['Parse*', 'Parse', true],
    ['Parse*', 'Parser', true],
    ['*Parse', 'a/b.Parse', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*a', 'aba', true],
    ['a*ab*a', 'aba', false],
    ['a*b*b', 'ab', false],
    ['a*b*b', 'abb', true],
    ['(*T).Get', '(*T).Get', true],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
  ])('%j on %j: %j', (pattern, name, expected) => {
    expect(matchPattern(pattern, name)).toBe(expected)
  })

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '('), maxLength: 12 })

  test('a name without a star matches itself, and whatever a star is put in place of', () => {
    fc.assert(
      fc.property(letters, letters, letters, (before, middle, after) => {
        expect(matchPattern(before + middle, before + middle)).toBe(true)
        expect(matchPattern(`${before}*${after}`, before + middle + after)).toBe(true)
      }),
    )
  })

  test('agrees with the plain recursive definition', () => {
    const define = (pattern: string, name: string): boolean => {
      if (pattern === '') return name === ''
      if (pattern.startsWith('*')) {
        return define(pattern.slice(1), name) || (name !== '' && define(pattern, name.slice(1)))
      }
      return name !== '' && pattern[0] === name[0] && define(pattern.slice(1), name.slice(1))
    }
    const unit = fc.constantFrom('a', 'b', '*')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 7 }), fc.string({ unit, maxLength: 9 }), (pattern, name) => {
        expect(matchPattern(pattern, name)).toBe(define(pattern, name))
      }),
      { numRuns: 2000 },
    )
  })

  test('a hostile pattern on a hostile name comes to an end', () => {
    expect(matchPattern(`${'a*'.repeat(5000)}b`, 'a'.repeat(20_000))).toBe(false)
  })
})

test('functions and benchmarks are named with or without their package', () => {
  expect(matchFunction('example.com/m/wire.(*Decoder).*', 'example.com/m/wire', '(*Decoder).Next')).toBe(true)
  expect(matchFunction('Parse', 'example.com/m', 'Parse')).toBe(true)
  expect(matchFunction('example.com/other.Parse', 'example.com/m', 'Parse')).toBe(false)
  expect(matchBenchmark('BenchmarkParse', 'example.com/m', 'BenchmarkParse/small')).toBe(false)
  expect(matchBenchmark('example.com/m.BenchmarkParse*', 'example.com/m', 'BenchmarkParse/small')).toBe(true)
})

test.each([
  ['third_party/', 'third_party/a/b.go', true],
  ['third_party/', 'third_party.go', false],
  ['**/*_string.go', 'kind_string.go', true],
  ['**/*_string.go', 'a/b/kind_string.go', true],
  ['./a.go', 'a.go', true],
  ['a.go', 'b/a.go', false],
])('matchFile %j on %j: %j', (pattern, file, expected) => {
  expect(matchFile(pattern, file)).toBe(expected)
})

test.each([
  ['./...', 'example.com/m', true],
  ['./...', 'example.com/m/a/b', true],
  ['./...', 'example.com/mm', false],
  ['.', 'example.com/m', true],
  ['.', 'example.com/m/a', false],
  ['./a/', 'example.com/m/a', true],
  ['./a/...', 'example.com/m/a', true],
  ['./a/...', 'example.com/m/ab', false],
  ['example.com/m/a', 'example.com/m/a', true],
  ['example.com/.../x', 'example.com/m/a/x', true],
  ['*/mocks', 'example.com/m/mocks', true],
])('matchPackage %j on %j: %j', (pattern, importPath, expected) => {
  expect(matchPackage(pattern, importPath, 'example.com/m')).toBe(expected)
})
