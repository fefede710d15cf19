#!/usr/bin/env node
/**
 * The command-line program: argv → config → run → report → exit status.
 * Results go to stdout, progress and complaints to stderr.
 */
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import type { Config } from './config/config.ts'
import type { Format, Invocation } from './config/invocation.ts'
import { parseFlagValues, renderFlags } from './config/options.ts'
import { describeProblems } from './config/problem.ts'
import { resolveConfig, resolveInvocation, validateConfig } from './config/resolve.ts'
import { parseInvocation, parseWritten } from './config/written.ts'
import { writeBesides } from './delivery/besides.ts'
import { judgeConclusion } from './delivery/conclusion.ts'

import { renderCommandLine } from './delivery/reproduce.ts'
import { ExpectedFailure } from './errors.ts'
import { createAssets, shippedFolders } from './io/assets.ts'
import { createClock } from './io/clock.ts'
import { writeDemoRepository } from './io/demo-repository.ts'
import { createFiles } from './io/files.ts'
import { openRepository } from './io/git.ts'
import { type InterruptionListener, listenForInterruption } from './io/interruption.ts'
import { createLog, type LogOnStream } from './io/log.ts'
import { createMachine } from './io/machine.ts'
import { requireWritable } from './io/output.ts'
import { createPrograms } from './io/programs.ts'
import type { Commit, Files, Git } from './ports.ts'
import { FORMATS } from './report/formats.ts'
import { renderJson } from './report/json.ts'
import { parseReview } from './review/parse-review.ts'
import type { Review } from './review/schema.ts'
import { type ReviewRequest, runReview } from './run.ts'
import { TOOL } from './tool.ts'

const REVIEW_FILE = 'review.json'

type Flags = Readonly<Record<string, unknown>>

/** What a command works with; made once, closed at the end whatever happens. */
interface Session {
  readonly files: Files
  readonly interruption: InterruptionListener
  readonly log: LogOnStream
}

