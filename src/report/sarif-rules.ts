/** What a SARIF viewer shows about a rule, whatever the finding. */
export interface SarifRule {
  readonly id: string
  /** In PascalCase, as SARIF asks for. */
  readonly name: string
  readonly short: string
  readonly full: string
  /** Markdown of our own. */
  readonly help: string
  readonly level: 'error' | 'warning' | 'note'
}

const WAIVER =
  'A cost that is worth it is accepted by a waiver in `.github/go-perf-review.yml`, with its reason and an expiry date.'

/** The rules of findings. Ids are those of `review.json` and stay as they are: alerts are matched by them. */
export const SARIF_RULES: readonly SarifRule[] = [
  {
    id: 'allocs',
    name: 'MoreAllocations',
    short: 'A benchmark allocates more objects per operation',
    full: 'allocs/op of a benchmark rose between base and head, proven by exact counts or by a significance test.',
    help: `The line is the one that allocates more, from memory profiles of both sides, where it could be found.\n\nKeep the value off the heap, or allocate it once and reuse it. ${WAIVER}`,
    level: 'error',
  },
  {
    id: 'bytes',
    name: 'MoreMemory',
    short: 'A benchmark allocates more bytes per operation',
    full: 'B/op of a benchmark rose between base and head by more than the threshold, proven.',
    help: `More objects, or larger ones. Pre-size what grows, reuse buffers, and keep structs small. ${WAIVER}`,
    level: 'error',
  },
  {
    id: 'time',
    name: 'Slower',
    short: 'A benchmark takes more time per operation',
    full: 'The time per operation of a benchmark rose: significant after correction for many tests, and above the noise of the run.',
    help: `Times depend on the machine: repeat the measurement before acting on a small difference. ${WAIVER}`,
    level: 'warning',
  },
  {
    id: 'metric-regression',
    name: 'WorseMetric',
    short: 'A metric that a benchmark reports itself got worse',
    full: 'A custom metric of a benchmark got worse between base and head, in the direction that the config file declares.',
    help: `The direction of a custom metric is declared under \`metrics\` in the config file. ${WAIVER}`,
    level: 'warning',
  },
  {
    id: 'ceiling',
    name: 'CeilingExceeded',
    short: 'A benchmark exceeds its ceiling',
    full: 'A benchmark exceeds the ceiling that the config file sets for one of its metrics.',
    help: 'Bring the metric below its ceiling, or raise the ceiling in the config file.',
    level: 'error',
  },
  {
    id: 'new-escape',
    name: 'NewHeapEscape',
    short: 'A value newly escapes to the heap',
    full: 'By the Go compiler’s escape analysis, a value that base kept off the heap is allocated on the heap in head.',
    help: `The flow shows, step by step, why the compiler puts the value on the heap. Whether that matters depends on how often the line runs: benchmarks tell. ${WAIVER}`,
    level: 'note',
  },
  {
    id: 'noalloc-contract',
    name: 'NoallocContractBroken',
    short: 'A function that promises not to allocate has a heap escape',
    full: 'A function marked //perf:noalloc has a value that escapes to the heap.',
    help: `Keep the value off the heap, or take the directive \`//perf:noalloc\` away. ${WAIVER}`,
    level: 'error',
  },
  {
    id: 'broken-build',
    name: 'BrokenBuild',
    short: 'The head does not build',
    full: 'The head of the change does not build, or a tool is missing, so that nothing could be said about it.',
    help: 'Make the head build; the rest of the report says what is known without it.',
    level: 'error',
  },
  {
    id: 'broken-benchmark',
    name: 'BrokenBenchmark',
    short: 'A benchmark fails on the head',
    full: 'A benchmark panics, fails or times out on the head, and not on the base.',
    help: 'Run the benchmark alone with `go test -bench` to see it fail.',
    level: 'error',
  },
]

/** The rule of an id; a rule that is not known here, from a newer version's file, gets a plain description. */
export function describeRule(rule: string): SarifRule {
  const known = SARIF_RULES.find(({ id }) => id === rule)
  if (known !== undefined) return known
  const id = rule.slice(0, 100).replace(/[^A-Za-z0-9_-]+/g, '-') || 'other'
  return {
    id,
    name: 'Finding',
    short: 'A finding of the performance review',
    full: 'A finding of the performance review; its message says what it is about.',
    help: 'See the report for the evidence.',
    level: 'warning',
  }
}
