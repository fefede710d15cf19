import type { Profiles } from '../bench/measured.ts'
import type { Change } from '../change/change.ts'
import { createLineMap } from '../change/line-map.ts'
import { placePrintedFile } from '../compile/place.ts'
import type { Ports, Side } from '../ports.ts'
import { parseAllocations, subtractRuns } from '../profile/allocations.ts'
import { attributeRise, collectLines, type LineCost } from '../profile/attribute.ts'
import { renderAttribution } from '../review/attribution.ts'
import type { Benchmark, Site } from '../review/schema.ts'
import type { CompiledSides } from './compile.ts'
import type { Measurement } from './measure.ts'

/** Adds to every profiled benchmark the lines on which it allocates more, joined with the escape sites there. */
export async function readAttributions(
  benchmarks: readonly Benchmark[],
  measurement: Measurement | null,
  sides: CompiledSides,
  change: Change,
  added: readonly Site[],
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
    attributed.push(
      base && head ? renderAttribution(benchmark, attributeRise(base, head, lines.mapToHead), added) : benchmark,
    )
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
  const { modules } = sides[side]
  return collectLines(
    subtractRuns(before, after, profiles.operations),
    (printed) => placePrintedFile(printed, modules, '')?.file ?? null,
  )
}
