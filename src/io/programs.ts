import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import type { ByteSink, Command, Log, Outcome, Programs } from '../ports.ts'
import { matchForbidden, planEnvironment, planVariables } from './environment.ts'
import { findProgram } from './find-program.ts'
import { createInterrupted, createUninterrupted, type Interruption } from './interruption.ts'
import { watchMemory } from './memory-watch.ts'
import { askForStacks, endProcessTree, killProcessGroup, killProcessTree } from './process-tree.ts'
import { createTail } from './tail.ts'

const STDERR_TAIL_BYTES = 8 * 1024
/** Between SIGTERM and SIGKILL. */
const END_GRACE_MS = 2_000
/** For a Go program to print its stacks; one that cannot is stuck in the kernel or catches the signal. */
const DUMP_GRACE_MS = 3_000
/** Silence on a pipe after which an ended child's descendants are no longer waited for. */
const PIPE_SILENCE_MS = 500
/** How long a descendant that keeps writing can hold up the end of its parent. */
const PIPE_LIMIT_MS = 5_000
/** After the end of the tree, how long the child's own exit may be in coming. */
const STUCK_MS = 3_000
/** A timer beyond this fires at once: Node keeps 32 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface ProgramsOptions {
  /** Names of variables that benchmarks may see beyond the table in environment.ts. */
  readonly passThrough: readonly string[]
  /** Told once about listed names that are refused. */
  readonly log?: Log
  readonly interruption?: Interruption
}

interface Ending {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly failedToStart: string | null
}

/**
 * Children without a shell: argument arrays, an allow-listed environment, no
 * stdin, output handed on as it arrives and kept nowhere but for stderr's tail.
 *
 * On POSIX a child leads its own session, so that a timeout, the output limit
 * or an interruption ends whatever it started. A benchmark's leftovers are
 * ended with it, as they would disturb the next measurement; those of the
 * toolchain class stay, since a `prepare` command may have started a service on purpose.
 *
 * `run` rejects with `interrupted` once the user has interrupted the program,
 * and with whatever a sink threw.
 */
export function createPrograms(options: ProgramsOptions): Programs {
  const interruption = options.interruption ?? createUninterrupted()
  const underWay = new Set<Promise<unknown>>()
  const live = createLiveChildren()
  const refused = matchForbidden(options.passThrough)
  if (refused.length > 0) {
    options.log?.warn(
      `env lists ${refused.join(', ')}, which benchmarks never see: with such variables they could act as the job itself.`,
    )
  }
  interruption.signal.addEventListener('abort', live.endAll, { once: true })
  // The folders that children work in are removed by later cleanups.
  interruption.beforeExit(async () => {
    await Promise.allSettled(underWay)
  })

  return {
    async run(command, sinks = {}) {
      if (interruption.signal.aborted) throw createInterrupted()
      const ended = runChild(command, sinks, options.passThrough, live)
      underWay.add(ended)
      try {
        const outcome = await ended
        if (interruption.signal.aborted) throw createInterrupted()
        return outcome
      } finally {
        underWay.delete(ended)
      }
    },
  }
}

interface LiveChild {
  readonly pid: number
  readonly end: () => void
}

interface LiveChildren {
  add(child: LiveChild): void
  delete(child: LiveChild): void
  /** From now on every child is ended, also one that is added later. */
  readonly endAll: () => void
}

function createLiveChildren(): LiveChildren {
  const children = new Set<LiveChild>()
  let ending = false
  // The last moment of our own program, however it comes: a bug's exception, a second Ctrl-C.
  const killAll = (): void => {
    for (const child of children) killProcessTree(child.pid, process.platform)
  }
  return {
    add(child) {
      if (children.size === 0) process.once('exit', killAll)
      children.add(child)
      if (ending) child.end()
    },
    delete(child) {
      children.delete(child)
      if (children.size === 0) process.off('exit', killAll)
    },
    endAll() {
      ending = true
      for (const child of children) child.end()
    },
  }
}

