import type { Clock } from '../ports.ts'

/** The machine's own clocks. */
export function createClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    nowIso: () => new Date().toISOString(),
  }
}
