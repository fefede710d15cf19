export interface RunSettings {
  readonly pattern: string
  /** Go regular expression of benchmarks that must not run; null for none. */
  readonly skip: string | null
  /** How often each benchmark's body runs: a fixed count, so that the two sides are comparable. */
  readonly iterations: number
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
  return [
    '-test.run=^$',
    `-test.bench=${settings.pattern}`,
    `-test.benchtime=${settings.iterations}x`,
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

/** The `-test.bench` pattern that selects several benchmarks by their full names. */
export function planPatternOfAll(names: readonly string[]): string {
  return names.map(planPattern).join('|')
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

/** Arguments of a test binary that records every wait for a lock or a channel while it runs one benchmark. */
export function planWaitArguments(settings: {
  readonly pattern: string
  readonly skip: string | null
  readonly iterations: number
  readonly procs: number
  readonly timeoutSeconds: number
  readonly profiles: { readonly block: string; readonly mutex: string }
}): string[] {
  return [
    '-test.run=^$',
    `-test.bench=${settings.pattern}`,
    `-test.benchtime=${settings.iterations}x`,
    ...(settings.skip === null ? [] : [`-test.skip=${settings.skip}`]),
    `-test.cpu=${settings.procs}`,
    `-test.timeout=${settings.timeoutSeconds}s`,
    '-test.paniconexit0',
    `-test.blockprofile=${settings.profiles.block}`,
    '-test.blockprofilerate=1',
    `-test.mutexprofile=${settings.profiles.mutex}`,
    '-test.mutexprofilefraction=1',
  ]
}
