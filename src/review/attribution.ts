import type { LineCost } from '../profile/attribute.ts'
import type { Attribution, Benchmark, Site } from './schema.ts'

/** The profile records objects under 16 bytes without pointers by their block, so counts are a lower bound. */
const MOST_LINES = 10

/** Joins the lines on which a benchmark allocates more with the new escape sites on them, and states what is left unexplained. */
export function renderAttribution(benchmark: Benchmark, rises: readonly LineCost[], added: readonly Site[]): Benchmark {
  const attribution = rises.slice(0, MOST_LINES).map((rise): Attribution => {
    const site = findSite(rise, added)
    return {
      file: rise.file,
      line: rise.line,
      function: rise.function,
      allocsPerOp: rise.allocs,
      bytesPerOp: rise.bytes,
      ...(site ? { site } : {}),
    }
  })
  const explained = attribution.reduce(
    (sum, line) => ({ allocs: sum.allocs + line.allocsPerOp, bytes: sum.bytes + line.bytesPerOp }),
    {
      allocs: 0,
      bytes: 0,
    },
  )
  return {
    ...benchmark,
    attribution,
    unexplained: {
      allocsPerOp: leftOver(benchmark, 'allocs/op', explained.allocs),
      bytesPerOp: leftOver(benchmark, 'B/op', explained.bytes),
    },
  }
}

/** The compiler places an inlined callee's fact at the call, the profile at the callee's own line: the inlined calls may hold the site. */
function findSite(rise: LineCost, added: readonly Site[]): Site | undefined {
  for (const at of [rise, ...rise.inlinedAt]) {
    const found = added.find((site) => site.file === at.file && site.line === at.line)
    if (found) return found
  }
  return undefined
}

function leftOver(benchmark: Benchmark, unit: string, explained: number): number {
  const rise = benchmark.metrics[unit]?.delta ?? 0
  return Math.max(0, Math.round((rise - explained) * 100) / 100)
}
