import type { Ports } from '../ports.ts'
import { type CpuShare, parseCpuShares } from '../profile/cpu-shares.ts'
import type { CompiledSides } from './compile.ts'

const MOST_PROFILE_BYTES = 64 * 1024 * 1024
const MOST_PROGRAMS = 20

/**
 * The shares of CPU time that the head's own `default.pgo` files give to functions, by `import/path.Function`: the
 * largest over all programs. Files that are no profile say nothing.
 */
export async function readRepositoryProfile(
  sides: CompiledSides,
  ports: Ports,
): Promise<ReadonlyMap<string, CpuShare>> {
  const programs = [...sides.head.packages.values()].filter(
    (listed) =>
      listed.name === 'main' &&
      listed.inMainModule &&
      !listed.dependencyOnly &&
      listed.forTest === '' &&
      !listed.id.endsWith('.test'),
  )
  const shares = new Map<string, CpuShare>()
  for (const { dir, importPath } of programs.slice(0, MOST_PROGRAMS)) {
    const bytes = await ports.files.readAtMost(`${dir}/default.pgo`, MOST_PROFILE_BYTES)
    for (const [name, share] of (bytes && parseCpuShares(bytes, importPath)) ?? []) {
      if (share.cumulative > (shares.get(name)?.cumulative ?? 0)) shares.set(name, share)
    }
  }
  return shares
}
