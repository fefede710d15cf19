import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { renderMarker } from '../../src/delivery/marker.ts'
import { createFiles } from '../../src/io/files.ts'
import { BAD_GATEWAY, GitHubServer, SECONDARY_RATE_LIMIT } from '../server/server.ts'
import { ACTIONS_BOT, MAINTAINER, OTHER_BOT, STRANGER } from '../server/state.ts'
import { deliverTo, files, PULL_REQUEST, TOKEN } from './bench.ts'
import {
  HEAD_SHA,
  regressedReview,
  SAMPLE_DIFF,
  sampleBenchmark,
  sampleFinding,
  sampleReview,
  sampleSite,
} from './sample-review.ts'

let server: GitHubServer

beforeEach(async () => {
  server = await GitHubServer.start()
  server.state.addToken(TOKEN, ACTIONS_BOT, { pullRequests: 'write' })
  server.state.addPullRequest(PULL_REQUEST, HEAD_SHA)
  server.state.showDiff(SAMPLE_DIFF)
})

afterAll(() => files.close())

afterEach(async () => {
  await server.close()
  expect(server.violations).toEqual([])
})

const NOTHING_ON_GITHUB = { comment: 'never', lineNotes: 0, check: false } as const
const ours = () => server.state.commentsOf(ACTIONS_BOT)

