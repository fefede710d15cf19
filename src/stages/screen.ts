import { type PatternLevels, planFunctionPattern, planScreenIterations } from '../bench/command.ts'
import { findChangedInput } from '../bench/comparability.ts'
import type { BenchmarkResult } from '../bench/format.ts'
import type { Measured } from '../bench/measured.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Side } from '../ports.ts'
import { linkTestBinary } from './link.ts'
import type { Candidate } from './plan-benchmarks.ts'
import type { BinaryRun } from './run-binary.ts'
import { type Binaries, run, type Screened, type Session, sample } from './sampling.ts'
import { readSelection } from './select-benchmarks.ts'

const CALIBRATION_MILLISECONDS = 20

/** Links one package's test binaries and takes one short sample a side of everything that can differ. */
export async function screenPackage(
  session: Session,
  importPath: string,
  candidates: readonly Candidate[],
  count: () => number,
): Promise<Screened[]> {
  const { sides, ports, scratch } = session
  const wants = (side: Side): boolean =>
    candidates.some((candidate) => candidate.on === 'both' || candidate.on === side)
  const links = {
    base: wants('base') ? await linkTestBinary(sides, sides.base, importPath, scratch, ports) : null,
    head: wants('head') ? await linkTestBinary(sides, sides.head, importPath, scratch, ports) : null,
  }
  const binaries: Binaries = {
    base: links.base?.ok ? { ...links.base.binary, renames: renamesOf(candidates) } : null,
    head: links.head?.ok ? links.head.binary : null,
  }
  const failed = (['base', 'head'] as const).flatMap((side) => {
    const link = links[side]
    return link && !link.ok ? [{ side, message: link.message, stderr: link.stderr }] : []
  })
  const [first] = failed
  if (first) {
    const problem = { ...first, side: failed.length === 2 ? ('both' as const) : first.side }
    return candidates.map((candidate) => ({ ...unmeasured(candidate, candidate.function), problem }))
  }
  const linked = [binaries.base, binaries.head].flatMap((binary) => binary ?? [])
  const select = await readSelection(benchPatternOf(session, importPath), linked, session.variables, ports)
  const screened: Screened[] = []
  for (const candidate of candidates) {
    const alternatives = select(candidate.function)
    if (alternatives.length === 0) {
      count()
      screened.push({ ...unmeasured(candidate, candidate.function), skipped: 'excluded by `bench`' })
      continue
    }
    ports.log.progress(`benchmark ${count()} of ${session.plan.candidates.length}: ${candidate.function}`)
    if (ports.clock.monotonicMs() > session.deadline) {
      const problem = { side: 'both' as const, message: 'was not run: the time budget was used up', stderr: '' }
      screened.push({ ...unmeasured(candidate, candidate.function), problem })
    } else {
      screened.push(...(await screenFunction(session, candidate, alternatives, binaries)))
    }
  }
  return screened
}

async function screenFunction(
  session: Session,
  candidate: Candidate,
  alternatives: readonly PatternLevels[],
  binaries: Binaries,
): Promise<Screened[]> {
  const pattern = planFunctionPattern(candidate.function, alternatives)
  const discover = async (side: Side): Promise<BinaryRun | null> => {
    const binary = binaries[side]
    if (!binary || (candidate.on !== 'both' && candidate.on !== side)) return null
    // The base's times calibrate; of the head only the names are needed.
    const benchtime =
      side === 'base' || candidate.on === 'head' ? { milliseconds: CALIBRATION_MILLISECONDS } : { iterations: 1 }
    return await run(session, candidate.package, binary, pattern, benchtime, {
      testLogFile: `${session.scratch}/${side}-opened.txt`,
    })
  }
  const runs = { base: await discover('base'), head: await discover('head') }
  const problem = judgeProblem(runs)
  if (problem) return [{ ...unmeasured(candidate, candidate.function), problem }]
  const input = findInput(session, runs, binaries)
  if (!candidate.codeDiffers && input === null) {
    return [
      { ...unmeasured(candidate, candidate.function), skipped: 'same code on both sides, and no changed file is read' },
    ]
  }
  const names = new Set([...(runs.base?.results.keys() ?? []), ...(runs.head?.results.keys() ?? [])])
  if (names.size === 0) {
    return [
      { ...unmeasured(candidate, candidate.function), skipped: 'it skips itself or is excluded by `bench` or `skip`' },
    ]
  }
  const screened: Screened[] = []
  for (const name of names) {
    const before = runs.base?.results.get(name)
    const after = runs.head?.results.get(name)
    const notComparable = candidate.ownCodeChanged ?? input
    const seconds = secondsOf(before ?? after)
    const item: Screened = { ...unmeasured(candidate, name), notComparable, binaries, secondsPerOperation: seconds }
    item.on = before && after ? 'both' : before ? 'base' : 'head'
    if (item.on !== 'both') item.renamedFrom = null
    screened.push(await sampleOnce(session, item))
  }
  return screened
}

function renamesOf(candidates: readonly Candidate[]): ReadonlyMap<string, string> {
  return new Map(candidates.flatMap(({ function: name, renamedFrom }) => (renamedFrom ? [[name, renamedFrom]] : [])))
}

function benchPatternOf({ config }: Session, importPath: string): string {
  return planPackageConfig(config, importPath, config.workingDirectory).bench
}

/** One sample a side at the same iteration count. */
async function sampleOnce(session: Session, item: Screened): Promise<Screened> {
  const iterations = planScreenIterations(item.secondsPerOperation)
  const samples: Record<Side, BenchmarkResult[]> = { base: [], head: [] }
  for (const side of ['base', 'head'] as const) {
    if (item.on !== 'both' && item.on !== side) continue
    const outcome = await sample(session, item, side, iterations)
    if (!outcome.ok) return { ...item, problem: outcome.problem }
    samples[side].push(outcome.result)
  }
  return { ...item, leaf: { package: item.package, name: item.name, iterations, ...samples } }
}

function judgeProblem(runs: Readonly<Record<Side, BinaryRun | null>>): Measured['problem'] {
  const base = runs.base?.failure ?? null
  const head = runs.head?.failure ?? null
  if (head !== null) return { side: base !== null ? 'both' : 'head', message: head, stderr: runs.head?.said ?? '' }
  if (base !== null) return { side: 'base', message: base, stderr: runs.base?.said ?? '' }
  return null
}

function findInput(
  session: Session,
  runs: Readonly<Record<Side, BinaryRun | null>>,
  binaries: Binaries,
): string | null {
  for (const side of ['base', 'head'] as const) {
    const touched = runs[side]?.touched ?? []
    const folder = binaries[side]?.folder
    const found = folder && findChangedInput(touched, folder, session.sides[side].root, session.plan.changedInputs)
    if (found) return found
  }
  return null
}

function secondsOf(result: BenchmarkResult | undefined): number {
  return result?.values.find(({ unit }) => unit === 'sec/op')?.value ?? 1e-6
}

/** A benchmark of which nothing is known yet. */
export function unmeasured(candidate: Candidate, name: string): Screened {
  return {
    package: candidate.package,
    name,
    renamedFrom: candidate.renamedFrom && candidate.renamedFrom + name.slice(candidate.function.length),
    on: candidate.on,
    notComparable: candidate.ownCodeChanged,
    leaf: null,
    confirmed: false,
    profiles: null,
    skipped: null,
    problem: null,
    binaries: null,
    secondsPerOperation: 0,
  }
}
