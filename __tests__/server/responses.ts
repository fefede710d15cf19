import type { Context } from 'openapi-backend'
import type { Answers } from './answers.ts'
import type { GitHubState, Token } from './state.ts'

export const MAX_COMMENT_CHARACTERS = 65_536

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What carrying out an operation needs of the server. */
export interface Backstage {
  readonly state: GitHubState
  readonly answers: Answers
  readonly violations: string[]
  page<T>(context: Context, path: string, all: readonly T[], render: (entry: T) => unknown): Answer
}

export const FORBIDDEN: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
export const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } }

export function tooLong(field: string): Answer {
  const message = `${field} is too long (maximum is ${MAX_COMMENT_CHARACTERS} characters)`
  const errors = [{ resource: 'IssueComment', code: 'unprocessable', field, message }]
  return { status: 422, body: { message: 'Validation Failed', errors, documentation_url: 'https://docs.github.com' } }
}

export type Handle = (context: Context, server: Backstage, token: Token) => Answer
