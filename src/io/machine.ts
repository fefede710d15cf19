import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Cpus, Interference, Machine } from '../ports.ts'

export interface MachineOptions {
  /** The folder that holds `proc` and `sys`; `/` unless a test lays out its own. */
  readonly systemRoot?: string
  readonly platform?: string
  readonly cpuCount?: number
}

/** Above this share of the processors, other programs take part in what is measured. */
const BUSY_SHARE = 0.5

/** The machine that the review runs on. Make it before any work is done: it remembers how busy the machine was. */
export function createMachine(options: MachineOptions = {}): Machine {
  const platform = options.platform ?? process.platform
  const cpuCount = options.cpuCount ?? os.availableParallelism()
  const root = options.systemRoot ?? '/'
  const isLinux = platform === 'linux'
  const load = isLinux ? readLoad(root) : (os.loadavg()[0] ?? 0)
  return {
    platform,
    arch: process.arch,
    kernel: `${os.type()} ${os.release()}`,
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    cpuCount,
    memoryBytes: readMemory(),
    nodeVersion: process.version,
    async timingWarnings(procs) {
      const busy = describeLoad(load, cpuCount)
      if (!isLinux) return [...busy, UNKNOWN_CLOCK]
      const warnings = await Promise.all([
        readGovernors(root),
        readTurbo(root),
        readPower(root),
        busy,
        readQuota(root, procs),
      ])
      return warnings.flat()
    },
    readCpus: async () => (isLinux ? readCpus(root) : null),
    readInterference: async () => (isLinux ? readInterference(root) : null),
  }
}

// Without a control group's limit Node gives nothing, 0 or a number beyond any machine.
function readMemory(): number {
  const limit = process.constrainedMemory?.() ?? 0
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem()
}
const UNKNOWN_CLOCK =
  'Whether the clock of the CPU was steady is not known: governor, turbo boost, quotas and battery are looked at on Linux only.'

async function readGovernors(root: string): Promise<readonly string[]> {
  const folder = path.join(root, 'sys/devices/system/cpu')
  const cpus = (await readdir(folder).catch(() => [])).filter((name) => /^cpu\d+$/.test(name))
  const governors = await Promise.all(cpus.map((cpu) => readWord(path.join(folder, cpu, 'cpufreq/scaling_governor'))))
  const slow = [...new Set(governors)].filter((governor) => governor !== null && governor !== 'performance').sort()
  return slow.length === 0
    ? []
    : [
        `The CPU frequency governor is "${slow.join('", "')}", not "performance": the clock follows the load, and times with it.`,
      ]
}

async function readTurbo(root: string): Promise<readonly string[]> {
  const cpu = path.join(root, 'sys/devices/system/cpu')
  const noTurbo = await readWord(path.join(cpu, 'intel_pstate/no_turbo'))
  const boost = await readWord(path.join(cpu, 'cpufreq/boost'))
  return noTurbo === '0' || (noTurbo === null && boost === '1')
    ? ['CPU turbo boost is on: the clock depends on temperature and on what the other cores do.']
    : []
}

async function readPower(root: string): Promise<readonly string[]> {
  const folder = path.join(root, 'sys/class/power_supply')
  const supplies = await readdir(folder).catch(() => [])
  const discharging = await Promise.all(
    supplies.map(async (name) => {
      const read = (file: string): Promise<string | null> => readWord(path.join(folder, name, file))
      // That of a mouse says nothing about the machine.
      return (
        (await read('scope')) !== 'Device' &&
        (await read('type')) === 'Battery' &&
        (await read('status')) === 'Discharging'
      )
    }),
  )
  return discharging.includes(true)
    ? ['The machine runs on its battery: the clock may be held down to save power.']
    : []
}

function readLoad(root: string): number {
  try {
    return Number.parseFloat(readFileSync(path.join(root, 'proc/loadavg'), 'utf8'))
  } catch {
    return Number.NaN
  }
}

