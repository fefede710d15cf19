/** The example workflows, word for word, run by act where it is installed. */
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { GitHubServer } from '../server/server.ts'
import { ACTIONS_BOT } from '../server/state.ts'
import { actIsThere, type ExampleRun, runExample } from './act.ts'
import { createOrigin } from './origin.ts'
import { pullRequestPayload, workflowRunPayload } from './payload.ts'
import { ALLOCATING, BASE, SPY_TEST } from './token-module.ts'

const TOKEN = 'ghs_token'
const underAct = actIsThere() ? test : test.skip
const WHY = actIsThere() ? '' : ' (skipped: act is not on PATH)'

let server: GitHubServer

beforeEach(async () => {
  server = await GitHubServer.start()
  server.state.addToken(TOKEN, ACTIONS_BOT)
})

afterEach(async () => {
  await server.close()
  expect(server.violations).toEqual([])
})

const comments = () => server.state.commentsOf(ACTIONS_BOT)

function prepare(base: typeof BASE): ExampleRun & { readonly headSha: string } {
  const origin = createOrigin(base, { 'later.go': 'package token\n' })
  const { headSha, mergeSha } = origin.push(ALLOCATING)
  Object.assign(server.state.addPullRequest(7, headSha), { baseSha: origin.baseSha })
  server.state.files.set(`${origin.baseSha}:go.mod`, 'module example.com/token\n')
  server.state.showDiff(origin.diff(headSha))
  return {
    example: 'pull-request.yml',
    event: 'pull_request',
    payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
    origin: origin.folder,
    checkout: origin.checkOut(mergeSha),
    apiUrl: server.url,
    token: TOKEN,
    artifacts: mkdtempSync(path.join(os.tmpdir(), 'artifacts-')),
    headSha,
  }
}

function expectTold(headSha: string): void {
  expect(comments()).toHaveLength(1)
  expect(comments()[0]?.body).toContain('🔴')
  expect(comments()[0]?.body).toContain('BenchmarkParse')
  expect(server.state.checks.at(-1)).toMatchObject({ sha: headSha, conclusion: 'failure' })
}

underAct(
  `examples/pull-request.yml: one comment, a failing check, a failing job${WHY}`,
  async () => {
    const run = prepare(BASE)
    const { exitCode, jobs, output } = await runExample(run)
    expect({ exitCode, jobs, output: output.performance }).toMatchObject({
      exitCode: 1,
      jobs: { performance: 'failure' },
    })
    expect(output.performance).not.toContain('forged')
    expectTold(run.headSha)
    expect(server.state.reviewComments).toHaveLength(1)
  },
  240_000,
)

underAct(
  `examples/two-jobs.yml: measured where no token is, told by the job that runs nothing of it; examples/fork-report.yml tells the same${WHY}`,
  async () => {
    // A benchmark that finds a token panics, and the review would be broken.
    const run = { ...prepare({ ...BASE, 'token_test.go': SPY_TEST }), example: 'two-jobs.yml' }
    const inside = await runExample(run)
    expect(inside).toMatchObject({ exitCode: 1, jobs: { measure: 'success', report: 'failure' } })
    expectTold(run.headSha)

    const fork = { ...run, example: 'fork-report.yml', event: 'workflow_run', payload: workflowRunPayload(run.headSha) }
    Object.assign(server.state.pullRequests.get(7) ?? {}, { headRepository: 'stranger/fast-go' })
    server.state.comments.length = 0
    const after = await runExample(fork)
    expect(after).toMatchObject({ exitCode: 1, jobs: { report: 'failure' } })
    expectTold(run.headSha)

    // The other workflow failed and left nothing: what stands must not pass for this run's.
    const failed = { conclusion: 'failure' }
    const payload = workflowRunPayload(run.headSha, failed)
    const without = await runExample({ ...fork, payload, artifacts: mkdtempSync(path.join(os.tmpdir(), 'none-')) })
    expect(without).toMatchObject({ exitCode: 1, jobs: { report: 'failure' } })
    expect(comments()[0]?.body).toContain('was not reviewed')
    const skipped = await runExample({ ...fork, payload: workflowRunPayload(run.headSha, { conclusion: 'cancelled' }) })
    expect(skipped.exitCode).toBe(0)
    expect(comments()[0]?.body).toContain('was not reviewed')
  },
  300_000,
)
