import type { Measured } from '../bench/measured.ts'
import type { Config } from '../config/config.ts'
import { matchPackage } from '../config/pattern.ts'
import type { Ports } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import { confirm } from './confirm.ts'
import { profileWaits } from './contention.ts'
import type { Judge } from './judge.ts'
import type { BenchmarkPlan } from './plan-benchmarks.ts'
import { profileRises } from './profile-rises.ts'
import type { Screened, Session } from './sampling.ts'
import { screenPackage, unmeasured } from './screen.ts'
export interface Measurement {
  readonly measured: readonly Measured[]
  readonly rounds: number
  readonly elapsedSeconds: number
  readonly budgetExhausted: boolean
  /** The GOMAXPROCS values measured at. */
  readonly procs: readonly number[]
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
  const procs = config.cpu.length > 0 ? config.cpu : [ports.machine.cpuCount]
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
  const rounds = await confirm(session, nominated, judge)
  await profileRises(session, nominated, judge)
  if (judge.touchesWaiting) await profileWaits(session, screened, nominated)
  return {
    measured: screened.map(withoutPlan),
    rounds,
    elapsedSeconds: (ports.clock.monotonicMs() - started) / 1000,
    budgetExhausted: ports.clock.monotonicMs() > deadline,
    procs,
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
