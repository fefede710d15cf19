/** The Host port on GitHub's REST API. */
import { defaults } from '@actions/github/lib/utils'
import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { Host, HostAnswer, HostCheckOutput, HostIdentity, HostProblem } from '../ports.ts'
import {
  answer,
  parseCheck,
  parseComment,
  parseFile,
  parseProblem,
  parsePullRequest,
  parseReviewComment,
} from './github-answers.ts'

export interface HostOptions {
  readonly token: string
  /** As the runner's GITHUB_API_URL says; with `/api/v3` on GitHub Enterprise Server. */
  readonly apiUrl: string
  readonly repository: { readonly owner: string; readonly name: string }
  /** Milliseconds to wait before trying again after the given number of failed tries, or null to give up. */
  readonly planRetry: (problem: HostProblem, failedTries: number) => number | null
  readonly wait: (milliseconds: number) => Promise<void>
  /** How long an answer may take; 30 s where it is left out. */
  readonly requestTimeoutMs?: number
}

const REQUEST_TIMEOUT_MS = 30_000
const PAGE_SIZE = 100
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A Host that talks to `apiUrl` with `token`. Reading is tried again as `planRetry` says; writing never is. */
export function createHost(options: HostOptions): Host {
  const octokit = connect(options)
  const place = { owner: options.repository.owner, repo: options.repository.name }
  return {
    fetchIdentity: () => fetchIdentity(octokit),
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
          return parseFile(data)
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
    fetchReviewComments: (pullRequest) =>
      answer(`listing the review comments of #${pullRequest}`, async () => {
        const question = { ...place, pull_number: pullRequest, per_page: PAGE_SIZE }
        const comments: readonly unknown[] = await octokit.paginate(octokit.rest.pulls.listReviewComments, question)
        return comments.map(parseReviewComment)
      }),
    createReview: (pullRequest, sha, comments) =>
      answer(`reviewing #${pullRequest}`, async () => {
        await octokit.rest.pulls.createReview({
          ...place,
          pull_number: pullRequest,
          commit_id: sha,
          event: 'COMMENT',
          body: '',
          comments: comments.map(({ file, line, body }) => ({ path: file, line, side: 'RIGHT', body })),
        })
        return null
      }),
    updateReviewComment: (id, body) =>
      answer(`updating review comment ${id}`, async () => {
        await octokit.rest.pulls.updateReviewComment({ ...place, comment_id: id, body })
        return null
      }),
    deleteReviewComment: (id) =>
      answer(`removing review comment ${id}`, async () => {
        await octokit.rest.pulls.deleteReviewComment({ ...place, comment_id: id })
        return null
      }),
    fetchChecks: (sha, name) =>
      answer(`listing the checks of ${sha}`, async () => {
        const question = { ...place, ref: sha, check_name: name, filter: 'all', per_page: PAGE_SIZE } as const
        const checks: readonly unknown[] = await octokit.paginate(octokit.rest.checks.listForRef, question)
        return checks.map(parseCheck)
      }),
    createCheck: ({ name, sha, conclusion, externalId, url, output }) =>
      answer(`writing the check "${name}"`, async () => {
        const { data } = await octokit.rest.checks.create({
          ...place,
          name,
          head_sha: sha,
          status: 'completed',
          conclusion,
          external_id: externalId,
          ...(url === null ? {} : { details_url: url }),
          output: planOutput(output),
        })
        return parseCheck(data)
      }),
    addAnnotations: (id, output) =>
      answer(`adding annotations to check ${id}`, async () => {
        const question = { ...place, check_run_id: id, output: planOutput(output) }
        const { data } = await octokit.rest.checks.update(question)
        return parseCheck(data)
      }),
    writeStatus: ({ name, sha, state, description, url }) =>
      answer(`writing the status "${name}"`, async () => {
        const target = url === null ? {} : { target_url: url }
        await octokit.rest.repos.createCommitStatus({ ...place, sha, state, context: name, description, ...target })
        return null
      }),
  }
}

/** A client with the runner's proxy; its requests end after a while, and those that only read are tried again. */
function connect({ token, apiUrl, planRetry, wait, requestTimeoutMs = REQUEST_TIMEOUT_MS }: HostOptions): Octokit {
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    log: SILENT,
    request: { fetch: defaults.request?.fetch },
  })
  octokit.hook.wrap('request', async (request, options) => {
    for (let failedTries = 1; ; failedTries++) {
      try {
        // Into the options themselves: another hook of the client stands between, and hands on what it was given first.
        Object.assign(options, { request: { ...options.request, signal: AbortSignal.timeout(requestTimeoutMs) } })
        return await request(options)
      } catch (error) {
        if (!onlyReads(options)) throw error
        const delay = planRetry(parseProblem('', error), failedTries)
        if (delay === null) throw error
        await wait(delay)
      }
    }
  })
  return octokit
}

/** GraphQL is posted, and asked one question only, which changes nothing. */
function onlyReads({ method, url }: { readonly method: string; readonly url: string }): boolean {
  return method === 'GET' || url.endsWith('/graphql')
}

const viewerSchema = z.object({ viewer: z.object({ login: z.string().min(1) }) })

/** Null where the server answers, but not this. */
async function fetchViewer(octokit: Octokit): Promise<string | null> {
  try {
    const viewer = viewerSchema.safeParse(await octokit.graphql('query { viewer { login } }'))
    return viewer.success ? viewer.data.viewer.login : null
  } catch (error) {
    if (error instanceof Error && error.name === 'GraphqlResponseError') return null
    const { kind, status } = parseProblem('', error)
    if (kind === 'missing-permission' || status === 404) return null
    throw error
  }
}

/**
 * GraphQL tells every token its own name, an app's installation too. Where it
 * does not answer, REST names people at least; 403 is its answer to an app.
 */
function fetchIdentity(octokit: Octokit): Promise<HostAnswer<HostIdentity>> {
  return answer('asking whose token this is', async (): Promise<HostIdentity> => {
    const viewer = await fetchViewer(octokit)
    if (viewer !== null) return { kind: 'named', login: viewer }
    try {
      const { data } = await octokit.rest.users.getAuthenticated()
      return { kind: 'named', login: z.object({ login: z.string() }).parse(data).login }
    } catch (error) {
      if (!(error instanceof z.ZodError) && parseProblem('', error).kind === 'missing-permission') {
        return { kind: 'installation' }
      }
      throw error
    }
  })
}

function planOutput({ title, summary, annotations }: HostCheckOutput) {
  return {
    title,
    summary,
    annotations: annotations.map((annotation) => ({
      path: annotation.file,
      start_line: annotation.line,
      end_line: annotation.line,
      annotation_level: annotation.level,
      message: annotation.message,
      ...(annotation.title === '' ? {} : { title: annotation.title }),
    })),
  }
}
