/** The server must be as strict as GitHub: a test that passes against a lenient one proves nothing. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
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
