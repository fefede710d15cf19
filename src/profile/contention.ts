import { type Frame, parseStacks } from './stacks.ts'
import { parseSymbol } from './symbol.ts'

/** How often goroutines waited under one call stack, and how long together. */
export interface WaitStack {
  readonly frames: readonly Frame[]
  readonly contentions: number
  readonly nanoseconds: number
}

/** Reads a block or mutex profile (uncompressed). Never throws; null for what is no such profile. */
export function parseWaits(bytes: Uint8Array): readonly WaitStack[] | null {
  const stacks = parseStacks(bytes, ['contentions', 'delay'])
  return (
    stacks?.map(({ frames, counts }) => ({ frames, contentions: counts.contentions, nanoseconds: counts.delay })) ??
    null
  )
}

/** What waited on one line of the code under review during a whole run. */
export interface LineWait {
  /** Relative to the repository's root. */
  readonly file: string
  readonly line: number
  readonly function: string
  readonly contentions: number
  readonly nanoseconds: number
}

/** Sums stacks by their innermost line of product code; what only the benchmark itself waits for is left out. */
export function collectWaits(
  stacks: readonly WaitStack[],
  placeFile: (printedFile: string) => string | null,
): readonly LineWait[] {
  const lines = new Map<string, LineWait>()
  for (const { frames, contentions, nanoseconds } of stacks) {
    const own = frames.flatMap((frame) => {
      const file = placeFile(frame.file)
      return file === null
        ? []
        : [{ file, line: frame.line, function: parseSymbol(frame.function)?.function ?? frame.function }]
    })[0]
    if (!own || own.file.endsWith('_test.go')) continue
    const key = `${own.file}:${own.line}:${own.function}`
    const sum = lines.get(key)
    lines.set(key, {
      ...own,
      contentions: contentions + (sum?.contentions ?? 0),
      nanoseconds: nanoseconds + (sum?.nanoseconds ?? 0),
    })
  }
  return [...lines.values()]
}

/** A line that waits more often than before, per operation. */
export interface WaitRise {
  readonly file: string
  readonly line: number
  readonly function: string
  readonly base: number
  readonly head: number
  readonly delayNanoseconds: { readonly base: number; readonly head: number }
}

/** One run a side: fewer, or less than that many times as many, are what scheduling makes of the same code. */
const LEAST_CONTENTIONS = 50
const LEAST_FACTOR = 3

/**
 * The lines that wait far more often on the head, worst first, from one run a side of `operations` operations each. A
 * base line that was rewritten counts for its function. A hint, no proof: waiting depends on scheduling.
 */
export function compareWaits(
  base: readonly LineWait[],
  head: readonly LineWait[],
  operations: number,
  mapToHead: (file: string, line: number) => { readonly file: string; readonly line: number } | null,
): readonly WaitRise[] {
  const before = (wait: LineWait): readonly LineWait[] =>
    base.filter((old) => {
      const at = mapToHead(old.file, old.line)
      return at === null ? old.function === wait.function : at.file === wait.file && at.line === wait.line
    })
  return head
    .flatMap((wait): WaitRise[] => {
      const old = before(wait)
      const contentions = sum(old, (one) => one.contentions)
      if (wait.contentions < LEAST_CONTENTIONS || wait.contentions < LEAST_FACTOR * contentions) return []
      return [
        {
          file: wait.file,
          line: wait.line,
          function: wait.function,
          base: contentions / operations,
          head: wait.contentions / operations,
          delayNanoseconds: {
            base: sum(old, (one) => one.nanoseconds) / operations,
            head: wait.nanoseconds / operations,
          },
        },
      ]
    })
    .sort((a, b) => b.head - b.base - (a.head - a.base))
}

function sum(waits: readonly LineWait[], value: (wait: LineWait) => number): number {
  return waits.reduce((total, wait) => total + value(wait), 0)
}
