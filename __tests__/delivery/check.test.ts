/** The check, its fallbacks, and what is said about a permission that is missing. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Verdict } from '../../src/review/schema.ts'
import { BAD_GATEWAY, GitHubServer, SECONDARY_RATE_LIMIT } from '../server/server.ts'
import { ACTIONS_BOT, MAINTAINER } from '../server/state.ts'
import { deliverTo, files, PULL_REQUEST, TOKEN } from './bench.ts'
import { HEAD_SHA, regressedReview, SAMPLE_DIFF, sampleFinding, sampleReview } from './sample-review.ts'

let server: GitHubServer

beforeEach(async () => {
  server = await GitHubServer.start()
  server.state.addToken(TOKEN, ACTIONS_BOT)
  server.state.addPullRequest(PULL_REQUEST, HEAD_SHA)
  server.state.showDiff(SAMPLE_DIFF)
})

afterAll(() => files.close())

afterEach(async () => {
  await server.close()
  expect(server.violations).toEqual([])
})

const checks = () => server.state.checks
const diffLines = new Map([['token.go', [{ first: 5, last: 11 }]]])

function manyFindings(count: number) {
  const findings = Array.from({ length: count }, (_, index) =>
    sampleFinding({ id: `f${index}`, file: 'other.go', line: index + 1, title: `finding ${index}` }),
  )
  return regressedReview({ findings })
}

describe('its conclusion follows the verdict', () => {
  test.each<[Verdict, string[], string]>([
    ['pass', ['allocs'], 'success'],
    ['regressed', ['allocs'], 'failure'],
    ['inconclusive', ['allocs'], 'neutral'],
    ['inconclusive', ['inconclusive'], 'failure'],
    ['broken', ['broken'], 'failure'],
    ['broken', ['allocs'], 'neutral'],
  ])('%s with fail-on %p: %s', async (verdict, failOn, conclusion) => {
    const review = sampleReview({ verdict })
    await deliverTo(server, { review: { ...review, gate: { ...review.gate, failOn } } })
    expect(checks()).toMatchObject([{ name: 'go-perf-review', sha: HEAD_SHA, conclusion }])
    expect(checks()[0]?.title).toMatch(/^Performance/)
  })
})

test('two keys are two checks, and check: false is none', async () => {
  await deliverTo(server, { commentKey: 'linux' })
  await deliverTo(server, { commentKey: 'macos' })
  await deliverTo(server, { check: false })
  expect(checks().map(({ name }) => name)).toEqual(['go-perf-review (linux)', 'go-perf-review (macos)'])
})

test('without a pull request there is a check and a summary, and no comment', async () => {
  const { summary, commands } = await deliverTo(server, { pullRequest: null, review: regressedReview() })
  expect(checks()).toMatchObject([{ conclusion: 'failure', annotations: [{ path: 'token.go', start_line: 8 }] }])
  expect(summary).toContain('🔴')
  expect(commands).toEqual([])
  expect(server.requests.map(({ operation }) => operation)).toEqual(['checks/create'])
})

test('130 annotations take three requests, and are there once each', async () => {
  await deliverTo(server, { review: manyFindings(130), diffLines })
  expect(checks()).toHaveLength(1)
  expect(new Set(checks()[0]?.annotations.map(({ start_line }) => start_line)).size).toBe(130)
  expect(checks()[0]?.annotations).toHaveLength(130)
  expect(server.requestsTo('checks/update')).toHaveLength(2)
})

test('a report of more than 70,000 characters is cut to fit', async () => {
  const findings = manyFindings(600).findings.map((finding) => ({ ...finding, detail: 'because ß '.repeat(60) }))
  await deliverTo(server, { review: regressedReview({ findings }) })
  expect(Buffer.byteLength(checks()[0]?.summary ?? '')).toBeLessThanOrEqual(65_535)
  expect(checks()[0]?.summary).toContain('🔴')
})

test('a title of 300 characters is no reason for GitHub to refuse', async () => {
  const findings = [sampleFinding({ title: 'long '.repeat(60), line: 400 })]
  const { warnings } = await deliverTo(server, { review: regressedReview({ findings }), diffLines })
  expect(warnings).toEqual([])
  expect(checks()[0]?.annotations).toHaveLength(1)
})

test('an annotation that GitHub refuses costs the annotations, not the check', async () => {
  const answer = { status: 422, body: { message: 'Invalid request.' } }
  server.failNext({ operation: 'checks/create', times: 1, answer })
  const { commands, warnings } = await deliverTo(server, { review: manyFindings(3), diffLines })
  expect(checks()).toMatchObject([{ conclusion: 'failure', annotations: [] }])
  expect(commands).toHaveLength(3)
  expect(warnings).toEqual([])
})

describe('when an answer is lost', () => {
  test.each([
    ['502', BAD_GATEWAY],
    ['a cut connection', 'hang-up'],
  ] as const)('%s after the check was written: there is one', async (_, answer) => {
    server.failNext({ operation: 'checks/create', times: 1, answer, lost: true })
    const { warnings } = await deliverTo(server, { review: manyFindings(60), diffLines })
    expect(checks()).toHaveLength(1)
    expect(checks()[0]?.annotations).toHaveLength(60)
    expect(warnings).toEqual([])
  })

  test('502 after annotations were added: they are there once', async () => {
    server.failNext({ operation: 'checks/update', times: 1, answer: BAD_GATEWAY, lost: true })
    await deliverTo(server, { review: manyFindings(130), diffLines })
    expect(checks()[0]?.annotations).toHaveLength(130)
  })

  test('502 twice and a secondary rate limit are waited out', async () => {
    server.failNext({ operation: 'checks/create', times: 2, answer: BAD_GATEWAY })
    server.failNext({ operation: 'checks/create', times: 1, answer: SECONDARY_RATE_LIMIT })
    const { waits } = await deliverTo(server, {})
    expect(waits).toEqual([2_000, 4_000, 7_000])
    expect(checks()).toHaveLength(1)
  })

  test('another run of the same commit writes its own', async () => {
    await deliverTo(server, { runKey: '99 1 performance' })
    server.failNext({ operation: 'checks/create', times: 1, answer: BAD_GATEWAY })
    await deliverTo(server, { runKey: '99 2 performance', review: regressedReview() })
    expect(checks().map(({ conclusion }) => conclusion)).toEqual(['success', 'failure'])
  })
})

describe('stepping down', () => {
  const deliver = (token: string) => deliverTo(server, { review: regressedReview(), diffLines }, { token })

  test('without pull-requests: write, the check has the annotations', async () => {
    server.state.addToken('ghs_weak', ACTIONS_BOT, { pullRequests: 'read' })
    const { warnings, commands } = await deliver('ghs_weak')
    expect(checks()[0]?.annotations).toMatchObject([{ start_line: 8 }])
    expect(commands).toEqual([])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('Add "pull-requests: write" under')
    expect(warnings[0]).not.toContain('checks: write')
  })

  test('without checks: write, a commit status stands for the check, and says so', async () => {
    server.state.addToken('ghs_weak', ACTIONS_BOT, { checks: 'none' })
    const { warnings } = await deliver('ghs_weak')
    expect(server.state.statuses).toMatchObject([{ sha: HEAD_SHA, context: 'go-perf-review', state: 'failure' }])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('a commit status stands for it')
    expect(warnings[0]).toContain('Add "checks: write" under')
  })

  test("a person's token cannot write checks: a status", async () => {
    server.state.addToken('ghp_person', MAINTAINER)
    await deliver('ghp_person')
    expect(checks()).toEqual([])
    expect(server.state.statuses).toHaveLength(1)
  })

  test.each<[Verdict, string]>([
    ['pass', 'success'],
    ['inconclusive', 'pending'],
  ])('a status calls %s %s, since it knows no neutral', async (verdict, state) => {
    server.state.addToken('ghs_weak', ACTIONS_BOT, { checks: 'none' })
    await deliverTo(server, { review: sampleReview({ verdict }) }, { token: 'ghs_weak' })
    expect(server.state.statuses).toMatchObject([{ state }])
  })

  test('without checks and statuses, what does not stand beside its line is a workflow command', async () => {
    server.state.addToken('ghs_weak', ACTIONS_BOT, { checks: 'none', statuses: 'none' })
    const findings = [sampleFinding(), sampleFinding({ id: 'far', line: 400 })]
    const review = regressedReview({ findings })
    const { commands } = await deliverTo(server, { review, diffLines }, { token: 'ghs_weak' })
    expect(server.state.reviewComments).toHaveLength(1)
    expect(commands).toHaveLength(1)
    expect(commands[0]).toContain('line=400')
  })

  test('a token that only reads: commands, summary, exit code; one warning names both permissions', async () => {
    server.state.addToken('ghs_read', ACTIONS_BOT, { pullRequests: 'read', checks: 'read', statuses: 'read' })
    const { warnings, commands, summary, outputs } = await deliver('ghs_read')
    expect(commands).toHaveLength(1)
    expect(summary).toContain('🔴')
    expect(outputs.verdict).toBe('regressed')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('"pull-requests: write" and "checks: write"')
  })

  test('a fork is not told to add a permission that it cannot have', async () => {
    server.state.addToken('ghs_fork', ACTIONS_BOT, { pullRequests: 'read', checks: 'read', statuses: 'read' })
    const { warnings } = await deliverTo(server, { fromFork: true }, { token: 'ghs_fork' })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('mode: measure')
    expect(warnings[0]).not.toContain('permissions:')
  })

  test('a GitHub that is down is asked for one thing only', async () => {
    for (const operation of ['graphql', 'checks/create']) server.failNext({ operation, times: 99, answer: 'hang-up' })
    const { warnings, commands } = await deliver(TOKEN)
    expect(server.requestsTo('checks/create')).toEqual([])
    expect(server.requests).toHaveLength(4)
    expect(commands).toHaveLength(1)
    expect(warnings).toHaveLength(1)
  })
})

test('a stale head gets no check', async () => {
  server.state.addPullRequest(PULL_REQUEST, 'c'.repeat(40))
  await deliverTo(server, { comment: 'never', lineNotes: 0, review: regressedReview() })
  expect(checks()).toEqual([])
})
