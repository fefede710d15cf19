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
  readonly checks: Access
  readonly statuses: Access
  readonly contents: Access
}

/** A comment on a line; `line` is null once the diff has moved on. */
export interface StoredReviewComment {
  readonly id: number
  readonly author: Account
  readonly pullRequest: number
  readonly file: string
  readonly inReplyTo: number | null
  line: number | null
  body: string
  updates: number
}

export interface StoredAnnotation {
  readonly path: string
  readonly start_line: number
  readonly annotation_level: string
  readonly message: string
  readonly title?: string
}

export interface StoredCheck {
  readonly id: number
  readonly author: Account
  readonly name: string
  readonly sha: string
  readonly externalId: string
  readonly conclusion: string
  title: string
  summary: string
  readonly annotations: StoredAnnotation[]
}

export interface StoredStatus {
  readonly sha: string
  readonly context: string
  readonly state: string
  readonly description: string
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
  readonly reviewComments: StoredReviewComment[] = []
  readonly checks: StoredCheck[] = []
  readonly statuses: StoredStatus[] = []
  /** Texts by `sha:path`. A commit is known by any of its files. */
  readonly files = new Map<string, string>()
  /** Lines of the head that the diff of every pull request shows, by path. */
  #shown: ReadonlyMap<string, ReadonlySet<number>> = new Map()
  #nextId = 5_000_000_001

  /** What is left out of `access` is `write`. */
  addToken(name: string, account: Account, access: Partial<Omit<Token, 'account'>> = {}): void {
    this.tokens.set(name, {
      account,
      pullRequests: 'write',
      checks: 'write',
      statuses: 'write',
      contents: 'read',
      ...access,
    })
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

  nextId(): number {
    return this.#nextId++
  }

  /** Takes the lines from what `git diff --unified=3 base head` printed; comments on lines that left become outdated. */
  showDiff(patch: string): void {
    const shown = new Map<string, Set<number>>()
    let lines = new Set<number>()
    let next = 0
    for (const line of patch.split('\n')) {
      const file = /^\+\+\+ b\/(.*)$/.exec(line)?.[1]
      const start = /^@@ -\S+ \+(\d+)/.exec(line)?.[1]
      if (file !== undefined) {
        lines = new Set()
        shown.set(file, lines)
      } else if (start !== undefined) next = Number(start)
      else if (/^[ +]/.test(line)) lines.add(next++)
    }
    this.#shown = shown
    for (const comment of this.reviewComments) {
      if (comment.line !== null && !this.isShown(comment.file, comment.line)) comment.line = null
    }
  }

  isShown(file: string, line: number): boolean {
    return this.#shown.get(file)?.has(line) ?? false
  }

  addReviewComment(
    comment: Pick<StoredReviewComment, 'author' | 'pullRequest' | 'file' | 'line' | 'body'>,
    inReplyTo: number | null = null,
  ): StoredReviewComment {
    const stored = { ...comment, id: this.#nextId++, inReplyTo, updates: 0 }
    this.reviewComments.push(stored)
    return stored
  }
}
