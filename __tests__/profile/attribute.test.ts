import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type AllocationStack, parseAllocations, subtractRuns } from '../../src/profile/allocations.ts'
import { attributeRise, collectLines, type LineCost } from '../../src/profile/attribute.ts'

const stack = (objects: number, bytes: number, ...places: readonly string[]): AllocationStack => ({
  objects,
  bytes,
  frames: places.map((place) => {
    const [name = '', file = '', line = '', inlined] = place.split(' ')
    return { function: name, file, line: Number(line), inlined: inlined === 'inlined' }
  }),
})
const cost = (line: number, allocs: number, name = 'F', bytes = allocs * 16): LineCost => ({
  file: 'a.go',
  line,
  function: name,
  allocs,
  bytes,
  inlinedAt: [],
})
const here = (file: string, line: number): { file: string; line: number } => ({ file, line })
const told = (costs: readonly LineCost[]): string[] => costs.map((c) => `${c.line}: ${c.allocs}`)

describe('subtractRuns', () => {
  test('what happens once cancels out', () => {
    const setUp = 'm.Setup m/a.go 1'
    const hot = 'm.Hot m/a.go 9'
    const shorter = [stack(50, 5000, setUp), stack(100, 1600, hot)]
    const longer = [stack(50, 5000, setUp), stack(200, 3200, hot)]
    expect(subtractRuns(shorter, longer, 100)).toEqual([stack(1, 16, hot)])
  })

  test('the same stack at two addresses is one', () => {
    const hot = 'm.Hot m/a.go 9'
    expect(subtractRuns([], [stack(5, 80, hot), stack(5, 80, hot)], 10)).toEqual([stack(1, 16, hot)])
  })
})

describe('collectLines', () => {
  const place = (file: string): string | null => (file.startsWith('m/') ? file.slice(2) : null)

  test('takes the innermost line of the code under review, and keeps where it is inlined', () => {
    const stacks = [
      stack(
        1,
        16,
        'fmt.Sprintf fmt/print.go 3',
        'm/p.(*T).Get m/p/t.go 7 inlined',
        'm/p.Run m/p/r.go 4',
        'm/p.Main m/p/m.go 1',
      ),
    ]
    expect(collectLines(stacks, place)).toEqual([
      { file: 'p/t.go', line: 7, function: '(*T).Get', allocs: 1, bytes: 16, inlinedAt: [{ file: 'p/r.go', line: 4 }] },
    ])
  })

  test('an ordinary caller is no place of the allocation', () => {
    const [line] = collectLines([stack(1, 16, 'm/p.(*T).Get m/p/t.go 7', 'm/p.Run m/p/r.go 4')], place)
    expect(line?.inlinedAt).toEqual([])
  })

  test('leaves out what never passes through it', () => {
    expect(collectLines([stack(1, 16, 'runtime.doInit runtime/proc.go 1')], place)).toEqual([])
  })
})

describe('attributeRise', () => {
  test.each<
    [string, LineCost[], LineCost[], (file: string, line: number) => { file: string; line: number } | null, string[]]
  >([
    ['a new line', [], [cost(5, 2)], here, ['5: 2']],
    ['a line that allocates more often', [cost(5, 1)], [cost(5, 3)], here, ['5: 2']],
    ['a line that only moved', [cost(5, 1)], [cost(9, 1)], (file, line) => ({ file, line: line + 4 }), []],
    ['a line that was rewritten within its function', [cost(5, 1)], [cost(7, 1)], () => null, []],
    ['one of two that came in the place of one', [cost(5, 1)], [cost(7, 1), cost(8, 1)], () => null, ['8: 1']],
    ['a line of another function is not paid for', [cost(5, 1, 'G')], [cost(7, 1, 'F')], () => null, ['7: 1']],
    ['less than one in twenty operations is noise', [], [cost(5, 0.01, 'F', 0)], here, []],
  ])('%s', (_what, base, head, mapToHead, expected) => {
    expect(told(attributeRise(base, head, mapToHead))).toEqual(expected)
  })

  test('never says more than the head allocates more than the base, and nothing for the same on both sides', () => {
    const costs = fc.uniqueArray(fc.record({ line: fc.nat(20), allocs: fc.integer({ min: 1, max: 5 }) }), {
      selector: (c) => c.line,
    })
    fc.assert(
      fc.property(costs, costs, (before, after) => {
        const [base, head] = [before, after].map((list) => list.map(({ line, allocs }) => cost(line, allocs))) as [
          LineCost[],
          LineCost[],
        ]
        const total = (list: readonly LineCost[]): number => list.reduce((sum, c) => sum + c.allocs, 0)
        expect(total(attributeRise(base, head, here))).toBeLessThanOrEqual(total(head))
        expect(attributeRise(base, base, here)).toEqual([])
      }),
    )
  })
})

test('any bytes can be read as a profile', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(() => parseAllocations(bytes)).not.toThrow()
    }),
  )
})