async function readCpus(root: string): Promise<Cpus | null> {
  const status = (await readText(path.join(root, 'proc/self/status'))) ?? ''
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1]
  // There only where a processor has cores of two kinds.
  const fast = await readWord(path.join(root, 'sys/devices/cpu_core/cpus'))
  return allowed === undefined ? null : { allowed, fast: fast ?? '' }
}

async function readInterference(root: string): Promise<Interference | null> {
  const line = /^cpu +(.*)$/m.exec((await readText(path.join(root, 'proc/stat'))) ?? '')?.[1]
  const [user, nice, system, , , irq = 0, softirq = 0, stolen = 0] = line?.split(' ').map(Number) ?? []
  if (user === undefined || nice === undefined || system === undefined) return null
  const busyTicks = user + nice + system + irq + softirq + stolen
  if (!Number.isFinite(busyTicks)) return null
  const pauses = await Promise.all(
    (await listGroupFolders(root)).map(async ({ folder }) => {
      const text = (await readText(path.join(folder, 'cpu.stat'))) ?? ''
      const microseconds = /^throttled_usec (\d+)$/m.exec(text)?.[1]
      const nanoseconds = /^throttled_time (\d+)$/m.exec(text)?.[1]
      return Number(microseconds ?? 0) / 1e3 + Number(nanoseconds ?? 0) / 1e6
    }),
  )
  return { busyTicks, stolenTicks: stolen, pausedMs: Math.max(0, ...pauses) }
}

function describeLoad(load: number, cpuCount: number): readonly string[] {
  return load > cpuCount * BUSY_SHARE
    ? [
        `The machine is busy with other work: its load average was ${load.toFixed(1)} on ${cpuCount} CPUs when the review began.`,
      ]
    : []
}

// A group's limit binds all groups below it, so the tightest one on the way up counts.
async function readQuota(root: string, wanted: number): Promise<readonly string[]> {
  const folders = await listGroupFolders(root)
  const limits = await Promise.all(folders.map(({ folder, isUnified }) => readLimit(folder, isUnified)))
  const limit = Math.min(...limits.filter((found) => found !== null))
  return limit < wanted
    ? [
        `A control group limits this program to ${formatCount(limit)} CPUs while Go may use ${wanted}: it is paused whenever its share is used up.`,
      ]
    : []
}

/** Where the control groups that this program is in, and those above them, say what they allow. */
async function listGroupFolders(
  root: string,
): Promise<readonly { readonly folder: string; readonly isUnified: boolean }[]> {
  const lines = ((await readText(path.join(root, 'proc/self/cgroup'))) ?? '').split('\n')
  return lines.flatMap((line) => {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? []
    if (controllers === undefined || group === undefined) return []
    const isUnified = controllers === ''
    if (!isUnified && !controllers.split(',').includes('cpu')) return []
    const mounts = isUnified ? ['sys/fs/cgroup'] : [`sys/fs/cgroup/${controllers}`, 'sys/fs/cgroup/cpu']
    return mounts.flatMap((mount) =>
      listUpwards(group).map((folder) => ({ folder: path.join(root, mount, folder), isUnified })),
    )
  })
}

function listUpwards(group: string): readonly string[] {
  const parts = group.split('/').filter((part) => part !== '' && part !== '..')
  return [...parts.keys(), parts.length].map((count) => parts.slice(0, count).join('/'))
}

// v2: cpu.max holds "max PERIOD" or "QUOTA PERIOD"; v1: a quota of -1 is none. Microseconds both.
async function readLimit(folder: string, isUnified: boolean): Promise<number | null> {
  const [quota, period] = isUnified
    ? ((await readText(path.join(folder, 'cpu.max'))) ?? '').trim().split(' ')
    : await Promise.all(['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((file) => readWord(path.join(folder, file))))
  const share = Number(quota ?? Number.NaN) / Number(period ?? Number.NaN)
  return Number.isFinite(share) && share > 0 ? share : null
}

function formatCount(count: number): string {
  return String(Math.round(count * 100) / 100)
}

async function readWord(file: string): Promise<string | null> {
  return (await readText(file))?.trim() ?? null
}

async function readText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null)
}
