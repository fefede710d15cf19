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

/** The paces of benchmarks that were seen once, each measured at more and more iterations while that is quick. */
export async function readPaces(
  session: Session,
  importPath: string,
  found: ReadonlyMap<string, BenchmarkResult>,
  startSeconds: number,
  binary: TestBinary,
  procs: number,
): Promise<ReadonlyMap<string, Pace>> {
  const paces = new Map<string, Pace>()
  for (const [name, result] of found) paces.set(name, { timed: secondsOf(result), untimed: 0 })
  for (const iterations of planCalibration()) {
    const worth = [...paces].filter(([, { timed }]) => isWorthCalibrating(timed, iterations))
    const units = worth.map(([name, { timed }]) => ({
      name,
      pattern: planPattern(name),
      expectedSeconds: timed * iterations,
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
      const timed = [...process.results.values()].reduce((sum, each) => sum + secondsOf(each) * each.iterations, 0)
      // Set-up outside of the timer counts as if it recurred with each operation: an upper bound.
      const untimed = Math.max(0, process.elapsedSeconds - startSeconds - timed) / (iterations * process.results.size)
      paces.set(name, { timed: secondsOf(result), untimed })
    }
  }
  return paces
}

export function secondsOf(result: BenchmarkResult): number {
  return result.values.find(({ unit }) => unit === 'sec/op')?.value ?? 0
}
