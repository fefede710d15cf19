import { findChangedInput } from '../bench/comparability.ts'
import type { BenchmarkResult } from '../bench/format.ts'
import { planScreenIterations } from '../bench/iterations.ts'
import type { Measured } from '../bench/measured.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Side } from '../ports.ts'
import { discover, readPaces, type Selected } from './calibrate.ts'
import { linkTestBinary } from './link.ts'
import type { Candidate } from './plan-benchmarks.ts'
import { STILL_RUNNING, type TestBinary } from './run-binary.ts'
import type { UnitRun } from './run-units.ts'
import { type Binaries, type Sample, type Screened, type Session, sampleTogether, TIME_UP } from './sampling.ts'
import { readSelection } from './select-benchmarks.ts'
import { discoverUntrimmed, type Found } from './untrimmed.ts'

const SIDES = ['base', 'head'] as const

/** Links one package's test binaries and takes one short sample a side of everything that can differ. */
export async function screenPackage(
  session: Session,
  importPath: string,
  candidates: readonly Candidate[],
): Promise<Screened[]> {
  const linked = await linkBoth(session, importPath, candidates)
  if (linked.problem) return candidates.map((candidate) => ({ ...unmeasured(candidate), problem: linked.problem }))
  const { binaries } = linked
  const select = await readSelection(
    planPackageConfig(session.config, importPath, session.config.workingDirectory).bench,
    SIDES.flatMap((side) => binaries[side] ?? []),
    session.variables,
    session.ports,
  )
  const all = candidates.map((candidate) => ({ candidate, alternatives: select(candidate.function) }))
  const screened = all
    .filter(({ alternatives }) => alternatives.length === 0)
    .map(({ candidate }): Screened => ({ ...unmeasured(candidate), skipped: 'excluded by `bench`' }))
  const selected = all.filter(({ alternatives }) => alternatives.length > 0)
  for (const procs of session.procs) screened.push(...(await screenAt(session, importPath, selected, binaries, procs)))
  return screened
}

async function linkBoth(
  session: Session,
  importPath: string,
  candidates: readonly Candidate[],
): Promise<{ readonly binaries: Binaries; readonly problem: Measured['problem'] }> {
  const { sides, ports, scratch } = session
  const binaries: { base: TestBinary | null; head: TestBinary | null } = { base: null, head: null }
  const failed: NonNullable<Measured['problem']>[] = []
  for (const side of SIDES) {
    if (!candidates.some(({ on }) => on === 'both' || on === side)) continue
    const link = await linkTestBinary(sides, sides[side], importPath, scratch, ports)
    if (link.ok) binaries[side] = side === 'base' ? { ...link.binary, renames: renamesOf(candidates) } : link.binary
    else failed.push({ side, message: link.message, stderr: link.stderr })
  }
  const [first = null] = failed
  return { binaries, problem: first && failed.length === 2 ? { ...first, side: 'both' } : first }
}

function renamesOf(candidates: readonly Candidate[]): ReadonlyMap<string, string> {
  return new Map(candidates.flatMap(({ function: name, renamedFrom }) => (renamedFrom ? [[name, renamedFrom]] : [])))
}

async function screenAt(
  session: Session,
  importPath: string,
  selected: readonly Selected[],
  binaries: Binaries,
  procs: number,
): Promise<Screened[]> {
  const trimmed = await discoverBoth(session, selected, binaries, procs)
  const mended = await discoverUntrimmed(session, importPath, selected, binaries, trimmed, (failing, untrimmed) =>
    discoverBoth(session, failing, untrimmed, procs),
  )
  if (!mended) return await screenFound(session, importPath, selected, binaries, trimmed, procs)
  const { selected: failing, binaries: untrimmed, found } = mended
  const others = selected.filter((one) => !failing.includes(one))
  const rest = await screenFound(session, importPath, others, binaries, trimmed, procs)
  const own = await screenFound(session, importPath, failing, untrimmed, found, procs)
  return [...rest, ...own.map((item) => ({ ...item, untrimmed: true }))]
}

async function discoverBoth(
  session: Session,
  selected: readonly Selected[],
  binaries: Binaries,
  procs: number,
): Promise<Found> {
  const discoverSide = async (side: Side): Promise<ReadonlyMap<Selected, UnitRun>> => {
    const binary = binaries[side]
    const wanted = selected.filter(({ candidate }) => candidate.on === 'both' || candidate.on === side)
    return binary ? await discover(session, wanted, side, binary, procs) : new Map()
  }
  return { base: await discoverSide('base'), head: await discoverSide('head') }
}

async function screenFound(
  session: Session,
  importPath: string,
  selected: readonly Selected[],
  binaries: Binaries,
  found: Found,
  procs: number,
): Promise<Screened[]> {
  const listed = selected.flatMap((one) =>
    listBenchmarks(session, one, { base: found.base.get(one), head: found.head.get(one) }, binaries, procs),
  )
  const open = listed.filter((item) => item.problem === null && item.skipped === null)
  const paced: Screened[] = []
  // The base's pace counts for both sides; a new benchmark has only its own.
  for (const side of SIDES) {
    const here = open.filter((item) => (item.on === 'head' ? 'head' : 'base') === side)
    paced.push(...(await pace(session, importPath, here, found[side], side)))
  }
  const sampled = await sampleOnce(session, paced)
  const isSame = (one: Screened, other: Screened): boolean => one.name === other.name
  return listed.map((item) => sampled.find((one) => isSame(one, item)) ?? item)
}

