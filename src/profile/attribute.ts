import type { AllocationStack } from './allocations.ts'

/** What one operation allocates on one line of the code under review. */
export interface LineCost {
  /** Relative to the repository's root. */
  readonly file: string
  readonly line: number
  readonly function: string
  readonly allocs: number
  readonly bytes: number
  /** Calls at which the compiler inlined the line's function: its escape facts are printed there. Innermost first. */
  readonly inlinedAt: readonly { readonly file: string; readonly line: number }[]
}

/** Sums stacks by their innermost line inside the code under review; stacks that never pass through it are left out. */
export function collectLines(
  stacks: readonly AllocationStack[],
  placeFile: (printedFile: string) => string | null,
): readonly LineCost[] {
  const lines = new Map<string, LineCost>()
  for (const stack of stacks) {
    const own = stack.frames.flatMap((frame) => {
      const file = placeFile(frame.file)
      return file === null ? [] : [{ frame, file, line: frame.line, function: shortName(frame.function) }]
    })
    const [first] = own
    if (!first) continue
    const { frame: _, ...inner } = first
    const physical = own.findIndex(({ frame }) => !frame.inlined)
    const inlinedAt = own.slice(1, physical + 1).map(({ file, line }) => ({ file, line }))
    const key = `${inner.file}:${inner.line}:${inner.function}`
    const sum = lines.get(key)
    lines.set(key, {
      ...inner,
      allocs: stack.objects + (sum?.allocs ?? 0),
      bytes: stack.bytes + (sum?.bytes ?? 0),
      inlinedAt: [...(sum?.inlinedAt ?? []), ...inlinedAt],
    })
  }
  return [...lines.values()]
}

/**
 * The lines on which an operation allocates more than before, worst first.
 * A base line that was rewritten or removed pays for lines of its own function, since its
 * allocation may only have moved; what is left is a rise.
 */
export function attributeRise(
  base: readonly LineCost[],
  head: readonly LineCost[],
  mapToHead: (file: string, line: number) => { readonly file: string; readonly line: number } | null,
): readonly LineCost[] {
  const kept = new Map<string, Cost>()
  const credits = new Map<string, Cost>()
  for (const cost of base) {
    const at = mapToHead(cost.file, cost.line)
    if (at) add(kept, `${at.file}:${at.line}`, cost)
    else add(credits, cost.function, cost)
  }
  const here = new Set(head.map((cost) => `${cost.file}:${cost.line}`))
  for (const cost of base) {
    const at = mapToHead(cost.file, cost.line)
    // A line that stayed and allocates no more: its function may have it elsewhere now.
    if (at && !here.has(`${at.file}:${at.line}`)) add(credits, cost.function, cost)
  }
  const rises = head.map((cost) => {
    const paid = take(kept, `${cost.file}:${cost.line}`, cost)
    return { cost, rise: { allocs: cost.allocs - paid.allocs, bytes: cost.bytes - paid.bytes } }
  })
  return rises
    .map(({ cost, rise }) => {
      const credit = take(credits, cost.function, rise)
      return { ...cost, allocs: round(rise.allocs - credit.allocs), bytes: round(rise.bytes - credit.bytes) }
    })
    .filter((cost) => cost.allocs >= LEAST_ALLOCS || cost.bytes >= LEAST_BYTES)
    .sort((a, b) => b.allocs - a.allocs || b.bytes - a.bytes)
}

interface Cost {
  readonly allocs: number
  readonly bytes: number
}

/** One in twenty operations; less is what a run allocates now and then for itself. */
const LEAST_ALLOCS = 0.05
const LEAST_BYTES = 1

function add(costs: Map<string, Cost>, key: string, { allocs, bytes }: Cost): void {
  const sum = costs.get(key)
  costs.set(key, { allocs: allocs + (sum?.allocs ?? 0), bytes: bytes + (sum?.bytes ?? 0) })
}

/** Takes as much as is there and wanted. */
function take(costs: Map<string, Cost>, key: string, wanted: Cost): Cost {
  const there = costs.get(key) ?? { allocs: 0, bytes: 0 }
  const taken = {
    allocs: Math.min(there.allocs, Math.max(0, wanted.allocs)),
    bytes: Math.min(there.bytes, Math.max(0, wanted.bytes)),
  }
  costs.set(key, { allocs: there.allocs - taken.allocs, bytes: there.bytes - taken.bytes })
  return taken
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** `(*T).Get` of `example.com/p.(*T).Get`. */
function shortName(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1)
  return last.slice(last.indexOf('.') + 1)
}
