import { expect, test } from '@jest/globals'
import { compareAllocatorCalls } from '../../src/escape/compare-code.ts'
import type { CompiledCode } from '../../src/escape/disassembly.ts'

const code = (...calls: readonly [allocator: string, line: number][]): CompiledCode => ({
  functions: new Set(['F']),
  calls: calls.map(([allocator, line]) => ({ function: 'F', file: 'a.go', line, allocator })),
})

test.each([
  ['the same calls', code(['newobject', 3]), code(['newobject', 4]), 0, null],
  ['a call that a new site accounts for', code(), code(['newobject', 4]), 1, null],
  [
    'a call without a fact',
    code(),
    code(['concatstring2', 4]),
    0,
    { calls: 1, allocators: ['concatstring2'], line: 4 },
  ],
  [
    'a call that went without a fact',
    code(['growslice', 4]),
    code(),
    0,
    { calls: -1, allocators: ['growslice'], line: null },
  ],
  ['more facts than calls: the code merged them', code(), code(['newobject', 4]), 2, null],
  [
    'a call in an inlined callee',
    code(),
    { ...code(), calls: [{ function: 'F', file: 'b.go', line: 9, allocator: 'newobject' }] },
    0,
    { calls: 1, allocators: ['newobject'], line: null },
  ],
])('%s', (_what, base, head, sites, expected) => {
  expect(compareAllocatorCalls(base, head, 'F', sites, 'a.go')).toEqual(expected && { function: 'F', ...expected })
})

test('a function that is on one side only cannot be held against anything', () => {
  expect(compareAllocatorCalls({ calls: [], functions: new Set() }, code(['newobject', 1]), 'F', 0, 'a.go')).toBeNull()
})
