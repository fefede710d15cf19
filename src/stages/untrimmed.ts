import type { Side } from '../ports.ts'
import type { Selected } from './calibrate.ts'
import { linkTestBinary } from './link.ts'
import type { UnitRun } from './run-units.ts'
import { type Binaries, isTimeUp, type Session } from './sampling.ts'

/** What discovery found on each side. */
export type Found = Readonly<Record<Side, ReadonlyMap<Selected, UnitRun>>>

/** Benchmarks that need the paths of their sources, the binaries that have them, and what those found. */
export interface Mended {
  readonly selected: readonly Selected[]
  readonly binaries: Binaries
  readonly found: Found
}

const SIDES = ['base', 'head'] as const

/**
 * Looks once more, in builds of both sides without `-trimpath`, at benchmarks that fail or skip themselves where the
 * trimmed build may be why: code that finds files by `runtime.Caller` looks for them below its import path. Null
 * where there are none, or where it makes no difference. Identity of code stays judged by the trimmed builds.
 */
export async function discoverUntrimmed(
  session: Session,
  importPath: string,
  selected: readonly Selected[],
  trimmed: Binaries,
  found: Found,
  discover: (failing: readonly Selected[], binaries: Binaries) => Promise<Found>,
): Promise<Mended | null> {
  const failing = selected.filter((one) => mayNeedSourcePaths(one, found, session))
  if (failing.length === 0 || isTimeUp(session)) return null
  session.ports.log.progress('trying what fails in a build that knows the paths of its sources')
  const binaries = await linkUntrimmed(session, importPath, trimmed)
  if (!binaries) return null
  const again = await discover(failing, binaries)
  const mended = failing.filter((one) => isMended(one, found, again))
  return mended.length === 0 ? null : { selected: mended, binaries, found: again }
}

/** Null where a side does not link. */
async function linkUntrimmed(session: Session, importPath: string, trimmed: Binaries): Promise<Binaries | null> {
  const { sides, ports, scratch } = session
  const binaries: Record<Side, Binaries[Side]> = { base: null, head: null }
  for (const side of SIDES) {
    const known = trimmed[side]
    if (!known) continue
    const result = await linkTestBinary(sides, sides[side], importPath, scratch, ports, false)
    if (!result.ok) return null
    binaries[side] = { ...result.binary, renames: known.renames }
  }
  return binaries
}

/** What hit a limit says nothing of paths; what gives no result and looks for files below a module's path does. */
function mayNeedSourcePaths(one: Selected, found: Found, { sides }: Session): boolean {
  const made = SIDES.flatMap((side) => found[side].get(one) ?? [])
  if (made.some(({ failure, process }) => failure !== null && !process.hitLimit)) return true
  const modules = [...sides.base.modules, ...sides.head.modules]
  return made.some(
    ({ results, process }) =>
      results.size === 0 &&
      process.touched.some(({ path }) => modules.some((module) => path.startsWith(`${module.path}/`))),
  )
}

/** Whether a side does in the second builds what it did not in the first. */
function isMended(one: Selected, trimmed: Found, untrimmed: Found): boolean {
  return SIDES.some((side) => {
    const [before, after] = [trimmed[side].get(one), untrimmed[side].get(one)]
    if (!before || !after || after.failure !== null) return false
    return before.failure !== null || (before.results.size === 0 && after.results.size > 0)
  })
}
