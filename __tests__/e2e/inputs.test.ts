/** What the Action answers before it measures anything. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { GitHubServer } from '../server/server.ts'
import { ACTION } from './entry.ts'
import { createOrigin } from './origin.ts'
import { pullRequestPayload, workflowRunPayload } from './payload.ts'
import { runStep, type StepOptions } from './step.ts'

const origin = createOrigin({ 'go.mod': 'module example.com/empty\n\ngo 1.21\n' }, { 'README.md': 'text\n' })
const { headSha, mergeSha } = origin.push({ 'doc.go': 'package empty\n' })
const workspace = origin.checkOut(mergeSha)
const payload = pullRequestPayload({ baseSha: origin.baseSha, headSha })

let server: GitHubServer
beforeAll(async () => {
  server = await GitHubServer.start()
})
afterAll(() => server.close())

function refuse(options: Partial<StepOptions>) {
  return runStep({ action: ACTION, event: 'pull_request', payload, workspace, apiUrl: server.url, ...options })
}

test.each([
  [{ 'report-file': 'review.json' }, 'needs a token'],
  [{ 'github-token': 'ghs_token' }, 'input report-file: there is nothing to report'],
])('mode: report with only %j says what it %s', async (inputs, what) => {
  const { exitCode, stdout } = await refuse({ inputs: { mode: 'report', ...inputs } })
  expect(exitCode).toBe(2)
  expect(stdout.match(/^::error::/gm)).toHaveLength(1)
  expect(stdout).toContain(what)
})

test.each(['review', 'measure'])('mode: %s measures nothing on workflow_run', async (mode) => {
  const { exitCode, stdout } = await refuse({
    event: 'workflow_run',
    payload: workflowRunPayload(headSha),
    inputs: { mode },
  })
  expect(exitCode).toBe(2)
  expect(stdout).toContain('use mode: report here')
})

test('pull_request_target is refused before anything of the project runs', async () => {
  const { exitCode, stdout } = await refuse({ event: 'pull_request_target' })
  expect(exitCode).toBe(2)
  expect(stdout).toContain('mode: measure on pull_request, mode: report on workflow_run')
})

test('every wrong input is named in one message', async () => {
  const { exitCode, stdout } = await refuse({ inputs: { count: 'ten', 'fail-on': 'alocs', 'escape-scope': 'world' } })
  expect(exitCode).toBe(2)
  expect(stdout.match(/^::error::/gm)).toHaveLength(1)
  for (const name of ['input count', 'input fail-on', 'input escape-scope']) expect(stdout).toContain(name)
})

test('an input that would be a command stays text', async () => {
  const { commands } = await refuse({ inputs: { count: '1\n::set-output name=verdict::pass' } })
  expect(commands).toHaveLength(1)
  expect(commands[0]).toMatch(/^::error::/)
})

test('a config file with problems: each with file and line, from the base and not from the head', async () => {
  const bad = createOrigin(
    { 'go.mod': 'module x\n', '.github/go-perf-review.yml': 'count: 3\n' },
    {
      '.github/go-perf-review.yml': 'count: many\nwrong-key: 1\n',
    },
  )
  const change = bad.push({ 'doc.go': 'package x\n' })
  const { exitCode, stdout } = await refuse({
    payload: pullRequestPayload({ baseSha: bad.baseSha, headSha: change.headSha }),
    workspace: bad.checkOut(change.mergeSha),
  })
  expect(exitCode).toBe(2)
  expect(stdout).toContain('.github/go-perf-review.yml:1')
  expect(stdout).toContain('.github/go-perf-review.yml:2')
})

describe('a step that is none', () => {
  test.each(['GITHUB_EVENT_PATH', 'GITHUB_WORKSPACE', 'GITHUB_REPOSITORY'])('without %s', async (name) => {
    const { exitCode, stdout } = await refuse({ variables: { [name]: undefined } })
    expect(exitCode).toBe(2)
    expect(stdout).toContain(name)
  })

  test('with a payload of another event', async () => {
    const { exitCode, stdout } = await refuse({ payload: { action: 'opened', issue: { number: 7 } } })
    expect(exitCode).toBe(2)
    expect(stdout).toContain('pull_request')
  })
})

test('workflow_dispatch without a base says what to set', async () => {
  const { exitCode, stdout } = await refuse({ event: 'workflow_dispatch', payload: {}, sha: mergeSha })
  expect(exitCode).toBe(2)
  expect(stdout).toContain('base: main')
})
