import type { Profiles } from '../bench/measured.ts'
import type { Change } from '../change/change.ts'
import { createLineMap } from '../change/line-map.ts'
import { placeBinaryFile } from '../compile/place.ts'
import type { Ports, Side } from '../ports.ts'
import { parseAllocations, subtractRuns } from '../profile/allocations.ts'
import { attributeDifference, collectLines, type LineCost } from '../profile/attribute.ts'
import { renderAttribution } from '../review/attribution.ts'
import type { Benchmark, Site } from '../review/schema.ts'
import { withTruncation } from '../review/truncation.ts'
import type { CompiledSides } from './compile.ts'
import type { Measurement } from './measure.ts'

/**
 * Adds to every profiled benchmark the lines on which it allocates more or less, joined with the escape sites there;
 * and to every benchmark what its allocs/op hides.
 */
export async function readAttributions(
  benchmarks: readonly Benchmark[],
  measurement: Measurement | null,
  sides: CompiledSides,
  change: Change,
  sites: { readonly added: readonly Site[]; readonly removed: readonly Site[] },
  ports: Ports,
): Promise<readonly Benchmark[]> {
  const lines = createLineMap(change)
  const attributed: Benchmark[] = []
  for (const benchmark of benchmarks) {
    const measured = measurement?.measured.find(
      ({ package: p, name }) => p === benchmark.package && name === benchmark.name,
    )
    const profiles = measured?.profiles ?? null
    const base = profiles && (await readLines(profiles, 'base', sides, ports))
    const head = profiles && (await readLines(profiles, 'head', sides, ports))
    const differences = base && head && attributeDifference(base, head, lines.mapToHead)
    attributed.push(withTruncation(differences ? renderAttribution(benchmark, differences, sites) : benchmark))
  }
  return attributed
}

async function readLines(
  profiles: Profiles,
  side: Side,
  sides: CompiledSides,
  ports: Ports,
): Promise<readonly LineCost[] | null> {
  const [shorter, longer] = [
    await ports.files.readGzip(profiles[side].shorter),
    await ports.files.readGzip(profiles[side].longer),
  ]
  const before = shorter && parseAllocations(shorter)
  const after = longer && parseAllocations(longer)
  if (!before || !after) return null
  const { modules, root } = sides[side]
  return collectLines(subtractRuns(before, after, profiles.operations), (printed) =>
    placeBinaryFile(printed, modules, root),
  )
}
