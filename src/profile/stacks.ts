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

/** One call stack and what was counted under it. */
export interface CountedStack<Kind extends string> {
  /** Innermost first, inlined calls included. */
  readonly frames: readonly Frame[]
  readonly counts: Readonly<Record<Kind, number>>
}

/**
 * Reads the asked-for sample types of a profile
 * (https://github.com/google/pprof/blob/main/proto/profile.proto, uncompressed).
 * Never throws; null for what is no profile or lacks one of the types.
 */
export function parseStacks<Kind extends string>(
  bytes: Uint8Array,
  kinds: readonly Kind[],
): readonly CountedStack<Kind>[] | null {
  let profile: Profile
  try {
    profile = Profile.decode(bytes)
  } catch {
    return null
  }
  const text = (index: number | bigint): string => profile.stringTable.strings[Number(index)] ?? ''
  const types = profile.sampleType.map((type) => text(type.type))
  const columns = kinds.map((kind) => types.indexOf(kind))
  if (columns.includes(-1)) return null
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
  return profile.sample.map((sample) => {
    const counts: Partial<Record<Kind, number>> = {}
    kinds.forEach((kind, index) => {
      counts[kind] = Number(sample.value[columns[index] ?? -1] ?? 0)
    })
    return {
      frames: sample.locationId.flatMap((id) => locations.get(Number(id)) ?? []),
      // Every kind was set just now.
      counts: counts as Record<Kind, number>,
    }
  })
}
