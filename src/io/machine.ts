import { readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Machine } from '../ports.ts'

export interface MachineOptions {
  /** The folder that holds `proc` and `sys`; `/` unless a test lays out its own. */
  readonly systemRoot?: string
  readonly platform?: string
  readonly cpuCount?: number
  /** GOMAXPROCS as the environment sets it, or undefined. */
  readonly gomaxprocs?: string | undefined
}

/** Above this share of the processors, other programs take part in what is measured. */
const BUSY_SHARE = 0.5

/** The machine that the review runs on. */
export function createMachine(options: MachineOptions = {}): Machine {
  const platform = options.platform ?? process.platform
  const cpuCount = options.cpuCount ?? os.availableParallelism()
  const systemRoot = options.systemRoot ?? '/'
  return {
    platform,
    arch: process.arch,
    kernel: `${os.type()} ${os.release()}`,
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    cpuCount,
    nodeVersion: process.version,
    async timingWarnings() {
      if (platform !== 'linux') return describeLoad(os.loadavg()[0] ?? 0, cpuCount)
      const wanted = parseCount(options.gomaxprocs ?? process.env.GOMAXPROCS) ?? cpuCount
      const warnings = await Promise.all([
        readGovernors(systemRoot),
        readTurbo(systemRoot),
        readLoad(systemRoot, cpuCount),
        readQuota(systemRoot, wanted),
      ])
      return warnings.flat()
    },
  }
}

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

async function readLoad(root: string, cpuCount: number): Promise<readonly string[]> {
  const load = Number.parseFloat((await readText(path.join(root, 'proc/loadavg'))) ?? '')
  return describeLoad(load, cpuCount)
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
  const lines = ((await readText(path.join(root, 'proc/self/cgroup'))) ?? '').split('\n')
  const limits: number[] = []
  for (const line of lines) {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? []
    if (controllers === undefined || group === undefined) continue
    const isUnified = controllers === ''
    if (!isUnified && !controllers.split(',').includes('cpu')) continue
    const mounts = isUnified ? ['sys/fs/cgroup'] : [`sys/fs/cgroup/${controllers}`, 'sys/fs/cgroup/cpu']
    for (const mount of mounts) {
      for (const folder of listUpwards(group)) {
        const limit = await readLimit(path.join(root, mount, folder), isUnified)
        if (limit !== null) limits.push(limit)
      }
    }
  }
  const limit = Math.min(...limits)
  return limit < wanted
    ? [
        `A control group limits this program to ${formatCount(limit)} CPUs while Go may use ${wanted}: it is paused whenever its share is used up.`,
      ]
    : []
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

function parseCount(text: string | undefined): number | null {
  const count = Number(text)
  return text !== undefined && Number.isInteger(count) && count > 0 ? count : null
}

async function readWord(file: string): Promise<string | null> {
  return (await readText(file))?.trim() ?? null
}

async function readText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null)
}
