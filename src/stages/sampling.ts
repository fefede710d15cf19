import { planPattern } from '../bench/command.ts'
import type { BenchmarkResult } from '../bench/format.ts'
import type { Measured } from '../bench/measured.ts'
import type { Config } from '../config/config.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Ports, Side } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import type { BenchmarkPlan } from './plan-benchmarks.ts'
import { type BinaryRun, runBinary, type TestBinary } from './run-binary.ts'

/** What all parts of one measurement share. */
export interface Session {
  readonly sides: CompiledSides
  readonly plan: BenchmarkPlan
  readonly config: Config
  readonly ports: Ports
  readonly procs: number
  readonly scratch: string
  readonly deadline: number
  readonly variables: Readonly<Record<string, string>>
}

/** A benchmark under way: what is measured of it so far, and how to run it. */
export type Screened = { -readonly [Field in keyof Measured]: Measured[Field] } & {
  readonly binaries: Binaries | null
  readonly secondsPerOperation: number
}

/** Null where a side has no such binary. */
export type Binaries = Readonly<Record<Side, TestBinary | null>>

/** One sample: one fresh process, one fixed iteration count. A failing benchmark is an answer. */
export async function sample(
  session: Session,
  item: Screened,
  side: Side,
  iterations: number,
): Promise<
  | { readonly ok: true; readonly result: BenchmarkResult }
  | { readonly ok: false; readonly problem: NonNullable<Measured['problem']> }
> {
  const binary = item.binaries?.[side]
  if (!binary) return { ok: false, problem: { side, message: 'there is no binary to run', stderr: '' } }
  const outcome = await run(
    session,
    item.package,
    binary,
    planPattern(item.name),
    { iterations },
    { testLogFile: null },
  )
  const result = outcome.results.get(item.name)
  if (result && outcome.failure === null) return { ok: true, result }
  return { ok: false, problem: { side, message: outcome.failure ?? 'gave no result', stderr: outcome.said } }
}

/** Runs a pattern of one binary under the settings of its package. */
export function run(
  session: Session,
  importPath: string,
  binary: TestBinary,
  pattern: string,
  benchtime: { readonly iterations: number } | { readonly milliseconds: number },
  extra: { readonly testLogFile: string | null; readonly memoryProfile?: string },
): Promise<BinaryRun> {
  const { config, procs, variables, ports } = session
  const { skip, benchmarkTimeout: timeoutSeconds } = planPackageConfig(config, importPath, config.workingDirectory)
  return runBinary(binary, { pattern, skip, benchtime, procs, timeoutSeconds, variables, ...extra }, ports)
}
