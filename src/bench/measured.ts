import type { Leaf } from './leaf.ts'

/** What is known of one benchmark after measuring. */
export interface Measured {
  readonly package: string
  readonly name: string
  /** Its name on the base, where it has another one there. */
  readonly renamedFrom: string | null
  readonly on: 'both' | 'base' | 'head'
  /** Why its numbers say nothing about the code under test; null where they do. */
  readonly notComparable: string | null
  /** Null where it could not be measured. */
  readonly leaf: Leaf | null
  /** Whether samples enough for a proof were taken. */
  readonly confirmed: boolean
  /** Paths of gzipped memory profiles of two runs a side, for what allocates more; null where none were taken. */
  readonly profiles: Profiles | null
  /** It was built without `-trimpath`, as it fails with it. */
  readonly untrimmed: boolean
  /** Paths of block and mutex profiles of one run a side; null where none were taken. */
  readonly waits: WaitProfiles | null
  readonly skipped: string | null
  readonly problem: {
    readonly side: 'base' | 'head' | 'both'
    readonly message: string
    readonly stderr: string
  } | null
}

export interface Profiles {
  /** How many operations the longer run did more than the shorter. */
  readonly operations: number
  readonly base: { readonly shorter: string; readonly longer: string }
  readonly head: { readonly shorter: string; readonly longer: string }
}

export interface WaitProfiles {
  /** How many operations each run did. */
  readonly operations: number
  readonly base: { readonly block: string; readonly mutex: string }
  readonly head: { readonly block: string; readonly mutex: string }
}
