/**
 * The entry of the Action: inputs → config → run → deliver → exit status.
 * What is decided on the way is decided by pure functions elsewhere.
 */
import { realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getInput } from '@actions/core'
import { parsePatch } from './change/parse-patch.ts'
import type { Config, WrittenConfig } from './config/config.ts'
import type { Invocation } from './config/invocation.ts'
import { optionsIn } from './config/options.ts'
import { resolveConfig, resolveInvocation } from './config/resolve.ts'
import { parseInvocation, parseWritten } from './config/written.ts'
import { judgeCaching } from './delivery/caching.ts'
import { judgeConclusion } from './delivery/conclusion.ts'
import {
  describeDifference,
  parseConfig,
  planConfigSource,
  refuseProblems,
  withNotice,
} from './delivery/config-source.ts'
import { deliver, deliverFiles } from './delivery/deliver.ts'
import type { Delivery } from './delivery/delivery.ts'
import { type DiffLines, planDiffLines } from './delivery/diff-lines.ts'
import { type Event, isFromFork, isLabelChange, type PullRequest, parseEvent } from './delivery/event.ts'
import { deliverFailedRun } from './delivery/not-reviewed.ts'
import { type Place, parsePlace } from './delivery/place.ts'
import { planHeadSha, planRefs } from './delivery/refs.ts'
import { restoreReview, saveReview } from './delivery/remembered.ts'
import { fetchReported } from './delivery/reported.ts'
import { renderCommandLine } from './delivery/reproduce.ts'
import { planRetry } from './delivery/retry.ts'
import { fetchPullRequestOf } from './delivery/subject.ts'
import { ExpectedFailure } from './errors.ts'
import { createAssets } from './io/assets.ts'
import { openCache } from './io/cache.ts'
import { createClock } from './io/clock.ts'
import { createFiles } from './io/files.ts'
import { createForeignFiles } from './io/foreign-files.ts'
import { openRepository } from './io/git.ts'
import { createHost } from './io/github.ts'
import { type InterruptionListener, listenForInterruption } from './io/interruption.ts'
import { createLog } from './io/log.ts'
import { createMachine } from './io/machine.ts'
import { createPrograms } from './io/programs.ts'
import { createRunner } from './io/runner.ts'
import type { Cache, Commit, Files, Git, Host, Log, Ports, Runner } from './ports.ts'
import { renderReviewSamples } from './review/samples.ts'
import type { Review } from './review/schema.ts'
import { type ReviewRequest, type ReviewResult, runReview } from './run.ts'
import { restoreBuildCache } from './stages/build-cache.ts'

const NEEDLESS_TOKEN =
  'mode: measure got a token that it does not use, and the code under review could read it: set github-token to an empty text.'

const log = createLog({ stream: process.stderr, live: false, quiet: false })

/** Does what `mode` says and sets the exit status: 0 pass, 1 regressed, 2 broken or bad input. Never throws. */
export async function main(): Promise<void> {
  const runner = createRunner()
  const files = createFiles()
  const interruption = listenForInterruption({ log })
  const known: Known = { config: null }
  const step = { runner, files, interruption, known }
  try {
    const inputs = readInputs()
    const { invocation, written } = parseInputs(inputs)
    const place = parsePlace(process.env)
    const event = await readEvent(invocation, place, files)
    const started = { inputs, invocation, written, place, event }
    process.exitCode =
      invocation.mode === 'report' ? await reportFile(started, step) : await reviewCommits(started, step)
  } catch (error) {
    reportFailure(error, runner, log)
    process.exitCode = 2
    await tellFailedRun(error, known, files)
  } finally {
    await files.close()
    interruption.stop()
  }
}

/** What a run that fails needs to know about itself; null where it did not get that far. */
interface Known {
  config: Config | null
}

interface Started {
  readonly inputs: Readonly<Record<string, string>>
  readonly invocation: Invocation
  readonly written: WrittenConfig
  readonly place: Place
  readonly event: Event
}

interface Step {
  readonly runner: Runner
  readonly files: Files
  readonly interruption: InterruptionListener
  readonly known: Known
}

