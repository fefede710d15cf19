import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type AllocationStack, parseAllocations, subtractRuns } from '../../src/profile/allocations.ts'
import { attributeDifference, collectLines, type LineCost, type LineDifference } from '../../src/profile/attribute.ts'

const stack = (objects: number, bytes: number, ...places: readonly string[]): AllocationStack => ({
  objects,
  bytes,
  tiny: false,
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
  callees: new Map(),
  tiny: false,
})
const here = (file: string, line: number): { file: string; line: number } => ({ file, line })
const told = (lines: readonly LineDifference[]): string[] =>
  lines.map((c) => `${c.line}: ${c.allocs}${c.side === 'base' ? ' on the base' : ''}`)

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
      {
        file: 'p/t.go',
        line: 7,
        function: '(*T).Get',
        allocs: 1,
        bytes: 16,
        inlinedAt: [{ file: 'p/r.go', line: 4 }],
        callees: new Map([['fmt.Sprintf', { allocs: 1, bytes: 16 }]]),
        tiny: false,
      },
    ])
  })

  test.each([
    ['crypto/md5.New', ['md5.New']],
    ['gopkg.in/yaml%2ev3.(*parser).parse', ['yaml.v3.(*parser).parse']],
    ['slices.Grow[...]', ['slices.Grow[...]']],
    ['runtime.growslice', []],
    ['internal/runtime/maps.(*table).grow', []],
  ])('names the call to %s', (name, expected) => {
    const [line] = collectLines([stack(1, 16, 'x x/x.go 1', `${name} y/y.go 3`, 'm/p.F m/p/t.go 7')], place)
    expect([...(line?.callees.keys() ?? [])]).toEqual(expected)
  })

  test('an ordinary caller is no place of the allocation', () => {
    const [line] = collectLines([stack(1, 16, 'm/p.(*T).Get m/p/t.go 7', 'm/p.Run m/p/r.go 4')], place)
    expect(line?.inlinedAt).toEqual([])
  })

  test('leaves out what the testing package allocates to run sub-benchmarks', () => {
    const sub = stack(
      1,
      16,
      'strings.Clone strings/clone.go 1',
      'testing.(*B).Run testing/b.go 5',
      'm/p.BenchmarkA m/p/a_test.go 7',
    )
    expect(collectLines([sub], place)).toEqual([])
  })

  test('leaves out what never passes through it', () => {
    expect(collectLines([stack(1, 16, 'runtime.doInit runtime/proc.go 1')], place)).toEqual([])
  })
})

describe('attributeDifference', () => {
  const gone = (): null => null
  test.each<
    [string, LineCost[], LineCost[], (file: string, line: number) => { file: string; line: number } | null, string[]]
  >([
    ['a new line', [], [cost(5, 2)], here, ['5: 2']],
    ['a line that allocates more often', [cost(5, 1)], [cost(5, 3)], here, ['5: 2']],
    ['a line that allocates less often', [cost(5, 3)], [cost(5, 1)], here, ['5: -2 on the base']],
    ['a line that is gone', [cost(5, 1)], [], gone, ['5: -1 on the base']],
    ['a line that only moved', [cost(5, 1)], [cost(9, 1)], (file, line) => ({ file, line: line + 4 }), []],
    ['a line that was rewritten within its function', [cost(5, 1)], [cost(7, 1)], gone, []],
    ['one of two that came in the place of one', [cost(5, 1)], [cost(7, 1), cost(8, 1)], gone, ['8: 1']],
    ['one that came in the place of two', [cost(5, 1), cost(6, 1)], [cost(7, 1)], gone, ['6: -1 on the base']],
    ['another function pays for nothing', [cost(5, 1, 'G')], [cost(7, 1, 'F')], gone, ['7: 1', '5: -1 on the base']],
    [
      'rises, worst first, before falls',
      [cost(1, 4, 'G')],
      [cost(2, 1), cost(3, 2)],
      here,
      ['3: 2', '2: 1', '1: -4 on the base'],
    ],
    ['less than one in twenty operations is noise', [], [cost(5, 0.01, 'F', 0)], here, []],
  ])('%s', (_what, base, head, mapToHead, expected) => {
    expect(told(attributeDifference(base, head, mapToHead))).toEqual(expected)
  })

  test('the lines add up to the difference, whatever moved, and are none for the same on both sides', () => {
    const costs = fc.uniqueArray(
      fc.record({ line: fc.nat(20), allocs: fc.integer({ min: 1, max: 5 }), name: fc.constantFrom('F', 'G') }),
      { selector: (c) => c.line },
    )
    const shift = fc.integer({ min: -3, max: 3 })
    const total = (list: readonly { readonly allocs: number; readonly bytes: number }[]) => ({
      allocs: list.reduce((sum, c) => sum + c.allocs, 0),
      bytes: list.reduce((sum, c) => sum + c.bytes, 0),
    })
    fc.assert(
      fc.property(costs, costs, shift, (before, after, by) => {
        const [base = [], head = []] = [before, after].map((list) =>
          list.map(({ line, allocs, name }) => cost(line, allocs, name)),
        )
        const map = (file: string, line: number) => (line % 3 === 0 ? null : { file, line: line + by })
        const [of, was, is] = [attributeDifference(base, head, map), base, head].map(total)
        expect(of).toEqual({
          allocs: (is?.allocs ?? 0) - (was?.allocs ?? 0),
          bytes: (is?.bytes ?? 0) - (was?.bytes ?? 0),
        })
        expect(attributeDifference(base, base, here)).toEqual([])
      }),
    )
  })

  const through = (line: number, callees: Readonly<Record<string, number>>): LineCost => {
    const entries = Object.entries(callees)
    const allocs = entries.reduce((sum, [, count]) => sum + count, 0)
    const foreign = entries.filter(([name]) => name !== '')
    return {
      ...cost(line, allocs),
      callees: new Map(foreign.map(([name, count]) => [name, { allocs: count, bytes: 0 }])),
    }
  }
  test.each([
    ['the call that is new', [], [through(5, { 'fmt.Sprintf': 2 })], 'fmt.Sprintf'],
    [
      'the call that grew, not the one that costs most',
      [through(5, { a: 9, b: 1 })],
      [through(5, { a: 9, b: 3 })],
      'b',
    ],
    ['none where the line itself allocates most', [], [through(5, { '': 3, a: 1 })], null],
    ['none where it was there before', [through(5, { a: 2 })], [through(5, { a: 2, '': 1 })], null],
    ['for a fall, the call that is gone', [through(5, { 'fmt.Sprintf': 2 })], [], 'fmt.Sprintf'],
  ])('names %s', (_what, base, head, expected) => {
    expect(attributeDifference(base, head, here).map((line) => line.through)).toEqual([expected])
  })
})

test('any bytes can be read as a profile', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(() => parseAllocations(bytes)).not.toThrow()
    }),
  )
})
