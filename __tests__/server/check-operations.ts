/** Checks and statuses of commits, with the limits that GitHub's description leaves to its prose. */
import type { Answer, Handle } from './responses.ts'
import { FORBIDDEN, NOT_FOUND } from './responses.ts'
import type { StoredAnnotation } from './state.ts'

interface Output {
  readonly title?: string
  readonly summary: string
  readonly annotations?: readonly StoredAnnotation[]
}

interface Asked {
  readonly name: string
  readonly head_sha: string
  readonly status?: string
  readonly conclusion?: string
  readonly external_id?: string
  readonly output?: Output
}

const MOST_BYTES = 65_535
const MOST_MESSAGE_BYTES = 65_536
const MOST_TITLE_CHARACTERS = 255
const NOT_AN_APP: Answer = { status: 403, body: { message: 'You must authenticate via a GitHub App.' } }

function invalid(message: string): Answer {
  return { status: 422, body: { message: `Invalid request.\n\n${message}` } }
}

function refuse(output: Output | undefined): Answer | null {
  if (output === undefined) return null
  if (Buffer.byteLength(output.summary) > MOST_BYTES) return invalid('summary exceeds a maximum bytesize of 65535.')
  const annotations = output.annotations ?? []
  if (annotations.length > 50) return invalid(`No more than 50 items are allowed; ${annotations.length} were supplied.`)
  for (const { path, start_line, message, title = '' } of annotations) {
    if (path === '' || path.startsWith('/') || start_line < 1) return invalid('annotations: path or line')
    if (message === '' || Buffer.byteLength(message) > MOST_MESSAGE_BYTES) return invalid('annotations: message')
    if (title.length > MOST_TITLE_CHARACTERS) return invalid('annotations: title is too long')
  }
  return null
}

export const CHECK_OPERATIONS: Readonly<Record<string, Handle>> = {
  'checks/list-for-ref': (context, server, token) => {
    if (token.checks === 'none') return FORBIDDEN
    const { check_name } = context.request.query as Record<string, string | undefined>
    const all = server.state.checks.filter(
      ({ sha, name }) => sha === context.request.params.ref && (check_name === undefined || name === check_name),
    )
    return {
      status: 200,
      body: { total_count: all.length, check_runs: all.map((check) => server.answers.check(check)) },
    }
  },
  'checks/create': (context, server, token) => {
    if (token.account.app === null) return NOT_AN_APP
    if (token.checks !== 'write') return FORBIDDEN
    const asked = context.request.requestBody as Asked
    if (asked.status === 'completed' && asked.conclusion === undefined) return invalid('conclusion is missing')
    const refused = refuse(asked.output)
    if (refused !== null) return refused
    const check = {
      id: server.state.nextId(),
      author: token.account,
      name: asked.name,
      sha: asked.head_sha,
      externalId: asked.external_id ?? '',
      conclusion: asked.conclusion ?? '',
      title: asked.output?.title ?? '',
      summary: asked.output?.summary ?? '',
      annotations: [...(asked.output?.annotations ?? [])],
    }
    server.state.checks.push(check)
    return { status: 201, body: server.answers.check(check) }
  },
  'checks/update': (context, server, token) => {
    if (token.checks !== 'write') return FORBIDDEN
    const check = server.state.checks.find(({ id }) => id === Number(context.request.params.check_run_id))
    if (check === undefined) return NOT_FOUND
    const { output } = context.request.requestBody as Asked
    const refused = refuse(output)
    if (refused !== null) return refused
    check.title = output?.title ?? check.title
    check.summary = output?.summary ?? check.summary
    check.annotations.push(...(output?.annotations ?? []))
    return { status: 200, body: server.answers.check(check) }
  },
  'repos/create-commit-status': (context, server, token) => {
    if (token.statuses !== 'write') return FORBIDDEN
    const {
      state,
      context: name = 'default',
      description = '',
    } = context.request.requestBody as {
      readonly state: string
      readonly context?: string
      readonly description?: string
    }
    if (description.length > 140) return invalid('description is too long (maximum is 140 characters)')
    server.state.statuses.push({ sha: String(context.request.params.sha), context: name, state, description })
    return { status: 201, body: server.answers.status(state, name, description) }
  },
}
