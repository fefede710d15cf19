export interface Geomean {
  /** Null where no value is positive. */
  readonly mean: number | null
  readonly used: number
  /** How many values were not positive and finite: a geometric mean has no place for them. */
  readonly leftOut: number
}

/** The geometric mean of the positive values, and how many values it leaves out. */
export function geomean(values: readonly number[]): Geomean {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value))
  const leftOut = values.length - positive.length
  if (positive.length === 0) return { mean: null, used: 0, leftOut }
  const logs = positive.reduce((sum, value) => sum + Math.log(value), 0)
  return { mean: Math.exp(logs / positive.length), used: positive.length, leftOut }
}
