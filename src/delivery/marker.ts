/**
 * The hidden first line that tells our comment from every other, and one
 * configuration's comment from another's (`comment-key`). Different keys give
 * different markers, and no key can end the HTML comment early.
 */
export function renderMarker(commentKey: string): string {
  const key = [...commentKey].map((character) => (/[A-Za-z0-9._]/.test(character) ? character : encode(character)))
  return `<!-- go-perf-review:${key.join('')} -->`
}

function encode(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16)};`
}

/** True where a comment's first line is this marker; text further down may quote anything. */
export function matchMarker(body: string, marker: string): boolean {
  const [firstLine = ''] = body.trimStart().split('\n', 1)
  return firstLine.trimEnd() === marker
}
