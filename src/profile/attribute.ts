import type { AllocationStack } from './allocations.ts'

export interface Cost {
  readonly allocs: number
  readonly bytes: number
}

/** What one operation allocates on one line of the code under review. */
export interface LineCost extends Cost {
  /** Relative to the repository's root. */
  readonly file: string
  readonly line: number
  readonly function: string
  /** Calls at which the compiler inlined the line's function: its escape facts are printed there. Innermost first. */
  readonly inlinedAt: readonly { readonly file: string; readonly line: number }[]
  /** What of it happens in foreign code that the line calls, by name such as `fmt.Sprintf`. */
  readonly callees: ReadonlyMap<string, Cost>
  /** There may be more allocations than counted; see AllocationStack. */
  readonly tiny: boolean
}

/** What one operation allocates more (or, as negative numbers, less) on a line than on the other side. */
export interface LineDifference extends Omit<LineCost, 'callees'> {
  /** Where the position lies: the head's for a rise, the base's for a fall. */
  readonly side: 'base' | 'head'
  /** The call into foreign code that accounts for most of it; null where the line itself allocates. */
  readonly through: string | null
}

/** Sums stacks by their innermost line inside the code under review; stacks that never pass through it are left out. */
export function collectLines(
  stacks: readonly AllocationStack[],
  placeFile: (printedFile: string) => string | null,
): readonly LineCost[] {
  const lines = new Map<string, LineCost>()
  for (const stack of stacks) {
    const own = stack.frames.flatMap((frame, index) => {
      const file = placeFile(frame.file)
      return file === null ? [] : [{ frame, index, file, line: frame.line, function: shortName(frame.function) }]
    })
    const [first] = own
    if (!first || HARNESS.test(stack.frames[first.index - 1]?.function ?? '')) continue
    const { frame: _, index, ...inner } = first
    const physical = own.findIndex(({ frame }) => !frame.inlined)
    const inlinedAt = own.slice(1, physical + 1).map(({ file, line }) => ({ file, line }))
    const key = `${inner.file}:${inner.line}:${inner.function}`
    const sum = lines.get(key)
    const callee = calleeName(stack.frames[index - 1]?.function ?? '')
    lines.set(key, {
      ...inner,
      allocs: stack.objects + (sum?.allocs ?? 0),
      bytes: stack.bytes + (sum?.bytes ?? 0),
      inlinedAt: [...(sum?.inlinedAt ?? []), ...inlinedAt],
      callees: callee === '' ? (sum?.callees ?? new Map()) : addCallee(sum?.callees, callee, stack),
      tiny: stack.tiny || (sum?.tiny ?? false),
    })
  }
  return [...lines.values()]
}

/** What the testing package allocates to run a benchmark, the runner of sub-benchmarks above all. */
const HARNESS = /^testing\.\(\*B\)\.(?:Run|RunParallel|ResetTimer|StartTimer|StopTimer)$/

function addCallee(
  callees: ReadonlyMap<string, Cost> | undefined,
  name: string,
  { objects, bytes }: AllocationStack,
): ReadonlyMap<string, Cost> {
  const before = callees?.get(name)
  return new Map(callees).set(name, { allocs: objects + (before?.allocs ?? 0), bytes: bytes + (before?.bytes ?? 0) })
}

/**
 * The lines on which an operation allocates more than before, worst first, then those on which it allocates less.
 * A base line that was rewritten or removed pays for lines of its own function, since its
 * allocation may only have moved; what is left over on either side is a difference.
 */
