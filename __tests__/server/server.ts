/**
 * GitHub's REST API on this machine: routes, parameters, bodies and answers
 * are checked against GitHub's own description; the rules that it lacks
 * (limits, permissions, faults) are added here.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import addFormats from 'ajv-formats'
import type { Context, Document } from 'openapi-backend'
import { Answers } from './answers.ts'
import { CHECK_OPERATIONS } from './check-operations.ts'
import type { Schema } from './example-value.ts'
import { loadOpenApi } from './openapi.ts'
import { type Answer, FORBIDDEN, MAX_COMMENT_CHARACTERS, NOT_FOUND, tooLong } from './responses.ts'
import { REVIEW_OPERATIONS } from './review-operations.ts'
import type { Token } from './state.ts'
import { GitHubState } from './state.ts'

const definition = JSON.parse(
  readFileSync(new URL('../fixtures/github/api.json', import.meta.url), 'utf8'),
) as Document & { components: { schemas: Record<string, Schema> } }

const DEFAULT_PAGE_SIZE = 30
const MAX_PAGE_SIZE = 100

type NoAnswer = 'hang-up' | 'silence'

/** What goes wrong on purpose. `lost`: the request is carried out and the answer replaced. `hang-up`: the connection is cut. `silence`: no answer ever comes. */
export interface Fault {
  readonly operation: string
  times: number
  readonly answer: Answer | NoAnswer
  readonly lost?: boolean
}

export interface SeenRequest {
  readonly method: string
  /** With the query, without the server's base path. */
  readonly path: string
  readonly operation: string
  readonly status: number
}

export const BAD_GATEWAY: Answer = { status: 502, body: { message: 'Server Error' } }
export const SECONDARY_RATE_LIMIT: Answer = {
  status: 403,
  body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
  headers: { 'retry-after': '7' },
}

const OPERATIONS: Readonly<Record<string, (context: Context, server: GitHubServer, token: Token) => Answer>> = {
  'users/get-authenticated': (_, server, token) => server.getAuthenticated(token),
  'pulls/get': (context, server, token) => server.getPullRequest(context, token),
  'pulls/list': (context, server, token) => server.listPullRequests(context, token),
  'repos/get-content': (context, server, token) => server.getContent(context, token),
  'git/get-commit': (context, server, token) => server.getCommit(context, token),
  'issues/list-comments': (context, server, token) => server.listComments(context, token),
  'issues/create-comment': (context, server, token) => server.createComment(context, token),
  'issues/update-comment': (context, server, token) => server.updateComment(context, token),
  ...REVIEW_OPERATIONS,
  ...CHECK_OPERATIONS,
}

const INVALID: Answer = {
  status: 422,
  body: { message: 'Invalid request.', documentation_url: 'https://docs.github.com' },
}

// One for all servers of a file: compiling the description's schemas takes longer than most tests.
const backend = new (await loadOpenApi()).OpenAPIBackend({
  definition,
  quick: true,
  ajvOpts: { strict: false },
  customizeAjv: (ajv) => addFormats.default(ajv),
  handlers: {
    ...OPERATIONS,
    notFound: () => NOT_FOUND,
    validationFail: (context, server: GitHubServer) => {
      server.violations.push(`${context.operation.operationId}: ${JSON.stringify(context.validation.errors)}`)
      return INVALID
    },
  },
})
await backend.init()

export class GitHubServer {
  readonly state = new GitHubState()
  readonly requests: SeenRequest[] = []
  /** Requests and answers that contradict GitHub's description. A test that leaves one here has failed. */
  readonly violations: string[] = []
  /** False for a server that does not say whose a token is. */
  graphql = true
  readonly #basePath: string
  readonly #faults: Fault[] = []
  readonly answers: Answers
  readonly #http = createServer((request, response) => void this.#serve(request, response))

  private constructor(basePath: string) {
    this.#basePath = basePath
    this.answers = new Answers(definition.components.schemas, this.state, () => this.url)
  }

