import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { compareMetric } from '../../src/bench/compare.ts'
import { createBenchmarkReader } from '../../src/bench/format.ts'
import { geomean } from '../../src/stats/geomean.ts'
import { type Answer, benchstatIsThere, compareFiles, type Row, runBenchstat } from '../fixtures/benchstat/benchstat.ts'
import { type SampleSet, sampleSets } from '../fixtures/benchstat/sample-sets.ts'

const ANSWERS = new URL('../fixtures/benchstat/answers.json', import.meta.url)
/** What `go test -bench -count=8` printed of two commits of bench/modules/subject. */
const PRINTED = (['base', 'head'] as const).map((side) =>
  fileURLToPath(new URL(`../fixtures/benchstat/go-test-${side}.txt`, import.meta.url)),
)
const PRINTED_ANSWERS = new URL('../fixtures/benchstat/go-test-answers.json', import.meta.url)
const ALPHA = 0.05

describe('the same samples give what benchstat prints', () => {
  const there = benchstatIsThere()
  if (there && process.env.RECORD_BENCHSTAT === '1') {
    writeFileSync(ANSWERS, write(runBenchstat(sampleSets())))
    writeFileSync(PRINTED_ANSWERS, write(comparePrinted()))
  }

  test('as recorded, of generated samples', () => {
    expect(sampleSets().length).toBeGreaterThanOrEqual(200)
    expectSameAs(readAnswer(ANSWERS))
  })

  test('as recorded, of what go test printed', () => {
    const sets = readPrinted()
    expect(sets.length).toBeGreaterThanOrEqual(60)
    expectSameAs(readAnswer(PRINTED_ANSWERS), sets)
  })

  if (there) {
    test('as benchstat says now', () => {
      for (const seed of [undefined, 1, 2, 3]) expectSameAs(runBenchstat(sampleSets(seed)), sampleSets(seed))
      expectSameAs(comparePrinted(), readPrinted())
    })
  } else {
    test.skip('as benchstat says now (skipped: benchstat is not on PATH; the recorded answers are compared above)', () => {})
    process.stderr.write('benchstat is not on PATH: compared with recorded answers only.\n')
  }
})

const readAnswer = (file: URL): Answer => JSON.parse(readFileSync(file, 'utf8'))

function comparePrinted(): Answer {
  const [base = '', head = ''] = PRINTED
  // A geometric mean is of one package's benchmarks, and these are of several.
  return { ...compareFiles(base, head), geomeans: {} }
}

/** The printed samples as the product reads them: one set for each metric of each benchmark. */
function readPrinted(): SampleSet[] {
  const sides = PRINTED.map((file) => {
    const reader = createBenchmarkReader({ procs: 2 })
    const records = [
      ...readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line) => reader.push(line)),
      ...reader.finish(),
    ]
    return records.flatMap((record) =>
      record.kind === 'result' ? record.values.map(({ value, unit }) => ({ name: record.name, unit, value })) : [],
    )
  })
  const keys = new Map(sides.flat().map(({ name, unit }) => [`${name} ${unit}`, { name, unit }]))
  return [...keys.values()].map(({ name, unit }) => {
    const [base = [], head = []] = sides.map((side) =>
      side.flatMap((sample) => (sample.name === name && sample.unit === unit ? [sample.value] : [])),
    )
    return { name, unit, base, head }
  })
}

function expectSameAs(answer: Answer, sets = sampleSets()): void {
  expect(answer.complaints).toEqual([])
  expect(answer.rows.length).toBe(sets.length)
  const rows = new Map(answer.rows.map((row) => [`Benchmark${row[0].replace(/-\d+$/, '')} ${row[1]}`, row]))
  const mismatches: string[] = []
  const centers = new Map<string, [number[], number[]]>()
  for (const set of sets) {
    const row = rows.get(`${set.name} ${set.unit}`)
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
