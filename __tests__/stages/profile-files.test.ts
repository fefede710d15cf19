import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderFileName } from '../../src/stages/profile-files.ts'

test.each([
  [1, 'BenchmarkParse/short', '01-BenchmarkParse-short'],
  [12, 'BenchmarkÜ/../../etc/passwd\u0000', '12-Benchmark-etc-passwd'],
  [3, '日本', '03'],
  [100, 'A'.repeat(300), `100-${'A'.repeat(60)}`],
])('%d %j is kept as %s', (number, name, expected) => {
  expect(renderFileName(number, name)).toBe(expected)
})

test('whatever the benchmark is called, the file stays in its folder and can be named in a command', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.string({ unit: 'binary' }), (number, name) => {
      expect(renderFileName(number, name)).toMatch(/^\d{2,}(?:-[A-Za-z0-9]+)*$/)
    }),
  )
})
