import type { AllocatorCall, CompiledCode } from './disassembly.ts'

/** A function that calls the allocator at more (or fewer) places than its escape facts tell. */
export interface UnexplainedCalls {
  readonly function: string
  /** Head minus base, without what new and gone escape facts account for. */
  readonly calls: number
  /** The allocators whose calls changed in that direction: `growslice`, `concatstring2`. */
  readonly allocators: readonly string[]
  /** A head line (of the function's own file) with such a call, null where it is an inlined callee's. */
  readonly line: number | null
}

/**
 * Holds the compiled code of a changed function against its escape diff.
 * Allocations without a fact show here: `s += x`, growth, callees that are inlined no more are seen by neither.
 * `facts`: escape facts of the function on the head minus those on the base. Null where both tell the same.
 */
export function compareAllocatorCalls(
  base: CompiledCode,
  head: CompiledCode,
  functionName: string,
  facts: number,
  ownFile: string,
): UnexplainedCalls | null {
  if (!base.functions.has(functionName) || !head.functions.has(functionName)) return null
  const before = countCalls(base, functionName)
  const after = countCalls(head, functionName)
  const changes = [...new Set([...before.keys(), ...after.keys()])].map((allocator) => ({
    allocator,
    change: (after.get(allocator)?.length ?? 0) - (before.get(allocator)?.length ?? 0),
  }))
  const calls = changes.reduce((sum, { change }) => sum + change, 0) - facts
  // Only what the facts do not tell at all: where they tell more, the code merged calls.
  if (calls === 0 || Math.sign(calls) === -Math.sign(facts)) return null
  const allocators = changes
    .filter(({ change }) => Math.sign(change) === Math.sign(calls))
    .map(({ allocator }) => allocator)
  if (allocators.length === 0) return null
  const line = allocators.flatMap((allocator) => after.get(allocator) ?? []).find((call) => call.file === ownFile)?.line
  return { function: functionName, calls, allocators, line: line ?? null }
}

function countCalls(code: CompiledCode, functionName: string): Map<string, AllocatorCall[]> {
  const calls = new Map<string, AllocatorCall[]>()
  for (const call of code.calls) {
    if (call.function !== functionName) continue
    calls.set(call.allocator, [...(calls.get(call.allocator) ?? []), call])
  }
  return calls
}