  /** `basePath` is '' on github.com and '/api/v3' on GitHub Enterprise Server. */
  static async start(basePath = ''): Promise<GitHubServer> {
    const server = new GitHubServer(basePath)
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve))
    return server
  }

  /** What GITHUB_API_URL says. */
  get url(): string {
    const { port } = this.#http.address() as AddressInfo
    return `http://127.0.0.1:${port}${this.#basePath}`
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  /** The next requests to an operation go wrong; faults of one operation happen in the order given. */
  failNext(fault: Fault): void {
    this.#faults.push({ ...fault })
  }

  requestsTo(operation: string): readonly SeenRequest[] {
    return this.requests.filter((request) => request.operation === operation)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const answer = await this.#answer(request, body)
    if (answer === 'silence') return
    if (answer === 'hang-up') {
      request.socket.destroy()
      return
    }
    const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers }
    response.writeHead(answer.status, headers)
    response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body))
  }

  async #answer(request: IncomingMessage, body: string): Promise<Answer | NoAnswer> {
    const method = request.method ?? 'GET'
    const full = request.url ?? '/'
    if (full === this.#graphqlPath) return this.#answerGraphql(request, body)
    if (!full.startsWith(`${this.#basePath}/`)) {
      this.violations.push(`${method} ${full}: outside of ${this.#basePath}`)
      return NOT_FOUND
    }
    const path = full.slice(this.#basePath.length)
    const { owner, repository, repositoryId } = this.state
    // Links to further pages name the repository by its number.
    const named = path.replace(`/repositories/${repositoryId}/`, `/repos/${owner}/${repository}/`)
    const headers = request.headers as Record<string, string>
    const asked = { method, path: named, headers, ...(body === '' ? {} : { body }) }
    const operation = backend.matchOperation(asked)
    const name = operation?.operationId ?? ''
    const token = this.#tokenOf(request)
    const answer = await this.#answerOrFail(name, token, () => backend.handleRequest(asked, this, token))
    if (typeof answer !== 'string' && operation !== undefined) {
      const { errors } =
        answer.status === 204 ? { errors: null } : backend.validateResponse(answer.body, operation, answer.status)
      if (errors) this.violations.push(`answer of ${name}: ${JSON.stringify(errors)}`)
    }
    if (operation === undefined) this.violations.push(`${method} ${path}: no such operation in the description`)
    this.requests.push({ method, path, operation: name, status: typeof answer === 'string' ? 0 : answer.status })
    return answer
  }

  /** Beside the REST interface: /graphql, and /api/graphql on GitHub Enterprise Server. */
  get #graphqlPath(): string {
    return this.#basePath === '' ? '/graphql' : '/api/graphql'
  }

  /** The one question that is asked there. */
  async #answerGraphql(request: IncomingMessage, body: string): Promise<Answer | NoAnswer> {
    const token = this.#tokenOf(request)
    const answer = await this.#answerOrFail('graphql', token, async () => {
      if (!this.graphql) return NOT_FOUND
      if (!/\{ viewer \{ login \} \}/.test(body)) this.violations.push(`graphql: ${body}`)
      return { status: 200, body: { data: { viewer: { login: token?.account.login } } } }
    })
    const status = typeof answer === 'string' ? 0 : answer.status
    this.requests.push({ method: 'POST', path: this.#graphqlPath, operation: 'graphql', status })
    return answer
  }

  #tokenOf(request: IncomingMessage): Token | undefined {
    return this.state.tokens.get((request.headers.authorization ?? '').replace(/^(token|bearer) /i, ''))
  }

  async #answerOrFail(
    operation: string,
    token: Token | undefined,
    carryOut: () => Promise<Answer>,
  ): Promise<Answer | NoAnswer> {
    if (token === undefined) return { status: 401, body: { message: 'Bad credentials' } }
    const fault = this.#faults.find((candidate) => candidate.operation === operation && candidate.times > 0)
    if (fault === undefined) return carryOut()
    fault.times--
    if (fault.lost === true) await carryOut()
    return fault.answer
  }

  // What follows is asked through the description only.

  getAuthenticated(token: Token): Answer {
    if (token.account.app !== null) return FORBIDDEN
    return { status: 200, body: this.answers.authenticatedUser(token.account) }
  }

  getPullRequest(context: Context, token: Token): Answer {
    if (token.pullRequests === 'none') return FORBIDDEN
    const pullRequest = this.state.pullRequests.get(Number(context.request.params.pull_number))
    if (pullRequest === undefined) return NOT_FOUND
    return { status: 200, body: this.answers.pullRequest(pullRequest) }
  }

  listPullRequests(context: Context, token: Token): Answer {
    if (token.pullRequests === 'none') return FORBIDDEN
    const { head } = context.request.query as { head?: string }
    const found = [...this.state.pullRequests.values()].filter(
      ({ open, headRef, headRepository }) => open && head === `${headRepository?.split('/')[0]}:${headRef}`,
    )
    return { status: 200, body: found.map((one) => this.answers.pullRequest(one, 'pull-request-simple')) }
  }

  getContent(context: Context, token: Token): Answer {
    if (token.contents === 'none') return NOT_FOUND
    const path = decodeURIComponent(String(context.request.params.path))
    const { ref } = context.request.query as { ref?: string }
    const text = this.state.files.get(`${ref}:${path}`)
    return text === undefined ? NOT_FOUND : { status: 200, body: this.answers.file(path, text) }
  }

  getCommit(context: Context, token: Token): Answer {
    const sha = String(context.request.params.commit_sha)
    const known = [...this.state.files.keys()].some((key) => key.startsWith(sha))
    return known && token.contents !== 'none' ? { status: 200, body: this.answers.commit(sha) } : NOT_FOUND
  }

  listComments(context: Context, token: Token): Answer {
    if (token.pullRequests === 'none') return FORBIDDEN
    const issue = Number(context.request.params.issue_number)
    if (!this.state.pullRequests.has(issue)) return NOT_FOUND
    const all = this.state.comments.filter((comment) => comment.issue === issue)
    return this.page(context, `issues/${issue}/comments`, all, (comment) => this.answers.comment(comment))
  }

  /** One page of a list, linked by the number of the repository as GitHub does. */
  page<T>(context: Context, path: string, all: readonly T[], render: (entry: T) => unknown): Answer {
    const { per_page, page } = context.request.query as Record<string, string | undefined>
    const size = Math.min(Number(per_page ?? DEFAULT_PAGE_SIZE), MAX_PAGE_SIZE)
    const number = Number(page ?? 1)
    const shown = all.slice((number - 1) * size, number * size)
    const last = Math.max(1, Math.ceil(all.length / size))
    const link = (target: number, relation: string) =>
      `<${this.url}/repositories/${this.state.repositoryId}/${path}?per_page=${size}&page=${target}>; rel="${relation}"`
    const links = [
      ...(number > 1 ? [link(number - 1, 'prev'), link(1, 'first')] : []),
      ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ]
    return {
      status: 200,
      body: shown.map(render),
      ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
    }
  }

  createComment(context: Context, token: Token): Answer {
    if (token.pullRequests !== 'write') return FORBIDDEN
    const issue = Number(context.request.params.issue_number)
    if (!this.state.pullRequests.has(issue)) return NOT_FOUND
    const { body } = context.request.requestBody as { body: string }
    if (body.length > MAX_COMMENT_CHARACTERS) return tooLong('body')
    return { status: 201, body: this.answers.comment(this.state.addComment(issue, token.account, body)) }
  }

  updateComment(context: Context, token: Token): Answer {
    if (token.pullRequests !== 'write') return FORBIDDEN
    const id = Number(context.request.params.comment_id)
    const comment = this.state.comments.find((candidate) => candidate.id === id)
    if (comment === undefined) return NOT_FOUND
    const { body } = context.request.requestBody as { body: string }
    if (body.length > MAX_COMMENT_CHARACTERS) return tooLong('body')
    comment.body = body
    comment.updates++
    return { status: 200, body: this.answers.comment(comment) }
  }
}
