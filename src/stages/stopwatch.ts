import type { Clock } from '../ports.ts'

export interface Stopwatch {
  /** Ends a stage that began with the one before. */
  lap(name: string): void
  laps(): { name: string; seconds: number }[]
}

export function createStopwatch(clock: Clock): Stopwatch {
  const laps: { name: string; seconds: number }[] = []
  let last = clock.monotonicMs()
  return {
    lap(name) {
      const now = clock.monotonicMs()
      laps.push({ name, seconds: Math.round(now - last) / 1000 })
      last = now
    },
    laps: () => laps,
  }
}