/** Modes `review` and `measure`. The exit status of `measure` is 0 whatever the verdict: whoever reports decides. */
async function reviewCommits(started: Started, { runner, files, interruption, known }: Step): Promise<number> {
  const { inputs, invocation, written, place, event } = started
  const git = await openRepository(place.workspace, {
    programs: createPrograms({ passThrough: [], interruption }),
    log,
    interruption,
    fetchMissing: true,
  })
  try {
    const { base, baseTip, head } = await resolveRefs(event, invocation, place, git)
    const { config, notice } = await readConfig(event, invocation, written, { baseTip, head }, git, known)
    const pullRequest = event.kind === 'pull-request' ? event.pullRequest : null
    const measuresOnly = invocation.mode === 'measure'
    if (measuresOnly && invocation.githubToken !== '') runner.warn(NEEDLESS_TOKEN)
    const host = measuresOnly ? null : openHost(invocation, place)
    const labels = pullRequest === null ? [] : await fetchLabels(pullRequest, host)
    const clock = createClock()
    const programs = createPrograms({ passThrough: config.env, interruption, log })
    const ports = { programs, git, files, log, clock, machine: createMachine(), assets: createAssets() }
    const reproduce = renderCommandLine(base.sha.slice(0, 12), head.sha.slice(0, 12), inputs)
    const parts = { escapes: true, benchmarks: true }
    const request = { base, head, config, parts, labels, reproduce, keepsArtifacts: true }
    const cache = judgeCaching(event, invocation) ? await openCache(log) : null
    const result = await reviewOrRemember(request, event, place, ports, cache)
    const review = withNotice(result.review, notice)
    const diffLines = measuresOnly || pullRequest === null ? null : await readDiffLines(pullRequest, git)
    const delivery = planDelivery({ ...result, review }, started, {
      config,
      pullRequest: pullRequest?.number ?? null,
      diffLines,
    })
    if (measuresOnly) {
      await deliverFiles(delivery, { runner, files, log, wait: sleep })
      log.detail(`Measured: ${review.verdict}. This mode ends with status 0; mode: report judges and decides.`)
      return 0
    }
    await deliver(delivery, { host, runner, files, log, wait: sleep })
    return conclude(review, runner)
  } finally {
    await git.close()
  }
}

/** A change of labels asks only for another judgement of what an earlier run measured, where that is still at hand. */
async function reviewOrRemember(
  request: ReviewRequest,
  event: Event,
  place: Place,
  ports: Ports,
  cache: Cache | null,
): Promise<ReviewResult> {
  if (cache === null) return await runReview(request, ports)
  const { config, head, labels } = request
  const memory = {
    cache,
    files: ports.files,
    foreignFiles: createForeignFiles(),
    // A folder is found again in the cache only under its own path.
    folder: path.join(process.env.RUNNER_TEMP || os.tmpdir(), 'go-perf-review-measured'),
  }
  if (isLabelChange(event)) {
    const known = await restoreReview(request, labels, ports.clock.nowIso().slice(0, 10), memory)
    if (known !== null) {
      log.detail('Nothing was measured again: the labels changed, and an earlier run measured these commits.')
      const { base, reproduce } = request
      // What only names things is not taken from the cache.
      return { ...known, review: { ...known.review, base: { ...base }, head: { ...head }, reproduce } }
    }
  }
  const at = {
    folder: chooseBuildFolder(),
    root: place.workspace,
    workingDirectory: config.workingDirectory,
    headSha: head.sha,
  }
  const build = await restoreBuildCache(at, { ...ports, cache })
  const result = await runReview(request, ports)
  await build?.save()
  await saveReview(request, result, memory)
  return result
}

/** A build cache of our own, as what others left in the usual one is of no use here and would be kept with it. */
function chooseBuildFolder(): string {
  process.env.GOCACHE ||= path.join(process.env.RUNNER_TEMP || os.tmpdir(), 'go-perf-review-build')
  return process.env.GOCACHE
}

