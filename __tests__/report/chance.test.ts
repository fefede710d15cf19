import { expect, test } from '@jest/globals'
import { renderTerminal } from '../../src/report/terminal.ts'
import type { Attribution, Review } from '../../src/review/schema.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'

const line = (at: number, allocsPerOp: number, more: Partial<Attribution> = {}): Attribution => ({
  file: 'decode.go',
  line: at,
  function: 'decode',
  allocsPerOp,
  bytesPerOp: allocsPerOp * 16,
  ...more,
})
const TINY = { countUncertain: true } as const

/** The lines of the report on the first blocking benchmark, which has just these lines. */
function tell(attribution: readonly Attribution[]): readonly string[] {
  const sample = SAMPLES.regressed as Review
  const [first, ...others] = sample.benchmarks.map(({ attribution: _, ...benchmark }) => benchmark)
  if (!first) throw new Error('the sample has benchmarks')
  const unexplained = { allocsPerOp: 0, bytesPerOp: 0 }
  const benchmarks = [{ ...first, attribution: [...attribution], unexplained }, ...others]
  return renderTerminal({ ...sample, benchmarks }, { width: 100, color: false }).split('\n')
}

test('a part of one small object at a line is no fault beside lines that are sure', () => {
  const told = tell([line(10, 2), line(20, 0.97, TINY), line(30, -0.9, { ...TINY, side: 'base' })])
  expect(told.filter((text) => text.includes('allocates more in decode'))).toEqual([
    expect.stringContaining('decode.go:10'),
  ])
  expect(told.join('\n')).not.toContain('Against it')
  expect(told.join(' ').replace(/\s+/g, ' ')).toContain(
    'Perhaps only by chance, as objects under 16 bytes share blocks: +0.97 allocs/op, +16 B/op at decode.go:20 and -0.9 allocs/op, -14 B/op at decode.go:30.',
  )
})

test('a whole small object, and a part where nothing else is known, stay', () => {
  expect(
    tell([line(10, 2), line(20, 1, TINY)]).filter((text) => text.includes('allocates more in decode')),
  ).toHaveLength(2)
  const alone = tell([line(20, 0.5, TINY)])
  expect(alone.filter((text) => text.includes('allocates more in decode'))).toHaveLength(1)
  expect(alone.join('\n')).not.toContain('by chance')
})
