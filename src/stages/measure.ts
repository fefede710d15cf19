import { judgeInterference } from '../bench/interference.ts'
import type { Measured } from '../bench/measured.ts'
import type { Config } from '../config/config.ts'
import { matchPackage } from '../config/pattern.ts'
import type { Ports } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import { confirm } from './confirm.ts'
import { profileWaits } from './contention.ts'
import type { Judge } from './judge.ts'
import { runPinning } from './pin.ts'
import type { BenchmarkPlan, Candidate } from './plan-benchmarks.ts'
import { profileChanges } from './profile-changes.ts'
import type { Screened, Session } from './sampling.ts'
import { isOutOfTime, screenPackage, unmeasured } from './screen.ts'
import { runWarmUps } from './warm-up.ts'

export interface Measurement {
  readonly measured: readonly Measured[]
  readonly rounds: number
  readonly elapsedSeconds: number
  readonly budgetExhausted: boolean
  /** The GOMAXPROCS values measured at. */
  readonly procs: readonly number[]
  /** CPUs that the benchmarks were held on; null for any. */
  readonly pinned: string | null
  /** What is known from measuring against trusting times. */
  readonly warnings: readonly string[]
}

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
  const scratch = await ports.files.makeTemporaryFolder('binaries')
  const pinning = await runPinning(config.pin, scratch, ports)
  const before = await ports.machine.readInterference()
  const session: Session = {
    sides,
    plan,
    config,
    ports: pinning.ports,
    procs: config.cpu.length > 0 ? config.cpu : [pinning.count],
    scratch,
    deadline,
    variables: planVariables(sides, config),
  }
  const screened: Screened[] = []
  const nominated: Screened[] = []
  let rounds = 0
  const screenAndConfirm = async (candidates: readonly Candidate[], share: number): Promise<readonly Candidate[]> => {
    const found = await screenPackages(session, candidates, share)
    screened.push(...found.screened)
    const worth = found.screened.filter((item) => item.leaf && item.binaries !== null && judge.nominate(item.leaf))
    await runWarmUps(session, worth)
    rounds = Math.max(rounds, await confirm(session, worth, judge))
    nominated.push(...worth)
    return found.late
  }
  // Nothing that hangs for want of a server takes the time of all others.
  const late = await screenAndConfirm(plan.candidates, SHARE_OF_ONE_PACKAGE)
  if (late.length > 0) await screenAndConfirm(late, 1)
  await profileChanges(session, nominated, judge)
  if (judge.touchesWaiting) await profileWaits(session, screened, nominated)
  return {
    measured: screened.map(withoutPlan),
    rounds,
    elapsedSeconds: (ports.clock.monotonicMs() - started) / 1000,
    budgetExhausted: ports.clock.monotonicMs() > deadline,
    procs: session.procs,
    pinned: pinning.cpus,
    warnings: [...pinning.warnings, ...judgeInterference(before, await ports.machine.readInterference())],
  }
}

/** Of the time that is left: other packages wait, and what differs is to be proven. */
const SHARE_OF_ONE_PACKAGE = 0.5

/**
 * Screens the candidates package by package, those first whose own files the change touches. `late` are those that
 * the package's share of the remaining time left no room for.
 */
async function screenPackages(
  session: Session,
  candidates: readonly Candidate[],
  share: number,
): Promise<{ readonly screened: readonly Screened[]; readonly late: readonly Candidate[] }> {
  const { config, plan, ports, deadline } = session
  const all = [...new Set(candidates.map((candidate) => candidate.package))]
  const isTouched = (importPath: string): boolean => plan.touchedPackages.has(importPath)
  const packages = [...all.filter(isTouched), ...all.filter((importPath) => !isTouched(importPath))]
  const byPackage = new Map<string, readonly Screened[]>()
  const late: Candidate[] = []
  for (const [index, importPath] of packages.entries()) {
    const here = candidates.filter((candidate) => candidate.package === importPath)
    if (config.ignore.packages.some((pattern) => matchPackage(pattern, importPath, ''))) {
      byPackage.set(
        importPath,
        here.map((candidate) => ({ ...unmeasured(candidate), skipped: 'its package is ignored' })),
      )
      continue
    }
    const which = packages.length > 1 ? ` (package ${index + 1} of ${packages.length})` : ''
    ports.log.stage(`Screening ${importPath}${which}`)
    const now = ports.clock.monotonicMs()
    const end = now + (deadline - now) * share
    const found = await screenPackage({ ...session, deadline: end }, importPath, here)
    const cut = end < deadline ? new Set(found.filter(isOutOfTime).map(functionOf)) : new Set()
    late.push(...here.filter((candidate) => cut.has(candidate.function)))
    byPackage.set(
      importPath,
      found.filter((item) => !cut.has(functionOf(item))),
    )
  }
  return { screened: all.flatMap((importPath) => byPackage.get(importPath) ?? []), late }
}

function functionOf({ benchmark }: Screened): string {
  return benchmark.split('/')[0] ?? benchmark
}

/** The same for every run of both sides. What decides how the collector works comes from the configuration alone. */
function planVariables(sides: CompiledSides, { gogc, gomemlimit }: Config): Readonly<Record<string, string>> {
  return {
    GOROOT: sides.toolchain.GOROOT,
    ...(gogc === '' ? {} : { GOGC: gogc }),
    ...(gomemlimit === '' ? {} : { GOMEMLIMIT: gomemlimit }),
  }
}

function withoutPlan({
  binaries: _,
  benchmark: __,
  procs: ___,
  pace: ____,
  startSeconds: _____,
  ...measured
}: Screened): Measured {
  return measured
}
