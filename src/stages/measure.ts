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
import type { BenchmarkPlan } from './plan-benchmarks.ts'
import { profileChanges } from './profile-changes.ts'
import type { Screened, Session } from './sampling.ts'
import { screenPackage, unmeasured } from './screen.ts'
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
  const packages = new Set(plan.candidates.map((candidate) => candidate.package))
  let at = 0
  for (const importPath of packages) {
    at++
    const candidates = plan.candidates.filter((candidate) => candidate.package === importPath)
    if (config.ignore.packages.some((pattern) => matchPackage(pattern, importPath, ''))) {
      screened.push(...candidates.map((c) => ({ ...unmeasured(c), skipped: 'its package is ignored' })))
      continue
    }
    const which = packages.size > 1 ? ` (package ${at} of ${packages.size})` : ''
    ports.log.stage(`Screening ${importPath}${which}`)
    screened.push(...(await screenPackage(session, importPath, candidates)))
  }
  const nominated = screened.filter((item) => item.leaf !== null && item.binaries !== null && judge.nominate(item.leaf))
  await runWarmUps(session, nominated)
  const rounds = await confirm(session, nominated, judge)
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
