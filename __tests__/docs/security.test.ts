import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { codeSpansOf, ROOT, readText, rowsOf, sectionOf } from './texts.ts'

const text = readText('SECURITY.md')

test('every hostile input has its test, and each test named is there', () => {
  const rows = rowsOf(sectionOf(text, 'Hostile input: what happens, and the test of it'))
  expect(rows.length).toBeGreaterThan(15)
  for (const cells of rows) {
    const tests = codeSpansOf(cells.at(-1) ?? '')
    expect(tests.length).toBeGreaterThan(0)
    expect(tests.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([])
  }
})
