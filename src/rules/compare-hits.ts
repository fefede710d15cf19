import type { Hit } from './rule.ts'

export interface HitComparison {
  /** On the head, in a declaration that the change touches, and not on the base. */
  readonly added: readonly Hit[]
  /** On the base, in a declaration that the change touches, and not on the head. */
  readonly removed: readonly Hit[]
}

/**
 * What is new among the head's hits. The same rule and text in the same function are the same hit, wherever the
 * lines went; then the same text in another function (moved code); then the same rule in the same function (the
 * text was edited, the habit was there before). `isChanged`: whether the change touches the hit's declaration on its side.
 */
export function compareHits(
  base: readonly Hit[],
  head: readonly Hit[],
  isChanged: (side: 'base' | 'head', hit: Hit) => boolean,
): HitComparison {
  let [before, after] = [base, head]
  for (const key of [exactKey, textKey, functionKey]) [before, after] = matchBy(key, before, after)
  return {
    added: after.filter((hit) => isChanged('head', hit)),
    removed: before.filter((hit) => isChanged('base', hit)),
  }
}

function exactKey(hit: Hit): string {
  return `${hit.rule}\0${hit.package}\0${hit.function}\0${hit.subject}`
}

function textKey(hit: Hit): string {
  return `${hit.rule}\0${hit.subject}`
}

function functionKey(hit: Hit): string {
  return `${hit.rule}\0${hit.package}\0${hit.file === '' || hit.function !== '' ? hit.function : hit.file}`
}

function matchBy(key: (hit: Hit) => string, before: readonly Hit[], after: readonly Hit[]): [Hit[], Hit[]] {
  const waiting = new Map<string, Hit[]>()
  for (const hit of before) waiting.set(key(hit), [...(waiting.get(key(hit)) ?? []), hit])
  const fresh = after.filter((hit) => waiting.get(key(hit))?.shift() === undefined)
  return [[...waiting.values()].flat(), fresh]
}
