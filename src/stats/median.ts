import { choose } from './choose.ts'
import { normalCdf, normalQuantile } from './normal.ts'

/** `low` and `high` are null where the sample is too small to bound the median on that side (benchstat prints ∞). */
export interface MedianSummary {
  readonly center: number
  readonly low: number | null
  readonly high: number | null
}

/** The middle value, or the middle of the two middle ones; null for no values. */
export function median(values: readonly number[]): number | null {
  return medianOfSorted(values.toSorted((a, b) => a - b))
}

/**
 * The median with its order-statistic confidence interval, as benchstat computes it
 * (benchmath's AssumeNothing); null for no values. `confidence` is a share.
 */
export function summarizeMedian(values: readonly number[], confidence = 0.95): MedianSummary | null {
  const sorted = values.toSorted((a, b) => a - b)
  const center = medianOfSorted(sorted)
  if (center === null) return null
  const { low, high } = medianInterval(sorted.length, confidence)
  return { center, low: sorted[low - 1] ?? null, high: sorted[high - 1] ?? null }
}

/** The fewest samples whose median is bounded on both sides; null if even 1000 do not suffice. */
export function samplesForInterval(confidence = 0.95): number | null {
  for (let n = 2; n <= 1000; n++) {
    const { low, high } = medianInterval(n, confidence)
    if (low >= 1 && high <= n) return n
  }
  return null
}

function medianOfSorted(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  if (sorted.length % 2 === 1) return upper
  const lower = sorted[sorted.length / 2 - 1] ?? upper
  // Written as benchstat does, so that the last digit agrees.
  return lower + 0.5 * (upper - lower)
}

/** Beyond this many values benchstat takes the normal approximation of the binomial distribution. */
const EXACT_LIMIT = 30

/**
 * Which order statistics (counted from 1) bound the median of `n` values; 0 and n + 1 stand for no bound.
 * How many of n values lie below the true median is binomial, so each gap between neighbouring values
 * has a known probability to hold it; gaps are added from the middle outwards, the left one first.
 */
export function medianInterval(n: number, confidence: number): { low: number; high: number } {
  if (n === 0 || confidence >= 1) return { low: 0, high: n + 1 }
  const { low, high } = n <= EXACT_LIMIT ? exactInterval(n, confidence) : approximateInterval(n, confidence)
  return { low: Math.max(0, low), high: Math.min(n + 1, high) }
}

function exactInterval(n: number, confidence: number): { low: number; high: number } {
  const gap = (k: number) => choose(n, k) / 2 ** n
  let low = Math.ceil((n + 1) / 2) - 1
  let high = low + 1
  let reached = gap(low)
  while (reached < confidence && (low > 0 || high <= n)) {
    const left = gap(low - 1)
    const right = gap(high)
    if (left >= right) {
      reached += left
      low--
    } else {
      reached += right
      high++
    }
  }
  // Two intervals are equally good for an even n. benchstat means to take the left one, and does for
  // all n but 24, where its binomial coefficients are off by a rounding. Its readers compare with ours.
  if (n === 24 && low === 7 && high === 17) return { low: 8, high: 18 }
  return { low, high }
}

function approximateInterval(n: number, confidence: number): { low: number; high: number } {
  const mean = n / 2
  const deviation = Math.sqrt(n) / 2
  const left = mean + deviation * normalQuantile((1 - confidence) / 2)
  const right = 2 * mean - left
  const low = Math.floor(left - 0.5) + 1
  const high = Math.ceil(right - 0.5) + 1
  const covered = (upTo: number) =>
    normalCdf((upTo - 0.5 - mean) / deviation) - normalCdf((low - 0.5 - mean) / deviation)
  return covered(high - 1) >= confidence ? { low, high: high - 1 } : { low, high }
}
