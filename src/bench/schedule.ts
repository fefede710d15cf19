/** Samples per side at which noisy metrics are looked at: fixed before measuring, so that looking is not peeking. */
export function planLooks(count: number, fewest = 6): readonly number[] {
  const most = Math.max(count, 1)
  return most <= fewest ? [most] : [fewest, most]
}

/** Which side runs first in a round: base, head, head, base, so that neither gains from drift. */
export function planRound(round: number): readonly ['base', 'head'] | readonly ['head', 'base'] {
  return round % 2 === 0 ? ['base', 'head'] : ['head', 'base']
}
