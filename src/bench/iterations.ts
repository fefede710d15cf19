/** How often a benchmark's body runs in a sample: fixed before it is taken, the same on both sides. */

/** What is known of a benchmark's cost before its samples are taken, in seconds per operation. */
export interface Pace {
  /** As the benchmark reports it. */
  readonly timed: number
  /** What passes besides while the timer is stopped, at most. */
  readonly untimed: number
}

const SAMPLE_SECONDS = 0.06
const MOST_ITERATIONS = 2_000_000
/** Below, what the runtime allocates once in a while for itself shows in B/op. */
const STEADY_ITERATIONS = 500
const STEADY_SECONDS = 0.15
/** A pool that is used in parallel shows 0 or 1 allocs/op at 20 iterations; at 2,000 none varied. */
const PROOF_ITERATIONS = 2000
const PROOF_SECONDS = 0.25
/** Spent on stopped timers, which the benchmark does not report. */
const UNTIMED_SECONDS = 0.5

/**
 * The fixed iteration count of a screening sample: about 60 ms, more where few
 * iterations would be noisy. On a coarse scale, so that repeated reviews use the
 * same counts and benchmarks of a like pace can share a process.
 */
export function planScreenIterations(pace: Pace): number {
  return planIterations(pace, STEADY_ITERATIONS, STEADY_SECONDS)
}

/** The fixed iteration count of a sample that proves a difference. */
export function planProofIterations(pace: Pace): number {
  return planIterations(pace, PROOF_ITERATIONS, PROOF_SECONDS)
}

function planIterations(pace: Pace, wanted: number, mostSeconds: number): number {
  const perSecond = 1 / Math.max(pace.timed, 1e-10)
  const usual = perSecond * SAMPLE_SECONDS
  const count = Math.max(usual, Math.min(wanted, perSecond * mostSeconds))
  const bearable = Math.max(UNTIMED_SECONDS / Math.max(pace.untimed, 1e-10), Math.min(wanted, count))
  return roundDown(Math.min(MOST_ITERATIONS, Math.max(1, Math.min(count, bearable))))
}

/** To 1, 2 or 5 times a power of ten. */
function roundDown(count: number): number {
  const whole = Math.floor(count)
  // Not by the logarithm, which rounds 9999.999999999998 up to the next power of ten.
  const magnitude = 10 ** (String(whole).length - 1)
  const digit = Math.floor(whole / magnitude)
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * magnitude
}

/** The counts at which a pace is measured: one names the benchmarks, the next give a better and better idea. */
const CALIBRATION: readonly number[] = [10, 300, 10_000]
const CALIBRATION_SECONDS = 0.1
/** The first operation may pay for what all share, so one that is slow once is tried again. */
const FIRST_CALIBRATION_SECONDS = 2

/** The counts of a calibration in their order, after the single iteration that finds the benchmarks. */
export function planCalibration(): readonly number[] {
  return CALIBRATION
}

/** Whether a benchmark of this pace, measured so far, is worth so many iterations to know it better. */
export function isWorthCalibrating(secondsPerOperation: number, iterations: number): boolean {
  const most = iterations === CALIBRATION[0] ? FIRST_CALIBRATION_SECONDS : CALIBRATION_SECONDS
  return secondsPerOperation * iterations <= most
}

const PROFILE_SECONDS = 0.04
const MOST_PROFILE_ITERATIONS = 1000

/** The iteration count of the shorter of two profiled runs: recording every allocation makes them many times slower. */
export function planProfileIterations(secondsPerOperation: number): number {
  const count = Math.floor(PROFILE_SECONDS / Math.max(secondsPerOperation, 1e-10))
  return Math.min(MOST_PROFILE_ITERATIONS, Math.max(2, count))
}
