/**
 * The entry of the Action: inputs → config → run → deliver → exit status.
 * What is decided on the way is decided by pure functions elsewhere.
 */
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getInput } from '@actions/core'
import type { Config, WrittenConfig } from './config/config.ts'
import type { Invocation } from './config/invocation.ts'
import { optionsIn } from './config/options.ts'
import { type ConfigProblem, describeProblems } from './config/problem.ts'
import { resolveConfig, resolveInvocation, validateConfig } from './config/resolve.ts'
import { parseInvocation, parseWritten } from './config/written.ts'
import { judgeConclusion } from './delivery/conclusion.ts'
import { describeDifference, planConfigSource, withNotice } from './delivery/config-source.ts'
import { deliver } from './delivery/deliver.ts'
import { type Event, parseEvent } from './delivery/event.ts'
import { type Place, parsePlace } from './delivery/place.ts'
import { planRefs } from './delivery/refs.ts'
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
      const { config, notice } = await readConfig(event, invocation, written, { baseTip, head }, git)
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
  } finally {
    await files.close()
    interruption.stop()
  }
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
): Promise<{ readonly config: Config; readonly notice: string | null }> {
  const head = await git.show(commits.head.sha, configPath)
  const text = planConfigSource(event) === 'head' ? head : await git.show(commits.baseTip.sha, configPath)
  const file = parseWritten({ kind: 'file', path: configPath }, text ?? '')
  refuseProblems(file.problems)
  const config = resolveConfig([file.written, inputs])
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