/** Runs one command line. Gives the exit status: 0 pass, 1 regressed, 2 broken or bad input. */
export async function main(argv: readonly string[]): Promise<number> {
  let status = 0
  const program = createProgram(async (run) => {
    status = await run()
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return explainUsage(error, program, argv)
    process.stderr.write(`${describeFailure(error)}\n`)
    return 2
  }
}

function createProgram(run: (command: () => Promise<number>) => Promise<void>): Command {
  const program = new Command('go-perf-review')
    .description('Reviews a Go change for performance: escape analysis and benchmarks of base and head, joined.')
    .version(TOOL.version)
    .exitOverride()
    // Told in one sentence by explainUsage.
    .configureOutput({ outputError: () => undefined })
  const reviewing = [
    ['review', 'review a change: escapes, benchmarks, checklist, verdict', { escapes: true, benchmarks: true }],
    ['escapes', 'only the escape diff; runs no benchmark', { escapes: true, benchmarks: false }],
    ['bench', 'only the benchmarks', { escapes: false, benchmarks: true }],
  ] as const
  for (const [name, description, parts] of reviewing) {
    const command = program.command(name).description(description).allowExcessArguments(false)
    for (const { flags, description: text } of renderFlags()) command.option(flags, text)
    command.action(async (flags: Flags) => await run(() => reviewCommand(parseFlagValues(flags), parts)))
  }
  program
    .command('render')
    .description('print a review.json in another format')
    .argument('<file>', 'path of a review.json')
    .option('--format <format>', Object.keys(FORMATS).join(', '), 'terminal')
    .option('--output <file>', 'where the report goes; stdout if left out')
    .action(async (file: string, flags: Flags) => await run(() => renderCommand(file, flags)))
  program
    .command('demo')
    .description('review a small sample repository with a regression in it')
    .option('--format <format>', Object.keys(FORMATS).join(', '), 'terminal')
    .option('--output <file>', 'where the report goes; stdout if left out')
    .option('--quiet', 'no progress')
    .action(async (flags: Flags) => await run(() => demoCommand(flags)))
  return program
}

/** What is wrong with the command line, in one sentence; asking for help is no mistake. */
function explainUsage(error: CommanderError, program: Command, argv: readonly string[]): number {
  if (error.exitCode === 0) return 0
  // Without a command commander has printed what there is.
  if (error.code === 'commander.help') return 2
  const [what = '', hint = ''] = error.message.replace(/^error: /, '').split('\n')
  const command = program.commands.find((candidate) => candidate.name() === argv[0])
  const help = ['go-perf-review', ...(command ? [command.name()] : []), '--help'].join(' ')
  const guess = hint === '' ? '' : ` ${hint.replace('Did', 'did')}`
  process.stderr.write(`go-perf-review: ${what.replace(/\.$/, '')}${guess}; \`${help}\` lists what there is.\n`)
  return 2
}

async function reviewCommand(flags: Flags, parts: ReviewRequest['parts']): Promise<number> {
  const started = parseInvocation({ kind: 'flag' }, flags)
  const written = parseWritten({ kind: 'flag' }, flags)
  refuse([...started.problems, ...written.problems])
  const invocation = resolveInvocation(started.written)
  return await inSession(invocation.quiet, async (session) => {
    const { output, artifacts } = invocation
    if (output !== null) await requireWritable(output)
    if (artifacts !== null) await requireWritable(path.join(artifacts, REVIEW_FILE), '--artifacts')
    const git = await open(path.resolve(invocation.repo), session)
    try {
      const { base, head, usesWorktree } = await resolveRefs(invocation, git)
      const config = placeConfig(
        await readConfig(invocation, written.written, head, git),
        written.written.workingDirectory,
        git,
      )
      const reproduce = renderReproduce(usesWorktree, base, head, flags)
      const request = { base, head, config, parts, labels: [], reproduce, keepsArtifacts: artifacts !== null }
      return await reviewAndReport(request, git, invocation, session)
    } finally {
      await git.close()
    }
  })
}

async function demoCommand(flags: Flags): Promise<number> {
  const format = parseFormat(flags.format)
  const output = textOf(flags.output)
  return await inSession(flags.quiet === true, async (session) => {
    if (output !== null) await requireWritable(output)
    const programs = createPrograms({ passThrough: [], interruption: session.interruption, log: session.log })
    const demo = await writeDemoRepository(shippedFolders(), programs, session.files)
    const git = await open(demo.folder, session)
    try {
      const [base, head] = [await git.resolve(demo.base), await git.resolve(demo.head)]
      const parts = { escapes: true, benchmarks: true }
      const reproduce = 'go-perf-review demo'
      const config = resolveConfig([])
      const request = { base, head, config, parts, labels: [], reproduce, keepsArtifacts: false }
      return await reviewAndReport(request, git, { format, output, artifacts: null }, session)
    } finally {
      await git.close()
    }
  })
}

async function renderCommand(file: string, flags: Flags): Promise<number> {
  const format = parseFormat(flags.format)
  return await inSession(true, async ({ files }) => {
    const text = await files.readText(path.resolve(file))
    if (text === null) throw new ExpectedFailure('invalid-review-file', `There is no file ${file}: name a review.json.`)
    await writeReport(parseReview(text, file), format, textOf(flags.output), files)
    return 0
  })
}

async function inSession(quiet: boolean, work: (session: Session) => Promise<number>): Promise<number> {
  const live = process.stderr.isTTY === true
  const log = createLog({ stream: process.stderr, live, quiet: quiet || !live })
  const interruption = listenForInterruption({ log })
  const files = createFiles()
  const forget = interruption.beforeExit(() => files.close())
  try {
    return await work({ files, interruption, log })
  } finally {
    log.clear()
    await files.close()
    forget()
    interruption.stop()
  }
}

async function open(folder: string, { interruption, log }: Session): Promise<Git> {
  return await openRepository(folder, {
    programs: createPrograms({ passThrough: [], interruption }),
    log,
    interruption,
  })
}

/** What is compared: by default the working tree where it differs from HEAD, against the merge base with the default branch. */
async function resolveRefs(
  invocation: Invocation,
  git: Git,
): Promise<{ readonly base: Commit; readonly head: Commit; readonly usesWorktree: boolean }> {
  if (invocation.worktree && invocation.head !== null) {
    throw new ExpectedFailure('usage', '--worktree and --head exclude each other: leave one out.')
  }
  const committed = await git.resolve(invocation.head ?? 'HEAD')
  const usesWorktree = invocation.worktree || (invocation.head === null && (await git.isDirty()))
  const tip = invocation.base === null ? await git.defaultBranch() : await git.resolve(invocation.base)
  // Two commits named are compared as they stand, like `git diff A B`; a branch alone means what was added since it was left.
  const isExact = invocation.base !== null && invocation.head !== null
  const base = isExact ? tip : { ref: tip.ref, sha: await git.mergeBase(tip, committed) }
  return { base, head: usesWorktree ? await git.snapshot() : committed, usesWorktree }
}

async function readConfig(
  { configPath }: Invocation,
  written: Parameters<typeof resolveConfig>[0][number],
  head: Commit,
  git: Git,
): Promise<Config> {
  const text = await git.show(head.sha, configPath)
  if (text === null && configPath !== resolveInvocation({}).configPath) {
    throw new ExpectedFailure(
      'config',
      `--config ${configPath}: there is no such file in ${head.ref}; name one relative to the repository's root.`,
    )
  }
  const file = parseWritten({ kind: 'file', path: configPath }, text ?? '')
  refuse(file.problems)
  const config = resolveConfig([file.written, written])
  refuse(validateConfig(config))
  return config
}

/** The folder that the user names with --repo is the one under review, unless the config says otherwise. */
function placeConfig(config: Config, flag: string | undefined, git: Git): Config {
  return flag === undefined && config.workingDirectory === ''
    ? { ...config, workingDirectory: git.repository.prefix.replace(/\/$/, '') }
    : config
}

function renderReproduce(usesWorktree: boolean, base: Commit, head: Commit, flags: Flags): string {
  const inputs = Object.fromEntries(
    Object.entries(flags).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
  const line = renderCommandLine(base.sha.slice(0, 12), head.sha.slice(0, 12), inputs)
  // The sha of a snapshot names nothing that the repository holds.
  return usesWorktree ? line.replace(/ --head \S+/, ' --worktree') : line
}

async function reviewAndReport(
  request: ReviewRequest,
  git: Git,
  { format, output, artifacts }: Pick<Invocation, 'format' | 'output' | 'artifacts'>,
  { files, interruption, log }: Session,
): Promise<number> {
  const programs = createPrograms({ passThrough: request.config.env, interruption, log })
  const result = await runReview(request, {
    programs,
    git,
    files,
    log,
    clock: createClock(),
    machine: createMachine(),
    assets: createAssets(),
  })
  const { review } = result
  log.clear()
  if (artifacts !== null) {
    await files.writeText(path.resolve(artifacts, REVIEW_FILE), renderJson(review))
    await writeBesides(path.resolve(artifacts) + path.sep, result, files)
  }
  await writeReport(review, format, output, files)
  const { exitCode, message } = judgeConclusion(review)
  if (exitCode === 0 && message !== null) log.warn(message)
  return exitCode
}

async function writeReport(review: Review, format: Format, output: string | null, files: Files): Promise<void> {
  const options = { color: output === null && wantsColor(), width: process.stdout.columns || 100 }
  const text = FORMATS[format](review, options)
  if (output === null) process.stdout.write(text)
  else await files.writeText(path.resolve(output), text)
}

/** https://no-color.org and https://force-color.org. */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return process.stdout.isTTY === true
}

function parseFormat(written: unknown): Format {
  const format = Object.keys(FORMATS).find((name): name is Format => name === written)
  if (format) return format
  throw new ExpectedFailure(
    'usage',
    `--format ${String(written)}: there is no such format; use ${Object.keys(FORMATS).join(', ')}.`,
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function refuse(problems: Parameters<typeof describeProblems>[0]): void {
  if (problems.length > 0) throw new ExpectedFailure('config', describeProblems(problems))
}

function describeFailure(error: unknown): string {
  if (error instanceof ExpectedFailure) {
    return [`go-perf-review: ${error.message}`, ...error.details.map((line) => `  ${line}`)].join('\n')
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `go-perf-review: this is a bug, please report it:\n${trace}`
}

/** `… | head` reads no further, and a closed terminal takes no word: neither may keep us from cleaning up. */
function passOverGoneReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
}

const started = process.argv[1]
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', passOverGoneReader)
  process.exitCode = await main(process.argv.slice(2))
}
