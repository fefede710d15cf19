import { expect, test } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../src/config/config.ts'
import type { Command, Outcome } from '../../src/ports.ts'
import { readPaces } from '../../src/stages/calibrate.ts'
import type { Session } from '../../src/stages/sampling.ts'

const ENDED: Outcome = {
  exitCode: 0,
  signal: null,
  timedOut: false,
  outputLimitExceeded: false,
  memoryLimitExceeded: false,
  failedToStart: null,
  stderrTail: '',
  elapsedMs: 10,
}

/** A test binary whose benchmarks take so long to set up and per operation, on a clock of its own. In seconds. */
function makeBinary(benchmarks: Readonly<Record<string, { setUp: number; timed: number; stopped: number }>>) {
  const taken: string[] = []
  let nowMs = 0
  const run = async ({ args }: Command, sinks?: { stdout?: (chunk: Uint8Array) => void }): Promise<Outcome> => {
    const iterations = Number(/=(\d+)x/.exec(args.find((arg) => arg.startsWith('-test.benchtime=')) ?? '')?.[1])
    const pattern = args.find((arg) => arg.startsWith('-test.bench='))?.slice('-test.bench='.length) ?? ''
    for (const [name, { setUp, timed, stopped }] of Object.entries(benchmarks)) {
      if (!pattern.split('|').includes(`^${name}$`)) continue
      taken.push(`${name} ${iterations}`)
      nowMs += 1000 * (2 * setUp + iterations * (timed + stopped))
      sinks?.stdout?.(new TextEncoder().encode(`${name}\t${iterations}\t${timed * 1e9} ns/op\n`))
    }
    sinks?.stdout?.(new TextEncoder().encode('PASS\n'))
    return ENDED
  }
  const ports = {
    programs: { run },
    clock: { monotonicMs: () => nowMs },
    log: { progress: () => {} },
    machine: { memoryBytes: 2 ** 33 },
  }
  // Only what calibration touches.
  const session = {
    config: DEFAULT_CONFIG,
    ports,
    variables: {},
    deadline: Number.POSITIVE_INFINITY,
  } as unknown as Session
  const found = Object.entries(benchmarks).map(([name, { setUp, timed, stopped }]) => {
    const results = new Map([[name, { name, procs: 2, iterations: 1, values: [{ value: timed * 3, unit: 'sec/op' }] }]])
    const nothing = {
      skipped: new Set<string>(),
      failure: null,
      said: '',
      touched: [],
      suspects: [],
      stuck: false,
      hitLimit: false,
    }
    const process = { ...nothing, results, elapsedSeconds: 0, wallSeconds: new Map([[name, setUp + timed + stopped]]) }
    return { results, failure: null, said: '', process }
  })
  const binary = { path: '/p.test', folder: '/p', renames: new Map<string, string>(), placeFile: () => null }
  return { taken, read: () => readPaces(session, 'example.com/p', found, binary, 2) }
}

test('a quick benchmark is measured at more and more iterations, a slow one is not repeated for long', async () => {
  const { taken, read } = makeBinary({
    BenchmarkQuick: { setUp: 0, timed: 1e-7, stopped: 0 },
    BenchmarkSlow: { setUp: 0, timed: 0.05, stopped: 0 },
  })
  const paces = await read()
  expect(taken).toEqual(['BenchmarkQuick 10', 'BenchmarkSlow 10', 'BenchmarkQuick 300', 'BenchmarkQuick 10000'])
  expect(paces.get('BenchmarkQuick')?.timed).toBeCloseTo(1e-7, 12)
  expect(paces.get('BenchmarkSlow')?.timed).toBeCloseTo(0.05, 6)
})

test('a dear set-up is not paid again only to know the pace', async () => {
  const { taken, read } = makeBinary({ BenchmarkDear: { setUp: 1.1, timed: 1e-9, stopped: 0 } })
  const paces = await read()
  expect(taken).toEqual([])
  expect(paces.get('BenchmarkDear')?.timed).toBeCloseTo(3e-9, 12)
})

test('what passes while the timer is stopped is told apart from the set-up', async () => {
  const { read } = makeBinary({ BenchmarkStopped: { setUp: 0.01, timed: 1e-9, stopped: 1e-6 } })
  expect((await read()).get('BenchmarkStopped')?.untimed).toBeCloseTo(1e-6, 9)
})
