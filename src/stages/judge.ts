import type { Leaf } from '../bench/leaf.ts'

/** Which screened leaves deserve proof, and which of those proven so far are still open. Pure; handed in by the caller. */
export interface Judge {
  nominate(leaf: Leaf): boolean
  findOpen(leaves: readonly Leaf[], look: number): readonly Leaf[]
  /** Whether it allocates more or less, so that the lines are worth finding. */
  findDirection(leaf: Leaf): 'rise' | 'fall' | null
  /** Whether the change touches what goroutines wait for. */
  readonly touchesWaiting: boolean
}
