import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'

const POLL_MS = 25
/** After SIGKILL only a process stuck in the kernel is still there; waiting longer would not help. */
const KILLED_MS = 2_000

interface Process {
  readonly pid: number
  readonly parent: number
  /** In clock ticks since boot: with the pid it names one process for good, as pids are used again. */
  readonly started: string
  readonly zombie: boolean
}

/**
 * Ends a child that leads its own process group, with everything it started:
 * SIGTERM, then after `graceMs` SIGKILL. Resolves when all of it is gone.
 *
 * On Linux descendants that left the group (`setsid`) are found by walking
 * `/proc` from the child down. One that has also lost its parents (a daemon that
 * forked twice) cannot be told from a stranger's process and stays; so does,
 * on macOS, one that left the group. Windows' `taskkill /T` walks the tree itself.
 */
export async function endProcessTree(leader: number, graceMs: number, platform: string): Promise<void> {
  if (platform === 'win32') return endWindowsTree(leader)
  const known = new Map<number, Process>()
  collectDescendants(leader, known, platform)
  signalAll(leader, known, 'SIGTERM')
  if (await waitUntilGone(leader, known, graceMs, platform)) return
  collectDescendants(leader, known, platform)
  signalAll(leader, known, 'SIGKILL')
  await waitUntilGone(leader, known, KILLED_MS, platform)
}

/** Ends a process group at once, without waiting: for the last moment of our own program and for what a child left behind. */
export function killProcessGroup(leader: number, platform: string): void {
  if (platform === 'win32') sendSignal(leader, 'SIGKILL')
  else sendSignal(-leader, 'SIGKILL')
}

/** Like `killProcessGroup`, with the descendants that left the group. */
export function killProcessTree(leader: number, platform: string): void {
  const known = new Map<number, Process>()
  collectDescendants(leader, known, platform)
  killProcessGroup(leader, platform)
  for (const pid of known.keys()) sendSignal(pid, 'SIGKILL')
}

/** The child's process group and its descendants, as far as `/proc` shows them; nothing elsewhere than on Linux. */
export function findProcessTree(leader: number, platform: string): readonly number[] {
  if (platform !== 'linux') return []
  const known = new Map<number, Process>()
  collectDescendants(leader, known, platform)
  return [...new Set([leader, ...readProcessGroup(leader).map(({ pid }) => pid), ...known.keys()])]
}

/** Asks a Go program to print its goroutines' stacks to stderr and exit; resolves when it has, or after `graceMs`. */
export async function askForStacks(leader: number, graceMs: number, platform: string): Promise<void> {
  if (platform === 'win32' || !sendSignal(leader, 'SIGQUIT')) return
  const deadline = performance.now() + graceMs
  // A child of ours that has exited is reaped at once, so it is gone, not dead.
  while (performance.now() < deadline && sendSignal(leader, 0)) await wait(POLL_MS)
}

async function endWindowsTree(leader: number): Promise<void> {
  const root = process.env.SystemRoot ?? 'C:\\Windows'
  await execa(path.win32.join(root, 'System32', 'taskkill.exe'), ['/pid', String(leader), '/T', '/F'], {
    reject: false,
    stdio: 'ignore',
  })
}

function signalAll(leader: number, known: ReadonlyMap<number, Process>, signal: NodeJS.Signals): void {
  sendSignal(-leader, signal)
  for (const process of known.values()) {
    if (isSame(process)) sendSignal(process.pid, signal)
  }
}

async function waitUntilGone(
  leader: number,
  known: ReadonlyMap<number, Process>,
  milliseconds: number,
  platform: string,
): Promise<boolean> {
  const deadline = performance.now() + milliseconds
  for (;;) {
    if (!isGroupAlive(leader, platform) && ![...known.values()].some(isSame)) return true
    if (performance.now() >= deadline) return false
    await wait(POLL_MS)
  }
}

function collectDescendants(leader: number, known: Map<number, Process>, platform: string): void {
  if (platform !== 'linux') return
  const children = new Map<number, Process[]>()
  for (const process of readProcesses()) {
    const siblings = children.get(process.parent)
    if (siblings === undefined) children.set(process.parent, [process])
    else siblings.push(process)
  }
  const open = [leader, ...known.keys()]
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const child of children.get(parent) ?? []) {
      if (known.has(child.pid)) continue
      known.set(child.pid, child)
      open.push(child.pid)
    }
  }
}

function isGroupAlive(leader: number, platform: string): boolean {
  if (!sendSignal(-leader, 0)) return false
  if (platform !== 'linux') return true
  // Where nobody reaps orphans (a container without an init), dead members keep the group in existence.
  return readProcessGroup(leader).some((process) => !process.zombie)
}

function readProcessGroup(leader: number): readonly Process[] {
  return readStats()
    .filter((stat) => stat.group === leader)
    .map((stat) => stat.process)
}

function isSame(process: Process): boolean {
  const now = readStat(process.pid)?.process
  return now !== undefined && now.started === process.started && !now.zombie
}

function readProcesses(): readonly Process[] {
  return readStats().map((stat) => stat.process)
}

interface Stat {
  readonly process: Process
  readonly group: number
}

function readStats(): readonly Stat[] {
  let names: readonly string[]
  try {
    names = readdirSync('/proc')
  } catch {
    return []
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== null)
}

// proc(5): pid (comm) state ppid pgrp … starttime is field 22. The command may hold spaces and parentheses.
function readStat(pid: number): Stat | null {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return {
    process: {
      pid,
      parent: Number(fields[1]),
      started: fields[19] ?? '',
      zombie: fields[0] === 'Z' || fields[0] === 'X',
    },
    group: Number(fields[2]),
  }
}

/** Returns false where there is nobody (left) to signal. */
function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
