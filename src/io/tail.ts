export interface Tail {
  add(chunk: Uint8Array): void
  /** The last bytes as text, beginning with a whole character. */
  text(): string
}

/** Keeps the last `limit` bytes of what is added, in memory of its own. */
export function createTail(limit: number): Tail {
  let kept = Buffer.alloc(0)
  let cut = false
  return {
    add(chunk) {
      const joined = Buffer.concat([kept, chunk.subarray(Math.max(0, chunk.length - limit))])
      cut ||= chunk.length > limit || joined.length > limit
      kept = joined.subarray(Math.max(0, joined.length - limit))
    },
    text() {
      let start = 0
      // UTF-8 continuation bytes are 10xxxxxx; at most three can belong to a character that was cut.
      while (cut && start < 3 && ((kept[start] ?? 0) & 0xc0) === 0x80) start++
      return kept.subarray(start).toString('utf8')
    },
  }
}
