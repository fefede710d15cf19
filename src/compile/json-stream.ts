/**
 * Splits the concatenated, indented JSON objects that `go list -json` prints.
 * Never throws: an object that does not parse is counted in `problems`.
 */
export function parseJsonStream(text: string): {
  readonly values: readonly unknown[]
  readonly problems: readonly string[]
} {
  const values: unknown[] = []
  const problems: string[] = []
  let start = 0
  while (start < text.length) {
    const end = text.indexOf('\n}\n', start)
    const piece = end === -1 ? text.slice(start) : text.slice(start, end + 3)
    start = end === -1 ? text.length : end + 3
    if (piece.trim() === '') continue
    try {
      values.push(JSON.parse(piece))
    } catch {
      problems.push(`go printed something that is no JSON object: ${piece.trim().slice(0, 200)}`)
    }
  }
  return { values, problems }
}
