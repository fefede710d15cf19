import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { BenchmarkResult } from '../../src/bench/format.ts'
import type { BinaryRun } from '../../src/stages/run-binary.ts'
import { runUnits, type Unit } from '../../src/stages/run-units.ts'

/** A test binary that runs its benchmarks in their order and behaves as told. */
type Behaviour =
  | 'passes'
  | 'times nothing'
  | 'fails'
  | 'panics'
  | 'panics unheard at first'
  | 'panics unnamed'
  | 'hangs'
  | 'disturbs the next'

function unitOf(name: string): Unit {
  return { name, pattern: `^${name}$`, expectedSeconds: 1 }
}

function runAs(
  behaviours: ReadonlyMap<string, Behaviour>,
  started: string[][],
): (pattern: string) => Promise<BinaryRun> {
  const unheard = new Set<string>()
  return async (pattern) => {
    const wanted = [...behaviours.keys()].filter((name) => pattern.split('|').includes(`^${name}$`))
    started.push(wanted)
    const results = new Map<string, BenchmarkResult>()
    const end: { failure: string | null; suspects: string[]; stuck: boolean } = {
      failure: null,
      suspects: [],
      stuck: false,
    }
    let disturbed = false
    for (const name of wanted) {
      const now: Behaviour | undefined = disturbed ? 'panics' : behaviours.get(name)
      if (now === 'fails') {
        end.failure = `${name} failed`
        end.suspects.push(name)
        continue
      }
      if (now === 'panics unheard at first' && !unheard.has(name)) {
        unheard.add(name)
        results.set(name, { name, procs: 1, iterations: 1, values: [] })
        continue
      }
      if (now === 'panics' || now === 'panics unheard at first' || now === 'hangs' || now === 'panics unnamed') {
        end.failure = now
        if (now !== 'panics unnamed') end.suspects.push(name)
        end.stuck = now === 'hangs'
        break
      }
      disturbed = now === 'disturbs the next'
      const values = now === 'times nothing' ? [] : [{ value: 1, unit: 'sec/op' }]
      results.set(name, { name, procs: 1, iterations: 1, values })
    }
    const nothing = { hitLimit: end.stuck, skipped: new Set<string>(), said: 'what it said', touched: [] }
    return { ...nothing, ...end, results, elapsedSeconds: 0, wallSeconds: new Map() }
  }
}

const behaviour = fc.constantFrom<Behaviour>(
  'passes',
  'passes',
  'times nothing',
  'fails',
  'panics',
  'panics unheard at first',
  'panics unnamed',
  'hangs',
  'disturbs the next',
)

test('whatever some benchmarks do, each other keeps its result, and only those at fault are blamed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(behaviour, { maxLength: 12 }), async (list) => {
      const behaviours = new Map(list.map((one, at) => [`Benchmark${at}`, one]))
      const units = [...behaviours.keys()].map(unitOf)
      const runs = await runUnits(units, runAs(behaviours, []), () => false)
      for (const unit of units) {
        const own = behaviours.get(unit.name)
        const isFine = own === 'passes' || own === 'times nothing' || own === 'disturbs the next'
        expect([unit.name, own, runs.get(unit)?.failure === null]).toEqual([unit.name, own, isFine])
        expect([...(runs.get(unit)?.results.keys() ?? [])]).toEqual(isFine ? [unit.name] : [])
      }
    }),
  )
})

test('where nothing fails, what is quick shares a process, and a process is not given more than seconds of work', async () => {
  const behaviours = new Map<string, Behaviour>(Array.from({ length: 12 }, (_, at) => [`Benchmark${at}`, 'passes']))
  const started: string[][] = []
  await runUnits([...behaviours.keys()].map(unitOf), runAs(behaviours, started), () => false)
  expect(started.map(({ length }) => length)).toEqual([5, 5, 2])
})

test('one that hangs is not waited for twice', async () => {
  const behaviours = new Map<string, Behaviour>([
    ['BenchmarkA', 'passes'],
    ['BenchmarkB', 'hangs'],
    ['BenchmarkC', 'passes'],
  ])
  const started: string[][] = []
  await runUnits([...behaviours.keys()].map(unitOf), runAs(behaviours, started), () => false)
  expect(started.filter((names) => names.includes('BenchmarkB'))).toHaveLength(1)
})

test('once time is up nothing more is started, and what did not run is missing', async () => {
  const behaviours = new Map<string, Behaviour>([['BenchmarkA', 'passes']])
  const started: string[][] = []
  const runs = await runUnits([unitOf('BenchmarkA')], runAs(behaviours, started), () => true)
  expect([started, runs.size]).toEqual([[], 0])
})
