import { choose } from './choose.ts'
import { normalCdf } from './normal.ts'

/**
 * The outcome of a two-sided Mann–Whitney U test. It always holds a p-value: where nothing
 * can differ (all values equal, or a side without samples) that is 1, and `method` says why.
 */
export interface RankTest {
  /** The p-value as benchstat gives it for the same samples, at most 1. */
  readonly p: number
  /**
   * The p-value to decide by: never below `p`. benchstat doubles one tail; with ties and sides of
   * unequal size the distribution is skewed and the doubled tail can be too small, even 0. Here both tails
   * are then added up. The two are the same for sides of equal size, without ties, and for large samples.
   */
  readonly pStrict: number
  /** Pairs in which the first side's value is larger, ties counting one half. */
  readonly u: number
  readonly method: 'exact' | 'normal' | 'all-equal' | 'no-samples'
}

/** Up to this many samples per side the distribution is exact; the limits are benchstat's. */
const EXACT_LIMIT = 50
const EXACT_LIMIT_WITH_TIES = 25

/**
 * Tests whether two samples come from the same distribution. The values may be in any order and
 * must be no NaN; a sample with a NaN counts as no sample.
 *
 * Exact distribution after Mann & Whitney (1947), with ties after Klotz (1966), counted by dynamic
 * programming over the groups of equal values; beyond the limits the normal approximation with
 * tie and continuity correction. Same method and limits as golang.org/x/perf/benchmath.
 */
export function rankTest(first: readonly number[], second: readonly number[]): RankTest {
  const n1 = first.length
  const n2 = second.length
  if (n1 === 0 || n2 === 0 || first.some(Number.isNaN) || second.some(Number.isNaN)) {
    return { p: 1, pStrict: 1, u: (n1 * n2) / 2, method: 'no-samples' }
  }
  const { u, groups } = rank(first, second)
  if (groups.length === 1) return { p: 1, pStrict: 1, u, method: 'all-equal' }

  const tied = groups.some((size) => size > 1)
  const limit = tied ? EXACT_LIMIT_WITH_TIES : EXACT_LIMIT
  if (n1 > limit || n2 > limit) {
    const p = normalP(u, n1, n2, groups)
    return { p, pStrict: p, u, method: 'normal' }
  }

  if (2 * u === n1 * n2) return { p: 1, pStrict: 1, u, method: 'exact' }
  const small = Math.min(u, n1 * n2 - u)
  const lower = lowerTail(groups, n1, small)
  const p = Math.min(1, 2 * (lower === 0 ? tailBelowLeastU(groups, n1, small) : lower))
  if (!tied || n1 === n2) return { p, pStrict: p, u, method: 'exact' }
  // Reading the groups from the top mirrors U, so the upper tail is a lower one.
  const upper = lowerTail(groups.toReversed(), n1, small)
  return { p, pStrict: Math.min(1, Math.max(p, lower + upper)), u, method: 'exact' }
}

/** U of the first sample and, in ascending order of value, how many of all values are equal to each other. */
function rank(first: readonly number[], second: readonly number[]): { u: number; groups: number[] } {
  const all = [...first.map((value) => ({ value, own: true })), ...second.map((value) => ({ value, own: false }))].sort(
    (a, b) => a.value - b.value,
  )
  const groups: number[] = []
  let u = 0
  let othersBelow = 0
  for (let start = 0; start < all.length; ) {
    const value = all[start]?.value
    let end = start
    let own = 0
    while (end < all.length && all[end]?.value === value) {
      if (all[end]?.own) own++
      end++
    }
    const others = end - start - own
    u += own * (othersBelow + others / 2)
    othersBelow += others
    groups.push(end - start)
    start = end
  }
  return { u, groups }
}

/**
 * P(U <= limit) when all ways to deal the values to the two sides are equally likely.
 * `ways[j][s]`: in how many ways the groups seen so far give j values to the first side with
 * U = s * unit. Every further group only adds to U, so sums beyond the limit are dropped.
 */
function lowerTail(groups: readonly number[], n1: number, limit: number): number {
  const unit = groups.some((size) => size > 1) ? 0.5 : 1
  const top = Math.floor(limit / unit)
  const width = top + 1
  const ways = new Float64Array((n1 + 1) * width)
  ways[0] = 1
  let seen = 0
  for (const size of groups) {
    // From many values to few, so that a group's own additions are not counted into themselves.
    for (let j = Math.min(n1, seen); j >= 0; j--) {
      const reached = Math.min(top, (j * (seen - j)) / unit)
      for (let take = 1; take <= Math.min(size, n1 - j); take++) {
        const gain = (take * (seen - j) + (take * (size - take)) / 2) / unit
        const factor = choose(size, take)
        const from = j * width
        const to = (j + take) * width + gain
        const end = Math.min(reached, top - gain)
        for (let s = 0; s <= end; s++) ways[to + s] = (ways[to + s] ?? 0) + factor * (ways[from + s] ?? 0)
      }
    }
    seen += size
  }
  let sum = 0
  for (let s = 0; s <= top; s++) sum += ways[n1 * width + s] ?? 0
  return sum / choose(seen, n1)
}

/**
 * With ties and unequal sides, the mirrored U can lie below every U that can occur. Its tail is 0, and so is
 * benchstat's, except for two distinct values, where it counts the ways to give the first side only the lower one. Followed
 * so that the shown p-value is the one that readers see there; decisions rest on `pStrict`.
 */
function tailBelowLeastU(groups: readonly number[], n1: number, small: number): number {
  const [lower = 0, upper = 0, ...more] = groups
  const excess = 2 * small - n1 * (lower - n1)
  if (more.length > 0 || excess <= -(lower + upper)) return 0
  return choose(lower, n1) / choose(lower + upper, n1)
}

function normalP(u: number, n1: number, n2: number, groups: readonly number[]): number {
  const n = n1 + n2
  const ties = groups.reduce((sum, size) => sum + size ** 3 - size, 0)
  const deviation = Math.sqrt((n1 * n2 * (n + 1 - ties / (n * (n - 1)))) / 12)
  const distance = Math.max(0, Math.abs(u - (n1 * n2) / 2) - 0.5)
  return Math.min(1, 2 * normalCdf(-distance / deviation))
}