/** Mode `report`. */
async function reportFile(started: Started, { runner, files, known }: Step): Promise<number> {
  const { inputs, invocation, written, place, event } = started
  const host = openHost(invocation, place)
  if (host === null || invocation.reportFile === null) {
    throw new ExpectedFailure(
      'usage',
      host === null
        ? 'mode: report needs a token to read the settings of the base and to comment: leave out github-token for that of the job.'
        : 'mode: report needs report-file: the review.json of mode: measure, or the folder of its artifact.',
    )
  }
  const reported = await fetchReported(
    {
      event,
      runSha: place.sha,
      artefact: path.resolve(place.workspace, invocation.reportFile),
      invocation,
      inputs: written,
      writtenInputs: inputs,
      onConfig: (config) => {
        known.config = config
      },
    },
    { host, foreignFiles: createForeignFiles(), clock: createClock() },
  )
  if (!reported.found) {
    runner.warn(reported.message)
    return 0
  }
  const { review, config, pullRequest } = reported
  // The file that was read is another job's: the judged one lies in a new folder.
  const own = { ...started, invocation: { ...invocation, reportFile: null } }
  const delivery = planDelivery({ review, ...renderReviewSamples(review), artifacts: [] }, own, {
    config,
    pullRequest,
    diffLines: null,
  })
  await deliver(delivery, { host, runner, files, log, wait: sleep })
  return conclude(review, runner)
}

function planDelivery(
  result: ReviewResult,
  { invocation, place, event }: Started,
  { config, pullRequest, diffLines }: Pick<Delivery, 'pullRequest' | 'diffLines'> & { readonly config: Config },
): Delivery {
  return {
    ...result,
    serverUrl: place.serverUrl,
    repository: `${place.repository.owner}/${place.repository.name}`,
    reportUrl: place.runUrl,
    pullRequest,
    comment: config.comment,
    commentKey: config.commentKey,
    waiverLabel: config.waiverLabel,
    lineNotes: config.lineNotes,
    diffLines,
    check: config.check,
    runKey: place.runKey,
    fromFork: isFromFork(event, place.repository),
    reportFile: invocation.reportFile === null ? null : path.resolve(place.workspace, invocation.reportFile),
  }
}

function conclude(review: Review, runner: Runner): number {
  const { exitCode, message } = judgeConclusion(review)
  if (message !== null) (exitCode === 0 ? runner.warn : runner.fail)(message)
  return exitCode
}

async function sleep(milliseconds: number): Promise<void> {
  await wait(milliseconds)
}

/** Every input by its option's key, '' where it was left out. */
function readInputs(): Readonly<Record<string, string>> {
  return Object.fromEntries(optionsIn('input').map(({ key }) => [key, getInput(key)]))
}

function parseInputs(inputs: Readonly<Record<string, string>>): {
  readonly invocation: Invocation
  readonly written: WrittenConfig
} {
  const started = parseInvocation({ kind: 'input' }, inputs)
  const { written, problems } = parseWritten({ kind: 'input' }, inputs)
  refuseProblems([...started.problems, ...problems])
  return { invocation: resolveInvocation(started.written), written }
}

async function readPayload({ eventPath }: Place, files: Files): Promise<unknown> {
  try {
    return JSON.parse((await files.readText(eventPath)) ?? '')
  } catch {
    throw new ExpectedFailure('usage', `GITHUB_EVENT_PATH (${eventPath}) holds no JSON: run this as a workflow step.`)
  }
}

async function readEvent(invocation: Invocation, place: Place, files: Files): Promise<Event> {
  // Nothing of the project runs in mode `report`.
  const allowTarget = invocation.allowPullRequestTarget || invocation.mode === 'report'
  return parseEvent(place.eventName, await readPayload(place, files), allowTarget)
}

