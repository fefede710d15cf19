/**
 * The entry of the Action: inputs → config → run → deliver → exit status.
 * What is decided on the way is decided by pure functions elsewhere.
 */
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getInput } from '@actions/core'
import { parsePatch } from './change/parse-patch.ts'
import type { Config, WrittenConfig } from './config/config.ts'
import type { Invocation } from './config/invocation.ts'
import { optionsIn } from './config/options.ts'
import { type ConfigProblem, describeProblems } from './config/problem.ts'
import { resolveConfig, resolveInvocation, validateConfig } from './config/resolve.ts'
import { parseInvocation, parseWritten } from './config/written.ts'
import { judgeConclusion } from './delivery/conclusion.ts'
import { describeDifference, planConfigSource, withNotice } from './delivery/config-source.ts'
import { deliver } from './delivery/deliver.ts'
import { type DiffLines, planDiffLines } from './delivery/diff-lines.ts'
import { type Event, isFromFork, type PullRequest, parseEvent } from './delivery/event.ts'
import { deliverFailedRun } from './delivery/not-reviewed.ts'
import { type Place, parsePlace } from './delivery/place.ts'
import { planHeadSha, planRefs } from './delivery/refs.ts'
import { renderCommandLine } from './delivery/reproduce.ts'
import { planRetry } from './delivery/retry.ts'
import { ExpectedFailure } from './errors.ts'
import { createAssets } from './io/assets.ts'
import { createClock } from './io/clock.ts'
import { createFiles } from './io/files.ts'
import { openRepository } from './io/git.ts'
import { createHost } from './io/github.ts'
import { listenForInterruption } from './io/interruption.ts'
import { createLog } from './io/log.ts'
import { createMachine } from './io/machine.ts'
import { createPrograms } from './io/programs.ts'
import { createRunner } from './io/runner.ts'
import type { Commit, Files, Git, Host, Log, Runner } from './ports.ts'
import { runReview } from './run.ts'

const log = createLog({ stream: process.stderr, live: false, quiet: false })

/** Reviews what the event is about and sets the exit status: 0 pass, 1 regressed, 2 broken or bad input. Never throws. */
export async function main(): Promise<void> {
  const runner = createRunner()
  const files = createFiles()
  const interruption = listenForInterruption({ log })
  const known: Known = { config: null }
  try {
    const inputs = readInputs()
    const { invocation, written } = parseInputs(inputs)
    const place = parsePlace(process.env)
    const event = parseEvent(place.eventName, await readPayload(place, files), invocation.allowPullRequestTarget)
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
      const host = openHost(invocation, place)
      const labels = pullRequest === null ? [] : await fetchLabels(pullRequest, host)
      const programs = createPrograms({ passThrough: config.env, interruption, log })
      const ports = {
        programs,
        git,
        files,
        log,
        clock: createClock(),
        machine: createMachine(),
        assets: createAssets(),
      }
      const parts = { escapes: true, benchmarks: true }
      const reproduce = renderCommandLine(base.sha.slice(0, 12), head.sha.slice(0, 12), inputs)
      const result = await runReview({ base, head, config, parts, labels, reproduce }, ports)
      const review = withNotice(result.review, notice)
      await deliver(
        {
          ...result,
          review,
          serverUrl: place.serverUrl,
          repository: `${place.repository.owner}/${place.repository.name}`,
          reportUrl: place.runUrl,
          pullRequest: pullRequest?.number ?? null,
          comment: config.comment,
          commentKey: config.commentKey,
          waiverLabel: config.waiverLabel,
          lineNotes: config.lineNotes,
          diffLines: pullRequest === null ? null : await readDiffLines(pullRequest, git),
          check: config.check,
          runKey: place.runKey,
          fromFork: isFromFork(event, place.repository),
          reportFile: invocation.reportFile === null ? null : path.resolve(place.workspace, invocation.reportFile),
        },
        { host, runner, files, log, wait: (milliseconds) => wait(milliseconds) },
      )
      const { exitCode, message } = judgeConclusion(review)
      if (message !== null) (exitCode === 0 ? runner.warn : runner.fail)(message)
      process.exitCode = exitCode
    } finally {
      await git.close()
    }
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
  const invocation = resolveInvocation(started.written)
  if (invocation.mode !== 'review') {
    const message = `mode: ${invocation.mode} is not available yet in this version; use mode: review.`
    throw new ExpectedFailure('usage', message)
  }
  return { invocation, written }
}

async function readPayload({ eventPath }: Place, files: Files): Promise<unknown> {
  try {
    return JSON.parse((await files.readText(eventPath)) ?? '')
  } catch {
    throw new ExpectedFailure('usage', `GITHUB_EVENT_PATH (${eventPath}) holds no JSON: run this as a workflow step.`)
  }
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
  const file = parseWritten({ kind: 'file', path: configPath }, text ?? '')
  const config = resolveConfig([file.written, inputs])
  known.config = config
  refuseProblems(file.problems)
  refuseProblems(validateConfig(config))
  return { config, notice: describeDifference(configPath, text, head) }
}

function refuseProblems(problems: readonly ConfigProblem[]): void {
  if (problems.length > 0) throw new ExpectedFailure('config', describeProblems(problems))
}

function openHost({ githubToken }: Invocation, { apiUrl, repository }: Place): Host | null {
  if (githubToken === '') return null
  return createHost({
    token: githubToken,
    apiUrl,
    repository,
    planRetry,
    wait: (milliseconds) => wait(milliseconds),
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
    const config = known.config ?? resolveConfig([parseWritten({ kind: 'input' }, inputs).written])
    const place = parsePlace(process.env)
    const event = parseEvent(place.eventName, await readPayload(place, files), invocation.allowPullRequestTarget)
    const host = openHost(invocation, place)
    const sha = planHeadSha(event, invocation, place.sha)
    if (host === null || sha === null || invocation.mode === 'measure') return
    const expected = error instanceof ExpectedFailure
    const run = {
      target: { pullRequest: event.kind === 'pull-request' ? event.pullRequest.number : null, sha },
      reason: expected ? error.message : 'go-perf-review has a bug, see the log of this run.',
      details: expected ? error.details : [],
      comment: config.comment !== 'never',
      check: config.check,
      commentKey: config.commentKey,
      runKey: place.runKey,
      reportUrl: place.runUrl,
    }
    await deliverFailedRun(run, { host, log, wait: (milliseconds) => wait(milliseconds) })
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
