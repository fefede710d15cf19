import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseMemory, renderMemory, resolveMemory } from '../../src/config/memory.ts'

const GIB = 1024 ** 3

test.each([
  ['80%', { share: 0.8 }],
  [' 100 % ', { share: 1 }],
  ['512MiB', { bytes: GIB / 2 }],
  ['2GiB', { bytes: 2 * GIB }],
  ['1.5 gb', { bytes: 1.5 * GIB }],
  ['3G', { bytes: 3 * GIB }],
  ['1TiB', { bytes: 1024 * GIB }],
])('%j is a limit', (text, limit) => {
  expect(parseMemory(text)).toEqual(limit)
})

test.each(['', '0%', '101%', '2', '-1GiB', '0 MiB', '1e3MiB', 'GiB', '2KiB', '1.5.5GiB'])('%j is none', (text) => {
  expect(parseMemory(text)).toBeNull()
})

test('what is rendered is read as the same', () => {
  const limits = fc.oneof(
    fc.integer({ min: 1, max: 100 }).map((percent) => ({ share: percent / 100 })),
    fc.integer({ min: 1, max: 1023 }).map((mebibytes) => ({ bytes: mebibytes * 1024 ** 2 })),
    fc.integer({ min: 1, max: 1023 }).map((gibibytes) => ({ bytes: gibibytes * GIB })),
  )
  fc.assert(fc.property(limits, (limit) => expect(parseMemory(renderMemory(limit))).toEqual(limit)))
  fc.assert(fc.property(fc.string(), (text) => void parseMemory(text)))
})

test('a share is of the machine, a size is itself', () => {
  expect(resolveMemory({ share: 0.5 }, 3 * GIB)).toBe(1.5 * GIB)
  expect(resolveMemory({ bytes: 7 }, 3 * GIB)).toBe(7)
})
