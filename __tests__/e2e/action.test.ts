/** The whole Action on a real repository and a real Go module, with its comment on the local API server. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { reviewSchema } from '../../src/review/schema.ts'
import { GitHubServer } from '../server/server.ts'
import { ACTIONS_BOT } from '../server/state.ts'
import { ACTION } from './entry.ts'
import { createOrigin, describeCheckout, type Tree } from './origin.ts'
import { pullRequestPayload } from './payload.ts'
import { expectBenchstatAgrees } from './samples.ts'
import { runStep, type StepOptions, type StepResult } from './step.ts'
import { ALLOCATING, BASE, FIXED, NEW_ESCAPE, NOT_COMPILING } from './token-module.ts'

const TOKEN = 'ghs_token'
const CONFIG = '.github/go-perf-review.yml'
const LATER_ON_MAIN: Tree = { 'later.go': 'package token\n\n// Later is not on the pull request.\nfunc Later() {}\n' }
const INPUTS = { 'github-token': TOKEN, count: '6', 'time-budget': '60s' }

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

async function review(
  origin: ReturnType<typeof createOrigin>,
  change: Tree,
  options: Partial<StepOptions> = {},
): Promise<StepResult & { readonly workspace: string; readonly before: string; readonly headSha: string }> {
  const { headSha, mergeSha } = origin.push(change)
  const pullRequest = server.state.pullRequests.get(7) ?? server.state.addPullRequest(7, headSha)
  pullRequest.headSha = headSha
  server.state.showDiff(origin.diff(headSha))
  const workspace = origin.checkOut(mergeSha)
  const before = describeCheckout(workspace)
  const result = await runStep({
    action: ACTION,
    inputs: INPUTS,
    event: 'pull_request',
    payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
    workspace,
    sha: mergeSha,
    apiUrl: server.url,
    ...options,
  })
  return { ...result, workspace, before, headSha }
}

test('a new allocation blocks, and everyone hears of it; its fix turns the same comment green', async () => {
  const origin = createOrigin(BASE, LATER_ON_MAIN)
  const red = await review(origin, ALLOCATING)
  expect(red).toMatchObject({ exitCode: 1, elsewhere: '' })
  expect(red.outputs).toMatchObject({ verdict: 'regressed', 'new-escapes': '1', 'alloc-regressions': '1' })
  expect(red.summary).toContain('🔴')
  expect(comments()).toHaveLength(1)
  expect(comments()[0]?.body).toContain('BenchmarkParse')
  expect(comments()[0]?.body).toContain(`${NEW_ESCAPE.file}:${NEW_ESCAPE.line}`)
  expect(red.outputs['comment-url']).toContain(`#issuecomment-${comments()[0]?.id}`)

  const reportPath = red.outputs['report-path'] ?? ''
  const written = reviewSchema.parse(JSON.parse(readFileSync(reportPath, 'utf8')))
  expect(written.head.sha).toBe(red.headSha)
  expect(written.escapes.added).toMatchObject([{ ...NEW_ESCAPE, onChangedLine: false }])
  for (const name of ['base.txt', 'head.txt']) {
    expect(readFileSync(path.join(path.dirname(reportPath), name), 'utf8')).toMatch(/^BenchmarkParse\S*\s+\d+/m)
  }
  for (const name of ['review.md', 'review.html', 'review.sarif']) {
    expect(existsSync(path.join(path.dirname(reportPath), name))).toBe(true)
  }
  expectBenchstatAgrees(path.dirname(reportPath), written)

  expect(server.state.reviewComments).toMatchObject([NEW_ESCAPE])
  expect(server.state.reviewComments[0]?.body).toContain('0 → 1 allocs/op')
  expect(server.state.checks).toMatchObject([{ sha: red.headSha, conclusion: 'failure', annotations: [] }])
  expect(red.commands.filter((line) => !/^::(error|warning|notice)[ :]/.test(line))).toEqual([])
  expect(red.stdout + red.stderr).not.toMatch(/^\s*::error::forged/m)
  expect(describeCheckout(red.workspace)).toBe(red.before)

  const green = await review(origin, FIXED)
  expect(green.exitCode).toBe(0)
  expect(green.outputs).toMatchObject({ verdict: 'pass', 'new-escapes': '0' })
  expect(comments()).toHaveLength(1)
  expect(comments()[0]?.body).toContain('🟢')
  expect(server.state.reviewComments).toEqual([])
  expect(server.state.checks.at(-1)).toMatchObject({ sha: green.headSha, conclusion: 'success' })
})

test('without a token the verdict is the same, and the line has its notes as commands', async () => {
  const { exitCode, outputs, stdout, commands } = await review(createOrigin(BASE, LATER_ON_MAIN), ALLOCATING, {
    inputs: { ...INPUTS, 'github-token': '' },
  })
  expect(exitCode).toBe(1)
  expect(outputs).toMatchObject({ verdict: 'regressed' })
  expect(stdout).toContain('github-token')
  const onTheLine = commands.filter((line) => line.includes(`file=${NEW_ESCAPE.file},line=${NEW_ESCAPE.line},`))
  expect(onTheLine.map((line) => line.split(' ')[0])).toEqual(['::error', '::notice'])
  expect(onTheLine[0]).toContain('0 → 1 allocs/op')
  expect(server.requests).toEqual([])
})

const NODE24 = process.env.NODE24 ?? ''
const underNode24 = NODE24 === '' ? test.skip : test

underNode24('under the Node.js of a runner, 24 (skipped where the variable NODE24 names no such program)', async () => {
  const node = { node: NODE24, inputs: { ...INPUTS, bench: '^$' } }
  const { exitCode, outputs, stderr } = await review(createOrigin(BASE, LATER_ON_MAIN), ALLOCATING, node)
  expect({ exitCode, verdict: outputs.verdict, stderr: stderr.includes('Warning') }).toEqual({
    exitCode: 0,
    verdict: 'pass',
    stderr: false,
  })
  expect(comments()).toHaveLength(1)
  expect(server.state.checks).toHaveLength(1)
})

describe('a run that fails before there is a review', () => {
  test('leaves no old green comment, and a failing check', async () => {
    const origin = createOrigin(BASE, LATER_ON_MAIN)
    const inputs = { ...INPUTS, bench: '^$' }
    await review(origin, FIXED, { inputs })
    expect(comments()[0]?.body).toContain('🟢')
    const failed = await review(origin, ALLOCATING, { inputs: { ...inputs, count: 'ten' } })
    expect(failed.exitCode).toBe(2)
    expect(comments()).toHaveLength(1)
    expect(comments()[0]?.body).toContain('🔴 Performance review could not run')
    expect(comments()[0]?.body).toContain(`\`${failed.headSha.slice(0, 12)}\` was not reviewed`)
    expect(comments()[0]?.body).toContain('input count')
    expect(comments()[0]?.body).not.toContain('🟢')
    expect(server.state.checks.at(-1)).toMatchObject({ sha: failed.headSha, conclusion: 'failure' })
  })

  test('begins no comment', async () => {
    const { exitCode } = await review(createOrigin(BASE, LATER_ON_MAIN), ALLOCATING, {
      inputs: { ...INPUTS, count: 'ten' },
    })
    expect(exitCode).toBe(2)
    expect(comments()).toEqual([])
  })
})

test('merge_group: a check on the queued commit, a summary, no comment', async () => {
  const origin = createOrigin(BASE, LATER_ON_MAIN)
  const { headSha, mergeSha } = origin.push(ALLOCATING)
  const merge_group = { head_sha: mergeSha, base_sha: origin.baseSha, base_ref: 'refs/heads/main', head_ref: headSha }
  const { exitCode, summary, stdout } = await runStep({
    action: ACTION,
    inputs: { ...INPUTS, 'fail-on': 'escapes=all', bench: '^$' },
    event: 'merge_group',
    payload: { action: 'checks_requested', merge_group },
    workspace: origin.checkOut(mergeSha),
    sha: mergeSha,
    apiUrl: server.url,
  })
  expect({ exitCode, warnings: stdout.match(/^::warning/gm) }).toEqual({ exitCode: 1, warnings: null })
  expect(summary).toContain('🔴')
  expect(server.state.checks).toMatchObject([{ sha: mergeSha, conclusion: 'failure' }])
  expect(server.state.checks[0]?.annotations).toMatchObject([{ path: NEW_ESCAPE.file, start_line: NEW_ESCAPE.line }])
  expect(server.requests.map(({ operation }) => operation)).toEqual(['checks/create'])
})

test('a GitHub that cannot be reached: exit status and log tell the verdict', async () => {
  const origin = createOrigin(BASE, LATER_ON_MAIN)
  const { headSha, mergeSha } = origin.push(ALLOCATING)
  const { exitCode, outputs, stdout, summary } = await runStep({
    action: ACTION,
    inputs: { ...INPUTS, 'fail-on': 'escapes=all', bench: '^$' },
    event: 'push',
    payload: { before: origin.baseSha, after: headSha },
    workspace: origin.checkOut(mergeSha),
    apiUrl: 'http://127.0.0.1:1',
  })
  expect(exitCode).toBe(1)
  expect(outputs.verdict).toBe('regressed')
  expect(stdout).toContain('::error::Performance regressed')
  expect(stdout).toContain('The verdict stands.')
  expect(summary).toContain('🔴')
})

test('a head that does not compile is broken, and the comment has the first error', async () => {
  const { exitCode, outputs } = await review(createOrigin(BASE, LATER_ON_MAIN), NOT_COMPILING)
  expect(exitCode).toBe(2)
  expect(outputs).toMatchObject({ verdict: 'broken' })
  expect(comments()[0]?.body).toContain('token.go:20')
})

describe('who decides about the gate', () => {
  test('a pull request cannot loosen its own, and the report says that it tried', async () => {
    const origin = createOrigin({ ...BASE, [CONFIG]: 'fail-on: allocs\n' }, LATER_ON_MAIN)
    const { exitCode } = await review(origin, { ...ALLOCATING, [CONFIG]: 'fail-on: none\n' })
    expect(exitCode).toBe(1)
    expect(comments()[0]?.body).toContain('go-perf-review.yml')
  })

  test('a label put on after the event accepts the cost', async () => {
    const origin = createOrigin(BASE, LATER_ON_MAIN)
    server.state.addPullRequest(7, '').labels.push('perf-regression-accepted')
    const { exitCode, outputs } = await review(origin, ALLOCATING)
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'pass', 'alloc-regressions': '1' })
    expect(comments()[0]?.body).toContain('perf-regression-accepted')
  })
})
