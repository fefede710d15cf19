import type { Schema } from './example-value.ts'
import { exampleValue } from './example-value.ts'
import type {
  Account,
  GitHubState,
  StoredCheck,
  StoredComment,
  StoredPullRequest,
  StoredReviewComment,
} from './state.ts'

/** Shapes what the state holds as GitHub's description says. `webUrl` is what a person opens, `apiUrl` what a program asks. */
export class Answers {
  readonly #schemas: Readonly<Record<string, Schema>>
  readonly #state: GitHubState
  readonly #apiUrl: () => string

  constructor(schemas: Readonly<Record<string, Schema>>, state: GitHubState, apiUrl: () => string) {
    this.#schemas = schemas
    this.#state = state
    this.#apiUrl = apiUrl
  }

  #example(name: string): Record<string, unknown> {
    return exampleValue({ $ref: `#/components/schemas/${name}` }, this.#schemas) as Record<string, unknown>
  }

  user(account: Account): Record<string, unknown> {
    const { login, id, type } = account
    return { ...this.#example('simple-user'), login, id, type }
  }

  authenticatedUser(account: Account): Record<string, unknown> {
    const { login, id, type } = account
    return { ...this.#example('public-user'), login, id, type, user_view_type: 'public' }
  }

  comment(comment: StoredComment): Record<string, unknown> {
    const { owner, repository } = this.#state
    const app = comment.author.app
    return {
      ...this.#example('issue-comment'),
      id: comment.id,
      body: comment.body,
      user: this.user(comment.author),
      url: `${this.#apiUrl()}/repos/${owner}/${repository}/issues/comments/${comment.id}`,
      html_url: `https://github.example/${owner}/${repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
      author_association: 'NONE',
      performed_via_github_app: app && { ...this.#integration(app) },
      minimized: comment.minimised ? { reason: 'outdated' } : null,
    }
  }

  #integration(slug: string): Record<string, unknown> {
    const schema = { ...this.#schemas['nullable-integration'], nullable: false }
    return { ...(exampleValue(schema, this.#schemas) as Record<string, unknown>), slug, name: slug }
  }

  /** One end of a pull request; `repository` is null where the fork was deleted. */
  #end(example: unknown, sha: string, ref: string, repository: string | null): Record<string, unknown> {
    const repo = { ...this.#example('repository'), full_name: repository }
    return { ...(example as Record<string, unknown>), sha, ref, repo: repository === null ? null : repo }
  }

  file(path: string, text: string): Record<string, unknown> {
    const content = Buffer.from(text).toString('base64')
    return { ...this.#example('content-file'), type: 'file', encoding: 'base64', path, content }
  }

  commit(sha: string): Record<string, unknown> {
    return { ...this.#example('git-commit'), sha }
  }

  pullRequest(pullRequest: StoredPullRequest, kind = 'pull-request'): Record<string, unknown> {
    const example = this.#example(kind)
    return {
      ...example,
      number: pullRequest.number,
      state: pullRequest.open ? 'open' : 'closed',
      labels: pullRequest.labels.map((name) => ({
        id: 1,
        node_id: 'L1',
        url: `${this.#apiUrl()}/labels/1`,
        name,
        description: '',
        color: 'ededed',
        default: false,
      })),
      head: this.#end(example.head, pullRequest.headSha, pullRequest.headRef, pullRequest.headRepository),
      base: this.#end(
        example.base,
        pullRequest.baseSha,
        pullRequest.baseRef,
        `${this.#state.owner}/${this.#state.repository}`,
      ),
    }
  }

  reviewComment(comment: StoredReviewComment): Record<string, unknown> {
    const { id, body, author, file, line, inReplyTo, pullRequest } = comment
    const { owner, repository } = this.#state
    return {
      ...this.#example('pull-request-review-comment'),
      id,
      body,
      path: file,
      user: this.user(author),
      side: 'RIGHT',
      html_url: `https://github.example/${owner}/${repository}/pull/${pullRequest}#discussion_r${id}`,
      // GitHub sends null once the diff has moved on; its description knows no null there, but knows the field missing.
      ...(line === null ? {} : { line }),
      ...(inReplyTo === null ? {} : { in_reply_to_id: inReplyTo }),
    }
  }

  review(): Record<string, unknown> {
    return { ...this.#example('pull-request-review'), state: 'COMMENTED' }
  }

  check(check: StoredCheck): Record<string, unknown> {
    const example = this.#example('check-run')
    return {
      ...example,
      id: check.id,
      name: check.name,
      head_sha: check.sha,
      external_id: check.externalId,
      status: 'completed',
      conclusion: check.conclusion,
      output: {
        ...(example.output as Record<string, unknown>),
        title: check.title,
        summary: check.summary,
        annotations_count: check.annotations.length,
      },
    }
  }

  status(state: string, context: string, description: string): Record<string, unknown> {
    return { ...this.#example('status'), state, context, description }
  }
}
