import { type ChecklistRule, NOT_TOUCHED, notMeasured } from './item.ts'

const WORDS = ['go', 'Mutex', 'RWMutex', 'Lock', 'RLock', 'WaitGroup', 'After', 'Tick', 'chan', 'select', 'atomic']

export const CONCURRENCY: ChecklistRule = {
  id: 'concurrency',
  number: 8,
  title: 'Are there lock hot spots, goroutine leaks or time.After leaks?',
  judge(input) {
    const touched = WORDS.filter((word) => input.touchedIdentifiers.has(word))
    return touched.length > 0
      ? notMeasured(
          `the change touches ${touched.join(', ')}: a mutex profile and a look at every goroutine's end would tell`,
        )
      : NOT_TOUCHED
  },
}
