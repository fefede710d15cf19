import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { collectWaits, compareWaits, type LineWait, parseWaits, type WaitStack } from '../../src/profile/contention.ts'

const frame = (file: string, line: number, name = 'example.com/p.(*T).Get') => ({
  function: name,
  file,
  line,
  inlined: false,
})
const stack = (contentions: number, ...frames: ReturnType<typeof frame>[]): WaitStack => ({
  frames,
  contentions,
  nanoseconds: contentions * 10,
})
const place = (file: string) => (file.startsWith('example.com/p/') ? file.slice('example.com/p/'.length) : null)
const wait = (line: number, contentions: number, name = 'Get'): LineWait => ({
  file: 'p.go',
  line,
  function: name,
  contentions,
  nanoseconds: contentions * 10,
})
const same = (file: string, line: number) => ({ file, line })

describe('what waits', () => {
  test('is told by the innermost line of the product', () => {
    const own = frame('example.com/p/p.go', 7, 'example.com/p.(*T).Get.deferwrap1')
    const caller = frame('example.com/p/p.go', 90)
    const lock = frame('sync/mutex.go', 40, 'sync.(*Mutex).Unlock')
    expect(collectWaits([stack(2, lock, own, caller), stack(3, lock, own)], place)).toEqual([
      { file: 'p.go', line: 7, function: '(*T).Get', contentions: 5, nanoseconds: 50 },
    ])
  })

  test('for the benchmark itself, or never in the product, is left out', () => {
    const tests = frame('example.com/p/p_test.go', 7)
    expect(collectWaits([stack(2, tests), stack(2, frame('testing/benchmark.go', 1))], place)).toEqual([])
  })

  test('is in no other profile, nor in anything else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseWaits(bytes)))
    expect(parseWaits(new Uint8Array())).toBe(null)
  })
})

describe('a line waits more often', () => {
  test('where it does so by far, per operation', () => {
    expect(compareWaits([wait(3, 10)], [wait(3, 200)], 1000, same)).toEqual([
      {
        file: 'p.go',
        line: 3,
        function: 'Get',
        base: 0.01,
        head: 0.2,
        delayNanoseconds: { base: 0.1, head: 2 },
      },
    ])
  })

  test('not by a few, nor by what scheduling makes of the same code', () => {
    expect(compareWaits([], [wait(3, 49)], 1000, same)).toEqual([])
    expect(compareWaits([wait(3, 100)], [wait(3, 299)], 1000, same)).toEqual([])
  })

  test('not where it only moved, or was rewritten', () => {
    const moved = (file: string, line: number) => ({ file, line: line + 5 })
    expect(compareWaits([wait(3, 100)], [wait(8, 110)], 1000, moved)).toEqual([])
    expect(compareWaits([wait(3, 100)], [wait(9, 110)], 1000, () => null)).toEqual([])
    expect(compareWaits([wait(3, 100, 'Other')], [wait(9, 110)], 1000, () => null)).toHaveLength(1)
  })

  test('never on the same profile twice', () => {
    const waits = fc.array(fc.tuple(fc.nat(9), fc.nat(1000)).map(([line, times]) => wait(line, times)))
    fc.assert(
      fc.property(waits, (made) => {
        expect(compareWaits(made, made, 100, same)).toEqual([])
      }),
    )
  })
})
