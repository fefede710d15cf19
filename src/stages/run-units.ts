import type { BenchmarkResult } from '../bench/format.ts'
import type { BinaryRun } from './run-binary.ts'

/** What is run for itself if need be: a benchmark with all its sub-benchmarks, or one of those. */
export interface Unit {
  readonly name: string
  /** The `-test.bench` pattern that means this unit and nothing else. */
  readonly pattern: string
  /** Seconds that it may take by what is known; 0 where nothing is. */
  readonly expectedSeconds: number
  /** It is known to give a result without a time, and not to fail. */
  readonly isTimeless?: boolean
}

export interface UnitRun {
  /** By name, as the binary prints it without the -N suffix. */
  readonly results: ReadonlyMap<string, BenchmarkResult>
  /** One sentence on why it failed; null where it did not. */
  readonly failure: string | null
  /** What the binary said around the failure. */
  readonly said: string
  /** The process in which it ran. */
  readonly process: BinaryRun
}

/** Runs all units of a pattern in one process. */
export type RunPattern = (pattern: string, expectedSeconds: number) => Promise<BinaryRun>

const MOST_SECONDS = 5
/** A panic was seen to end as a result in one run of ten. */
const DOUBTED_RUNS = 4
const LONGEST_PATTERN = 16_000

/**
 * Runs units in as few processes as their cost allows. Where a process fails,
 * whatever may be the reason runs alone, and the rest again without it: one
 * benchmark that panics takes no other with it. Once time is up nothing more is
 * started; what did not run is missing in the answer.
 */
export async function runUnits<T extends Unit>(
  units: readonly T[],
  runPattern: RunPattern,
  isTimeUp: () => boolean,
): Promise<ReadonlyMap<T, UnitRun>> {
  const runs = new Map<T, UnitRun>()
  for (const batch of planBatches(units)) await runBatch(batch, runPattern, isTimeUp, runs)
  for (const [unit, found] of runs) {
    if (isDoubtful(unit, found)) runs.set(unit, await runAgain(unit, found, runPattern, isTimeUp))
  }
  return runs
}

/**
 * Whether it may have panicked although its process says `PASS`. The `testing` package hears of the end of a
 * benchmark from a deferred call, which a panic runs, too: where the process gets to its own end first, nobody hears
 * of the panic, and the result has no time, as nothing stopped the timer (golang/go#60129 tells of the same calls).
 */
function isDoubtful({ isTimeless = false }: Unit, { failure, results }: UnitRun): boolean {
  return (
    !isTimeless &&
    failure === null &&
    [...results.values()].some(({ values }) => !values.some(({ unit }) => unit === 'sec/op'))
  )
}

/** The first run that fails, or what is known already: benchmarks that stop their timer have no time either. */
async function runAgain(unit: Unit, found: UnitRun, runPattern: RunPattern, isTimeUp: () => boolean): Promise<UnitRun> {
  for (let run = 0; run < DOUBTED_RUNS && !isTimeUp(); run++) {
    const process = await runPattern(unit.pattern, unit.expectedSeconds)
    if (process.failure !== null) return ownPart(unit, process, process.failure)
  }
  return found
}

function planBatches<T extends Unit>(units: readonly T[]): readonly (readonly T[])[] {
  const batches: T[][] = []
  let seconds = 0
  let length = 0
  for (const unit of units) {
    const last = batches.at(-1)
    const fits = seconds + unit.expectedSeconds <= MOST_SECONDS && length + unit.pattern.length < LONGEST_PATTERN
    if (last && fits) last.push(unit)
    else {
      batches.push([unit])
      seconds = 0
      length = 0
    }
    seconds += unit.expectedSeconds
    length += unit.pattern.length + 1
  }
  return batches
}

async function runBatch<T extends Unit>(
  batch: readonly T[],
  runPattern: RunPattern,
  isTimeUp: () => boolean,
  runs: Map<T, UnitRun>,
): Promise<void> {
  let open: readonly T[] = batch
  while (open.length > 0 && !isTimeUp()) {
    const process = await runPattern(
      open.map(({ pattern }) => pattern).join('|'),
      open.reduce((sum, { expectedSeconds }) => sum + expectedSeconds, 0),
    )
    const [only] = open
    if (process.failure === null || (only && open.length === 1)) {
      for (const unit of open) runs.set(unit, ownPart(unit, process, process.failure))
      return
    }
    const culprits = open.filter((unit) =>
      process.suspects.some((name) => isOwn(unit, name) || isOwn({ name }, unit.name)),
    )
    const [culprit] = culprits
    if (culprit && culprits.length === 1 && process.stuck) {
      runs.set(culprit, ownPart(culprit, process, process.failure))
    } else {
      // Alone, so that none is blamed for what another left behind in the process.
      for (const unit of culprits.length > 0 ? culprits : open) await runBatch([unit], runPattern, isTimeUp, runs)
    }
    for (const unit of open) {
      const part = ownPart(unit, process, null)
      if (!culprits.includes(unit) && culprits.length > 0 && part.results.size > 0) runs.set(unit, part)
    }
    open = open.filter((unit) => !runs.has(unit))
  }
}

function ownPart(unit: Unit, process: BinaryRun, failure: string | null): UnitRun {
  const results = new Map([...process.results].filter(([name]) => isOwn(unit, name)))
  return { results, failure, said: failure === null ? '' : process.said, process }
}

function isOwn(unit: Pick<Unit, 'name'>, name: string): boolean {
  return name === unit.name || name.startsWith(`${unit.name}/`)
}
