export type Access = 'none' | 'read' | 'write'

/** Whoever a token belongs to. A user answers GET /user; an app's installation does not. */
export interface Account {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot'
  /** The slug of the app that acts, for an installation's account. */
  readonly app: string | null
}

export interface Token {
  readonly account: Account
  readonly pullRequests: Access
  readonly contents: Access
}

export interface StoredComment {
  readonly id: number
  readonly author: Account
  readonly issue: number
  body: string
  minimised: boolean
  updates: number
}

export interface StoredPullRequest {
  readonly number: number
  headSha: string
  open: boolean
  labels: string[]
  headRef: string
  headRepository: string | null
  baseSha: string
  baseRef: string
}

export const ACTIONS_BOT: Account = { login: 'github-actions[bot]', id: 41898282, type: 'Bot', app: 'github-actions' }
export const OTHER_BOT: Account = { login: 'dependabot[bot]', id: 49699333, type: 'Bot', app: 'dependabot' }
export const MAINTAINER: Account = { login: 'maintainer', id: 1001, type: 'User', app: null }
export const STRANGER: Account = { login: 'stranger', id: 1002, type: 'User', app: null }

/** What the server remembers. Tests write into it and look at it directly. */
export class GitHubState {
  readonly owner = 'octo-org'
  readonly repository = 'fast-go'
  readonly repositoryId = 4711
  readonly tokens = new Map<string, Token>()
  readonly pullRequests = new Map<number, StoredPullRequest>()
  readonly comments: StoredComment[] = []
  /** Texts by `sha:path`. A commit is known by any file, or by its sha alone with the text ''. */
  readonly files = new Map<string, string>()
  #nextId = 5_000_000_001

  addToken(name: string, account: Account, access: { pullRequests: Access; contents?: Access }): void {
    this.tokens.set(name, { account, contents: 'read', ...access })
  }

  addPullRequest(number: number, headSha: string): StoredPullRequest {
    const pullRequest = {
      number,
      headSha,
      open: true,
      labels: [],
      headRef: 'faster',
      headRepository: `${this.owner}/${this.repository}`,
      baseSha: 'b'.repeat(40),
      baseRef: 'main',
    }
    this.pullRequests.set(number, pullRequest)
    return pullRequest
  }

  addComment(issue: number, author: Account, body: string): StoredComment {
    const comment = { id: this.#nextId++, author, issue, body, minimised: false, updates: 0 }
    this.comments.push(comment)
    return comment
  }

  /** Comments of one account, oldest first. */
  commentsOf(account: Account): readonly StoredComment[] {
    return this.comments.filter((comment) => comment.author.login === account.login)
  }
}
