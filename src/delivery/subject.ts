import { ExpectedFailure } from '../errors.ts'
import type { Host, HostAnswer, HostPullRequest } from '../ports.ts'
import type { Event } from './event.ts'

/** What a report is about, from the event and the host alone: nothing here comes from the file that is reported. */
export interface Subject {
  readonly headSha: string
  /** As the report shows them; null: as the file says. */
  readonly headRef: string | null
  readonly baseRef: string | null
  /** The commit whose config file counts. */
  readonly configSha: string
  readonly pullRequest: number | null
  /** Of this moment. */
  readonly labels: readonly string[]
}

export type SubjectAnswer =
  | { readonly found: true; readonly subject: Subject }
  /** No open pull request is at that commit any more; `message` is one sentence for the run's page. */
  | { readonly found: false; readonly message: string }

/** `runSha` is GITHUB_SHA. Throws `usage` for events that no report can be about, `host` where the host does not answer. */
export async function fetchSubject(event: Event, runSha: string, host: Host): Promise<SubjectAnswer> {
  switch (event.kind) {
    case 'pull-request': {
      const { number, headSha, headRef, baseSha, baseRef } = event.pullRequest
      const present = demand(await host.fetchPullRequest(number))
      const subject = { headSha, headRef, baseRef, configSha: baseSha, pullRequest: number, labels: present.labels }
      return { found: true, subject }
    }
    case 'merge-group':
      return { found: true, subject: pushed(event.headSha, event.baseSha, event.baseRef.replace(/^refs\/heads\//, '')) }
    case 'push':
      return { found: true, subject: pushed(event.after, event.after, null) }
    case 'workflow-run':
      return await fetchSubjectOfRun(event, host)
    case 'other':
      if (runSha !== '') return { found: true, subject: pushed(runSha, runSha, null) }
      throw new ExpectedFailure('usage', `The event ${event.name || '(none)'} names no commit to report on.`)
  }
}

/** The number of the open pull request that an event is about; null for none, and where the host does not tell. */
export async function fetchPullRequestOf(event: Event, host: Host): Promise<number | null> {
  if (event.kind === 'pull-request') return event.pullRequest.number
  if (event.kind !== 'workflow-run') return null
  try {
    const answer = await fetchSubjectOfRun(event, host)
    return answer.found ? answer.subject.pullRequest : null
  } catch {
    return null
  }
}

function pushed(headSha: string, configSha: string, baseRef: string | null): Subject {
  return { headSha, headRef: null, baseRef, configSha, pullRequest: null, labels: [] }
}

/** The payload names no pull request where a fork made it, so it is looked up by the branch, and held against the commit. */
async function fetchSubjectOfRun(event: Event & { readonly kind: 'workflow-run' }, host: Host): Promise<SubjectAnswer> {
  const { startedBy, headSha, headBranch, headRepository } = event
  if (startedBy === 'push') return { found: true, subject: pushed(headSha, headSha, null) }
  if (startedBy !== 'pull_request') {
    throw new ExpectedFailure(
      'usage',
      `mode: report on workflow_run follows runs that pull_request or push started, and this one was started by ${startedBy}: report in a second job of that workflow.`,
    )
  }
  const owner = headRepository?.split('/')[0] ?? ''
  const candidates =
    owner === '' || headBranch === null ? [] : demand(await host.fetchPullRequestsFrom(owner, headBranch))
  const [found, another] = candidates.filter(
    (candidate) => candidate.open && candidate.headSha === headSha && candidate.headRepository === headRepository,
  )
  if (found === undefined) {
    const message = `No open pull request is at ${headSha} any more (a newer commit, or closed): nothing was judged and nothing posted.`
    return { found: false, message }
  }
  if (another !== undefined) {
    throw new ExpectedFailure(
      'host',
      `#${found.number} and #${another.number} are both at ${headSha}, and the event does not say which one was measured: nothing was posted; close one of them.`,
    )
  }
  return { found: true, subject: describePullRequest(found) }
}

function describePullRequest({ number, headSha, headRef, baseSha, baseRef, labels }: HostPullRequest): Subject {
  return { headSha, headRef, baseRef, configSha: baseSha, pullRequest: number, labels }
}

/** The value, or the failure `host` with what the host said. */
export function demand<T>(answer: HostAnswer<T>): T {
  if (answer.ok) return answer.value
  const { kind, message } = answer.problem
  const advice =
    kind === 'missing-permission' || kind === 'refused'
      ? 'check that the job has "contents: read" and "pull-requests: read" or more under "permissions:"'
      : 'run the job again'
  throw new ExpectedFailure('host', `Nothing was posted, since GitHub did not answer: ${advice}. (${message})`)
}
