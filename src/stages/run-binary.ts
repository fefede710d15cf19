import { planRunArguments, splitPattern } from '../bench/command.ts'
import { parseTestLog, type TouchedPath } from '../bench/comparability.ts'
import { type BenchmarkRecord, type BenchmarkResult, createBenchmarkReader } from '../bench/format.ts'
import { createDumpCollector, findHang, type HangPlace } from '../bench/goroutine-dump.ts'
import { renamePattern, renameResult } from '../bench/renames.ts'
import { renderMemory } from '../config/memory.ts'
import type { Outcome, Ports } from '../ports.ts'

export interface TestBinary {
  /** Absolute. */
  readonly path: string
  /** Absolute path of the package's folder, in which its benchmarks expect to run. */
  readonly folder: string
  /** The path in the repository of a file as the binary names it, null for foreign code. */
  readonly placeFile: (printed: string) => string | null
  /** Benchmarks that have another name in this binary: that name, by the one under which they are known. */
  readonly renames: ReadonlyMap<string, string>
}

export interface BinaryRun {
  /** By name. */
  readonly results: ReadonlyMap<string, BenchmarkResult>
  readonly skipped: ReadonlySet<string>
  /** One sentence on why the run is worth nothing beyond its results, null for a clean end. */
  readonly failure: string | null
  /** The failure is that it was ended for its time, memory or output. */
  readonly hitLimit: boolean
  /** What the binary said around the failure. */
  readonly said: string
  readonly touched: readonly TouchedPath[]
  /** Benchmarks, by name or by the name of their function, that may be the reason for the failure. */
  readonly suspects: readonly string[]
  /** Whether it was ended because nothing had moved for as long as one benchmark may take. */
  readonly stuck: boolean
  readonly elapsedSeconds: number
  /** Seconds from the result before (or the start) to the result of each benchmark: set-up and stopped timers included. */
  readonly wallSeconds: ReadonlyMap<string, number>
}

/** The failure of a process that did nothing wrong but was not done in time. */
export const STILL_RUNNING = 'was still running when the time budget was used up'

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
const KEPT_LINES = 40

/** Runs benchmarks of one test binary in one process. A failing benchmark is a result, not an exception. */
export async function runBinary(
  binary: TestBinary,
  run: {
    readonly pattern: string
    readonly skip: string | null
    readonly iterations: number
    readonly procs: number
    /** For one benchmark: without a result for so long, and for what all should take besides, it is stuck. */
    readonly timeoutSeconds: number
    /** For all of them: what is left of the time budget. */
    readonly totalSeconds: number
    readonly memoryLimitBytes: number
    /** What all benchmarks of the pattern together should take. */
    readonly expectedSeconds: number
    readonly onResult: (name: string) => void
    readonly testLogFile: string | null
    readonly memoryProfile?: string | null
    readonly variables: Readonly<Record<string, string>>
  },
  ports: Ports,
): Promise<BinaryRun> {
  const { renames } = binary
  const knownName = (name: string): string => renameResult(name, renames)
  const pattern = renames.size === 0 ? run.pattern : renamePattern(splitPattern(run.pattern), renames)
  const results = new Map<string, BenchmarkResult>()
  const skipped = new Set<string>()
  const said: string[] = []
  let ended = false
  const failed: string[] = []
  let panic: string | null = null
  const wallSeconds = new Map<string, number>()
  let lastMovedMs = ports.clock.monotonicMs()
  const reader = createBenchmarkReader({ procs: run.procs })
  const take = (records: readonly BenchmarkRecord[]): void => {
    for (const record of records) {
      if (record.kind === 'result') {
        const name = knownName(record.name)
        results.set(name, { ...record, name })
        const nowMs = ports.clock.monotonicMs()
        wallSeconds.set(name, (nowMs - lastMovedMs) / 1000)
        lastMovedMs = nowMs
        run.onResult(name)
      } else if (record.kind === 'skip') skipped.add(knownName(record.name))
      else if (record.kind === 'end') ended = record.passed
      else if (record.kind === 'fail' || record.kind === 'unfinished') failed.push(knownName(record.name))
      else if (record.kind === 'panic') panic = record.message
    }
  }
  const lines = createLineSplitter((line) => {
    said.push(line)
    if (said.length > KEPT_LINES) said.shift()
    take(reader.push(line))
  })
  const dump = createDumpCollector()
  const errors = createLineSplitter(dump.push)
  // Several benchmarks share a process, and a machine may be slower than it was at calibration.
  const stallSeconds = Math.ceil(run.timeoutSeconds + 4 * run.expectedSeconds)
  const timeoutSeconds = Math.max(1, Math.ceil(run.totalSeconds))
  const outcome = await ports.programs.run(
    {
      program: binary.path,
      args: planRunArguments({ ...run, pattern, timeoutSeconds }),
      cwd: binary.folder,
      environment: 'benchmark',
      variables: run.variables,
      timeoutMs: timeoutSeconds * 1000,
      stall: { afterMs: stallSeconds * 1000, movedAt: () => lastMovedMs },
      maxOutputBytes: MAX_OUTPUT_BYTES,
      dumpOnTimeout: true,
      memoryLimitBytes: run.memoryLimitBytes,
    },
    { stdout: lines.push, stderr: errors.push },
  )
  lines.finish()
  errors.finish()
  take(reader.finish())
  const touched = run.testLogFile === null ? [] : parseTestLog((await ports.files.readText(run.testLogFile)) ?? '')
  const isStuck = outcome.timedOut && ports.clock.monotonicMs() - lastMovedMs >= run.timeoutSeconds * 1000
  const hang = isStuck ? findHang(dump.text(), binary.placeFile) : null
  const failure = judgeRun(outcome, isStuck, ended, failed, panic, run, hang)
  return {
    results,
    skipped,
    failure,
    hitLimit: outcome.timedOut || outcome.memoryLimitExceeded || outcome.outputLimitExceeded,
    said: failure === null ? '' : [...said, hang?.stack ?? outcome.stderrTail].join('\n').trim().slice(-4000),
    touched,
    suspects:
      failure === null ? [] : [...failed, ...findFunctions(`${dump.text()}\n${outcome.stderrTail}`).map(knownName)],
    stuck: isStuck,
    elapsedSeconds: outcome.elapsedMs / 1000,
    wallSeconds,
  }
}

