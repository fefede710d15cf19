/** What is kept between runs, with a cache service as a runner offers it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { CacheService } from '../server/cache-service.ts'
import { ACTION } from './entry.ts'
import { createOrigin } from './origin.ts'
import { pullRequestPayload } from './payload.ts'
import { runStep, type StepOptions } from './step.ts'
import { ALLOCATING, BASE } from './token-module.ts'

const origin = createOrigin(BASE, { 'later.go': 'package token\n' })
const { headSha, mergeSha } = origin.push(ALLOCATING)
const workspace = origin.checkOut(mergeSha)
const payload = pullRequestPayload({ baseSha: origin.baseSha, headSha })
const runnerTemp = mkdtempSync(path.join(os.tmpdir(), 'runner-temp-'))

const goCache = execFileSync('go', ['env', 'GOCACHE']).toString().trim()

let service: CacheService
beforeAll(async () => {
  service = await CacheService.start()
  // The build cache of this machine would be a large archive, and an empty one a slow build.
  service.pretended = { prefix: 'go-perf-review-build-', archive: makeEmptyArchive() }
})
afterAll(() => service.close())

/** As the client makes one: with zstd where there is zstd. */
function makeEmptyArchive(): Buffer {
  const hasZstd = /zstd/i.test(execFileSync('sh', ['-c', 'zstd --version 2>&1 || true']).toString())
  return execFileSync('tar', ['-c', hasZstd ? '--use-compress-program=zstd' : '-z', '-T', os.devNull])
}

function step(options: Partial<StepOptions> = {}) {
  return runStep({
    action: ACTION,
    event: 'pull_request',
    payload,
    workspace,
    sha: mergeSha,
    apiUrl: 'http://127.0.0.1:9',
    ...options,
    inputs: { 'github-token': '', count: '6', 'time-budget': '60s', ...options.inputs },
    variables: { ...service.variables, RUNNER_TEMP: runnerTemp, GOCACHE: goCache, ...options.variables },
  })
}

function labelled(...labels: readonly string[]) {
  const pull_request = { ...payload.pull_request, labels: labels.map((name) => ({ name })) }
  return { ...payload, action: 'labeled', pull_request }
}

// In one test, as each step needs what the one before has left.
test('what was measured is kept; a new label is judged without measuring, in any mode', async () => {
  const first = await step()
  expect(first).toMatchObject({ exitCode: 1, elsewhere: '' })
  const measured = expect.stringMatching(`^go-perf-review-measured-${headSha}-[0-9a-f]{32}$`)
  expect(service.keys).toEqual([measured])

  const accepted = await step({ payload: labelled('perf-regression-accepted') })
  expect(accepted.stderr).toContain('Nothing was measured again')
  expect(accepted.exitCode).toBe(0)
  expect(accepted.outputs).toMatchObject({ verdict: 'pass', 'alloc-regressions': '1' })
  expect(accepted.summary).toContain('perf-regression-accepted')

  const taken = await step({ payload: labelled('other'), inputs: { mode: 'measure' } })
  expect(taken.stderr).toContain('Nothing was measured again')
  expect(taken).toMatchObject({ exitCode: 0, outputs: { verdict: 'regressed' } })

  const other = await step({ payload: labelled('other'), inputs: { bench: '^$' } })
  expect(other.stderr).not.toContain('Nothing was measured again')
}, 180_000)

test('a cache that fails costs nothing but time', async () => {
  service.failing = true
  try {
    const { exitCode, outputs } = await step({ inputs: { bench: '^$', skip: '.*Nothing' } })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'pass' })
  } finally {
    service.failing = false
  }
}, 180_000)

test.each<readonly [string, Partial<StepOptions>]>([
  ['with cache: false', { inputs: { cache: 'false' } }],
  ['on pull_request_target', { event: 'pull_request_target', inputs: { 'allow-pull-request-target': 'true' } }],
])(
  '%s nothing is read or kept',
  async (_, options) => {
    const before = service.requests
    const { exitCode } = await step({ ...options, inputs: { bench: '^$', ...options.inputs } })
    expect(exitCode).toBe(0)
    expect(service.requests).toBe(before)
  },
  120_000,
)
