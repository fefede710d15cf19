import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { compareMetric } from '../../src/bench/compare.ts'
import { geomean } from '../../src/stats/geomean.ts'
import { type Answer, benchstatIsThere, type Row, runBenchstat } from '../fixtures/benchstat/benchstat.ts'
import { sampleSets } from '../fixtures/benchstat/sample-sets.ts'

const ANSWERS = new URL('../fixtures/benchstat/answers.json', import.meta.url)
const ALPHA = 0.05

describe('the same samples give what benchstat prints', () => {
  const there = benchstatIsThere()
  if (there && process.env.RECORD_BENCHSTAT === '1') writeFileSync(ANSWERS, write(runBenchstat(sampleSets())))

  test('as recorded', () => {
    expect(existsSync(ANSWERS)).toBe(true)
    expectSameAs(JSON.parse(readFileSync(ANSWERS, 'utf8')) as Answer)
  })

  if (there) {
    test('as benchstat says now', () => {
      for (const seed of [undefined, 1, 2, 3]) expectSameAs(runBenchstat(sampleSets(seed)), sampleSets(seed))
    })
  } else {
    test.skip('as benchstat says now (skipped: benchstat is not on PATH; the recorded answers are compared above)', () => {})
    process.stderr.write('benchstat is not on PATH: compared with recorded answers only.\n')
  }
})

function expectSameAs(answer: Answer, sets = sampleSets()): void {
  expect(sets.length).toBeGreaterThanOrEqual(200)
  expect(answer.complaints).toEqual([])
  expect(answer.rows).toHaveLength(sets.length)
  const rows = new Map(answer.rows.map((row) => [`Benchmark${row[0]}`, row]))
  const mismatches: string[] = []
  const centers = new Map<string, [number[], number[]]>()
  for (const set of sets) {
    const row = rows.get(`${set.name}-8`)
    const { base, head, p } = compareMetric({ ...set, iterationsEqual: true })
    if (!row || !base || !head || p === null) throw new Error(`${set.name} is missing`)
    for (const [what, ours, theirs, same] of [
      ['unit', set.unit, row[1], set.unit === row[1]],
      ['base', base.center, row[2], base.center === Number(row[2])],
      ['head', head.center, row[4], head.center === Number(row[4])],
      ['base interval', range(base), row[3], sameRange(range(base), row[3])],
      ['head interval', range(head), row[5], sameRange(range(head), row[5])],
      ['delta', p, row[6], sameDelta(base.center, head.center, p, row[6])],
      ['p', p, row[7], sameP(p, row)],
      ['n', set.base.length, row[7], sameN(set.base.length, set.head.length, row[7])],
    ] as const) {
      if (!same) mismatches.push(`${set.name} ${what}: ${ours}, benchstat: ${theirs}`)
    }
    const [bases, heads] = centers.get(set.unit) ?? [[], []]
    centers.set(set.unit, [
      [...bases, base.center],
      [...heads, head.center],
    ])
  }
  for (const [unit, [base, head]] of Object.entries(answer.geomeans)) {
    const [bases, heads] = centers.get(unit) ?? [[], []]
    if (relativeDistance(geomean(bases).mean, base) > 1e-12) mismatches.push(`geomean of ${unit}, base`)
    if (relativeDistance(geomean(heads).mean, head) > 1e-12) mismatches.push(`geomean of ${unit}, head`)
  }
  expect(mismatches).toEqual([])
}

/** The interval as benchstat shows it: the larger distance from the center, in per cent; or the sign for "no percentage". */
function range({ center, low, high }: { center: number; low: number | null; high: number | null }): number | '∞' | '?' {
  if (low === null || high === null) return '∞'
  if (Math.sign(low) !== Math.sign(center) || Math.sign(high) !== Math.sign(center)) return '?'
  return center === 0 ? 0 : 100 * Math.max(high / center - 1, 1 - low / center)
}

function sameRange(ours: number | '∞' | '?', theirs: string): boolean {
  if (typeof ours === 'string') return ours === theirs
  return Math.abs(ours - Number(theirs.replace('%', ''))) <= 0.5 + 1e-9
}

function sameDelta(base: number, head: number, p: number, theirs: string): boolean {
  if (p > ALPHA) return theirs === '~'
  if (base === head) return theirs === '0.00%'
  if (base === 0) return theirs === '?'
  return Math.abs((head / base - 1) * 100 - Number(theirs.replace('%', ''))) <= 0.005 + 1e-9
}

function sameP(p: number, row: Row): boolean {
  const printed = /^p=(\S+) /.exec(row[7])
  // Where the p-value underflows to 0, benchstat leaves it out.
  if (!printed) return p < 1e-15
  // Doubling a tail that holds the middle gives more than 1; ours stops there.
  return Math.abs(p - Math.min(1, Number(printed[1]))) <= 0.0005 + 1e-9
}

function sameN(base: number, head: number, theirs: string): boolean {
  return theirs.endsWith(base === head ? `n=${base}` : `n=${base}+${head}`)
}

function relativeDistance(ours: number | null, theirs: string): number {
  return ours === null ? Number.POSITIVE_INFINITY : Math.abs(ours / Number(theirs) - 1)
}

/** One row a line, so that a new recording shows what changed. */
function write({ rows, geomeans, complaints }: Answer): string {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
  return `{\n  "rows": [\n${lines}\n  ],\n  "geomeans": ${JSON.stringify(geomeans)},\n  "complaints": ${JSON.stringify(complaints)}\n}\n`
}