/** The benchmark functions that stand in a stack dump. */
function findFunctions(dump: string): string[] {
  const names = dump.matchAll(/\.(Benchmark(?!\p{Ll})[\p{L}\p{N}_]*)(?:\.func\d|\()/gu)
  return [...new Set([...names].map(([, name = '']) => name))]
}

function judgeRun(
  outcome: Outcome,
  isStuck: boolean,
  ended: boolean,
  failed: readonly string[],
  printedPanic: string | null,
  limits: { readonly timeoutSeconds: number; readonly memoryLimitBytes: number },
  hang: HangPlace | null,
): string | null {
  if (outcome.failedToStart !== null) return `could not be started: ${outcome.failedToStart}`
  if (outcome.memoryLimitExceeded) {
    return `used more than ${renderMemory({ bytes: limits.memoryLimitBytes })} of memory (\`memory-limit\`)`
  }
  const panic = /^panic: (.*)$/m.exec(outcome.stderrTail)?.[1]
  if ((outcome.timedOut && !isStuck) || panic?.startsWith('test timed out')) {
    return STILL_RUNNING
  }
  if (isStuck) {
    return `ran longer than ${limits.timeoutSeconds} s${hang ? `, ${describeHang(hang)}` : ''}`
  }
  if (outcome.outputLimitExceeded) return 'printed more than 64 MiB'
  if (panic !== undefined) return `panic: ${panic}`
  // Nobody but the kernel, out of memory, and our own limits ends it so.
  if (outcome.signal === 'SIGKILL') return 'was ended by SIGKILL, as a rule for want of memory'
  if (outcome.signal !== null) return `was ended by ${outcome.signal}`
  const said = printedPanic !== null ? `panic: ${printedPanic}` : failed.length > 0 ? `${failed.at(-1)} failed` : null
  if (outcome.exitCode !== 0) return said ?? `ended with exit status ${outcome.exitCode}`
  // A benchmark or TestMain that calls os.Exit(0) ends the run before its time.
  return ended ? said : 'ended before all benchmarks had run'
}

/** "and hangs at parse.go:44 in Parse, through time.Sleep" */
function describeHang({ file, line, function: name, through }: HangPlace): string {
  return `and hangs at ${file}:${line} in ${name}${through === null ? '' : `, through ${through}`}`
}

function createLineSplitter(receive: (line: string) => void): { push(chunk: Uint8Array): void; finish(): void } {
  const decoder = new TextDecoder()
  let rest = ''
  const read = (text: string): void => {
    const lines = text.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) receive(line)
  }
  return {
    push: (chunk) => read(rest + decoder.decode(chunk, { stream: true })),
    finish: () => {
      read(`${rest}${decoder.decode()}\n`)
    },
  }
}
