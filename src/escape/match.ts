import { judgeAllocates } from './allocates.ts'
import type { Fact } from './fact.ts'
import { loosenExpression, normaliseExpression, reduceToKind } from './normalise.ts'

/** Where a base place lies on the head; null where its line was removed or rewritten. */
export type MapToHead = (file: string, line: number) => { readonly file: string; readonly line: number } | null

export interface Unmatched {
  readonly base: readonly Fact[]
  readonly head: readonly Fact[]
}

/**
 * Takes out of both sides the facts that lie at corresponding places and say the
 * same. Needs no syntax, so that only what is left has to be looked at closely.
 */
export function matchByPlace(base: readonly Fact[], head: readonly Fact[], mapToHead: MapToHead): Unmatched {
  const waiting = groupBy(head, (fact) => placeKey(fact, fact.file, fact.line))
  const baseLeft: Fact[] = []
  for (const fact of base) {
    const at = mapToHead(fact.file, fact.line)
    const found = at && waiting.get(placeKey(fact, at.file, at.line))?.pop()
    if (!found) baseLeft.push(fact)
  }
  return { base: baseLeft, head: remaining(head, waiting) }
}

/** A fact with the function that holds it, named the same on both sides where it is the same function. */
export interface LocatedFact {
  readonly fact: Fact
  /** Identity of the enclosing declaration across the change: moved and renamed functions keep it. */
  readonly declaration: string
  /** The declaration on its own side; several that became one share `declaration`. */
  readonly origin: string
  readonly coldPath: boolean
  /**
   * Declarations with which code was exchanged: callers of a function that is
   * gone (written out in them), or from which a new one was taken.
   */
  readonly relatives: readonly string[]
}

/**
 * Matches within the same declaration, most exact first: same words; then words
 * alike but for numbers and qualifiers; then what is made of the same kind; at last
 * between declarations that exchanged code. Cold sites match cold ones only, so that
 * an error path that goes cannot pay for a hot one that comes.
 */
export function matchByDeclaration(
  base: readonly LocatedFact[],
  head: readonly LocatedFact[],
): { readonly base: readonly LocatedFact[]; readonly head: readonly LocatedFact[] } {
  let left = { base, head }
  const keys = [
    (located: LocatedFact) => normaliseExpression(located.fact.expression),
    (located: LocatedFact) => loosenExpression(normaliseExpression(located.fact.expression)),
    // What is made is still made, with another size or content; what costs nothing must not stand for what does.
    (located: LocatedFact) =>
      `${judgeAllocates(located.fact)} ${reduceToKind(loosenExpression(normaliseExpression(located.fact.expression)))}`,
  ]
  for (const expressionOf of keys) {
    const keyOf = (located: LocatedFact): string =>
      [located.declaration, located.fact.kind, located.coldPath, expressionOf(located)].join('\0')
    const waiting = groupBy(left.head, keyOf)
    const taken = new Map<string, Set<string>>()
    const baseLeft = left.base.filter((located) => {
      const key = keyOf(located)
      const origins = taken.get(key) ?? new Set()
      const matched = waiting.get(key)?.shift() !== undefined
      // Functions that became one generic function: its one fact stands for a fact of each.
      const absorbed = !matched && origins.size > 0 && !origins.has(located.origin)
      if (matched || absorbed) taken.set(key, origins.add(located.origin))
      return !matched && !absorbed
    })
    left = { base: baseLeft, head: remaining(left.head, waiting) }
  }
  const open = matchRelatives(left)
  return { base: dropCopied(open.base, base), head: dropCopied(open.head, head) }
}

/** A function that was written out in its callers, or taken out of one, keeps its facts. */
function matchRelatives(left: { readonly base: readonly LocatedFact[]; readonly head: readonly LocatedFact[] }): {
  readonly base: readonly LocatedFact[]
  readonly head: readonly LocatedFact[]
} {
  const open = new Set(left.head)
  const base = left.base.filter((before) => {
    for (const after of open) {
      const related = before.relatives.includes(after.declaration) || after.relatives.includes(before.declaration)
      if (!related || !saysTheSame(before, after)) continue
      open.delete(after)
      return false
    }
    return true
  })
  return { base, head: [...open] }
}

/**
 * A function without a counterpart that was inlined into a relative: the copy there has its counterpart on the
 * other side, so nothing was won or lost with the function itself.
 */
function dropCopied(open: readonly LocatedFact[], all: readonly LocatedFact[]): readonly LocatedFact[] {
  const matched = all.filter((located) => !open.includes(located))
  return open.filter(
    (located) => !matched.some((copy) => located.relatives.includes(copy.declaration) && saysTheSame(located, copy)),
  )
}

function saysTheSame(a: LocatedFact, b: LocatedFact): boolean {
  return (
    a.fact.kind === b.fact.kind &&
    a.coldPath === b.coldPath &&
    loosenExpression(normaliseExpression(a.fact.expression)) ===
      loosenExpression(normaliseExpression(b.fact.expression))
  )
}

function placeKey(fact: Fact, file: string, line: number): string {
  return `${file}\0${line}\0${fact.kind}\0${normaliseExpression(fact.expression)}`
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

function remaining<T>(items: readonly T[], waiting: Map<string, T[]>): T[] {
  const left = new Set([...waiting.values()].flat())
  return items.filter((item) => left.has(item))
}
