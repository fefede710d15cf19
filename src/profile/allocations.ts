import { type Frame, parseStacks } from './stacks.ts'

/** What was allocated under one call stack during a whole run. */
export interface AllocationStack {
  /** Innermost first, inlined calls included. */
  readonly frames: readonly Frame[]
  readonly objects: number
  readonly bytes: number
  /**
   * Objects under 16 bytes without pointers may be among them: they share blocks of 16 bytes, of which the profile sees
   * the first object only (runtime/malloc.go, the tiny allocator). Bytes are right then, objects too few.
   */
  readonly tiny: boolean
}

const TINY_BLOCK = 16

/**
 * Reads a memory profile (https://github.com/google/pprof/blob/main/proto/profile.proto,
 * uncompressed) as its totals since the start. Never throws; null for what is no such profile.
 */
export function parseAllocations(bytes: Uint8Array): readonly AllocationStack[] | null {
  const stacks = parseStacks(bytes, ['alloc_objects', 'alloc_space'])
  // A sample holds what has one stack and one size.
  const sized = stacks?.map(({ frames, counts: { alloc_objects: objects, alloc_space: size } }) => {
    return { frames, objects, bytes: size, tiny: objects > 0 && size === objects * TINY_BLOCK }
  })
  return sized ?? null
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
  return [...sumByStack(longer)].flatMap(([key, { frames, objects, bytes, tiny }]) => {
    const old = before.get(key)
    const rise = {
      frames,
      objects: (objects - (old?.objects ?? 0)) / operations,
      bytes: (bytes - (old?.bytes ?? 0)) / operations,
      tiny,
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
      tiny: stack.tiny || (sum?.tiny ?? false),
    })
  }
  return sums
}
