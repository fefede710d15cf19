import type { FunctionHeat, Hotness } from './schema.ts'

/** Of the CPU time; below, a function is none of those that make a program slow. */
const LEAST_PGO_SHARE = 0.01

/** What is known about how often one function runs. */
export interface HeatFacts {
  readonly package: string
  readonly function: string
  readonly file: string
  readonly line: number
  /** Whether the change rewrote it; others are there because a new escape site lies in them. */
  readonly changed: boolean
  /** A directive or the config declares it hot. */
  readonly marked: boolean
  /** Whether one iteration of a benchmark executed it; null where that is not known. */
  readonly executed: boolean | null
  /** Benchmarks that did, as far as they are known by name. */
  readonly executedBy: readonly string[]
  /** Shares of the CPU time in the repository's own profile; null where it does not occur there. */
  readonly pgo: { readonly flat: number; readonly cumulative: number } | null
}

/** Why a function counts as hot, strongest reason first. */
export function judgeHeat(facts: HeatFacts): FunctionHeat {
  const { marked, pgo, executedBy, ...rest } = facts
  // What only hands on to others, as main does, spends no time itself.
  const inProfile = pgo !== null && pgo.cumulative >= LEAST_PGO_SHARE && pgo.flat > 0
  return {
    ...rest,
    executedBy: [...executedBy],
    hot: marked ? 'marked' : facts.executed === true ? 'benchmark' : inProfile ? 'pgo' : null,
    ...(pgo === null ? {} : { pgoShare: { flat: round(pgo.flat), cumulative: round(pgo.cumulative) } }),
  }
}

/**
 * How hot a function is, from what was found out about this review's functions.
 * `cold` means that benchmarks ran and none of them executes it; a function that nothing is known of is `unknown`.
 * For ranking and telling only: the gate goes by directive and config alone.
 */
export function createHotness(
  functions: readonly FunctionHeat[],
): (importPath: string, functionName: string) => Hotness {
  const known = new Map(functions.map((heat) => [`${heat.package}.${heat.function}`, heat]))
  return (importPath, functionName) => {
    const heat = known.get(`${importPath}.${functionName}`)
    return heat ? describeHeat(heat) : { level: 'unknown', why: '' }
  }
}

function describeHeat(heat: FunctionHeat): Hotness {
  switch (heat.hot) {
    case 'marked':
      return { level: 'hot', why: 'declared hot' }
    case 'benchmark':
      return { level: 'hot', why: `executed by ${renderNames(heat.executedBy, 2)}` }
    case 'pgo':
      return {
        level: 'hot',
        why: `${renderShare(heat.pgoShare?.cumulative ?? 0)} of the CPU time in default.pgo`,
      }
    case null:
      return heat.executed === false
        ? { level: 'cold', why: 'no benchmark executes it' }
        : { level: 'unknown', why: '' }
  }
}

/** Hot first, then what is not known, then cold. */
export function compareHotness(a: Hotness | undefined, b: Hotness | undefined): number {
  return rank(a) - rank(b)
}

function rank(hotness: Hotness | undefined): number {
  return ['hot', 'unknown', 'cold'].indexOf(hotness?.level ?? 'unknown')
}

/** "BenchmarkA, BenchmarkB and 3 more". */
export function renderNames(names: readonly string[], most: number): string {
  const shown = names.slice(0, most)
  const others = names.length - shown.length
  if (names.length === 0) return 'a benchmark'
  if (others > 0) return `${shown.join(', ')} and ${others} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}

function renderShare(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
