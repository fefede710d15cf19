import { type Frame, parseStacks } from './stacks.ts'

/** What was allocated under one call stack during a whole run. */
export interface AllocationStack {
  /** Innermost first, inlined calls included. */
  readonly frames: readonly Frame[]
  readonly objects: number
  readonly bytes: number
}

/**
 * Reads a memory profile (https://github.com/google/pprof/blob/main/proto/profile.proto,
 * uncompressed) as its totals since the start. Never throws; null for what is no such profile.
 */
export function parseAllocations(bytes: Uint8Array): readonly AllocationStack[] | null {
  const stacks = parseStacks(bytes, ['alloc_objects', 'alloc_space'])
  return (
    stacks?.map(({ frames, counts }) => ({ frames, objects: counts.alloc_objects, bytes: counts.alloc_space })) ?? null
  )
}

/**
 * What one operation allocates, by stack, from the profiles of a run and of one
 * that did `operations` more: what happens once, however long the run, cancels out.
 */
export function subtractRuns(
  shorter: readonly AllocationStack[],
  longer: readonly AllocationStack[],
  operations: number,
): readonly AllocationStack[] {
  const before = sumByStack(shorter)
  return [...sumByStack(longer)].flatMap(([key, { frames, objects, bytes }]) => {
    const old = before.get(key)
    const rise = {
      frames,
      objects: (objects - (old?.objects ?? 0)) / operations,
      bytes: (bytes - (old?.bytes ?? 0)) / operations,
    }
    return rise.objects > 0 || rise.bytes > 0 ? [rise] : []
  })
}

function sumByStack(stacks: readonly AllocationStack[]): Map<string, AllocationStack> {
  const sums = new Map<string, AllocationStack>()
  for (const stack of stacks) {
    const key = stack.frames.map((frame) => `${frame.function} ${frame.file}:${frame.line}`).join('\n')
    const sum = sums.get(key)
    sums.set(key, {
      frames: stack.frames,
      objects: stack.objects + (sum?.objects ?? 0),
      bytes: stack.bytes + (sum?.bytes ?? 0),
    })
  }
  return sums
}
