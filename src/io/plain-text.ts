// Built from code points: control characters in a source file are what this is against.
const ESCAPE = String.fromCharCode(0x1b)
const BELL = String.fromCharCode(0x07)
const CONTROL_SEQUENCE = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^${ESCAPE}${BELL}]*(?:${BELL}|${ESCAPE}\\\\)?|[ -/]*[0-~]?)`,
  'g',
)
const CONTROL = /\p{Cc}/gu
/** Characters that turn the direction of what follows, and line breaks that are no control characters. */
const MISLEADING = /[\u202a-\u202e\u2066-\u2069\u2028\u2029\u200e\u200f\u061c]/g

/**
 * One line that a terminal or a runner shows and does not obey: no escape
 * sequences, no control characters, no changes of direction, and no workflow
 * command, which GitHub's runner looks for in stderr too (`::name` at a line's
 * beginning, `##[name` anywhere).
 */
export function renderPlainLine(text: string): string {
  return text
    .replace(CONTROL_SEQUENCE, '')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(CONTROL, '')
    .replace(MISLEADING, '')
    .replace(/##\[/g, '## [')
    .replace(/^(\s*):(?=:)/, '$1: ')
}

/** How many columns a terminal needs at most: beyond Latin, Greek and Cyrillic a character may take two. */
export function measureColumns(text: string): number {
  let columns = 0
  for (const character of text) columns += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1
  return columns
}

/** Cuts a text to a number of columns, the last of them `…` where something was cut. */
export function renderWithin(text: string, columns: number): string {
  if (measureColumns(text) <= columns) return text
  let kept = ''
  let room = columns - measureColumns('…')
  for (const character of text) {
    room -= measureColumns(character)
    if (room < 0) break
    kept += character
  }
  return columns < measureColumns('…') ? '' : `${kept}…`
}
