import type { Declaration } from './outline.ts'

/** Below, two short functions look alike by chance. */
const LEAST_TOKENS = 12
/** The share from which git's own rename detection is confident for whole files is 0.5; functions are shorter. */
const LEAST_SHARE = 0.7

/**
 * How much of two functions' blocks is the same, as the share of their words in
 * common (with repetition): 1 for the same words. 0 for what is too short to tell.
 */
export function compareBlocks(a: Declaration, b: Declaration): number {
  const [before, after] = [countTokens(a), countTokens(b)]
  let common = 0
  let all = 0
  for (const token of new Set([...before.keys(), ...after.keys()])) {
    const [x, y] = [before.get(token) ?? 0, after.get(token) ?? 0]
    common += Math.min(x, y)
    all += Math.max(x, y)
  }
  return all < LEAST_TOKENS ? 0 : common / all
}

/** The one candidate that is clearly the same function, or undefined. */
export function findSimilar<T extends { readonly declaration: Declaration }>(
  wanted: Declaration,
  candidates: readonly T[],
): T | undefined {
  const scored = candidates
    .filter(({ declaration }) => declaration.kind === wanted.kind)
    .map((candidate) => ({ candidate, share: compareBlocks(wanted, candidate.declaration) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
  const [first, second] = scored
  return first && first.share !== second?.share ? first.candidate : undefined
}

function countTokens({ blockFingerprint }: Declaration): Map<string, number> {
  const counts = new Map<string, number>()
  for (const token of blockFingerprint.split(' ')) {
    if (/\w/.test(token)) counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  return counts
}
