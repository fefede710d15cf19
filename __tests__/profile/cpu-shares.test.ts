import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCpuShares } from '../../src/profile/cpu-shares.ts'
import { cpuProfile } from './cpu-profile.ts'

describe('shares of CPU time', () => {
  test('of a function itself, and of what it calls', () => {
    const shares = parseCpuShares(
      cpuProfile([
        [['example.com/p.scan', 'example.com/p.Parse', 'main.main'], 60],
        [['example.com/p.Parse.func1', 'example.com/p.Parse', 'main.main'], 40],
      ]),
      'example.com/cmd',
    )
    expect(Object.fromEntries(shares ?? [])).toEqual({
      'example.com/p.scan': { flat: 0.6, cumulative: 0.6 },
      'example.com/p.Parse': { flat: 0.4, cumulative: 1 },
      'example.com/cmd.main': { flat: 0, cumulative: 1 },
    })
  })

  test('count a recursive function once per stack', () => {
    const shares = parseCpuShares(cpuProfile([[['p.f', 'p.f', 'p.f'], 5]]), 'main')
    expect(shares?.get('p.f')).toEqual({ flat: 1, cumulative: 1 })
  })

  test('never exceed the whole', () => {
    const name = fc.constantFrom('p.a', 'p.b', 'p.(*T).c', 'main.d')
    const stack = fc.tuple(fc.array(name, { minLength: 1, maxLength: 5 }), fc.integer({ min: -5, max: 100 }))
    fc.assert(
      fc.property(fc.array(stack, { maxLength: 10 }), (stacks) => {
        for (const { flat, cumulative } of parseCpuShares(cpuProfile(stacks), 'm')?.values() ?? []) {
          expect(flat).toBeGreaterThanOrEqual(0)
          expect(flat).toBeLessThanOrEqual(cumulative + 1e-9)
          expect(cumulative).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  test('are not in another profile, nor in anything else', () => {
    expect(parseCpuShares(cpuProfile([[['p.f'], 1]], 'alloc_space'), 'm')).toBe(null)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseCpuShares(bytes, 'm')))
  })
})
