import type { LineDifference } from '../profile/attribute.ts'
import type { Attribution, Benchmark, Site } from './schema.ts'

/** Of rises and of falls; what lies beyond is part of the unexplained rest. */
const MOST_LINES = 25

/**
 * Joins the lines on which a benchmark allocates more or less with the escape sites that are new or gone there, and
 * states what is left unexplained: lines and rest together are the benchmark's difference.
 */
export function renderAttribution(
  benchmark: Benchmark,
  differences: readonly LineDifference[],
  sites: { readonly added: readonly Site[]; readonly removed: readonly Site[] },
): Benchmark {
  const rises = differences.filter(({ side }) => side === 'head').slice(0, MOST_LINES)
  const falls = differences.filter(({ side }) => side === 'base').slice(0, MOST_LINES)
  const attribution = [
    ...rises.map((rise) => renderLine(rise, sites.added)),
    ...falls.map((fall) => renderLine(fall, sites.removed)),
  ]
  const explained = sumLines(attribution)
  return {
    ...benchmark,
    attribution,
    unexplained: {
      allocsPerOp: leftOver(benchmark, 'allocs/op', explained.allocsPerOp),
      bytesPerOp: leftOver(benchmark, 'B/op', explained.bytesPerOp),
    },
  }
}

function renderLine(difference: LineDifference, sites: readonly Site[]): Attribution {
  const site = findSite(difference, sites)
  return {
    file: difference.file,
    line: difference.line,
    function: difference.function,
    allocsPerOp: difference.allocs,
    bytesPerOp: difference.bytes,
    ...(difference.tiny ? { countUncertain: true as const } : {}),
    ...(difference.side === 'base' ? { side: 'base' as const } : {}),
    ...(difference.through === null ? {} : { through: difference.through }),
    ...(site ? { site } : {}),
  }
}

export function sumLines(lines: readonly Attribution[]): { readonly allocsPerOp: number; readonly bytesPerOp: number } {
  return lines.reduce(
    (sum, line) => ({
      allocsPerOp: sum.allocsPerOp + line.allocsPerOp,
      bytesPerOp: sum.bytesPerOp + line.bytesPerOp,
    }),
    { allocsPerOp: 0, bytesPerOp: 0 },
  )
}

/** The compiler places an inlined callee's fact at the call, the profile at the callee's own line: the inlined calls may hold the site. */
function findSite(difference: LineDifference, sites: readonly Site[]): Site | undefined {
  for (const at of [difference, ...difference.inlinedAt]) {
    const found = sites.find((site) => site.file === at.file && site.line === at.line)
    if (found) return found
  }
  return undefined
}

/** Negative where the lines say more than the benchmark: what happens while its timer is stopped, if their counts are certain. */
function leftOver(benchmark: Benchmark, unit: string, explained: number): number {
  const difference = benchmark.metrics[unit]?.delta ?? 0
  return Math.round((difference - explained) * 100) / 100 || 0
}
