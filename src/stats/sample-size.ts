import { choose } from './choose.ts'

/**
 * The smallest p-value that the two-sided rank test can give for n and m samples without ties:
 * all values of one side above all of the other. 1 where a side is empty.
 */
export function smallestP(n: number, m: number): number {
  if (n < 1 || m < 1) return 1
  return Math.min(1, 2 / choose(n + m, n))
}

/** The fewest samples per side with which the rank test can reach `level`; null if 200 do not suffice. */
export function samplesToReach(level: number): number | null {
  if (!(level > 0)) return null
  for (let n = 1; n <= 200; n++) if (smallestP(n, n) <= level) return n
  return null
}
