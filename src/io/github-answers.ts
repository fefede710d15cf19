/**
 * What GitHub's REST API answers, read into the words of the Host port. Every
 * answer is checked for the fields that are read, since a proxy or an old server
 * may answer something else.
 */
import { z } from 'zod'
import type {
  HostAnswer,
  HostAuthor,
  HostComment,
  HostProblem,
  HostPullRequest,
  HostReviewComment,
  HostWrittenCheck,
} from '../ports.ts'

const authorSchema = z
  .object({ login: z.string(), type: z.string() })
  .nullable()
  .transform((user): HostAuthor => user && { login: user.login, bot: user.type === 'Bot' })

const commentSchema = z.object({
  id: z.number(),
  html_url: z.string(),
  body: z.string().optional(),
  user: authorSchema,
  minimized: z.unknown(),
})

const pullRequestSchema = z.object({
  number: z.number(),
  state: z.string(),
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  base: z.object({ sha: z.string(), ref: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
})

export function parseComment(raw: unknown): HostComment {
  const comment = commentSchema.parse(raw)
  return {
    id: comment.id,
    url: comment.html_url,
    body: comment.body ?? '',
    author: comment.user,
    minimised: (comment.minimized ?? null) !== null,
  }
}

export function parsePullRequest(raw: unknown): HostPullRequest {
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

/** Larger files come without their content. */
const fileSchema = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() })

/** The text of a file. */
export function parseFile(raw: unknown): string {
  return Buffer.from(fileSchema.parse(raw).content, 'base64').toString('utf8')
}

const reviewCommentSchema = z.object({
  id: z.number(),
  body: z.string(),
  user: authorSchema,
  path: z.string(),
  line: z.number().nullish(),
  side: z.string().nullish(),
  in_reply_to_id: z.number().nullish(),
})

export function parseReviewComment(raw: unknown): HostReviewComment {
  const { id, body, user, path, line, side, in_reply_to_id } = reviewCommentSchema.parse(raw)
  const onHead = side !== 'LEFT'
  return { id, body, author: user, file: path, line: (onHead ? line : null) ?? null, inReplyTo: in_reply_to_id ?? null }
}

const checkSchema = z.object({
  id: z.number(),
  external_id: z.string().nullish(),
  output: z.object({ annotations_count: z.number() }),
})

export function parseCheck(raw: unknown): HostWrittenCheck {
  const { id, external_id, output } = checkSchema.parse(raw)
  return { id, externalId: external_id ?? '', annotations: output.annotations_count }
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
  // How GitHub refuses one who writes too fast, in a review of all places.
  if (status === 422 && /submitted too quickly/i.test(message)) return 'rate-limited'
  if (status === 429 || (status === 403 && limited)) return 'rate-limited'
  if (status === 403 && /not accessible by|must have|must authenticate via a github app|permission/i.test(message))
    return 'missing-permission'
  return 'refused'
}

export function parseProblem(asked: string, error: unknown): HostProblem {
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

export async function answer<T>(asked: string, ask: () => Promise<T>): Promise<HostAnswer<T>> {
  try {
    return { ok: true, value: await ask() }
  } catch (error) {
    return { ok: false, problem: parseProblem(asked, error) }
  }
}
