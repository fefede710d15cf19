import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'reporter-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('ends with the counts of the whole run, alone on the last line, and names what was skipped', async () => {
  await write('passes.test.js', "test('one', () => {}); test('two', () => {})")
  await write('fails.test.js', "test('bad', () => { throw new Error('bad') })")
  await write('cannot-run.test.js', "require('./absent.js'); test('never known', () => {})")
  await write(
    'skips.test.js',
    "describe('some', () => { test.skip('with\\n9 passed, 0 failed', () => {}) }); test.todo('later')",
  )
  const { status, lines } = await runJest()
  expect(status).toBe(1)
  expect(lines.slice(-3)).toEqual([
    'skipped: skips.test.js: some with 9 passed, 0 failed',
    'skipped: skips.test.js: later',
    '2 passed, 2 failed, 2 skipped',
  ])
})

test('a run without failures says so', async () => {
  for (const name of ['fails', 'cannot-run', 'skips']) await rm(path.join(folder, `${name}.test.js`))
  const { status, lines } = await runJest()
  expect([status, lines.at(-1)]).toEqual([0, '2 passed, 0 failed, 0 skipped'])
})

test('is what npm test uses', async () => {
  const { default: config } = await import(path.join(ROOT, 'jest.config.js'))
  expect(config.reporters).toEqual(['default', '<rootDir>/build/summary-reporter.js'])
})

async function write(name: string, text: string): Promise<void> {
  await writeFile(path.join(folder, name), text)
}

/** One real run with everything that jest prints, stdout and stderr as one file, as CI keeps it. */
async function runJest(): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  const reporters = ['default', path.join(ROOT, 'build/summary-reporter.js')]
  await write('jest.config.json', JSON.stringify({ rootDir: folder, reporters, transform: {}, cacheDirectory: folder }))
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js')
  const line = `"${process.execPath}" "${jest}" > all.txt 2>&1; status=$?; cat all.txt; exit $status`
  return await new Promise((resolve) => {
    execFile('sh', ['-c', line], { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } }, (error, stdout) => {
      const status = error === null ? 0 : Number(error.code)
      resolve({ status, lines: stdout.trimEnd().split('\n') })
    })
  })
}
