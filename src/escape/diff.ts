import { judgeCold } from './cold.ts'
import type { Fact } from './fact.ts'
import { type LocatedFact, matchByDeclaration } from './match.ts'

/** Names the declaration that holds a place, alike on both sides where it is the same one. */
export type PlaceFact = (fact: Fact) => {
  readonly key: string
  readonly origin: string
  readonly function: string
  readonly cold: boolean
  readonly relatives: readonly string[]
}

export interface EscapeDiff {
  readonly added: readonly LocatedFact[]
  readonly removed: readonly LocatedFact[]
}

/** What is left of the unmatched facts after matching within declarations: truly new and truly gone. */
export function diffLocated(
  unmatched: { readonly base: readonly Fact[]; readonly head: readonly Fact[] },
  placeBase: PlaceFact,
  placeHead: PlaceFact,
): EscapeDiff {
  const locate =
    (place: PlaceFact) =>
    (fact: Fact): LocatedFact => {
      const { key, origin, function: enclosing, cold, relatives } = place(fact)
      return { fact, declaration: key, origin, relatives, coldPath: judgeCold(fact, enclosing, cold) }
    }
  const left = matchByDeclaration(unmatched.base.map(locate(placeBase)), unmatched.head.map(locate(placeHead)))
  return { added: left.head, removed: left.base }
}
