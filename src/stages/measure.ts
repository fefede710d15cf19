import {
  type PatternLevels,
  planFunctionPattern,
  planPattern,
  planProfileIterations,
  planProofIterations,
  planScreenIterations,
} from '../bench/command.ts'
import { findChangedInput } from '../bench/comparability.ts'
import type { BenchmarkResult } from '../bench/format.ts'
import type { Leaf } from '../bench/leaf.ts'
import type { Measured } from '../bench/measured.ts'
import { planLooks, planRound } from '../bench/schedule.ts'
import type { Config } from '../config/config.ts'
import { matchPackage } from '../config/pattern.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Ports, Side } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import { linkTestBinary } from './link.ts'
import type { BenchmarkPlan, Candidate } from './plan-benchmarks.ts'
import { type BinaryRun, runBinary, type TestBinary } from './run-binary.ts'
import { readSelection } from './select-benchmarks.ts'

export interface Measurement {
  readonly measured: readonly Measured[]
  readonly rounds: number
  readonly elapsedSeconds: number
  readonly budgetExhausted: boolean
  readonly procs: number
}

/** Which screened leaves deserve proof, and whether those proven so far are decided. Pure; handed in by the caller. */
export interface Judge {
  nominate(leaf: Leaf): boolean
  isDecided(leaves: readonly Leaf[], look: number): boolean
  /** Whether it allocates more, so that the lines are worth finding. */
  wantsProfile(leaf: Leaf): boolean
}

type Binaries = Readonly<Record<Side, TestBinary | null>>

const CALIBRATION_MILLISECONDS = 20

/**
 * Screens every candidate with one short run a side and takes alternating
 * samples of those that differ, in fresh processes at one fixed iteration count.
 */
export async function runBenchmarks(
  sides: CompiledSides,
  plan: BenchmarkPlan,
  config: Config,
  judge: Judge,
  ports: Ports,
): Promise<Measurement> {
  const started = ports.clock.monotonicMs()
  const deadline = started + config.timeBudget * 1000
  const procs = ports.machine.cpuCount
  const scratch = await ports.files.makeTemporaryFolder('binaries')
  const session: Session = {
    sides,
    plan,
    config,
    ports,
    procs,
    scratch,
    deadline,
    variables: { GOROOT: sides.toolchain.GOROOT },
  }
  const screened: Screened[] = []
  let done = 0
  for (const importPath of new Set(plan.candidates.map((candidate) => candidate.package))) {
    const candidates = plan.candidates.filter((candidate) => candidate.package === importPath)
    if (config.ignore.packages.some((pattern) => matchPackage(pattern, importPath, ''))) {
      done += candidates.length
      screened.push(...candidates.map((c) => ({ ...unmeasured(c, c.function), skipped: 'its package is ignored' })))
      continue
    }
    ports.log.stage(`Screening ${importPath}`)
    screened.push(...(await screenPackage(session, importPath, candidates, () => ++done)))
  }
  const nominated = screened.filter((item) => item.leaf !== null && item.binaries !== null && judge.nominate(item.leaf))
  const rounds = await confirm(session, nominated, judge)
  await profileRises(session, nominated, judge)
  return {
    measured: screened.map(({ binaries: _, secondsPerOperation: __, ...measured }) => measured),
    rounds,
    elapsedSeconds: (ports.clock.monotonicMs() - started) / 1000,
    budgetExhausted: ports.clock.monotonicMs() > deadline,
    procs,
  }
}

interface Session {
  readonly sides: CompiledSides
  readonly plan: BenchmarkPlan
  readonly config: Config
  readonly ports: Ports
  readonly procs: number
  readonly scratch: string
  readonly deadline: number
  readonly variables: Readonly<Record<string, string>>
}

type Screened = { -readonly [Field in keyof Measured]: Measured[Field] } & {
  readonly binaries: Binaries | null
  readonly secondsPerOperation: number
}

async function screenPackage(
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
    base: links.base?.ok ? links.base.binary : null,
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
    screened.push(await sampleOnce(session, item))
  }
  return screened
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

/** Takes alternating rounds of all nominated benchmarks until they are decided, the count is reached or time is up. */
async function confirm(session: Session, nominated: Screened[], judge: Judge): Promise<number> {
  const { ports, config, deadline } = session
  if (nominated.length === 0) return 0
  const looks = planLooks(config.count)
  const most = looks.at(-1) ?? config.count
  let open = nominated
  let rounds = 0
  for (let round = 0; round < most && open.length > 0; round++) {
    ports.log.stage(`Confirming ${open.length} benchmark${open.length === 1 ? '' : 's'}, round ${round + 1} of ${most}`)
    for (const item of open) {
      if (ports.clock.monotonicMs() > deadline) return rounds
      ports.log.progress(
        `${item.name}, ${Math.round((deadline - ports.clock.monotonicMs()) / 1000)} s left in the budget`,
      )
      if (round === 0) startProof(item)
      await sampleRound(session, item, round)
    }
    rounds = round + 1
    open = open.filter((item) => item.problem === null)
    const look = looks.indexOf(rounds)
    if (look === -1) continue
    for (const item of open) item.confirmed = true
    if (
      judge.isDecided(
        open.flatMap((item) => (item.leaf ? [item.leaf] : [])),
        look,
      )
    )
      break
  }
  return rounds
}

/** Most benchmarks whose lines are looked for: each takes four runs. */
const MOST_PROFILED = 20

/** Takes memory profiles of what allocates more, twice a side, so that what happens once can be told from what happens every time. */
async function profileRises(session: Session, nominated: readonly Screened[], judge: Judge): Promise<void> {
  const { ports, scratch, deadline } = session
  const worth = nominated.filter(
    (item) => item.confirmed && item.problem === null && item.leaf && judge.wantsProfile(item.leaf),
  )
  for (const [index, item] of worth.slice(0, MOST_PROFILED).entries()) {
    if (ports.clock.monotonicMs() > deadline) return
    ports.log.stage(`Finding the lines behind ${item.name}`)
    const operations = planProfileIterations(item.secondsPerOperation)
    const taken = { base: { shorter: '', longer: '' }, head: { shorter: '', longer: '' } }
    let complete = true
    for (const side of ['base', 'head'] as const) {
      for (const [length, iterations] of [['shorter', operations] as const, ['longer', 2 * operations] as const]) {
        const binary = item.binaries?.[side]
        if (!binary) return
        taken[side][length] = `${scratch}/${side}-${index}-${length}.pprof`
        const settings = { testLogFile: null, memoryProfile: taken[side][length] }
        const outcome = await run(session, item.package, binary, planPattern(item.name), { iterations }, settings)
        complete &&= outcome.failure === null
      }
    }
    if (complete) item.profiles = { operations, ...taken }
  }
}

/** The screening sample gives way to samples at the iteration count of the proof. */
function startProof(item: Screened): void {
  if (!item.leaf) return
  item.leaf = { ...item.leaf, iterations: planProofIterations(item.secondsPerOperation), base: [], head: [] }
}

async function sampleRound(session: Session, item: Screened, round: number): Promise<void> {
  for (const side of planRound(round)) {
    if (!item.leaf || (item.on !== 'both' && item.on !== side)) continue
    const outcome = await sample(session, item, side, item.leaf.iterations)
    if (outcome.ok) item.leaf = { ...item.leaf, [side]: [...item.leaf[side], outcome.result] }
    else item.problem = outcome.problem
  }
}

async function sample(
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

function run(
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

function unmeasured(candidate: Candidate, name: string): Screened {
  return {
    package: candidate.package,
    name,
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
