/**
 * The complementary error function, to about 14 significant digits in both
 * tails: erf's series (Abramowitz & Stegun 7.1.6) near zero, the continued
 * fraction 7.1.14 beyond, so that small p-values keep their digits.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x > 27.3) return 0
  return x < 2.5 ? 1 - erfSeries(x) : erfcFraction(x)
}

/** The probability that a standard normal variable is at most `z`. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2
}

/**
 * The `z` below which a standard normal variable falls with probability `p`.
 * Infinite at 0 and 1. Found by bisection: it is asked for a handful of times
 * per run, and bisection has no coefficients to get wrong.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY
  if (p >= 1) return Number.POSITIVE_INFINITY
  let low = -40
  let high = 40
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

function erfcFraction(x: number): number {
  // Evaluated from the far end; 80 terms are more than x >= 2.5 needs.
  let fraction = x
  for (let n = 80; n > 0; n--) fraction = x + n / 2 / fraction
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction
}