/** `base` is the merge base, which is measured; `baseTip` the commit that the event or the input names. */
async function resolveRefs(
  event: Event,
  invocation: Invocation,
  { sha }: Place,
  git: Git,
): Promise<{ readonly base: Commit; readonly baseTip: Commit; readonly head: Commit }> {
  const plan = planRefs(event, invocation, sha)
  const head = { ref: plan.head.shown, sha: (await git.resolve(plan.head.target)).sha }
  const baseTip = { ref: plan.base.shown, sha: (await git.resolve(plan.base.target)).sha }
  return { base: { ref: plan.base.shown, sha: await git.mergeBase(baseTip, head) }, baseTip, head }
}

async function readConfig(
  event: Event,
  { configPath }: Invocation,
  inputs: WrittenConfig,
  commits: { readonly baseTip: Commit; readonly head: Commit },
  git: Git,
  known: Known,
): Promise<{ readonly config: Config; readonly notice: string | null }> {
  const head = await git.show(commits.head.sha, configPath)
  const text = planConfigSource(event) === 'head' ? head : await git.show(commits.baseTip.sha, configPath)
  const { config, problems } = parseConfig(configPath, text, inputs)
  known.config = config
  refuseProblems(problems)
  return { config, notice: describeDifference(configPath, text, head) }
}

function openHost({ githubToken }: Invocation, { apiUrl, repository }: Place): Host | null {
  if (githubToken === '') return null
  return createHost({
    token: githubToken,
    apiUrl,
    repository,
    planRetry,
    wait: sleep,
  })
}

/** The labels of this moment: a run that is started again still has the payload of the first time. */
async function fetchLabels(
  pullRequest: { readonly number: number; readonly labels: readonly string[] },
  host: Host | null,
): Promise<readonly string[]> {
  const present = await host?.fetchPullRequest(pullRequest.number)
  return present?.ok === true ? present.value.labels : pullRequest.labels
}

/** What GitHub shows as the pull request's diff, from the checkout; null where it cannot be told. */
async function readDiffLines({ baseSha, headSha }: PullRequest, git: Git): Promise<DiffLines | null> {
  try {
    const [base, head] = [await git.resolve(baseSha), await git.resolve(headSha)]
    return planDiffLines(parsePatch(await git.diff(await git.mergeBase(base, head), head.sha)))
  } catch (error) {
    log.detail(`The lines of the diff could not be read: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

/** A comment that stands must not pass for this commit's. Reads anew whatever it needs, since anything may have failed. */
async function tellFailedRun(error: unknown, known: Known, files: Files): Promise<void> {
  if (error instanceof ExpectedFailure && error.kind === 'interrupted') return
  try {
    const inputs = readInputs()
    const invocation = resolveInvocation(parseInvocation({ kind: 'input' }, inputs).written)
    if (invocation.mode === 'measure') return
    const config = known.config ?? resolveConfig([parseWritten({ kind: 'input' }, inputs).written])
    const place = parsePlace(process.env)
    const event = await readEvent(invocation, place, files)
    const host = openHost(invocation, place)
    const sha = planHeadSha(event, invocation, place.sha)
    if (host === null || sha === null) return
    const expected = error instanceof ExpectedFailure
    const run = {
      // From the event and the host: a stranger's file says nothing about where it is told.
      target: { pullRequest: await fetchPullRequestOf(event, host), sha },
      reason: expected ? error.message : 'go-perf-review has a bug, see the log of this run.',
      details: expected ? error.details : [],
      comment: config.comment !== 'never',
      check: config.check,
      commentKey: config.commentKey,
      runKey: place.runKey,
      reportUrl: place.runUrl,
    }
    await deliverFailedRun(run, { host, log, wait: sleep })
  } catch (second) {
    // Why the run failed has been said; where nothing is known, nothing stands that could be wrong.
    log.detail(`GitHub was not told: ${second instanceof Error ? second.message : String(second)}`)
  }
}

function reportFailure(error: unknown, runner: Runner, log: Log): void {
  if (error instanceof ExpectedFailure) {
    runner.fail([error.message, ...error.details].join('\n'))
    return
  }
  runner.fail(`A bug in go-perf-review, please report it: ${error instanceof Error ? error.message : String(error)}`)
  log.detail(error instanceof Error ? (error.stack ?? '') : '')
}

const started = process.argv[1]
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) await main()
