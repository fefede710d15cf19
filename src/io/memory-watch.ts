import { readFileSync } from 'node:fs'
import { findProcessTree } from './process-tree.ts'

const LOOK_MS = 500
const KIBIBYTE = 1024

/**
 * Looks at the memory of a child's process tree until the answer is called, and
 * tells once when it is above `limitBytes`. A limit on address space would not do: Go reserves
 * far more than it uses. Does nothing elsewhere than on Linux.
 */
export function watchMemory(leader: number, limitBytes: number, platform: string, tell: () => void): () => void {
  if (platform !== 'linux') return () => undefined
  const timer = setInterval(() => {
    const used = findProcessTree(leader, platform).reduce((sum, pid) => sum + readMemory(pid), 0)
    if (used <= limitBytes) return
    clearInterval(timer)
    tell()
  }, LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

// proc(5): what is mapped from files can be dropped by the kernel, and counts for several processes at once.
function readMemory(pid: number): number {
  let status: string
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return 0
  }
  const kibibytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0)
  return (kibibytes('RssAnon') + kibibytes('VmSwap')) * KIBIBYTE
}
