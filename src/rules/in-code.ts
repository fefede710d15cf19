const MOST_CHARACTERS = 60

/** Source text as reports mark code in a sentence: on one line, between backticks, cut off where it is long. */
export function inCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  // A raw string has backticks of its own.
  if (line.includes('`')) return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line
  return line.length > MOST_CHARACTERS ? `\`${line.slice(0, MOST_CHARACTERS)}…\`` : `\`${line}\``
}
