import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findRegexpFault } from '../../src/config/regexp.ts'

const REFUSED = [
  'Parse(',
  'Parse)',
  '[a-z',
  'Parse\\',
  '*Parse',
  'BenchmarkX/*',
  'a|*b',
  'a**',
  'a*?*',
  'a*??',
  '(?=x)',
  '(?!x)',
  '(?<!x)',
  '(?>x)',
  '(a)\\1',
  '[[:alpha:]',
  '(+a)',
]
const ACCEPTED = [
  '.',
  '^$',
  '^BenchmarkParse$/^small$',
  'a*?',
  '(?i)parse',
  '(?P<name>x)',
  '(?:a|b)/c',
  '[]a]',
  '[^]a]',
  '[[:alpha:]]+',
  '\\Q(\\E',
  '\\[',
  'a]',
  'a|',
  '^*',
  '\\12',
  '(a/b)',
  '[](]/*a',
  'Größe',
  '',
]

test.each(REFUSED)('%j is refused, with a reason', (text) => {
  expect(findRegexpFault(text)).toEqual(expect.any(String))
})

test.each(ACCEPTED)('%j is not refused', (text) => {
  expect(findRegexpFault(text)).toBeNull()
})

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const fault = findRegexpFault(text)
      expect(fault === null || fault.length > 0).toBe(true)
    }),
  )
})

describe('held against Go', () => {
  let folder = ''
  let binary = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'regexp-'))
    writeFileSync(join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.21\n')
    writeFileSync(join(folder, 'm_test.go'), 'package m\n\nimport "testing"\n\nfunc TestNothing(*testing.T) {}\n')
    binary = join(folder, process.platform === 'win32' ? 'm.exe' : 'm')
    execFileSync('go', ['test', '-c', '-o', binary, '.'], { cwd: folder })
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const refusedByGo = (text: string): boolean => {
    const child = spawnSync(binary, ['-test.run=^$', `-test.bench=${text}`], { cwd: folder, encoding: 'utf8' })
    return child.status !== 0 && /invalid regexp/.test(child.stdout + child.stderr)
  }

  test('Go refuses and accepts the same examples', () => {
    expect(REFUSED.filter((text) => !refusedByGo(text))).toEqual([])
    expect(ACCEPTED.filter((text) => text !== '' && refusedByGo(text))).toEqual([])
  })

  test('whatever is refused here, Go refuses', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      '/',
      '|',
      '(',
      ')',
      '[',
      ']',
      '*',
      '+',
      '?',
      '\\',
      '^',
      '-',
      '1',
      ':',
      '?:',
      '(?',
      '{2}',
    )
    const refused = fc
      .sample(fc.string({ unit, minLength: 1, maxLength: 9 }), { numRuns: 400, seed: 7 })
      .filter((text) => findRegexpFault(text) !== null)
    expect(refused.length).toBeGreaterThan(200)
    expect(refused.slice(0, 200).filter((text) => !refusedByGo(text))).toEqual([])
  })
})
