/** The server must be as strict as GitHub: a test that passes against a lenient one proves nothing. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { GitHubServer } from './server.ts'
import { ACTIONS_BOT, MAINTAINER, STRANGER } from './state.ts'

let server: GitHubServer

beforeEach(async () => {
  server = await GitHubServer.start()
  server.state.addToken('writer', MAINTAINER, { pullRequests: 'write' })
  server.state.addToken('installation', ACTIONS_BOT, { pullRequests: 'write' })
  server.state.addPullRequest(7, 'a'.repeat(40))
})

afterEach(() => server.close())

const COMMENTS = '/repos/octo-org/fast-go/issues/7/comments'

const REVIEWS = '/repos/octo-org/fast-go/pulls/7/reviews'
const CHECKS = '/repos/octo-org/fast-go/check-runs'

async function ask(path: string, token: string | null, body?: unknown) {
  const response = await fetch(path.startsWith('http') ? path : server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `token ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, link: response.headers.get('link'), body: (await response.json()) as unknown }
}

test('the committed description is what the script makes of the installed one', () => {
  const script = fileURLToPath(new URL('./prune-description.js', import.meta.url))
  execFileSync(process.execPath, [script, '--check'])
})

test.each([
  ['/user', 'writer'],
  ['/repos/octo-org/fast-go/pulls/7', 'writer'],
  [COMMENTS, 'installation'],
])('%s answers as GitHub describes it', async (path, token) => {
  for (const author of [ACTIONS_BOT, STRANGER]) server.state.addComment(7, author, 'hello').minimised = true
  expect((await ask(path, token)).status).toBe(200)
  expect(server.violations).toEqual([])
})

test.each([
  ['no body', {}],
  ['a body that is no text', { body: 5 }],
])('a comment with %s is refused and remembered', async (_, body) => {
  expect((await ask(COMMENTS, 'writer', body)).status).toBe(422)
  expect(server.violations).toHaveLength(1)
})

test('an operation that GitHub does not have is remembered', async () => {
  expect((await ask('/repos/octo-org/fast-go/no-such-thing', 'writer')).status).toBe(404)
  expect(server.violations).toHaveLength(1)
})

test('an answer that contradicts the description is remembered', async () => {
  const answer = { status: 200, body: [{ id: 'no number' }] }
  server.failNext({ operation: 'issues/list-comments', times: 1, answer })
  await ask(COMMENTS, 'writer')
  expect(server.violations[0]).toContain('answer of issues/list-comments')
})

test('65,536 characters fit into a comment, one more does not', async () => {
  expect((await ask(COMMENTS, 'writer', { body: 'x'.repeat(65_536) })).status).toBe(201)
  expect((await ask(COMMENTS, 'writer', { body: 'x'.repeat(65_537) })).status).toBe(422)
  expect(server.violations).toEqual([])
})

test('pages are linked by the number of the repository, and hold at most 100', async () => {
  for (let index = 0; index < 141; index++) server.state.addComment(7, STRANGER, `${index}`)
  const first = await ask(`${COMMENTS}?per_page=100`, 'writer')
  expect(first.body).toHaveLength(100)
  const next = /<([^>]*\/repositories\/4711\/[^>]*)>; rel="next"/.exec(first.link ?? '')?.[1] ?? ''
  const second = await ask(next, 'writer')
  expect(second.body).toHaveLength(41)
  expect(second.link).not.toContain('rel="next"')
  expect(server.violations).toEqual([])
})

test.each([
  ['without a token', '/user', null, 401],
  ['an installation has no user', '/user', 'installation', 403],
  ['no such pull request', '/repos/octo-org/fast-go/pulls/8', 'writer', 404],
])('%s', async (_, path, token, status) => {
  expect((await ask(path, token)).status).toBe(status)
})

describe('rules that the description leaves to prose', () => {
  const note = (line: number) => ({ path: 'a.go', line, side: 'RIGHT', body: 'slow' })
  const check = (output: Record<string, unknown>) => ({
    name: 'c',
    head_sha: 'a'.repeat(40),
    status: 'completed',
    conclusion: 'success',
    output: { title: 't', summary: 's', ...output },
  })
  const annotation = { path: 'a.go', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' }

  beforeEach(() => server.state.showDiff('+++ b/a.go\n@@ -1,1 +1,2 @@\n one\n+two\n'))

  test.each([
    [200, [note(1), note(2)]],
    [422, [note(1), note(3)]],
    [422, [note(1), { ...note(2), side: 'LEFT' }]],
    [422, []],
  ])('a review is taken whole or not at all: %i', async (status, comments) => {
    expect((await ask(REVIEWS, 'writer', { event: 'COMMENT', body: '', comments })).status).toBe(status)
    expect(server.state.reviewComments).toHaveLength(status === 200 ? comments.length : 0)
    expect(server.violations).toEqual([])
  })

  test.each([
    [201, check({ annotations: Array(50).fill(annotation) })],
    [201, check({ summary: 'ß'.repeat(32_767) })],
    [422, { ...check({}), conclusion: undefined }],
    [422, check({ summary: 'ß'.repeat(32_768) })],
    [422, check({ annotations: [{ ...annotation, title: 'x'.repeat(256) }] })],
    [422, check({ annotations: [{ ...annotation, message: 'x'.repeat(65_537) }] })],
  ])('a check: %i', async (status, asked) => {
    expect((await ask(CHECKS, 'installation', asked)).status).toBe(status)
  })

  test.each([
    ['51 annotations', check({ annotations: Array(51).fill(annotation) })],
    ['a summary of 65,536 characters', check({ summary: 's'.repeat(65_536) })],
  ])('a check with %s is refused and remembered', async (_, asked) => {
    expect((await ask(CHECKS, 'installation', asked)).status).toBe(422)
    expect(server.violations).toHaveLength(1)
  })

  test('only an app writes checks', async () => {
    expect((await ask(CHECKS, 'writer', check({}))).status).toBe(403)
  })
})
