/**
 * A report before it is printed: the words and their order, without Markdown,
 * colours or escaping. Comment, summary and terminal print the same document,
 * so they say the same; and as strings in here are always foreign text to a
 * printer, nothing unescaped can reach an output.
 */
export type Inline =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly line: Line }
  | { readonly kind: 'emphasis'; readonly line: Line }
  | { readonly kind: 'mark'; readonly mark: Mark }
  | {
      readonly kind: 'place'
      readonly side: 'base' | 'head'
      readonly file: string
      readonly line: number
      readonly text: string
    }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  /** A link to our documentation, where a link costs no room; plain text elsewhere. */
  | { readonly kind: 'help'; readonly url: string; readonly text: string }

/** The few signs that reports use, each printer in its own form. */
export type Mark = 'bad' | 'good' | 'unsure' | 'attention' | 'ok'

export type Line = readonly Inline[]

export interface Item {
  readonly lines: readonly Line[]
  readonly items?: readonly Item[]
}

export interface Column {
  readonly title: Line
  readonly align: 'left' | 'right'
}

export type Block =
  | { readonly kind: 'headline'; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'listing'; readonly text: string }
  | { readonly kind: 'fold'; readonly summary: Line; readonly blocks: readonly Block[] }
  | { readonly kind: 'legend'; readonly line: Line }

export const code = (text: string): Inline => ({ kind: 'code', text })
export const strong = (...line: Line): Inline => ({ kind: 'strong', line })
export const emphasis = (...line: Line): Inline => ({ kind: 'emphasis', line })
export const mark = (name: Mark): Inline => ({ kind: 'mark', mark: name })
export const paragraph = (...lines: readonly Line[]): Block => ({ kind: 'paragraph', lines })
export const list = (items: readonly Item[]): Block => ({ kind: 'list', items })
export const fold = (summary: Line, blocks: readonly Block[]): Block => ({ kind: 'fold', summary, blocks })

/** A line from a sentence with pieces in it: say`${code(name)} now escapes`. */
export function say(words: TemplateStringsArray, ...pieces: readonly (Inline | Line | number)[]): Line {
  const line: Inline[] = []
  words.forEach((text, index) => {
    if (text !== '') line.push(text)
    const piece = pieces[index]
    if (piece === undefined) return
    if (typeof piece === 'number') line.push(String(piece))
    else if (isLine(piece)) line.push(...piece)
    else line.push(piece)
  })
  return line
}

function isLine(piece: Inline | Line): piece is Line {
  return Array.isArray(piece)
}

/** Lines put together with a separator between them; empty ones vanish. */
export function join(lines: readonly Line[], separator: string): Line {
  const line: Inline[] = []
  for (const part of lines) {
    if (part.length === 0) continue
    if (line.length > 0) line.push(separator)
    line.push(...part)
  }
  return line
}

/** "a", "a and b", "a, b and c". */
export function enumerate(lines: readonly Line[]): Line {
  if (lines.length < 2) return lines[0] ?? []
  return [...join(lines.slice(0, -1), ', '), ' and ', ...(lines.at(-1) ?? [])]
}

/** Neighbouring strings made one, so that no reference can hide across their border. */
export function coalesce(line: Line): Line {
  const merged: Inline[] = []
  for (const piece of line) {
    const last = merged.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece
    else merged.push(piece)
  }
  return merged
}
