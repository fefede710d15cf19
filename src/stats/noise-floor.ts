import { median } from './median.ts'

/** No machine repeats a time better than this. */
const LEAST_FLOOR = 0.01
/** Two halves of two samples each. */
const LEAST_SAMPLES = 4
const FLOOR_QUANTILE = 0.95

/**
 * How far apart (as a share: 0.03 is 3 %) the medians of identical code lie in this very run; null where no
 * benchmark has four samples. One list per benchmark: its base samples in the order in which they were taken.
 *
 * Each list is cut into two halves in every regular way: every other round, every other pair of
 * rounds, and so on to first against second half, so that jitter and slow drift both show. A benchmark's
 * noise is the largest relative difference of the two medians over these cuts. The floor is the
 * 95 % quantile over the benchmarks (the largest, for fewer than twenty), and at least 1 %.
 * Halves are noisier than whole samples, so the floor errs towards silence.
 */
export function estimateNoiseFloor(samplesInOrder: readonly (readonly number[])[]): number | null {
  const noises = samplesInOrder
    .map((samples) => noiseOf(samples.filter(Number.isFinite)))
    .filter((noise) => noise !== null)
    .sort((a, b) => a - b)
  const floor = noises[Math.ceil(noises.length * FLOOR_QUANTILE) - 1]
  return floor === undefined ? null : Math.max(LEAST_FLOOR, floor)
}

function noiseOf(samples: readonly number[]): number | null {
  const whole = median(samples)
  if (samples.length < LEAST_SAMPLES || whole === null || whole === 0) return null
  let noise = 0
  for (let block = 1; block <= samples.length / 2; block++) {
    for (let offset = 0; offset < block; offset++) {
      const inFirst = (_: number, round: number) => Math.floor((round + offset) / block) % 2 === 0
      const first = samples.filter(inFirst)
      const second = samples.filter((value, round) => !inFirst(value, round))
      // Six rounds in pairs give four against two: the smaller part would exaggerate.
      if (Math.abs(first.length - second.length) > 1) continue
      const difference = (median(first) ?? whole) - (median(second) ?? whole)
      noise = Math.max(noise, Math.abs(difference / whole))
    }
  }
  return noise
}
