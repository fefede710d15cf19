import { normalCdf, normalQuantile } from './normal.ts'
import { smallestP } from './sample-size.ts'

/** `even`: in proportion to the samples, alike at each look (as Pocock's). `late`: sparing early, most at the end (as O'Brien & Fleming's). */
export type Spending = 'even' | 'late'

/**
 * Splits the significance level over looks that were fixed before measuring: `looks` are the
 * samples per side at each look, ascending; the result holds the level for each. The levels add up to at
 * most `alpha`, so the chance that identical code is called different at any look is at most `alpha`,
 * however the looks depend on each other (Bonferroni's inequality): simpler than exact
 * group-sequential bounds and a little stricter. The shapes are the spending functions of
 * Lan & DeMets (1983).
 *
 * A look with too few samples for the rank test to reach its share cannot reject anything, so
 * its share is handed on to the next.
 */
export function spendAlpha(alpha: number, looks: readonly number[], spending: Spending = 'even'): number[] {
  const last = looks.at(-1) ?? 0
  let spentBefore = 0
  let handedOn = 0
  return looks.map((samples) => {
    const spent = spendUpTo(alpha, last > 0 ? samples / last : 1, spending)
    const level = Math.max(0, spent - spentBefore) + handedOn
    spentBefore = Math.max(spent, spentBefore)
    if (smallestP(samples, samples) > level) {
      handedOn = level
      return 0
    }
    handedOn = 0
    return level
  })
}

function spendUpTo(alpha: number, share: number, spending: Spending): number {
  if (share >= 1) return alpha
  if (share <= 0) return 0
  if (spending === 'even') return alpha * share
  return Math.min(alpha, 2 * normalCdf(normalQuantile(alpha / 2) / Math.sqrt(share)))
}
