/** Counters of what keeps programs from running. Only differences mean something. */
export interface Interference {
  /** CPU time in ticks that was used or stolen, over all CPUs. */
  readonly busyTicks: number
  /** CPU time in ticks that the hypervisor gave to other guests. */
  readonly stolenTicks: number
  /** For how long a control group paused this program, in milliseconds. */
  readonly pausedMs: number
}

/** Of the time that the CPUs had work, this share may go to others unsaid. */
const STOLEN_SHARE = 0.02
/** A tick is 10 ms: below one second the share says little. */
const FEWEST_TICKS = 100
const LEAST_PAUSE_MS = 50

/** What disturbed the measurement between two readings, worded for the reader; readings that the system does not give say nothing. */
export function judgeInterference(before: Interference | null, after: Interference | null): readonly string[] {
  if (before === null || after === null) return []
  const busy = after.busyTicks - before.busyTicks
  const stolen = after.stolenTicks - before.stolenTicks
  const paused = after.pausedMs - before.pausedMs
  const warnings: string[] = []
  if (busy >= FEWEST_TICKS && stolen > busy * STOLEN_SHARE) {
    const share = Math.round((stolen / busy) * 100)
    warnings.push(`The hypervisor gave ${share} % of this machine's CPU time to other guests while the benchmarks ran.`)
  }
  if (paused >= LEAST_PAUSE_MS) {
    warnings.push(
      `A control group paused this program for ${(paused / 1000).toFixed(1)} s while the benchmarks ran: its share of the CPUs was used up.`,
    )
  }
  return warnings
}
