import { describe, expect, test } from '@jest/globals'
import { compareHotness, createHotness, type HeatFacts, judgeHeat } from '../../src/review/hotness.ts'

const FACTS: HeatFacts = {
  package: 'example.com/p',
  function: 'Parse',
  file: 'p.go',
  line: 3,
  changed: true,
  marked: false,
  executed: null,
  executedBy: [],
  pgo: null,
}
const hotnessOf = (facts: Partial<HeatFacts>) =>
  createHotness([judgeHeat({ ...FACTS, ...facts })])('example.com/p', 'Parse')

describe('a function is', () => {
  test('hot where it is declared so, whatever else is known', () => {
    expect(hotnessOf({ marked: true, executed: false })).toEqual({ level: 'hot', why: 'declared hot' })
  })

  test('hot where benchmarks execute it: some are named, the others counted', () => {
    const by = (...executedBy: string[]) => hotnessOf({ executed: true, executedBy }).why
    expect(by('BenchmarkA')).toBe('executed by BenchmarkA')
    expect(by('BenchmarkA', 'BenchmarkB')).toBe('executed by BenchmarkA and BenchmarkB')
    expect(by('BenchmarkA', 'BenchmarkB', 'BenchmarkC')).toBe('executed by BenchmarkA, BenchmarkB and 1 more')
    expect(by()).toBe('executed by a benchmark')
  })

  test("hot where the repository's own profile says so, even if no benchmark executes it", () => {
    expect(hotnessOf({ executed: false, pgo: { flat: 0.01, cumulative: 0.123 } })).toEqual({
      level: 'hot',
      why: '12 % of the CPU time in default.pgo',
    })
  })

  test('not hot by a profile in which it hardly occurs, or only hands on to others', () => {
    expect(hotnessOf({ pgo: { flat: 0.001, cumulative: 0.009 } }).level).toBe('unknown')
    expect(hotnessOf({ pgo: { flat: 0, cumulative: 0.9 } }).level).toBe('unknown')
  })

  test('cold where benchmarks were asked and none executes it', () => {
    expect(hotnessOf({ executed: false })).toEqual({ level: 'cold', why: 'no benchmark executes it' })
  })

  test('unknown where nobody could be asked', () => {
    expect(hotnessOf({}).level).toBe('unknown')
    expect(createHotness([])('example.com/p', 'Parse').level).toBe('unknown')
  })
})

test('hot comes before unknown, and cold last', () => {
  const levels = (['cold', 'hot', 'unknown'] as const).map((level) => ({ level, why: '' }))
  expect(levels.sort(compareHotness).map(({ level }) => level)).toEqual(['hot', 'unknown', 'cold'])
  expect(compareHotness(undefined, { level: 'cold', why: '' })).toBeLessThan(0)
})
