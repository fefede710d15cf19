import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCpuList, renderCpuList } from '../../src/config/cpu-list.ts'

describe('a list of CPUs', () => {
  test.each([
    ['0', [0]],
    ['2,3', [2, 3]],
    ['0-3', [0, 1, 2, 3]],
    ['4, 0-1,1', [0, 1, 4]],
  ])('%s', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(cpus)
  })

  test.each(['', ',', '1,', 'a', '3-1', '-1', '1-', '1.5', '0-9999', '0x1', '1-2-3', '1 2', '0-3:2'])(
    '%j is none',
    (text) => {
      expect(parseCpuList(text)).toBeNull()
    },
  )

  test('what is written is read again; any text is read without an exception', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(4095), { minLength: 1 }), (cpus) => {
        const sorted = [...cpus].sort((a, b) => a - b)
        expect(parseCpuList(renderCpuList(sorted))).toEqual(sorted)
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9,\- ]*$/)), (text) => {
        const cpus = parseCpuList(text)
        if (cpus !== null) expect(parseCpuList(renderCpuList(cpus))).toEqual(cpus)
      }),
    )
  })
})
