/**
 * The hidden first line that tells our comment from every other, and one
 * configuration's comment from another's (`comment-key`). Different keys give
 * different markers, and no key can end the HTML comment early.
 */
export function renderMarker(commentKey: string): string {
  return `<!-- go-perf-review:${encodeKey(commentKey)} -->`
}

/** The hidden first line of a note on a line: whose it is, and what it says (`identity`, any text). */
export function renderNoteMarker(commentKey: string, identity: string): string {
  return `<!-- go-perf-review-note:${encodeKey(commentKey)}:${fingerprint(identity)} -->`
}

/** What the first line of a note on a line says, or null where it is no marker of one. */
export function parseNoteMarker(body: string): { readonly key: string; readonly fingerprint: string } | null {
  const [, key, fingerprint] = /^\s*<!-- go-perf-review-note:([\w.%;]*):([0-9a-f]{16}) -->/.exec(body) ?? []
  return key === undefined || fingerprint === undefined ? null : { key, fingerprint }
}

export function encodeKey(commentKey: string): string {
  return [...commentKey].map((character) => (/[A-Za-z0-9._]/.test(character) ? character : encode(character))).join('')
}

/** FNV-1a of 64 bits over UTF-16 units, as 16 digits. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}

function encode(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16)};`
}

/** True where a comment's first line is this marker; text further down may quote anything. */
export function matchMarker(body: string, marker: string): boolean {
  const [firstLine = ''] = body.trimStart().split('\n', 1)
  return firstLine.trimEnd() === marker
}
