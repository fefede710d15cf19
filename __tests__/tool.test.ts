import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { TOOL } from '../src/tool.ts'

test('the program names itself as its package does', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as typeof TOOL
  expect(TOOL).toEqual({ name, version })
})