describe('one comment, kept up to date', () => {
  test('the first run writes it, and its address is an output', async () => {
    const { outputs, warnings } = await deliverTo(server, { review: regressedReview() })
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.body).toContain('🔴')
    expect(outputs['comment-url']).toMatch(/^https:\/\/github\.example\/octo-org\/fast-go\/pull\/7#issuecomment-\d+$/)
    expect(warnings).toEqual([])
  })

  test('a later run updates the same comment, and a fix turns it green', async () => {
    const first = await deliverTo(server, { review: regressedReview() })
    const second = await deliverTo(server, { review: sampleReview() })
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.body).toContain('🟢')
    expect(ours()[0]?.body).not.toContain('🔴')
    expect(second.outputs['comment-url']).toBe(first.outputs['comment-url'])
  })

  test('a run that says the same writes nothing', async () => {
    await deliverTo(server, { review: regressedReview() })
    const again = await deliverTo(server, { review: regressedReview() })
    expect(ours()[0]?.updates).toBe(0)
    expect(again.outputs['comment-url']).toMatch(/issuecomment/)
  })

  test('two keys are two comments, each updated by its own', async () => {
    await deliverTo(server, { commentKey: 'linux' })
    await deliverTo(server, { commentKey: 'macos' })
    await deliverTo(server, { commentKey: 'linux', review: regressedReview() })
    expect(ours().map(({ body }) => body.includes('🔴'))).toEqual([true, false])
  })

  test('it is found on the second page of 141 comments', async () => {
    for (let index = 0; index < 120; index++) server.state.addComment(PULL_REQUEST, STRANGER, `me too, ${index}`)
    await deliverTo(server, {})
    for (let index = 0; index < 20; index++) server.state.addComment(PULL_REQUEST, STRANGER, `thanks, ${index}`)
    expect(server.state.comments).toHaveLength(141)
    await deliverTo(server, { review: regressedReview() })
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.updates).toBe(1)
    const pages = server.requestsTo('issues/list-comments').map((request) => request.path)
    expect(pages.at(-1)).toBe(`/repositories/4711/issues/${PULL_REQUEST}/comments?per_page=100&page=2`)
  })

  test('a person who copies our marker keeps their comment', async () => {
    const copied = `${renderMarker('')}\nlooks fine to me`
    server.state.addComment(PULL_REQUEST, STRANGER, copied)
    await deliverTo(server, {})
    expect(server.state.commentsOf(STRANGER)[0]?.body).toBe(copied)
    expect(ours()).toHaveLength(1)
  })

  test('a person who is called as the app is has no comment of ours', async () => {
    const namesake = { ...STRANGER, login: 'github-actions' }
    const copied = `${renderMarker('')}\nmine`
    server.state.addComment(PULL_REQUEST, namesake, copied)
    await deliverTo(server, {})
    expect(server.state.commentsOf(namesake)[0]?.body).toBe(copied)
  })

  test("with a person's token, a bot's comment with our marker is not ours", async () => {
    server.state.addToken('ghp_person', MAINTAINER, { pullRequests: 'write' })
    const old = `${renderMarker('')}\nold`
    server.state.addComment(PULL_REQUEST, OTHER_BOT, old)
    await deliverTo(server, {}, { token: 'ghp_person' })
    await deliverTo(server, { review: regressedReview() }, { token: 'ghp_person' })
    expect(server.state.commentsOf(OTHER_BOT)[0]?.body).toBe(old)
    expect(server.state.commentsOf(MAINTAINER)).toHaveLength(1)
    expect(server.state.commentsOf(MAINTAINER)[0]?.body).toContain('🔴')
  })

  test("another app's comment with our marker is not ours", async () => {
    const theirs = `${renderMarker('')}\nold`
    server.state.addComment(PULL_REQUEST, OTHER_BOT, theirs)
    await deliverTo(server, {})
    expect(server.state.commentsOf(OTHER_BOT)[0]?.body).toBe(theirs)
    expect(ours()).toHaveLength(1)
  })

  test('where the server does not say whose the token is, an app still finds its comment', async () => {
    server.graphql = false
    await deliverTo(server, { review: regressedReview() })
    await deliverTo(server, {})
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.body).toContain('🟢')
    expect(server.state.reviewComments).toEqual([])
  })

  test("a bot's comment that only quotes our marker is not ours", async () => {
    const quote = `> ${renderMarker('')}\nand\n${renderMarker('')}`
    server.state.addComment(PULL_REQUEST, ACTIONS_BOT, quote)
    await deliverTo(server, {})
    expect(ours().map(({ body }) => body === quote)).toEqual([true, false])
  })

  test('a comment that someone folded away is left alone, and a new one written', async () => {
    await deliverTo(server, {})
    for (const comment of server.state.comments) comment.minimised = true
    await deliverTo(server, { review: regressedReview() })
    expect(ours()).toHaveLength(2)
    expect(ours()[0]?.updates).toBe(0)
  })

  test('a comment deleted by someone at that moment is written anew', async () => {
    await deliverTo(server, {})
    server.failNext({
      operation: 'issues/update-comment',
      times: 1,
      answer: { status: 404, body: { message: 'Not Found' } },
    })
    await deliverTo(server, { review: regressedReview() }, { duringWait: () => server.state.comments.splice(0) })
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.body).toContain('🔴')
  })
})

describe('comment: never and on-change', () => {
  test('never: GitHub is not asked at all', async () => {
    await deliverTo(server, { ...NOTHING_ON_GITHUB, review: regressedReview() })
    expect(server.requests).toEqual([])
  })

  test('never: nobody is told to set a token that is not needed', async () => {
    const { warnings } = await deliverTo(server, NOTHING_ON_GITHUB, { token: null })
    expect(warnings).toEqual([])
  })

  test('on-change: no comment where nothing changed', async () => {
    const { warnings } = await deliverTo(server, { comment: 'on-change' })
    expect(ours()).toEqual([])
    expect(warnings).toEqual([])
  })

  test('on-change: a comment that stands is turned green', async () => {
    await deliverTo(server, { comment: 'on-change', review: regressedReview() })
    await deliverTo(server, { comment: 'on-change' })
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.body).toContain('🟢')
  })
})

