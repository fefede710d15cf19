import { parseStacks } from './stacks.ts'
import { parseSymbol } from './symbol.ts'

/** Shares of a profile's whole CPU time, 0 to 1. */
export interface CpuShare {
  /** Spent in the function itself. */
  readonly flat: number
  /** Spent in it and in what it calls. */
  readonly cumulative: number
}

/**
 * What share of the CPU time of a profile (uncompressed, as `default.pgo` holds
 * it) each function has, by `import/path.Function`. `mainPackage` is the import path that the profile calls
 * `main`. Never throws; null for what is no CPU profile.
 */
export function parseCpuShares(bytes: Uint8Array, mainPackage: string): ReadonlyMap<string, CpuShare> | null {
  const stacks =
    parseStacks(bytes, ['cpu'])?.map(({ frames, counts }) => ({ frames, weight: counts.cpu })) ??
    parseStacks(bytes, ['samples'])?.map(({ frames, counts }) => ({ frames, weight: counts.samples })) ??
    null
  if (stacks === null) return null
  const counted = stacks.filter(({ weight }) => weight > 0 && Number.isFinite(weight))
  const total = counted.reduce((sum, { weight }) => sum + weight, 0)
  const sums = new Map<string, { flat: number; cumulative: number }>()
  for (const { frames, weight } of counted) {
    const seen = new Set<string>()
    frames.forEach((frame, depth) => {
      const symbol = parseSymbol(frame.function)
      if (symbol === null) return
      const key = `${symbol.package === 'main' ? mainPackage : symbol.package}.${symbol.function}`
      const sum = sums.get(key) ?? { flat: 0, cumulative: 0 }
      sums.set(key, sum)
      if (depth === 0) sum.flat += weight / total
      // A function that calls itself is on the stack once more, not longer.
      if (!seen.has(key)) sum.cumulative += weight / total
      seen.add(key)
    })
  }
  return sums
}
