import { ExpectedFailure } from '../errors.ts'
import { parseReview } from './parse-review.ts'
import type { Review } from './schema.ts'

/** Far above what a review holds: a tail of 8 KiB, some thousand sites, 1,000 samples a side, six levels. */
const MOST = { characters: 65_536, entries: 20_000, depth: 24, samples: 1_000, nodes: 2_000_000 } as const

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Reads a `review.json` that a stranger may have written: the schema, and beyond
 * it limits on what a reader has to work through. `name` is for the message.
 * Throws `invalid-review-file`. What it says may still be invented.
 */
export function parseUntrustedReview(text: string, name: string): Review {
  let value: unknown = null
  try {
    value = JSON.parse(text)
  } catch {
    // parseReview says so.
  }
  const excess = findExcess(value)
  if (excess !== null) throw refusal(name, excess)
  const review = parseReview(text, name)
  if (![review.base.sha, review.head.sha].every((sha) => SHA.test(sha))) {
    throw refusal(name, 'base and head are no commit shas')
  }
  const metrics = review.benchmarks.flatMap((benchmark) => Object.values(benchmark.metrics))
  const sampled = metrics.flatMap(({ base, head }) => [base?.samples.length ?? 0, head?.samples.length ?? 0])
  if (sampled.some((samples) => samples > MOST.samples)) {
    throw refusal(name, `a metric has more than ${MOST.samples} samples`)
  }
  return review
}

/** What is out of bounds, else null. Walks without recursion, which nesting could exhaust. */
function findExcess(root: unknown): string | null {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }]
  let nodes = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (depth > MOST.depth) return `it nests deeper than ${MOST.depth} levels`
    if (++nodes > MOST.nodes) return `it holds more than ${MOST.nodes} values`
    if (typeof value === 'string' && value.length > MOST.characters) {
      return `a text is longer than ${MOST.characters} characters`
    }
    if (typeof value !== 'object' || value === null) continue
    const entries = Object.entries(value)
    if (entries.length > MOST.entries) return `a list has more than ${MOST.entries} entries`
    if (entries.some(([key]) => key.length > MOST.characters))
      return `a name is longer than ${MOST.characters} characters`
    for (const [, entry] of entries) open.push({ value: entry, depth: depth + 1 })
  }
  return null
}

function refusal(name: string, why: string): ExpectedFailure {
  return new ExpectedFailure(
    'invalid-review-file',
    `${name} is refused: ${why}. Nothing of it was posted; make it anew with mode: measure.`,
  )
}
