/**
 * The Host port on GitHub's REST API. Every answer is checked for the fields
 * that are read, since a proxy or an old server may answer something else.
 */
import { getOctokit } from '@actions/github'
import { z } from 'zod'
import type { Host, HostAnswer, HostComment, HostProblem, HostPullRequest } from '../ports.ts'

export interface HostOptions {
  readonly token: string
  /** As the runner's GITHUB_API_URL says; with `/api/v3` on GitHub Enterprise Server. */
  readonly apiUrl: string
  readonly repository: { readonly owner: string; readonly name: string }
  /** Milliseconds to wait before trying again after the given number of failed tries, or null to give up. */
  readonly planRetry: (problem: HostProblem, failedTries: number) => number | null
  readonly wait: (milliseconds: number) => Promise<void>
}

const REQUEST_TIMEOUT_MS = 30_000
const PAGE_SIZE = 100
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const commentSchema = z.object({
  id: z.number(),
  html_url: z.string(),
  body: z.string().optional(),
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
  performed_via_github_app: z
    .object({ slug: z.string().optional(), name: z.string() })
    .nullish()
    .transform((app) => app?.slug ?? app?.name ?? null),
  minimized: z.unknown(),
})

const pullRequestSchema = z.object({
  number: z.number(),
  state: z.string(),
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  base: z.object({ sha: z.string(), ref: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
})

/** Larger files come without their content. */
const fileSchema = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() })

function parseComment(raw: unknown): HostComment {
  const comment = commentSchema.parse(raw)
  return {
    id: comment.id,
    url: comment.html_url,
    body: comment.body ?? '',
    author: comment.user && { login: comment.user.login, bot: comment.user.type === 'Bot' },
    app: comment.performed_via_github_app,
    minimised: (comment.minimized ?? null) !== null,
  }
}

function parsePullRequest(raw: unknown): HostPullRequest {
  const { number, state, head, base, labels } = pullRequestSchema.parse(raw)
  return {
    number,
    headSha: head.sha,
    headRef: head.ref,
    headRepository: head.repo?.full_name ?? null,
    baseSha: base.sha,
    baseRef: base.ref,
    open: state === 'open',
    labels: labels.map(({ name }) => name),
  }
}

const failureSchema = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.unknown()) }).optional(),
})

/** Milliseconds, from Retry-After (seconds) or, when the hourly quota is used up, X-RateLimit-Reset (epoch seconds). */
function parseRetryAfter(headers: Readonly<Record<string, unknown>>, nowMs: number): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  const usedUp = String(headers['x-ratelimit-remaining']) === '0'
  return usedUp && Number.isFinite(reset) ? Math.max(0, reset * 1000 - nowMs) : null
}

function judgeKind(status: number | null, message: string, retryAfterMs: number | null): HostProblem['kind'] {
  if (status === null || status >= 500 || status === 408) return 'unreachable'
  const limited = retryAfterMs !== null || /rate limit/i.test(message)
  if (status === 429 || (status === 403 && limited)) return 'rate-limited'
  if (status === 403 && /not accessible by|must have|permission/i.test(message)) return 'missing-permission'
  return 'refused'
}

function parseProblem(asked: string, error: unknown): HostProblem {
  if (error instanceof z.ZodError) {
    const where = error.issues.map((issue) => issue.path.join('.') || 'the answer').join(', ')
    return { kind: 'refused', status: null, message: `${asked}: unexpected answer (${where})`, retryAfterMs: null }
  }
  const failure = failureSchema.safeParse(error)
  // A thrown value without a status did not come from the API: a bug must not pass for a failing network.
  if (!failure.success) throw error
  const { response, message } = failure.data
  const status = response === undefined ? null : failure.data.status
  const retryAfterMs = parseRetryAfter(response?.headers ?? {}, Date.now())
  const said = message.replace(/\s+/g, ' ').slice(0, 300)
  return {
    kind: judgeKind(status, said, retryAfterMs),
    status,
    message: `${asked}: ${status === null ? said : `HTTP ${status}, ${said}`}`,
    retryAfterMs,
  }
}

async function answer<T>(asked: string, ask: () => Promise<T>): Promise<HostAnswer<T>> {
  try {
    return { ok: true, value: await ask() }
  } catch (error) {
    return { ok: false, problem: parseProblem(asked, error) }
  }
}

/** A Host that talks to `apiUrl` with `token`. Reading is tried again as `planRetry` says; writing never is. */
export function createHost({ token, apiUrl, repository, planRetry, wait }: HostOptions): Host {
  const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ''), log: SILENT })
  const place = { owner: repository.owner, repo: repository.name }

  octokit.hook.wrap('request', async (request, options) => {
    for (let failedTries = 1; ; failedTries++) {
      try {
        const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
        return await request({ ...options, request: { ...options.request, signal } })
      } catch (error) {
        if (options.method !== 'GET') throw error
        const delay = planRetry(parseProblem('', error), failedTries)
        if (delay === null) throw error
        await wait(delay)
      }
    }
  })

  return {
    fetchIdentity: () =>
      answer('asking whose token this is', async () => {
        try {
          const { data } = await octokit.rest.users.getAuthenticated()
          return { kind: 'user', login: z.object({ login: z.string() }).parse(data).login } as const
        } catch (error) {
          // Installation tokens have no user: 403 is their answer, not a fault.
          if (!(error instanceof z.ZodError) && parseProblem('', error).kind === 'missing-permission') {
            return { kind: 'installation' } as const
          }
          throw error
        }
      }),
    fetchPullRequest: (number) =>
      answer(`reading pull request #${number}`, async () => {
        const { data } = await octokit.rest.pulls.get({ ...place, pull_number: number })
        return parsePullRequest(data)
      }),
    fetchPullRequestsFrom: (owner, branch) =>
      answer(`looking up the pull request of ${owner}:${branch}`, async () => {
        const question = { ...place, state: 'open', head: `${owner}:${branch}`, per_page: PAGE_SIZE } as const
        const found: readonly unknown[] = await octokit.paginate(octokit.rest.pulls.list, question)
        return found.map(parsePullRequest)
      }),
    fetchFile: (sha, path) =>
      answer(`reading ${path} at ${sha}`, async () => {
        try {
          const { data } = await octokit.rest.repos.getContent({ ...place, path, ref: sha })
          return Buffer.from(fileSchema.parse(data).content, 'base64').toString('utf8')
        } catch (error) {
          if (error instanceof z.ZodError || parseProblem('', error).status !== 404) throw error
          // "Not found" is also what a token hears that may not read: that the commit is there tells the two apart.
          await octokit.rest.git.getCommit({ ...place, commit_sha: sha })
          return null
        }
      }),
    fetchComments: (pullRequest) =>
      answer(`listing the comments of #${pullRequest}`, async () => {
        const question = { ...place, issue_number: pullRequest, per_page: PAGE_SIZE }
        const comments: readonly unknown[] = await octokit.paginate(octokit.rest.issues.listComments, question)
        return comments.map(parseComment)
      }),
    createComment: (pullRequest, body) =>
      answer(`commenting on #${pullRequest}`, async () => {
        const { data } = await octokit.rest.issues.createComment({ ...place, issue_number: pullRequest, body })
        return parseComment(data)
      }),
    updateComment: (id, body) =>
      answer(`updating comment ${id}`, async () => {
        const { data } = await octokit.rest.issues.updateComment({ ...place, comment_id: id, body })
        return parseComment(data)
      }),
  }
}
