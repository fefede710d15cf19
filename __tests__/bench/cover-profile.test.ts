import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CoverBlock, judgeExecuted, parseCoverProfile, planCoverRuns } from '../../src/bench/cover-profile.ts'

const block = fc.record({
  file: fc.constantFrom('example.com/p/p.go', 'example.com/p/a b.go', 'example.com/é/x:1.go'),
  startLine: fc.nat(5000),
  endLine: fc.nat(5000),
  statements: fc.nat(20),
  count: fc.nat(1_000_000),
})
const print = (one: CoverBlock): string =>
  `${one.file}:${one.startLine}.3,${one.endLine}.14 ${one.statements} ${one.count}`

describe('a cover profile', () => {
  test('is read as it was written, whatever the line ends', () => {
    fc.assert(
      fc.property(fc.array(block), fc.constantFrom('\n', '\r\n'), (blocks, end) => {
        const text = ['mode: count', ...blocks.map(print), ''].join(end)
        expect(parseCoverProfile(text)).toEqual({ blocks, unread: 0 })
      }),
    )
  })

  test('may hold anything: what is no block is counted', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCoverProfile(text)))
    expect(parseCoverProfile('mode: set\nno block\np.go:1.1,2.2 1 1\n')).toMatchObject({ unread: 1 })
  })
})

describe('a function', () => {
  const lines = { file: 'p/p.go', startLine: 10, endLine: 20 }
  const at = (startLine: number, endLine: number, count: number, statements = 1): CoverBlock => ({
    file: 'p/p.go',
    startLine,
    endLine,
    statements,
    count,
  })

  test('is executed where one of its blocks ran', () => {
    expect(judgeExecuted(lines, [at(10, 12, 0), at(12, 20, 3)], [at(10, 12, 0), at(12, 20, 0)])).toBe(true)
    expect(judgeExecuted(lines, [at(10, 12, 0), at(12, 20, 0)], [])).toBe(false)
  })

  test('is not executed by its neighbours', () => {
    expect(judgeExecuted(lines, [at(10, 20, 0), at(1, 9, 5), at(21, 30, 5)], [])).toBe(false)
    expect(judgeExecuted(lines, [{ ...at(10, 20, 5), file: 'p/q.go' }, at(10, 20, 0)], [])).toBe(false)
  })

  test('is not executed by a benchmark where only initialisation runs it', () => {
    expect(judgeExecuted(lines, [at(10, 20, 1)], [at(10, 20, 1)])).toBe(false)
    expect(judgeExecuted(lines, [at(10, 20, 4)], [at(10, 20, 1)])).toBe(true)
  })

  test('is not known where nothing in it is counted', () => {
    expect(judgeExecuted(lines, [], [])).toBe(null)
    expect(judgeExecuted(lines, [at(10, 20, 0, 0)], [])).toBe(null)
  })
})

test('benchmarks run one by one while they are few, and each of them exactly once', () => {
  expect(planCoverRuns(['A', 'B'], 30)).toEqual([['A'], ['B']])
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 100 }), fc.integer({ min: 1, max: 40 }), (names, most) => {
      const groups = planCoverRuns(names, most)
      expect(groups.flat()).toEqual(names)
      expect(groups.length).toBeLessThanOrEqual(most)
    }),
  )
})
