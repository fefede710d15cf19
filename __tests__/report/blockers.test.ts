import { describe, expect, test } from '@jest/globals'
import { renderMarkdown } from '../../src/report/markdown.ts'
import type { Finding } from '../../src/review/schema.ts'
import { benchmark, exact, finding, review } from '../fixtures/reviews/parts.ts'

const ID = 'example.com/token.BenchmarkParse'
const allocs = finding(`allocs:${ID}:allocs/op`, 'allocs', 'BenchmarkParse: 0 → 1 allocs/op', { severity: 'error' })
const bytes = finding(`bytes:${ID}:B/op`, 'bytes', 'BenchmarkParse: 0 → 24 B/op', { severity: 'error' })
const ceiling = finding(`ceiling:${ID}:B/op`, 'ceiling', 'BenchmarkParse: 24 B/op is above its ceiling of 16', {
  severity: 'error',
  detail: 'The contract is in the config file, under `ceilings`: `BenchmarkParse`, B/op at most 16; the base has 0',
})

const blocks = (one: Finding): Finding => ({ ...one, blocking: true })
const waived = (one: Finding): Finding => ({ ...one, blocking: false, severity: 'warning', waiver: 'a known cost' })

/** The lines of the report that say what blocks, and the rest of it. */
function tell(findings: readonly Finding[], watched: readonly string[] = ['allocs/op', 'B/op']) {
  const metric = (unit: string, to: number) => ({
    ...exact(unit, 0, to, 'regressed'),
    watched: watched.includes(unit),
  })
  const blocking = findings.filter((one) => one.blocking)
  const text = renderMarkdown(
    review({
      verdict: blocking.length > 0 ? 'regressed' : 'pass',
      benchmarks: [
        benchmark('BenchmarkParse', 'regressed', {
          metrics: { 'allocs/op': metric('allocs/op', 1), 'B/op': metric('B/op', 24) },
        }),
      ],
      findings: [...findings],
      gate: { ...review({}).gate, blocking: blocking.map(({ id }) => id) },
    }),
  )
  return { text, blocking: text.split('\n').filter((line) => line.endsWith('blocks the merge')) }
}

describe('what blocks is told by what blocks, beside what was accepted in the same benchmark', () => {
  test('bytes beside waived allocations', () => {
    const told = tell([blocks(bytes), waived(allocs)])
    expect(told.blocking).toEqual(['**`BenchmarkParse`** · 0 B → **24 B/op** — blocks the merge'])
    expect(told.text.split('\n')[0]).toContain('1 benchmark takes more memory')
    expect(told.text).toContain('**BenchmarkParse: 0 → 1 allocs/op** — accepted: a known cost')
    expect(told.text).toMatch(/allocs\/op \|.*accepted/)
    expect(told.text).not.toMatch(/B\/op \|.*accepted/)
  })

  test('allocations beside waived bytes', () => {
    expect(tell([blocks(allocs), waived(bytes)]).blocking).toEqual([
      '**`BenchmarkParse`** · 0 → **1 allocs/op** (+24 B/op) — blocks the merge',
    ])
  })

  test('a ceiling beside waived allocations, with its value and where it is written', () => {
    const told = tell([blocks(ceiling), waived(allocs)], ['allocs/op'])
    expect(told.blocking).toEqual(['**BenchmarkParse: 24 B/op is above its ceiling of 16** — blocks the merge'])
    expect(told.text.split('\n')[0]).toContain('above its ceiling of 16')
    expect(told.text).toContain('in the config file, under `ceilings`')
  })

  test('a ceiling beside a rise that blocks too', () => {
    const told = tell([blocks(allocs), blocks(bytes), blocks(ceiling)])
    expect(told.blocking).toHaveLength(2)
    expect(told.blocking[1]).toContain('ceiling of 16')
  })

  test('a ceiling that blocks nothing is found all the same', () => {
    const told = tell([waived(allocs), ceiling], ['allocs/op'])
    expect(told.blocking).toEqual([])
    expect(told.text).toContain('above its ceiling of 16')
  })

  test('nothing where all of it was accepted', () => {
    const told = tell([waived(allocs), waived(bytes), waived(ceiling)])
    expect(told.blocking).toEqual([])
    expect(told.text.match(/accepted: a known cost/g)).toHaveLength(3)
  })
})