async function runChild(
  command: Command,
  sinks: { readonly stdout?: ByteSink; readonly stderr?: ByteSink },
  passThrough: readonly string[],
  live: LiveChildren,
): Promise<Outcome> {
  const platform = process.platform
  const startedAt = performance.now()
  const environment = planVariables(
    planEnvironment(process.env, command.environment, passThrough, platform),
    command.variables ?? {},
    platform,
  )
  const found = await findProgram(command.program, environment, platform)
  if ('problem' in found) return createUnstarted(found.problem, startedAt)
  if (!(await isFolder(command.cwd))) return createUnstarted(`the folder ${command.cwd} does not exist`, startedAt)

  const subprocess = execa(found.path, [...command.args], {
    cwd: command.cwd,
    env: environment,
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    encoding: 'buffer',
    buffer: false,
    reject: false,
    // Our own ending takes the whole tree; execa's would take the child alone.
    cleanup: false,
    detached: platform !== 'win32',
  })
  const { pid, stdout, stderr } = subprocess
  let giveUp = (): void => undefined
  const exited = new Promise<Ending>((resolve) => {
    giveUp = () => resolve({ exitCode: null, signal: 'SIGKILL', failedToStart: null })
    subprocess.once('exit', (exitCode, signal) => resolve({ exitCode, signal, failedToStart: null }))
    void subprocess.then((result) => {
      const neverRan = result.exitCode === undefined && result.signal === undefined
      resolve({
        exitCode: result.exitCode ?? null,
        signal: result.signal ?? null,
        failedToStart: neverRan ? describeStartFailure(found.path, result) : null,
      })
    })
  })

  const state: State = {
    timedOut: false,
    outputLimitExceeded: false,
    memoryLimitExceeded: false,
    ended: null,
    sinkFailure: null,
    lastChunkAt: 0,
  }
  const endTree = async (child: number): Promise<void> => {
    if (state.timedOut && command.dumpOnTimeout === true) await askForStacks(child, DUMP_GRACE_MS, platform)
    await endProcessTree(child, END_GRACE_MS, platform)
  }
  const end = (): void => {
    // A child that the kernel does not let go, say of a dead network disk, must not take us with it.
    if (pid !== undefined)
      state.ended ??= endTree(pid).finally(() => void wait(STUCK_MS, undefined, { ref: false }).then(giveUp))
  }
  const receive = createReceiver(command.maxOutputBytes, state, end)
  const tail = createTail(STDERR_TAIL_BYTES)
  stdout.on('data', (chunk: Uint8Array) => receive(sinks.stdout, chunk))
  stderr.on('data', (chunk: Uint8Array) => {
    tail.add(chunk)
    receive(sinks.stderr, chunk)
  })
  const drained = Promise.all([waitForEnd(stdout), waitForEnd(stderr)])

  const onTimeout = (): void => {
    state.timedOut = true
    end()
  }
  const timer = setTimeout(onTimeout, Math.min(Math.max(command.timeoutMs, 0), LONGEST_TIMER_MS))
  const stopStallTimer = command.stall === undefined ? () => undefined : watchStall(command.stall, onTimeout)
  const stopWatching =
    pid === undefined || command.memoryLimitBytes === undefined
      ? () => undefined
      : watchMemory(pid, command.memoryLimitBytes, platform, () => {
          state.memoryLimitExceeded = true
          end()
        })
  const child = pid === undefined ? null : { pid, end }
  if (child !== null) live.add(child)
  try {
    const how = await exited
    clearTimeout(timer)
    stopStallTimer()
    stopWatching()
    await Promise.race([drained, waitForSilence(state)])
    if (state.ended !== null) await state.ended
    else if (command.environment === 'benchmark' && pid !== undefined) killProcessGroup(pid, platform)
    if (state.sinkFailure !== null) throw state.sinkFailure.error
    const { timedOut, outputLimitExceeded, memoryLimitExceeded } = state
    const limits = { timedOut, outputLimitExceeded, memoryLimitExceeded }
    return { ...how, ...limits, stderrTail: tail.text(), elapsedMs: performance.now() - startedAt }
  } finally {
    clearTimeout(timer)
    stopStallTimer()
    stopWatching()
    if (child !== null) live.delete(child)
    stdout.destroy()
    stderr.destroy()
  }
}

/** Calls `onStall` once nothing has moved for as long as is allowed. The answer stops watching. */
function watchStall({ afterMs, movedAt }: NonNullable<Command['stall']>, onStall: () => void): () => undefined {
  let timer: NodeJS.Timeout
  const arm = (leftMs: number): void => {
    timer = setTimeout(look, Math.min(Math.max(leftMs, 0), LONGEST_TIMER_MS))
  }
  const look = (): void => {
    const leftMs = movedAt() + afterMs - performance.now()
    if (leftMs <= 0) onStall()
    else arm(leftMs)
  }
  arm(afterMs)
  return () => void clearTimeout(timer)
}

/** What happens to a child while it runs. */
interface State {
  timedOut: boolean
  outputLimitExceeded: boolean
  memoryLimitExceeded: boolean
  /** Under way or done: the ending of the tree by us. */
  ended: Promise<void> | null
  sinkFailure: { readonly error: unknown } | null
  lastChunkAt: number
}

/** Hands chunks on until the limit is reached or a sink throws; from then on the pipes are emptied for nothing. */
function createReceiver(
  maxOutputBytes: number,
  state: State,
  end: () => void,
): (sink: ByteSink | undefined, chunk: Uint8Array) => void {
  let room = maxOutputBytes
  return (sink, chunk) => {
    state.lastChunkAt = performance.now()
    if (state.outputLimitExceeded || state.sinkFailure !== null) return
    const wanted = chunk.length <= room ? chunk : chunk.subarray(0, room)
    room -= wanted.length
    try {
      if (wanted.length > 0) sink?.(wanted)
    } catch (error) {
      state.sinkFailure = { error }
      end()
    }
    if (wanted.length < chunk.length) {
      state.outputLimitExceeded = true
      end()
    }
  }
}

function createUnstarted(failedToStart: string, startedAt: number): Outcome {
  return {
    exitCode: null,
    signal: null,
    timedOut: false,
    outputLimitExceeded: false,
    memoryLimitExceeded: false,
    failedToStart,
    stderrTail: '',
    elapsedMs: performance.now() - startedAt,
  }
}

function describeStartFailure(
  program: string,
  result: { readonly code?: string | undefined; readonly message?: string | undefined },
): string {
  switch (result.code) {
    case 'EACCES':
      return `${program} is not executable (permission denied)`
    case 'ENOENT':
      return `${program}, or the interpreter it names, does not exist`
    case 'E2BIG':
      return `the arguments of ${program} are longer than this system allows`
    default:
      return `${program} could not be started: ${result.code ?? result.message ?? 'no reason given'}`
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory()
  } catch {
    return false
  }
}

function waitForEnd(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['end', 'close', 'error']) stream.once(event, () => resolve())
  })
}

/** Resolves when nothing has arrived for a while: then whoever still holds the pipe is not the child that we ran. */
async function waitForSilence(state: State): Promise<void> {
  const startedAt = performance.now()
  for (;;) {
    const before = state.lastChunkAt
    await wait(PIPE_SILENCE_MS, undefined, { ref: false })
    // Timers come before input in Node's loop: after a long pause of ours, input may be there and unread.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    if (state.lastChunkAt === before || performance.now() - startedAt > PIPE_LIMIT_MS) return
  }
}
