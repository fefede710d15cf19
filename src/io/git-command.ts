import { ExpectedFailure } from '../errors.ts'
import type { Outcome, Programs } from '../ports.ts'

export interface GitAnswer extends Outcome {
  readonly stdout: Buffer
}

export interface GitCall {
  readonly cwd?: string
  readonly variables?: Readonly<Record<string, string>>
  readonly config?: readonly string[]
  readonly timeoutMs?: number
  readonly maxOutputBytes?: number
}

/** Runs one git command; a failing one is an answer, too. */
export type RunGit = (args: readonly string[], call?: GitCall) => Promise<GitAnswer>

const TIMEOUT_MS = 10 * 60_000
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024

/**
 * Settings of the user, of the machine or of a hostile repository's owner that
 * would run programs, ask questions, write into the repository, or change what
 * is printed. All values are ours.
 */
const CONFIG = [
  // No such folder, so no hook: a post-checkout hook would run in our worktrees.
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.quotePath=false',
  // Would write a shared index into the repository for our temporary one.
  'core.splitIndex=false',
  'core.safecrlf=false',
  'core.longpaths=true',
  'color.ui=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'credential.interactive=never',
  // Would mark the repository's own config as unreadable for older gits.
  'worktree.useRelativePaths=false',
]

const VARIABLES = {
  // `git status` would otherwise refresh the user's index.
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  // Messages are compared with the English ones.
  LC_ALL: 'C',
  LANGUAGE: 'C',
}

/** Git in one folder, deaf to the configuration above. */
export function createRunGit(programs: Programs, folder: string): RunGit {
  return async (args, call = {}) => {
    const chunks: Buffer[] = []
    const settings = [...CONFIG, ...(call.config ?? [])].flatMap((setting) => ['-c', setting])
    const outcome = await programs.run(
      {
        program: 'git',
        args: ['--no-pager', ...settings, ...args],
        cwd: call.cwd ?? folder,
        environment: 'toolchain',
        variables: { ...VARIABLES, ...call.variables },
        timeoutMs: call.timeoutMs ?? TIMEOUT_MS,
        maxOutputBytes: call.maxOutputBytes ?? MAX_OUTPUT_BYTES,
      },
      { stdout: (chunk) => chunks.push(Buffer.from(chunk)) },
    )
    return { ...outcome, stdout: Buffer.concat(chunks) }
  }
}

/** The output without the line feed at its end. */
export function decodeLine(answer: GitAnswer): string {
  return answer.stdout.toString('utf8').replace(/\r?\n$/, '')
}

/** NUL-separated output as text; names that are not UTF-8 come out with replacement characters. */
export function decodeList(answer: GitAnswer): readonly string[] {
  return answer.stdout
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
}

/** Hands the answer back if git succeeded. Throws `disk` or, with git's own words, `not-a-repository`. */
export function requireSuccess(answer: GitAnswer, what: string): GitAnswer {
  if (answer.exitCode === 0 && !answer.timedOut && !answer.outputLimitExceeded) return answer
  throw describeGitFailure(answer, what)
}

/** `what` completes the sentence "Git could not …". */
export function describeGitFailure(answer: Outcome, what: string): ExpectedFailure {
  const lines = answer.stderrTail.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (matchDiskFull(answer.stderrTail, null)) return createDiskFailure(what, lines)
  return new ExpectedFailure('not-a-repository', `Git could not ${what}: ${describeReason(answer, lines)}.`, lines)
}

export function createDiskFailure(what: string, lines: readonly string[]): ExpectedFailure {
  const message = `No space left on disk, so git could not ${what}: free some, or set TMPDIR to a folder on another disk.`
  return new ExpectedFailure('disk', message, lines)
}

/** Below this much room a failed write had none. */
const FULL_BYTES = 16 * 1024 * 1024

/**
 * Whether git failed for want of space, going by what it said on stderr. When
 * it lays files out it only says that a file could not be written, so the
 * bytes that are left on the disk count, too; null where they are not known.
 */
export function matchDiskFull(stderr: string, freeBytes: number | null): boolean {
  if (/No space left on device|Disk quota exceeded|There is not enough space on the disk/i.test(stderr)) return true
  const couldNotWrite = /unable to (?:write|create)|could not write|write error|short write|failed to write/i.test(
    stderr,
  )
  return couldNotWrite && freeBytes !== null && freeBytes < FULL_BYTES
}

function describeReason(answer: Outcome, lines: readonly string[]): string {
  if (answer.failedToStart !== null) return `${answer.failedToStart}; install git and put it on PATH`
  if (answer.timedOut) return `it did not finish within ${TIMEOUT_MS / 60_000} minutes`
  if (answer.outputLimitExceeded) return 'it printed more than this program can hold'
  const said = lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1)
  return (
    said?.replace(/^(?:fatal|error): /, '').replace(/\.$/, '') ?? `it ended with ${answer.signal ?? answer.exitCode}`
  )
}
