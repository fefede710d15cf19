/** How often a benchmark's body runs: a fixed count (comparable between sides) or for about a duration (to calibrate). */
export type Benchtime = { readonly iterations: number } | { readonly milliseconds: number }

export interface RunSettings {
  readonly pattern: string
  readonly benchtime: Benchtime
  /** GOMAXPROCS of the run. */
  readonly procs: number
  /** After which the binary ends itself with a stack dump. */
  readonly timeoutSeconds: number
  /** Where the binary logs the files that it opens; null for nowhere. */
  readonly testLogFile: string | null
}

/** Arguments of a test binary that runs benchmarks and no tests. */
export function planRunArguments(settings: RunSettings): string[] {
  const { benchtime } = settings
  return [
    '-test.run=^$',
    `-test.bench=${settings.pattern}`,
    `-test.benchtime=${'iterations' in benchtime ? `${benchtime.iterations}x` : `${benchtime.milliseconds}ms`}`,
    '-test.benchmem',
    `-test.cpu=${settings.procs}`,
    '-test.count=1',
    `-test.timeout=${settings.timeoutSeconds}s`,
    // Without it a benchmark that calls os.Exit(0) looks like a success.
    '-test.paniconexit0',
    ...(settings.testLogFile === null ? [] : [`-test.testlogfile=${settings.testLogFile}`]),
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

/** As Go's regexp.QuoteMeta. */
function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}

const SAMPLE_MILLISECONDS = 60
const MOST_ITERATIONS = 2_000_000

/**
 * A fixed iteration count for samples of about 60 ms, from the base's time per
 * operation in seconds. Rounded to one significant digit, so that repeated
 * reviews use the same counts; never fewer than `least`.
 */
export function planIterations(secondsPerOperation: number, least: number): number {
  const wanted = SAMPLE_MILLISECONDS / 1000 / Math.max(secondsPerOperation, 1e-10)
  const bounded = Math.min(MOST_ITERATIONS, Math.max(1, wanted))
  const magnitude = 10 ** Math.floor(Math.log10(bounded))
  return Math.max(least, Math.floor(bounded / magnitude) * magnitude)
}
