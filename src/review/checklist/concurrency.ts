import { renderNames } from '../hotness.ts'
import type { Benchmark, Evidence } from '../schema.ts'
import { type ChecklistRule, changesNothing, NOT_TOUCHED, notMeasured } from './item.ts'

const WORDS = ['go', 'Mutex', 'RWMutex', 'Lock', 'RLock', 'WaitGroup', 'After', 'Tick', 'chan', 'select', 'atomic']
const MOST_NAMED = 3

export const CONCURRENCY: ChecklistRule = {
  id: 'concurrency',
  number: 8,
  title: 'Are there lock hot spots, goroutine leaks or time.After leaks?',
  judge(input) {
    const touched = WORDS.filter((word) => input.touchedIdentifiers.has(word))
    if (touched.length === 0 || changesNothing(input)) return NOT_TOUCHED
    const { words, evidence } = describeWaiting(input.benchmarks)
    return { ...notMeasured(`the change touches ${touched.join(', ')}: ${words}`), evidence }
  },
}

/** What block and mutex profiles hint at. Waiting depends on scheduling, so they answer nothing for good. */
function describeWaiting(benchmarks: readonly Benchmark[]): { readonly words: string; readonly evidence: Evidence[] } {
  const profiled = benchmarks.filter((benchmark) => benchmark.contention !== undefined)
  if (profiled.length === 0) {
    return { words: "a mutex profile and a look at every goroutine's end would tell", evidence: [] }
  }
  const evidence = profiled.flatMap(({ name, contention = [] }) =>
    contention.map(
      ({ profile, base, head, file, line }): Evidence => ({
        kind: 'measurement',
        text: `${name} waits more often at ${file}:${line}: ${renderRate(base)} → ${renderRate(head)} contentions/op in its ${profile} profile (one run a side: a hint)`,
        file,
        line,
      }),
    ),
  )
  const rest = "a look at every goroutine's end would tell the rest"
  const [first] = evidence
  if (!first) {
    const names = renderNames(
      profiled.map(({ name }) => name),
      MOST_NAMED,
    )
    const words = `the block and mutex profiles of ${names} hint at no line that waits more often (one run a side); ${rest}`
    return { words, evidence }
  }
  const others = evidence.length > 1 ? `, and ${evidence.length - 1} more such` : ''
  return { words: `${first.text}${others}; ${rest}`, evidence }
}

function renderRate(rate: number): string {
  return String(Number(rate.toPrecision(2)))
}
