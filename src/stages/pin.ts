import { parseCpuList, renderCpuList } from '../config/cpu-list.ts'
import type { Command, Cpus, Ports } from '../ports.ts'

/** How test binaries are held on CPUs. */
export interface Pinning {
  /** As `taskset` takes it; null where nothing is pinned. */
  readonly cpus: string | null
  /** How many CPUs a benchmark has. */
  readonly count: number
  /** Why what was asked for is not done. */
  readonly warnings: readonly string[]
  /** The ports for everything that runs test binaries. */
  readonly ports: Ports
}

/** With fewer, keeping one free costs the benchmarks more than the quiet is worth. */
const ENOUGH_TO_SPARE_ONE = 4

/** Which CPUs `pin` means on this machine, or why none can be chosen. */
export function planPinning(
  pin: string,
  cpus: Cpus | null,
): { readonly list: readonly number[] } | { readonly problem: string } {
  const allowed = parseCpuList(cpus?.allowed ?? '')
  if (cpus === null || allowed === null) return { problem: 'this is possible on Linux only' }
  if (pin !== 'auto') {
    const list = parseCpuList(pin) ?? []
    const isUsable = list.length > 0 && list.every((cpu) => allowed.includes(cpu))
    return isUsable ? { list } : { problem: `the CPUs that may be used here are ${renderCpuList(allowed)}` }
  }
  const fast = (parseCpuList(cpus.fast) ?? []).filter((cpu) => allowed.includes(cpu))
  const usable = fast.length > 0 ? fast : allowed
  // The first one answers most interrupts.
  if (usable.length >= ENOUGH_TO_SPARE_ONE) return { list: usable.slice(1) }
  if (usable.length < allowed.length) return { list: usable }
  return { problem: `with fewer than ${ENOUGH_TO_SPARE_ONE} CPUs there is none to spare` }
}

/** Prepares what `pin` asks for. Where that cannot be done the benchmarks run all the same, and a warning says so. */
export async function runPinning(pin: string, folder: string, ports: Ports): Promise<Pinning> {
  const unpinned = { cpus: null, count: ports.machine.cpuCount, ports }
  if (pin === 'off') return { ...unpinned, warnings: [] }
  const warn = (problem: string): Pinning => ({
    ...unpinned,
    warnings: [`The benchmarks are not pinned to CPUs, though \`pin: ${pin}\` asks for it: ${problem}.`],
  })
  const plan = planPinning(pin, await ports.machine.readCpus())
  if ('problem' in plan) return warn(plan.problem)
  const cpus = renderCpuList(plan.list)
  const trial = await ports.programs.run(
    planPinned(cpus, {
      program: 'true',
      args: [],
      cwd: folder,
      environment: 'benchmark',
      timeoutMs: 10_000,
      maxOutputBytes: 64 * 1024,
    }),
  )
  if (trial.failedToStart !== null) return warn(trial.failedToStart)
  if (trial.exitCode !== 0) return warn(trial.stderrTail.trim().split('\n').at(-1) || 'taskset failed')
  const programs: Ports['programs'] = {
    run: (command, sinks) =>
      ports.programs.run(command.environment === 'benchmark' ? planPinned(cpus, command) : command, sinks),
  }
  return { cpus, count: plan.list.length, warnings: [], ports: { ...ports, programs } }
}

function planPinned(cpus: string, command: Command): Command {
  return { ...command, program: 'taskset', args: ['-c', cpus, command.program, ...command.args] }
}
