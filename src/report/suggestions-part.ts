import type { Suggestion } from '../review/schema.ts'
import { type Block, fold, type Line, list, paragraph, say } from './document.ts'
import { count } from './plural.ts'
import type { Telling } from './telling.ts'

/** A whole test file is longer than the first lines of an error. */
const LISTINGS_LONG = 4

/** Benchmarks to fill in, folded, one file a package. */
export function suggestionsPart(telling: Telling): readonly Block[] {
  const { suggestions = [] } = telling.review
  const shown = telling.take(suggestions, telling.allowance.findings, 'suggested test file')
  const made = suggestions.reduce((sum, one) => sum + one.functions.length, 0)
  const functions = suggestions.reduce((sum, one) => sum + one.skipped.length, made)
  if (shown.length === 0) return []
  const title = `Suggested benchmarks for ${made} of ${count(functions, 'changed function')} that none executes`
  return [
    fold(
      [title],
      shown.flatMap((one) => suggestionBlocks(one, telling)),
    ),
  ]
}

function suggestionBlocks(one: Suggestion, telling: Telling): readonly Block[] {
  const skipped = one.skipped.map(({ function: name, reason }): { lines: readonly Line[] } => ({
    lines: [say`Not for ${telling.word(name)}: ${telling.sentence(reason)}`],
  }))
  const text = cut(one.text, telling.allowance.listing * LISTINGS_LONG)
  return [
    ...(text === '' ? [] : [paragraph(say`To be filled in, as ${telling.word(one.file)}:`)]),
    ...(text === '' ? [] : [{ kind: 'listing', text } as const]),
    ...(skipped.length === 0 ? [] : [list(skipped)]),
  ]
}

function cut(text: string, limit: number): string {
  const whole = text.trimEnd()
  return whole.length > limit ? `${whole.slice(0, limit).replace(/\n?[^\n]*$/, '')}\n…` : whole
}
