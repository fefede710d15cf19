import { planPattern } from '../bench/command.ts'
import type { BenchmarkResult } from '../bench/format.ts'
import type { Pace } from '../bench/iterations.ts'
import type { Measured } from '../bench/measured.ts'
import type { Config } from '../config/config.ts'
import { resolveMemory } from '../config/memory.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Ports, Side } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import type { BenchmarkPlan } from './plan-benchmarks.ts'
import { type BinaryRun, runBinary, STILL_RUNNING, type TestBinary } from './run-binary.ts'
import { runUnits, type Unit } from './run-units.ts'

/** What all parts of one measurement share. */
export interface Session {
  readonly sides: CompiledSides
  readonly plan: BenchmarkPlan
  readonly config: Config
  readonly ports: Ports
  /** The GOMAXPROCS values to measure at, one after the other. */
  readonly procs: readonly number[]
  readonly scratch: string
  readonly deadline: number
  readonly variables: Readonly<Record<string, string>>
}

/** A benchmark under way: what is measured of it so far, and how to run it. */
export type Screened = { -readonly [Field in keyof Measured]: Measured[Field] } & {
  readonly binaries: Binaries | null
  /** As the test binary knows it; `name` tells GOMAXPROCS besides where several are measured. */
  readonly benchmark: string
  readonly procs: number
  readonly pace: Pace
  /** Seconds that its process takes before and after all benchmarks. */
  readonly startSeconds: number
}

/** Null where a side has no such binary. */
export type Binaries = Readonly<Record<Side, TestBinary | null>>

export interface RunOptions {
  readonly procs: number
  readonly iterations: number
  readonly testLogFile?: string | null
  readonly memoryProfile?: string
  readonly expectedSeconds?: number
  readonly onResult?: (name: string) => void
}

export type Sample =
  | { readonly ok: true; readonly result: BenchmarkResult }
  | { readonly ok: false; readonly problem: NonNullable<Measured['problem']> }

/** What the time budget left no room for. */
export const TIME_UP = { side: 'both', message: 'the time budget was used up before it ran', stderr: '' } as const

/**
 * One sample of each item in a fresh process, at one fixed iteration count. The items are of one package and
 * GOMAXPROCS. A failing benchmark is an answer; one that the time budget left no room for is missing.
 */
export async function sampleTogether(
  session: Session,
  items: readonly Screened[],
  side: Side,
  iterations: number,
): Promise<ReadonlyMap<Screened, Sample>> {
  const samples = new Map<Screened, Sample>()
  const [first] = items
  if (!first) return samples
  const { package: importPath, procs } = first
  const binary = first.binaries?.[side]
  if (!binary) {
    const problem = { side, message: 'there is no binary to run', stderr: '' }
    return new Map(items.map((item) => [item, { ok: false, problem }]))
  }
  const units = items.map((item): Unit & { readonly item: Screened } => ({
    item,
    name: item.benchmark,
    pattern: planPattern(item.benchmark),
    expectedSeconds: iterations * (item.pace.timed + item.pace.untimed),
    isTimeless: item.pace.timed === 0,
  }))
  const runs = await runUnits(
    units,
    (pattern, expectedSeconds) =>
      run(session, importPath, binary, pattern, { procs, iterations, expectedSeconds, onResult: tell(session) }),
    () => isTimeUp(session),
  )
  for (const [{ item }, { results, failure, said }] of runs) {
    if (failure === STILL_RUNNING) continue
    const result = results.get(item.benchmark)
    const problem = { side, message: failure ?? 'gave no result', stderr: said }
    samples.set(item, result && failure === null ? { ok: true, result } : { ok: false, problem })
  }
  return samples
}

/** Runs a pattern of one binary under the settings of its package. */
export function run(
  session: Session,
  importPath: string,
  binary: TestBinary,
  pattern: string,
  options: RunOptions,
): Promise<BinaryRun> {
  const { config, variables, ports } = session
  const { skip, benchmarkTimeout: timeoutSeconds } = planPackageConfig(config, importPath, config.workingDirectory)
  const settings = { testLogFile: null, expectedSeconds: 0, onResult: () => {}, ...options }
  const memoryLimitBytes = resolveMemory(config.memoryLimit, ports.machine.memoryBytes)
  // One benchmark that takes too long is stuck; many that take long together are not.
  const totalSeconds = (session.deadline - ports.clock.monotonicMs()) / 1000
  const limits = { timeoutSeconds, totalSeconds, memoryLimitBytes }
  return runBinary(binary, { pattern, skip, ...limits, variables, ...settings }, ports)
}

/** Shows what was just measured, and what is left of the budget. */
export function tell({ ports, deadline }: Session): (name: string) => void {
  return (name) => {
    const left = Math.max(0, Math.round((deadline - ports.clock.monotonicMs()) / 1000))
    ports.log.progress(`${name}, ${left} s left in the budget`)
  }
}

export function isTimeUp({ ports, deadline }: Session): boolean {
  return ports.clock.monotonicMs() > deadline
}
