/** The committed dist/ is what the sources give: no byte more, no byte less, no file that nobody sees. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from '@jest/globals'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const DIST = path.join(PROJECT, 'dist')
const built = path.join(mkdtempSync(path.join(os.tmpdir(), 'dist-')), 'built')
afterAll(() => rmSync(path.dirname(built), { recursive: true, force: true }))

const ADVICE = 'dist/ is not what the sources give: run `npm run build` and commit dist/'

test('dist/ is up to date', () => {
  execFileSync(process.execPath, [path.join(PROJECT, 'build/bundle.js'), built], { stdio: 'pipe' })
  // Line endings as in the repository, whatever a checkout makes of them.
  const digests = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
        .map((file) => [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
    )
  expect({ [ADVICE]: digests(DIST) }).toEqual({ [ADVICE]: digests(built) })
})

test('everything in dist/ is committed, or would be', () => {
  const ignored = execFileSync('git', ['status', '--porcelain', '--ignored', '--', 'dist'], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  expect(ignored.split('\n').filter((line) => line.startsWith('!!'))).toEqual([])
})

test('dist/ names no path of the machine that built it', () => {
  for (const name of ['cli.js', 'action.js', 'cli.js.map', 'action.js.map']) {
    expect(readFileSync(path.join(DIST, name), 'utf8')).not.toContain(PROJECT)
  }
})
