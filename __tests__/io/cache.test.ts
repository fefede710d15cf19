/** The runner's cache through its own client, against a service as a runner offers it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { openCache } from '../../src/io/cache.ts'
import { openRepository } from '../../src/io/git.ts'
import { listenForInterruption } from '../../src/io/interruption.ts'
import { createLog } from '../../src/io/log.ts'
import { createPrograms } from '../../src/io/programs.ts'
import type { Cache } from '../../src/ports.ts'
import { restoreBuildCache } from '../../src/stages/build-cache.ts'
import { createOrigin } from '../e2e/origin.ts'
import { CacheService } from '../server/cache-service.ts'

const before = { ...process.env }
const folder = mkdtempSync(path.join(os.tmpdir(), 'kept-'))
const file = path.join(folder, 'one.txt')
const log = createLog({ stream: { write: () => undefined }, live: false, quiet: false })

let service: CacheService
beforeEach(async () => {
  service = await CacheService.start()
  // The client talks to a runner, which this test is not.
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true)
  const place = {
    RUNNER_TEMP: os.tmpdir(),
    GITHUB_WORKSPACE: process.cwd(),
    GITHUB_SERVER_URL: 'https://github.example',
  }
  Object.assign(process.env, service.variables, place)
  writeFileSync(file, 'text')
})
afterEach(async () => {
  jest.restoreAllMocks()
  process.env = { ...before }
  await service.close()
})

async function open(): Promise<Cache> {
  const cache = await openCache(log)
  if (cache === null) throw new Error('there is a service, and no cache')
  return cache
}

test('a folder comes back under its key, or under the newest with its prefix', async () => {
  const cache = await open()
  expect(await cache.restore(folder, 'go-1', [])).toBeNull()
  await cache.save(folder, 'go-1')
  rmSync(file)
  expect(await cache.restore(folder, 'go-2', ['go-'])).toBe('go-1')
  expect(readFileSync(file, 'utf8')).toBe('text')
})

test('a service that fails is told, and nothing is thrown', async () => {
  const cache = await open()
  service.failing = true
  expect(await cache.restore(folder, 'go-1', [])).toBeNull()
  await cache.save(folder, 'go-1')
}, 60_000)

test('without a service there is no cache', async () => {
  delete process.env.ACTIONS_CACHE_URL
  expect(await openCache(log)).toBeNull()
})

test('the build cache is keyed by Go, platform and modules, and saved where that is new', async () => {
  const origin = createOrigin({ 'go.mod': 'module example.com/x\n\ngo 1.21\n' }, {})
  const { headSha, mergeSha } = origin.push({ 'x.go': 'package x\n' })
  const root = origin.checkOut(mergeSha)
  const interruption = listenForInterruption({ log })
  const programs = createPrograms({ passThrough: [], interruption })
  const git = await openRepository(root, { programs, log, interruption, fetchMissing: true })
  const ports = { cache: await open(), git, programs }
  const restore = (sha: string) => restoreBuildCache({ folder, root, workingDirectory: '', headSha: sha }, ports)
  await git.resolve(headSha)
  try {
    await (await restore(headSha))?.save()
    expect(service.keys).toEqual([expect.stringMatching(/^go-perf-review-build-go1\.[\w.-]+-[0-9a-f]{32}$/)])
    rmSync(file)
    await (await restore(headSha))?.save()
    expect(readFileSync(file, 'utf8')).toBe('text')
    expect(service.keys).toHaveLength(1)
    const other = origin.push({ 'go.sum': '' })
    await git.resolve(other.headSha)
    await (await restore(other.headSha))?.save()
    expect(service.keys).toHaveLength(1)
    const more = origin.push({ 'go.mod': 'module example.com/x\n\ngo 1.22\n' })
    await git.resolve(more.headSha)
    await (await restore(more.headSha))?.save()
    expect(service.keys).toHaveLength(2)
  } finally {
    await git.close()
    interruption.stop()
  }
}, 60_000)
