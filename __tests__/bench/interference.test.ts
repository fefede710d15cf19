import { describe, expect, test } from '@jest/globals'
import { judgeInterference } from '../../src/bench/interference.ts'

const START = { busyTicks: 1000, stolenTicks: 500, pausedMs: 9000 }
const since = (changes: Partial<typeof START>) => judgeInterference(START, { ...START, ...changes })

describe('what disturbed a measurement', () => {
  test('nothing, whatever happened before it', () => {
    expect(since({})).toEqual([])
    expect(since({ busyTicks: 2000, stolenTicks: 510, pausedMs: 9010 })).toEqual([])
  })

  test('stolen time, as a share of the time with work', () => {
    expect(since({ busyTicks: 2000, stolenTicks: 600 })).toEqual([expect.stringContaining('gave 10 % of')])
  })

  test('no share of next to nothing', () => {
    expect(since({ busyTicks: 1050, stolenTicks: 530 })).toEqual([])
  })

  test('pauses', () => {
    expect(since({ pausedMs: 11_500 })).toEqual([expect.stringContaining('for 2.5 s while')])
  })

  test('is not known without both readings', () => {
    expect(judgeInterference(null, START)).toEqual([])
    expect(judgeInterference(START, null)).toEqual([])
  })
})
