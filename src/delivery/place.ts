import { ExpectedFailure } from '../errors.ts'

/** Where this step runs and whom it talks to, from the runner's variables. */
export interface Place {
  readonly eventName: string
  /** The file with the event's payload. */
  readonly eventPath: string
  /** The checkout. */
  readonly workspace: string
  readonly repository: { readonly owner: string; readonly name: string }
  readonly apiUrl: string
  readonly serverUrl: string
  /** The commit that the run is for; on a pull request GitHub's test merge. */
  readonly sha: string
  /** The workflow run's page, or null outside of a run. */
  readonly runUrl: string | null
  /** Tells this run, this try of it and this job from every other one; '' outside of a run. */
  readonly runKey: string
}

/**
 * Reads the variables that the runner sets for a step. On GitHub Enterprise
 * Server they name that server, so no address is fixed here but as the default.
 * Throws `usage` where this is no step of a workflow.
 * Variables: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function parsePlace(variables: Readonly<Record<string, string | undefined>>): Place {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(demand(variables, 'GITHUB_REPOSITORY')) ?? []
  if (owner === undefined || name === undefined) {
    throw new ExpectedFailure('usage', `GITHUB_REPOSITORY is "${variables.GITHUB_REPOSITORY}", expected owner/name.`)
  }
  const serverUrl = trimSlash(variables.GITHUB_SERVER_URL || 'https://github.com')
  const run = variables.GITHUB_RUN_ID ?? ''
  return {
    eventName: demand(variables, 'GITHUB_EVENT_NAME'),
    eventPath: demand(variables, 'GITHUB_EVENT_PATH'),
    workspace: demand(variables, 'GITHUB_WORKSPACE'),
    repository: { owner, name },
    apiUrl: trimSlash(variables.GITHUB_API_URL || 'https://api.github.com'),
    serverUrl,
    sha: variables.GITHUB_SHA ?? '',
    runKey: [run, variables.GITHUB_RUN_ATTEMPT ?? '', variables.GITHUB_JOB ?? ''].join(' ').trim(),
    runUrl: /^\d+$/.test(run) ? `${serverUrl}/${owner}/${name}/actions/runs/${run}` : null,
  }
}

function demand(variables: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = variables[name] ?? ''
  if (value !== '') return value
  throw new ExpectedFailure('usage', `${name} is not set: run this as a step of a GitHub workflow, or use the CLI.`)
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
