import type { Leaf } from '../bench/leaf.ts'

/** Which screened leaves deserve proof, and whether those proven so far are decided. Pure; handed in by the caller. */
export interface Judge {
  nominate(leaf: Leaf): boolean
  isDecided(leaves: readonly Leaf[], look: number): boolean
  /** Whether it allocates more or less, so that the lines are worth finding. */
  findDirection(leaf: Leaf): 'rise' | 'fall' | null
  /** Whether the change touches what goroutines wait for. */
  readonly touchesWaiting: boolean
}
