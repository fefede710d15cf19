export type Correction = 'benjamini-hochberg' | 'holm'

/**
 * Adjusted p-values of a family of tests, in the order given: reject those at or below the level.
 * Benjamini & Hochberg (1995): of the rejected, at most the level's share is false on average.
 * Holm (1979): the chance of even one false rejection is at most the level.
 */
export function adjustP(p: readonly number[], correction: Correction): number[] {
  return correction === 'holm' ? adjustHolm(p) : adjustBenjaminiHochberg(p)
}

export function adjustBenjaminiHochberg(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length).fill(1)
  let least = 1
  for (const { value, index, place } of ascending(p).reverse()) {
    least = Math.min(least, value * (p.length / (place + 1)))
    adjusted[index] = least
  }
  return adjusted
}

export function adjustHolm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length).fill(1)
  let most = 0
  for (const { value, index, place } of ascending(p)) {
    most = Math.min(1, Math.max(most, value * (p.length - place)))
    adjusted[index] = most
  }
  return adjusted
}

/**
 * The raw p-value that suffices when only one test of the family shows a difference: the
 * strictest case, and the same for both corrections.
 */
export function levelForOne(alpha: number, tests: number): number {
  return alpha / Math.max(1, tests)
}

function ascending(p: readonly number[]): { value: number; index: number; place: number }[] {
  return p
    .map((value, index) => ({ value, index }))
    .sort((a, b) => a.value - b.value)
    .map((entry, place) => ({ ...entry, place }))
}
