import { Profile } from 'pprof-format'

export interface Frame {
  /** As the linker names it: `example.com/p.(*T).Get`. */
  readonly function: string
  /** As the compiler was told to name it: `example.com/p/t.go`. */
  readonly file: string
  readonly line: number
  /** The compiler inlined this function into the next frame's. */
  readonly inlined: boolean
}

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
  let profile: Profile
  try {
    profile = Profile.decode(bytes)
  } catch {
    return null
  }
  const text = (index: number | bigint): string => profile.stringTable.strings[Number(index)] ?? ''
  const kinds = profile.sampleType.map((type) => text(type.type))
  const [objectsAt, bytesAt] = [kinds.indexOf('alloc_objects'), kinds.indexOf('alloc_space')]
  if (objectsAt === -1 || bytesAt === -1) return null
  const functions = new Map(profile.function.map((one) => [Number(one.id), one]))
  const locations = new Map(
    profile.location.map((location) => [
      Number(location.id),
      location.line.map(({ functionId, line }, at): Frame => {
        const found = functions.get(Number(functionId))
        return {
          function: found ? text(found.name) : '',
          file: found ? text(found.filename) : '',
          line: Number(line),
          inlined: at < location.line.length - 1,
        }
      }),
    ]),
  )
  return profile.sample.map((sample) => ({
    frames: sample.locationId.flatMap((id) => locations.get(Number(id)) ?? []),
    objects: Number(sample.value[objectsAt] ?? 0),
    bytes: Number(sample.value[bytesAt] ?? 0),
  }))
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
