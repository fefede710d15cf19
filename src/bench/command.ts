/** How often a benchmark's body runs: a fixed count (comparable between sides) or for about a duration (to calibrate). */
export type Benchtime = { readonly iterations: number } | { readonly milliseconds: number }

export interface RunSettings {
  readonly pattern: string
  /** Go regular expression of benchmarks that must not run; null for none. */
  readonly skip: string | null
  readonly benchtime: Benchtime
  /** GOMAXPROCS of the run. */
  readonly procs: number
  /** After which the binary ends itself with a stack dump. */
  readonly timeoutSeconds: number
  /** Where the binary logs the files that it opens; null for nowhere. */
  readonly testLogFile: string | null
  /** Where the binary writes a memory profile that counts every allocation; null for none. */
  readonly memoryProfile?: string | null
}

/** Arguments of a test binary that runs benchmarks and no tests. */
export function planRunArguments(settings: RunSettings): string[] {
  const { benchtime } = settings
  return [
    '-test.run=^$',
    `-test.bench=${settings.pattern}`,
    `-test.benchtime=${'iterations' in benchtime ? `${benchtime.iterations}x` : `${benchtime.milliseconds}ms`}`,
    ...(settings.skip === null ? [] : [`-test.skip=${settings.skip}`]),
    '-test.benchmem',
    `-test.cpu=${settings.procs}`,
    '-test.count=1',
    `-test.timeout=${settings.timeoutSeconds}s`,
    // Without it a benchmark that calls os.Exit(0) looks like a success.
    '-test.paniconexit0',
    ...(settings.testLogFile === null ? [] : [`-test.testlogfile=${settings.testLogFile}`]),
    ...(settings.memoryProfile ? [`-test.memprofile=${settings.memoryProfile}`, '-test.memprofilerate=1'] : []),
  ]
}

/**
 * The `-test.bench` pattern that selects one benchmark by its full name. The
 * testing package splits pattern and name at slashes and matches level by level.
 */
export function planPattern(name: string): string {
  return name
    .split('/')
    .map((level) => `^${quoteMeta(level)}$`)
    .join('/')
}

/** One alternative of a `-test.bench` pattern: a regular expression per level of a name. */
export type PatternLevels = readonly [top: string, ...rest: string[]]

/**
 * The pattern for one top-level benchmark under those alternatives of the
 * user's pattern that match its name, whose further levels select among its sub-benchmarks.
 */
export function planFunctionPattern(name: string, alternatives: readonly PatternLevels[]): string {
  const top = `^${quoteMeta(name)}$`
  return alternatives.map(([, ...rest]) => [top, ...rest].join('/')).join('|')
}

/** Arguments of a test binary that prints the top-level names which one regular expression matches, and runs nothing. */
export function planNamesArguments(top: string): string[] {
  // An empty expression matches every name, but an empty flag is no flag: the binary would run its tests.
  return [`-test.list=${top === '' ? '.' : top}`, '-test.paniconexit0']
}

/** Splits a `-test.bench` pattern as the testing package does: at bars and slashes outside of brackets. */
export function splitPattern(pattern: string): readonly PatternLevels[] {
  const alternatives: PatternLevels[] = []
  let levels: string[] = []
  let inClass = 0
  let inGroup = 0
  let start = 0
  const endLevel = (at: number): void => {
    levels.push(pattern.slice(start, at))
    start = at + 1
  }
  const endAlternative = (): void => {
    const [top = '', ...rest] = levels
    alternatives.push([top, ...rest])
    levels = []
  }
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at++
    else if (character === '[') inClass++
    else if (character === ']') inClass = Math.max(0, inClass - 1)
    else if (inClass > 0) continue
    else if (character === '(') inGroup++
    else if (character === ')') inGroup--
    else if (inGroup !== 0) continue
    else if (character === '/') endLevel(at)
    else if (character === '|') {
      endLevel(at)
      endAlternative()
    }
  }
  endLevel(pattern.length)
  endAlternative()
  return alternatives
}

/** As Go's regexp.QuoteMeta. */
function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}

const SAMPLE_SECONDS = 0.06
const MOST_ITERATIONS = 2_000_000
/** Below, what the runtime allocates once in a while for itself shows in B/op. */
const STEADY_ITERATIONS = 400
const STEADY_SECONDS = 0.5
/** A pool that is used in parallel shows 0 or 1 allocs/op at 20 iterations; at 2,000 none varied. */
const PROOF_ITERATIONS = 2000
const PROOF_SECONDS = 1

/**
 * The fixed iteration count of a screening sample, from the base's seconds per
 * operation: about 60 ms, more where few iterations would be noisy. Rounded to one
 * significant digit, so that repeated reviews use the same counts.
 */
export function planScreenIterations(secondsPerOperation: number): number {
  return planIterations(secondsPerOperation, SAMPLE_SECONDS, STEADY_ITERATIONS, STEADY_SECONDS)
}

/** The fixed iteration count of a sample that proves a difference. */
export function planProofIterations(secondsPerOperation: number): number {
  return planIterations(secondsPerOperation, SAMPLE_SECONDS, PROOF_ITERATIONS, PROOF_SECONDS)
}

function planIterations(secondsPerOperation: number, seconds: number, wanted: number, mostSeconds: number): number {
  const perSecond = 1 / Math.max(secondsPerOperation, 1e-10)
  const usual = perSecond * seconds
  const count = Math.max(usual, Math.min(wanted, perSecond * mostSeconds))
  const bounded = Math.floor(Math.min(MOST_ITERATIONS, Math.max(1, count)))
  // Not by the logarithm, which rounds 9999.999999999998 up to the next power of ten.
  const magnitude = 10 ** (String(bounded).length - 1)
  return Math.floor(bounded / magnitude) * magnitude
}

const PROFILE_SECONDS = 0.1
const MOST_PROFILE_ITERATIONS = 1000

/** The iteration count of the shorter of two profiled runs: recording every allocation makes them many times slower. */
export function planProfileIterations(secondsPerOperation: number): number {
  const count = Math.floor(PROFILE_SECONDS / Math.max(secondsPerOperation, 1e-10))
  return Math.min(MOST_PROFILE_ITERATIONS, Math.max(2, count))
}