export function attributeDifference(
  base: readonly LineCost[],
  head: readonly LineCost[],
  mapToHead: (file: string, line: number) => { readonly file: string; readonly line: number } | null,
): readonly LineDifference[] {
  const after = head.map((cost) => ({ cost, key: `${cost.file}:${cost.line}`, left: toLeft(cost) }))
  const here = new Set(after.map(({ key }) => key))
  const before = base.map((cost) => {
    const at = mapToHead(cost.file, cost.line)
    return { cost, key: at ? `${at.file}:${at.line}` : null, left: toLeft(cost) }
  })
  const partners = (one: { readonly key: string | null }, other: { readonly key: string | null }): boolean =>
    one.key !== null && one.key === other.key
  for (const entry of after) {
    for (const paying of before) if (partners(paying, entry)) cancel(paying.left, entry.left)
  }
  for (const entry of after) {
    for (const paying of before) {
      // A line that stayed and still allocates has paid for itself above.
      const gone = paying.key === null || !here.has(paying.key)
      if (gone && paying.cost.function === entry.cost.function) cancel(paying.left, entry.left)
    }
  }
  const costsAt = (entries: readonly { readonly key: string | null; readonly cost: LineCost }[], key: string | null) =>
    entries.filter((entry) => partners(entry, { key })).map((entry) => entry.cost)
  return [
    ...after.map(({ cost, key, left }) => describe(cost, left, 1, costsAt(before, key))).sort(worstFirst),
    ...before.map(({ cost, key, left }) => describe(cost, left, -1, costsAt(after, key))).sort(bestFirst),
  ].filter(({ allocs, bytes }) => Math.abs(allocs) >= LEAST_ALLOCS || Math.abs(bytes) >= LEAST_BYTES)
}

/** One in twenty operations; less is what a run allocates now and then for itself, and what set-up allocates by chance. */
const LEAST_ALLOCS = 0.05
const LEAST_BYTES = 4

interface Left {
  allocs: number
  bytes: number
}

function toLeft({ allocs, bytes }: Cost): Left {
  return { allocs, bytes }
}

/** Takes from both what both have. */
function cancel(one: Left, other: Left): void {
  for (const unit of ['allocs', 'bytes'] as const) {
    const common = Math.min(one[unit], other[unit])
    one[unit] -= common
    other[unit] -= common
  }
}

function describe(
  { callees, ...cost }: LineCost,
  left: Left,
  sign: 1 | -1,
  opposite: readonly LineCost[],
): LineDifference {
  return {
    ...cost,
    allocs: round(sign * left.allocs),
    bytes: round(sign * left.bytes),
    side: sign === 1 ? 'head' : 'base',
    tiny: cost.tiny || opposite.some(({ tiny }) => tiny),
    through: findThrough(
      callees,
      left,
      opposite.map((other) => other.callees),
    ),
  }
}

/** The callee whose own cost grew most, if that is at least half of what the line grew by. */
function findThrough(
  callees: ReadonlyMap<string, Cost>,
  left: Left,
  opposite: readonly ReadonlyMap<string, Cost>[],
): string | null {
  const unit = left.allocs >= LEAST_ALLOCS ? 'allocs' : 'bytes'
  const grown = [...callees].map(([name, cost]) => ({
    name,
    rise: cost[unit] - opposite.reduce((sum, other) => sum + (other.get(name)?.[unit] ?? 0), 0),
  }))
  const most = grown.reduce((best, one) => (one.rise > best.rise ? one : best), { name: '', rise: 0 })
  return most.rise > 0 && most.rise >= left[unit] / 2 ? most.name : null
}

function worstFirst(a: LineDifference, b: LineDifference): number {
  return b.allocs - a.allocs || b.bytes - a.bytes
}

function bestFirst(a: LineDifference, b: LineDifference): number {
  return worstFirst(b, a)
}

function round(value: number): number {
  // Not -0, which no reader expects.
  return Math.round(value * 100) / 100 || 0
}

/** `fmt.Sprintf` of `fmt.Sprintf`, `md5.New` of `crypto/md5.New`; '' for the runtime, which allocates for whoever asks. */
function calleeName(name: string): string {
  if (/^(?:runtime|internal\/runtime\/.*)\./.test(name)) return ''
  return unquoted(name.slice(name.lastIndexOf('/') + 1))
}

/** `(*T).Get` of `example.com/p.(*T).Get`. */
function shortName(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1)
  return last.slice(last.indexOf('.') + 1)
}

/** The linker writes some characters of a path's last element as `%2e`. */
function unquoted(name: string): string {
  return name.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
