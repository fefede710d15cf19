/**
 * What started the workflow run, from the runner's variables and the event's
 * payload file. The payload's texts (branch names, labels) are the author's:
 * shas are checked to be shas, everything else is only ever shown escaped.
 */
import { z } from 'zod'
import { ExpectedFailure } from '../errors.ts'

export interface PullRequest {
  readonly number: number
  readonly headSha: string
  readonly headRef: string
  /** `owner/name`, or null where the fork was deleted. */
  readonly headRepository: string | null
  readonly baseSha: string
  readonly baseRef: string
  readonly labels: readonly string[]
}

export type Event =
  | {
      readonly kind: 'pull-request'
      readonly action: string
      /** On `pull_request_target`: the job has the rights of the target branch, its cache included. */
      readonly onTarget: boolean
      readonly pullRequest: PullRequest
    }
  | { readonly kind: 'merge-group'; readonly headSha: string; readonly baseSha: string; readonly baseRef: string }
  /** `before` is null where the push made the branch. */
  | { readonly kind: 'push'; readonly before: string | null; readonly after: string }
  /** Another workflow's run has ended; `startedBy` is the event of that run. */
  | {
      readonly kind: 'workflow-run'
      readonly startedBy: string
      readonly headSha: string
      readonly headBranch: string | null
      /** `owner/name`, or null where the fork was deleted. */
      readonly headRepository: string | null
    }
  | { readonly kind: 'other'; readonly name: string }

/** The parsed JSON of GITHUB_EVENT_PATH, as it came. */
export type UnvalidatedPayload = unknown

const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a commit sha')

const pullRequestPayload = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha, ref: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
    base: z.object({ sha, ref: z.string() }),
    labels: z.array(z.object({ name: z.string() })).default([]),
  }),
})
const mergeGroupPayload = z.object({
  merge_group: z.object({ head_sha: sha, base_sha: sha, base_ref: z.string() }),
})
const workflowRunPayload = z.object({
  workflow_run: z.object({
    event: z.string(),
    head_sha: sha,
    head_branch: z.string().nullable(),
    head_repository: z.object({ full_name: z.string() }).nullable(),
  }),
})
const pushPayload = z.object({ before: sha, after: sha })

const NO_COMMIT = /^0+$/

function validate<T>(schema: z.ZodType<T>, name: string, payload: UnvalidatedPayload): T {
  const result = schema.safeParse(payload)
  if (result.success) return result.data
  const details = result.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`)
  throw new ExpectedFailure(
    'usage',
    `The payload of the ${name} event (GITHUB_EVENT_PATH) is not what GitHub sends; run this as a step of a workflow.`,
    details,
  )
}

/**
 * `name` is GITHUB_EVENT_NAME. Throws `usage` for a payload that is not the
 * event's, and for pull_request_target unless it is allowed: that event hands the
 * repository's secrets to the job, and a review compiles and runs the pull request's code.
 */
export function parseEvent(name: string, payload: UnvalidatedPayload, allowPullRequestTarget: boolean): Event {
  switch (name) {
    case 'pull_request':
      return parsePullRequestEvent(name, payload)
    case 'pull_request_target':
      if (allowPullRequestTarget) return parsePullRequestEvent(name, payload)
      throw new ExpectedFailure(
        'usage',
        'pull_request_target is refused: a review compiles and runs the code of the pull request, and on this event ' +
          "that code could take the repository's token and secrets. Use the pull_request event; to comment on pull " +
          'requests of forks, use two workflows (mode: measure on pull_request, mode: report on workflow_run).',
      )
    case 'merge_group': {
      const { merge_group } = validate(mergeGroupPayload, name, payload)
      const { head_sha, base_sha, base_ref } = merge_group
      return { kind: 'merge-group', headSha: head_sha, baseSha: base_sha, baseRef: base_ref }
    }
    case 'push': {
      const { before, after } = validate(pushPayload, name, payload)
      if (NO_COMMIT.test(after)) {
        throw new ExpectedFailure('usage', 'This push deleted a branch: there is nothing to review.')
      }
      return { kind: 'push', before: NO_COMMIT.test(before) ? null : before, after }
    }
    case 'workflow_run': {
      const { workflow_run } = validate(workflowRunPayload, name, payload)
      const { event, head_sha, head_branch, head_repository } = workflow_run
      return {
        kind: 'workflow-run',
        startedBy: event,
        headSha: head_sha,
        headBranch: head_branch,
        headRepository: head_repository?.full_name ?? null,
      }
    }
    default:
      return { kind: 'other', name }
  }
}

/** Whether the pull request comes from another repository than `repository`: the token of such a run only reads. */
export function isFromFork(event: Event, repository: { readonly owner: string; readonly name: string }): boolean {
  if (event.kind !== 'pull-request') return false
  return event.pullRequest.headRepository?.toLowerCase() !== `${repository.owner}/${repository.name}`.toLowerCase()
}

/** Whether only the labels of a pull request changed, and no commit. */
export function isLabelChange(event: Event): boolean {
  return event.kind === 'pull-request' && (event.action === 'labeled' || event.action === 'unlabeled')
}

function parsePullRequestEvent(name: string, payload: UnvalidatedPayload): Event {
  const { action, pull_request } = validate(pullRequestPayload, name, payload)
  const { number, head, base, labels } = pull_request
  return {
    kind: 'pull-request',
    action,
    onTarget: name === 'pull_request_target',
    pullRequest: {
      number,
      headSha: head.sha,
      headRef: head.ref,
      headRepository: head.repo?.full_name ?? null,
      baseSha: base.sha,
      baseRef: base.ref,
      labels: labels.map((label) => label.name),
    },
  }
}
