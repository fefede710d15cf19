import type { PatternLevels } from '../bench/command.ts'
import { planFunctionPattern, planPattern } from '../bench/command.ts'
import type { BenchmarkResult } from '../bench/format.ts'
import { isWorthCalibrating, type Pace, planCalibration } from '../bench/iterations.ts'
import type { Side } from '../ports.ts'
import type { Candidate } from './plan-benchmarks.ts'
import type { TestBinary } from './run-binary.ts'
import { runUnits, type Unit, type UnitRun } from './run-units.ts'
import { isTimeUp, run, type Session, tell } from './sampling.ts'

/** A top-level benchmark that `bench` selects, and which of its sub-benchmarks. */
export interface Selected {
  readonly candidate: Candidate
  readonly alternatives: readonly PatternLevels[]
}

/** One iteration of everything selected on one side: which benchmarks there are, and what they read. Missing: time was up. */
export async function discover(
  session: Session,
  selected: readonly Selected[],
  side: Side,
  binary: TestBinary,
  procs: number,
): Promise<ReadonlyMap<Selected, UnitRun>> {
  const [first] = selected
  if (!first) return new Map()
  const testLogFile = `${session.scratch}/${side}-opened.txt`
  const units = selected.map((one): Unit & { readonly selected: Selected } => ({
    selected: one,
    name: one.candidate.function,
    pattern: planFunctionPattern(one.candidate.function, one.alternatives),
    expectedSeconds: 0,
  }))
  const options = { procs, iterations: 1, testLogFile, onResult: tell(session) }
  const discoverTogether = (together: typeof units) =>
    runUnits(
      together,
      (pattern) => run(session, first.candidate.package, binary, pattern, options),
      () => isTimeUp(session),
    )
  // The log of opened files is one for the whole process, so who may have read a changed file runs alone.
  const alone = session.plan.changedInputs.size > 0
  const runs = new Map<Selected, UnitRun>()
  for (const together of alone ? units.map((unit) => [unit]) : [units]) {
    for (const [unit, own] of await discoverTogether(together)) runs.set(unit.selected, own)
  }
  return runs
}

/** A benchmark whose set-up takes longer is not run again only to know its pace better. */
const DEAR_SETUP_SECONDS = 0.2

/** The paces of benchmarks that discovery saw once, each measured at more and more iterations while that is quick. */
export async function readPaces(
  session: Session,
  importPath: string,
  found: readonly UnitRun[],
  binary: TestBinary,
  procs: number,
): Promise<ReadonlyMap<string, Pace>> {
  const paces = new Map<string, Pace>()
  const once = new Map<string, number>()
  for (const { results, process } of found) {
    for (const [name, result] of results) {
      paces.set(name, { timed: secondsOf(result), untimed: 0 })
      once.set(name, process.wallSeconds.get(name) ?? 0)
    }
  }
  for (const iterations of planCalibration()) {
    const worth = [...paces].filter(
      ([name, { timed }]) =>
        isWorthCalibrating(timed, iterations) && (once.get(name) ?? 0) - timed < DEAR_SETUP_SECONDS,
    )
    const units = worth.map(([name, { timed }]) => ({
      name,
      pattern: planPattern(name),
      expectedSeconds: timed * iterations,
      isTimeless: timed === 0,
    }))
    const runs = await runUnits(
      units,
      (pattern, expectedSeconds) =>
        run(session, importPath, binary, pattern, { procs, iterations, expectedSeconds, onResult: tell(session) }),
      () => isTimeUp(session),
    )
    for (const [{ name }, { results, process }] of runs) {
      const result = results.get(name)
      if (!result) continue
      const timed = secondsOf(result)
      // Go calls the function for one iteration first, and so pays for its set-up twice.
      const besides = (process.wallSeconds.get(name) ?? 0) - 2 * (once.get(name) ?? 0) - timed * iterations
      paces.set(name, { timed, untimed: Math.max(0, besides) / iterations })
    }
  }
  return paces
}

export function secondsOf(result: BenchmarkResult): number {
  return result.values.find(({ unit }) => unit === 'sec/op')?.value ?? 0
}