/** What discovery found of one function: its sub-benchmarks, or why there is nothing to measure. */
function listBenchmarks(
  session: Session,
  { candidate }: Selected,
  runs: Readonly<Record<Side, UnitRun | undefined>>,
  binaries: Binaries,
  procs: number,
): Screened[] {
  const whole = unmeasured(candidate)
  const isMissing = (side: Side): boolean => (candidate.on === 'both' || candidate.on === side) && !runs[side]
  if (isMissing('base') || isMissing('head')) return [{ ...whole, problem: TIME_UP }]
  const problem = judgeProblem(runs)
  if (problem) return [{ ...whole, problem }]
  const input = findInput(session, runs, binaries)
  if (!candidate.codeDiffers && input === null) {
    return [{ ...whole, skipped: 'same code on both sides, and no changed file is read' }]
  }
  const names = new Set([...(runs.base?.results.keys() ?? []), ...(runs.head?.results.keys() ?? [])])
  if (names.size === 0) return [{ ...whole, skipped: 'it skips itself or is excluded by `bench` or `skip`' }]
  // As Go prints it, which leaves the suffix out for one.
  const suffix = session.procs.length > 1 && procs !== 1 ? `-${procs}` : ''
  return [...names].map((name) => ({
    ...whole,
    name: name + suffix,
    benchmark: name,
    renamedFrom:
      runs.base?.results.has(name) && runs.head?.results.has(name) && candidate.renamedFrom !== null
        ? candidate.renamedFrom + name.slice(candidate.function.length) + suffix
        : null,
    on: !runs.head?.results.has(name) ? 'base' : runs.base?.results.has(name) ? 'both' : 'head',
    notComparable: candidate.ownCodeChanged ?? input,
    binaries,
    procs,
  }))
}

/** Whether nothing but time was wanting. */
export function isOutOfTime({ problem }: Screened): boolean {
  return problem !== null && (problem.message === TIME_UP.message || problem.message === STILL_RUNNING)
}

async function pace(
  session: Session,
  importPath: string,
  items: readonly Screened[],
  found: ReadonlyMap<Selected, UnitRun>,
  side: Side,
): Promise<Screened[]> {
  const [first] = items
  const binary = first?.binaries?.[side]
  if (!first || !binary) return []
  const wanted = [...found.values()].flatMap((own) => {
    const results = [...own.results].filter(([name]) => items.some(({ benchmark }) => benchmark === name))
    return results.length > 0 ? [{ ...own, results: new Map(results) }] : []
  })
  const startSeconds = Math.min(...wanted.map(({ process }) => startSecondsOf(process)))
  const paces = await readPaces(session, importPath, wanted, binary, first.procs)
  return items.map((item) => ({ ...item, startSeconds, pace: paces.get(item.benchmark) ?? item.pace }))
}

/** At most: where there is a first result, its own set-up cannot be told from the start of the process. */
function startSecondsOf({ elapsedSeconds, wallSeconds }: UnitRun['process']): number {
  const [, ...others] = wallSeconds.values()
  return elapsedSeconds - others.reduce((sum, seconds) => sum + seconds, 0)
}

/** One sample a side at the same iteration count; benchmarks with one count share a process. */
async function sampleOnce(session: Session, items: readonly Screened[]): Promise<Screened[]> {
  const groups = new Map<number, Screened[]>()
  for (const item of items) {
    const iterations = planScreenIterations(item.pace)
    groups.set(iterations, [...(groups.get(iterations) ?? []), item])
  }
  const sampled: Screened[] = []
  for (const [iterations, group] of groups) {
    const sampleSide = async (side: Side): Promise<ReadonlyMap<Screened, Sample>> =>
      await sampleTogether(
        session,
        group.filter(({ on }) => on === 'both' || on === side),
        side,
        iterations,
      )
    const samples = { base: await sampleSide('base'), head: await sampleSide('head') }
    for (const item of group) sampled.push(withSamples(item, iterations, samples))
  }
  return sampled
}

function withSamples(
  item: Screened,
  iterations: number,
  samples: Readonly<Record<Side, ReadonlyMap<Screened, Sample>>>,
): Screened {
  const taken: Record<Side, BenchmarkResult[]> = { base: [], head: [] }
  for (const side of SIDES) {
    if (item.on !== 'both' && item.on !== side) continue
    const sample = samples[side].get(item)
    if (!sample) return { ...item, problem: TIME_UP }
    if (!sample.ok) return { ...item, problem: sample.problem }
    taken[side].push(sample.result)
  }
  return { ...item, leaf: { package: item.package, name: item.name, iterations, ...taken } }
}

function judgeProblem(runs: Readonly<Record<Side, UnitRun | undefined>>): Measured['problem'] {
  const base = runs.base?.failure ?? null
  const head = runs.head?.failure ?? null
  if (head !== null) return { side: base !== null ? 'both' : 'head', message: head, stderr: runs.head?.said ?? '' }
  if (base !== null) return { side: 'base', message: base, stderr: runs.base?.said ?? '' }
  return null
}

function findInput(
  session: Session,
  runs: Readonly<Record<Side, UnitRun | undefined>>,
  binaries: Binaries,
): string | null {
  for (const side of SIDES) {
    const touched = runs[side]?.process.touched ?? []
    const folder = binaries[side]?.folder
    const { root, links } = session.sides[side]
    const found = folder && findChangedInput(touched, folder, root, session.plan.changedInputs, links)
    if (found) return found
  }
  return null
}

/** A benchmark function of which nothing is known yet. */
export function unmeasured(candidate: Candidate): Screened {
  return {
    package: candidate.package,
    name: candidate.function,
    benchmark: candidate.function,
    renamedFrom: candidate.renamedFrom,
    on: candidate.on,
    notComparable: candidate.ownCodeChanged,
    leaf: null,
    confirmed: false,
    profiles: null,
    untrimmed: false,
    waits: null,
    skipped: null,
    problem: null,
    binaries: null,
    procs: 1,
    pace: { timed: 0, untimed: 0 },
    startSeconds: 0,
  }
}
