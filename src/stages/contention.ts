import { planPattern, planWaitArguments } from '../bench/command.ts'
import type { WaitProfiles } from '../bench/measured.ts'
import type { Change } from '../change/change.ts'
import { createLineMap } from '../change/line-map.ts'
import { placeBinaryFile } from '../compile/place.ts'
import { resolveMemory } from '../config/memory.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Ports, Side } from '../ports.ts'
import { collectWaits, compareWaits, type LineWait, parseWaits } from '../profile/contention.ts'
import type { Benchmark, Contention } from '../review/schema.ts'
import type { CompiledSides } from './compile.ts'
import type { Measurement } from './measure.ts'
import { isTimeUp, type Screened, type Session } from './sampling.ts'

/** Most benchmarks whose waiting is looked at: each takes one more run a side. */
const MOST_PROFILED = 5
const MOST_LINES = 5
const MOST_PROFILE_BYTES = 64 * 1024 * 1024
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024
const SIDES = ['base', 'head'] as const
const KINDS = ['block', 'mutex'] as const

/** Takes block and mutex profiles of one run a side at the same iteration count, of what differs first. */
export async function profileWaits(
  session: Session,
  screened: readonly Screened[],
  nominated: readonly Screened[],
): Promise<void> {
  const { ports, scratch } = session
  const first = new Set([...nominated, ...screened])
  const worth = [...first].filter(
    (item) => item.on === 'both' && item.leaf && item.problem === null && item.notComparable === null && item.binaries,
  )
  for (const [index, item] of worth.slice(0, MOST_PROFILED).entries()) {
    ports.log.stage(`Looking what ${item.name} waits for`)
    const at = (side: Side): WaitProfiles['base'] => ({
      block: `${scratch}/${side}-${index}-block.pprof`,
      mutex: `${scratch}/${side}-${index}-mutex.pprof`,
    })
    const taken = { operations: item.leaf?.iterations ?? 1, base: at('base'), head: at('head') }
    let complete = true
    for (const side of SIDES) {
      if (isTimeUp(session)) return
      complete &&= await runProfiled(session, item, side, taken)
    }
    if (complete) item.waits = taken
  }
}

async function runProfiled(session: Session, item: Screened, side: Side, taken: WaitProfiles): Promise<boolean> {
  const { config, ports, variables, deadline } = session
  const binary = item.binaries?.[side]
  if (!binary) return false
  const { skip, benchmarkTimeout } = planPackageConfig(config, item.package, config.workingDirectory)
  const ended = await ports.programs.run({
    program: binary.path,
    args: planWaitArguments({
      pattern: planPattern(item.benchmark),
      skip,
      iterations: taken.operations,
      procs: item.procs,
      timeoutSeconds: benchmarkTimeout,
      profiles: taken[side],
    }),
    cwd: binary.folder,
    environment: 'benchmark',
    variables,
    timeoutMs: Math.min(benchmarkTimeout * 1000, Math.max(1000, deadline - ports.clock.monotonicMs())),
    maxOutputBytes: MOST_OUTPUT_BYTES,
    memoryLimitBytes: resolveMemory(config.memoryLimit, ports.machine.memoryBytes),
  })
  return ended.exitCode === 0
}

/** Adds to every profiled benchmark the lines on which it waits more often: none is an answer too. */
export async function readWaits(
  benchmarks: readonly Benchmark[],
  measurement: Measurement | null,
  sides: CompiledSides,
  change: Change,
  ports: Ports,
): Promise<readonly Benchmark[]> {
  const lines = createLineMap(change)
  const told: Benchmark[] = []
  for (const benchmark of benchmarks) {
    const waits = measurement?.measured.find(
      (one) => one.package === benchmark.package && one.name === benchmark.name,
    )?.waits
    const contention: Contention[] = []
    let complete = waits !== null && waits !== undefined
    for (const profile of waits ? KINDS : []) {
      const base = waits && (await readLines(waits.base[profile], 'base', sides, ports))
      const head = waits && (await readLines(waits.head[profile], 'head', sides, ports))
      complete &&= base !== null && head !== null
      if (!waits || !base || !head) continue
      const rises = compareWaits(base, head, waits.operations, lines.mapToHead)
      contention.push(...rises.slice(0, MOST_LINES).map((rise) => ({ ...rise, profile })))
    }
    told.push(complete ? { ...benchmark, contention } : benchmark)
  }
  return told
}

async function readLines(
  path: string,
  side: Side,
  sides: CompiledSides,
  ports: Ports,
): Promise<readonly LineWait[] | null> {
  const bytes = await ports.files.readAtMost(path, MOST_PROFILE_BYTES)
  const stacks = bytes && parseWaits(bytes)
  const { modules, root } = sides[side]
  return stacks && collectWaits(stacks, (printed) => placeBinaryFile(printed, modules, root))
}
