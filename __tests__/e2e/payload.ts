/** The parts of a pull_request payload that GitHub always sends and a review can meet. */
export function pullRequestPayload(shas: { readonly baseSha: string; readonly headSha: string }) {
  const repo = { id: 4711, full_name: 'octo-org/fast-go', default_branch: 'main' }
  return {
    action: 'synchronize',
    number: 7,
    pull_request: {
      id: 1,
      number: 7,
      state: 'open',
      title: '::error::a title that would be a command',
      head: { label: 'octo-org:faster', ref: 'faster', sha: shas.headSha, repo },
      base: { label: 'octo-org:main', ref: 'main', sha: shas.baseSha, repo },
      labels: [],
    },
    repository: repo,
    sender: { login: 'author' },
  }
}

/** What GitHub sends once a workflow run on a pull request of a fork has ended: it names no pull request. */
export function workflowRunPayload(headSha: string, changes: Readonly<Record<string, unknown>> = {}) {
  const workflow_run = {
    id: 99,
    name: 'Measure performance',
    event: 'pull_request',
    status: 'completed',
    conclusion: 'success',
    head_sha: headSha,
    head_branch: 'faster',
    head_repository: { id: 4712, full_name: 'stranger/fast-go' },
    pull_requests: [],
    ...changes,
  }
  return { action: 'completed', workflow_run, repository: { id: 4711, full_name: 'octo-org/fast-go' } }
}
