/** Comments on lines: GitHub takes a review as a whole or not at all. */
import type { Answer, Handle } from './responses.ts'
import { FORBIDDEN, NOT_FOUND, tooLong } from './responses.ts'

interface Asked {
  readonly event?: string
  readonly body?: string
  readonly comments?: readonly {
    readonly path: string
    readonly body: string
    readonly line?: number
    readonly side?: string
  }[]
}

const MAX_CHARACTERS = 65_536

function unprocessable(errors: readonly string[]): Answer {
  return {
    status: 422,
    body: { message: 'Unprocessable Entity', errors, documentation_url: 'https://docs.github.com' },
  }
}

export const REVIEW_OPERATIONS: Readonly<Record<string, Handle>> = {
  'pulls/list-review-comments': (context, server, token) => {
    if (token.pullRequests === 'none') return FORBIDDEN
    const number = Number(context.request.params.pull_number)
    if (!server.state.pullRequests.has(number)) return NOT_FOUND
    const all = server.state.reviewComments.filter(({ pullRequest }) => pullRequest === number)
    return server.page(context, `pulls/${number}/comments`, all, (comment) => server.answers.reviewComment(comment))
  },
  'pulls/create-review': (context, server, token) => {
    if (token.pullRequests !== 'write') return FORBIDDEN
    const pullRequest = Number(context.request.params.pull_number)
    if (!server.state.pullRequests.has(pullRequest)) return NOT_FOUND
    const { comments = [], body = '', event } = context.request.requestBody as Asked
    if (event !== 'COMMENT') server.violations.push('pulls/create-review: a review that is not submitted')
    if (body === '' && comments.length === 0) return unprocessable([])
    if (comments.some((comment) => comment.body.length > MAX_CHARACTERS)) return tooLong('body')
    const isFine = (comment: (typeof comments)[number]) =>
      comment.side === 'RIGHT' && comment.line !== undefined && server.state.isShown(comment.path, comment.line)
    if (!comments.every(isFine)) {
      return unprocessable(['Line could not be resolved'])
    }
    for (const { path, line = 1, body } of comments) {
      server.state.addReviewComment({ author: token.account, pullRequest, file: path, line, body })
    }
    return { status: 200, body: server.answers.review() }
  },
  'pulls/update-review-comment': (context, server, token) => {
    if (token.pullRequests !== 'write') return FORBIDDEN
    const comment = server.state.reviewComments.find(({ id }) => id === Number(context.request.params.comment_id))
    if (comment === undefined) return NOT_FOUND
    comment.body = (context.request.requestBody as { body: string }).body
    comment.updates++
    return { status: 200, body: server.answers.reviewComment(comment) }
  },
  'pulls/delete-review-comment': (context, server, token) => {
    if (token.pullRequests !== 'write') return FORBIDDEN
    const index = server.state.reviewComments.findIndex(({ id }) => id === Number(context.request.params.comment_id))
    if (index < 0) return NOT_FOUND
    server.state.reviewComments.splice(index, 1)
    return { status: 204, body: null }
  },
}