describe('a stale run', () => {
  test('does not overwrite a newer one', async () => {
    await deliverTo(server, {})
    server.state.addPullRequest(PULL_REQUEST, 'c'.repeat(40))
    const { log, outputs } = await deliverTo(server, { review: regressedReview() })
    expect(ours()[0]?.updates).toBe(0)
    expect(log).toContain(`#${PULL_REQUEST} is at ${'c'.repeat(40)} by now`)
    expect(outputs).toMatchObject({ verdict: 'regressed' })
  })

  test('does not overwrite one that became newer while it waited', async () => {
    await deliverTo(server, {})
    server.failNext({ operation: 'issues/update-comment', times: 1, answer: BAD_GATEWAY })
    await deliverTo(
      server,
      { review: regressedReview() },
      { duringWait: () => server.state.addPullRequest(PULL_REQUEST, 'c'.repeat(40)) },
    )
    expect(ours()[0]?.updates).toBe(0)
  })
})

describe('when GitHub does not do what was asked', () => {
  test.each(['none', 'read'] as const)(
    'a token with pull-requests: %s costs the comment, not the verdict',
    async (access) => {
      server.state.addToken('ghs_weak', ACTIONS_BOT, { pullRequests: access })
      const { outputs, summary, warnings } = await deliverTo(
        server,
        { review: regressedReview() },
        { token: 'ghs_weak' },
      )
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain('pull-requests: write')
      expect(outputs.verdict).toBe('regressed')
      expect(outputs['comment-url']).toBeUndefined()
      expect(summary).toContain('🔴')
    },
  )

  test.each(['graphql', 'pulls/get', 'issues/list-comments', 'issues/create-comment'])(
    '502 twice from %s, then fine: one comment',
    async (operation) => {
      server.failNext({ operation, times: 2, answer: BAD_GATEWAY })
      const { warnings, waits } = await deliverTo(server, {})
      expect(ours()).toHaveLength(1)
      expect(warnings).toEqual([])
      expect(waits).toEqual([2_000, 4_000])
    },
  )

  test('502 twice on the update, then fine', async () => {
    await deliverTo(server, {})
    server.failNext({ operation: 'issues/update-comment', times: 2, answer: BAD_GATEWAY })
    await deliverTo(server, { review: regressedReview() })
    expect(ours()).toHaveLength(1)
    expect(ours()[0]?.updates).toBe(1)
  })

  test.each([
    ['502', BAD_GATEWAY],
    ['a cut connection', 'hang-up'],
  ] as const)('a comment that was written although %s came back is not written twice', async (_, answer) => {
    server.failNext({ operation: 'issues/create-comment', times: 1, answer, lost: true })
    const { outputs } = await deliverTo(server, { review: regressedReview() })
    expect(ours()).toHaveLength(1)
    expect(server.requestsTo('issues/create-comment')).toHaveLength(1)
    expect(outputs['comment-url']).toMatch(/issuecomment/)
  })

  test('an answer that never comes is given up, and what was written meanwhile is not written twice', async () => {
    for (const operation of ['issues/create-comment', 'checks/create']) {
      server.failNext({ operation, times: 1, answer: 'silence', lost: true })
    }
    const { warnings, waits } = await deliverTo(server, {}, { requestTimeoutMs: 1_000 })
    expect(waits).toEqual([2_000, 2_000])
    expect(warnings).toEqual([])
    expect(ours()).toHaveLength(1)
    expect(server.state.checks).toHaveLength(1)
  })

  test('a secondary rate limit is waited out for as long as GitHub says', async () => {
    server.failNext({ operation: 'issues/create-comment', times: 1, answer: SECONDARY_RATE_LIMIT })
    const { waits, warnings } = await deliverTo(server, {})
    expect(waits).toEqual([7_000])
    expect(ours()).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  test('a rate limit that lasts an hour is not waited for', async () => {
    const answer = { ...SECONDARY_RATE_LIMIT, headers: { 'retry-after': '3600' } }
    server.failNext({ operation: 'issues/list-comments', times: 99, answer })
    const { waits, warnings, outputs } = await deliverTo(server, {})
    expect(waits).toEqual([])
    expect(warnings).toHaveLength(1)
    expect(outputs.verdict).toBe('pass')
  })

  test.each(['issues/create-comment', 'pulls/get'])('%s that stays down ends with a warning', async (operation) => {
    server.failNext({ operation, times: 99, answer: 'hang-up' })
    const { warnings, outputs, summary } = await deliverTo(server, { review: regressedReview() })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('The verdict stands.')
    expect(outputs.verdict).toBe('regressed')
    expect(summary).toContain('🔴')
    expect(server.requestsTo(operation)).toHaveLength(4)
  })

  test('a locked conversation is not called a missing permission', async () => {
    const message = 'Unable to create comment because issue is locked.'
    server.failNext({ operation: 'issues/create-comment', times: 1, answer: { status: 403, body: { message } } })
    const { warnings } = await deliverTo(server, {})
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(message)
    expect(warnings[0]).not.toContain('pull-requests: write')
  })

  test('bad credentials: a warning, the verdict stands', async () => {
    const { warnings, outputs } = await deliverTo(server, {}, { token: 'ghs_expired' })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('Bad credentials')
    expect(outputs.verdict).toBe('pass')
  })

  test('a proxy that answers 200 with a page of its own: a warning', async () => {
    const answer = { status: 200, body: [{ id: 'no number' }] }
    server.failNext({ operation: 'issues/list-comments', times: 1, answer })
    const { warnings } = await deliverTo(server, {})
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('unexpected answer')
    server.violations.length = 0
  })

  test('without a token: no request, a warning, everything else is delivered', async () => {
    const { warnings, outputs, summary } = await deliverTo(server, { review: regressedReview() }, { token: null })
    expect(server.requests).toEqual([])
    expect(warnings[0]).toContain('github-token')
    expect(outputs.verdict).toBe('regressed')
    expect(summary).toContain('🔴')
  })
})

test('GitHub Enterprise Server: every request goes below /api', async () => {
  const enterprise = await GitHubServer.start('/api/v3')
  enterprise.state.addToken(TOKEN, ACTIONS_BOT)
  enterprise.state.addPullRequest(PULL_REQUEST, HEAD_SHA)
  enterprise.state.showDiff(SAMPLE_DIFF)
  for (let index = 0; index < 101; index++) enterprise.state.addComment(PULL_REQUEST, STRANGER, 'hello')
  const { warnings } = await deliverTo(enterprise, { review: regressedReview() })
  await enterprise.close()
  expect(enterprise.violations).toEqual([])
  expect(warnings).toEqual([])
  expect(enterprise.requestsTo('graphql')).toMatchObject([{ path: '/api/graphql', status: 200 }])
  expect(enterprise.state.commentsOf(ACTIONS_BOT)).toHaveLength(1)
  expect(enterprise.state.checks).toHaveLength(1)
})

describe('sizes', () => {
  function longReview() {
    const numbers = Array.from({ length: 1500 }, (_, index) => index)
    const findings = numbers.map((index) =>
      sampleFinding({
        id: `f${index}`,
        line: index + 1,
        title: `finding ${index}`,
        detail: 'because of this '.repeat(40),
      }),
    )
    const added = numbers.map((index) => sampleSite({ line: index + 1, group: `g${index}`, function: `F${index}` }))
    const benchmarks = numbers.map((index) => sampleBenchmark({ name: `BenchmarkLong${index}` }))
    const review = regressedReview()
    return regressedReview({
      findings,
      benchmarks,
      escapes: { ...review.escapes, added },
      gate: { ...review.gate, blocking: findings.map(({ id }) => id) },
    })
  }

  test('a report of more than 70,000 characters is cut for the comment and whole in the file', async () => {
    const folder = await files.makeTemporaryFolder('long')
    const { warnings } = await deliverTo(server, { review: longReview(), reportFile: `${folder}/review.json` })
    const whole = await readFile(`${folder}/review.md`, 'utf8')
    expect(whole.length).toBeGreaterThan(70_000)
    expect(ours()[0]?.body.length).toBeLessThanOrEqual(65_536)
    expect(ours()[0]?.body).toContain('🔴')
    expect(warnings).toEqual([])
    const again = await deliverTo(server, { review: sampleReview() })
    expect(ours()).toHaveLength(1)
    expect(again.warnings).toEqual([])
  })

  test('at most nine annotations of a level: the runner drops more, and the step has its own', async () => {
    const { commands } = await deliverTo(server, { ...NOTHING_ON_GITHUB, review: longReview() })
    expect(commands.filter((line) => line.startsWith('::error'))).toHaveLength(9)
  })

  test('the output json stays small however much is found', async () => {
    const { outputs } = await deliverTo(server, { review: longReview() })
    expect(outputs.json?.length).toBeLessThan(60_000)
    expect(JSON.parse(outputs.json ?? '')).toMatchObject({ verdict: 'regressed', newEscapes: 1500 })
  })
})

describe('what later steps of the job get', () => {
  test('counts and the files of the report, beside each other', async () => {
    const folder = await files.makeTemporaryFolder('report')
    const reportFile = path.join(folder, 'out', 'review.json')
    const headText = 'BenchmarkParse 1 1 ns/op\n'
    const { outputs } = await deliverTo(server, { review: regressedReview(), reportFile, headText })
    expect(outputs).toMatchObject({
      verdict: 'regressed',
      'new-escapes': '1',
      'fixed-escapes': '0',
      'alloc-regressions': '1',
      'report-path': reportFile,
    })
    expect(JSON.parse(await readFile(reportFile, 'utf8'))).toEqual(regressedReview())
    expect(await readFile(path.join(folder, 'out', 'head.txt'), 'utf8')).toBe(headText)
    expect(await readFile(path.join(folder, 'out', 'base.txt'), 'utf8')).toBe('goos: linux\n')
    expect(await readFile(path.join(folder, 'out', 'review.md'), 'utf8')).toContain('🔴')
    expect(await readFile(path.join(folder, 'out', 'review.html'), 'utf8')).toContain('<h1>')
    const sarif = JSON.parse(await readFile(path.join(folder, 'out', 'review.sarif'), 'utf8'))
    expect(sarif.runs[0].automationDetails.id).toMatch(/^go-perf-review\//)
  })

  test('no file of samples where there are none, and none of an earlier review', async () => {
    const folder = await files.makeTemporaryFolder('report')
    await files.writeText(path.join(folder, 'base.txt'), 'BenchmarkOld 1 1 ns/op\n')
    const reportFile = path.join(folder, 'review.json')
    await deliverTo(server, { review: regressedReview(), reportFile, baseText: '', headText: '' })
    expect(await files.readText(path.join(folder, 'base.txt'))).toBe('')
    expect(await files.readText(path.join(folder, 'head.txt'))).toBeNull()
  })

  test('a disk that is full costs the files only', async () => {
    const files = { ...createFiles(), writeText: () => Promise.reject(new Error('no space left')) }
    const { outputs, warnings, summary } = await deliverTo(server, { review: regressedReview() }, { files })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('no space left')
    expect(outputs).toMatchObject({ verdict: 'regressed', 'report-path': '' })
    expect(summary).toContain('🔴')
    expect(ours()).toHaveLength(1)
  })

  test('a runner without outputs and summary still gets the comment', async () => {
    const refuse = () => {
      throw new Error('missing file')
    }
    const runner = { writeCommands: refuse, writeOutput: refuse, appendSummary: refuse }
    const { warnings } = await deliverTo(server, { review: regressedReview() }, { runner })
    expect(ours()).toHaveLength(1)
    expect(warnings).toHaveLength(4)
  })
})
