import type { MemoryLimit } from './memory.ts'

/** Everything a run depends on, complete: no value is optional and no default lives elsewhere. */
export interface Config {
  /** Go package patterns, relative to the working directory. */
  readonly packages: readonly string[]
  /** Folder of the module (or workspace) under review, relative to the repository's root; '' for the root. */
  readonly workingDirectory: string
  /** Go regular expression of the benchmarks to run, as `-test.bench` takes it. */
  readonly bench: string
  /** Go regular expression of benchmarks never to run; null for none. */
  readonly skip: string | null
  /** Build tags, comma-separated as `-tags` takes them; '' for none. */
  readonly tags: string
  readonly failOn: readonly GateWord[]
  readonly escapesGate: EscapesGate
  /** Allocations per operation that a benchmark may rise by. */
  readonly allocsThreshold: number
  /** Per cent. */
  readonly bytesThreshold: number
  /** Per cent. */
  readonly timeThreshold: number
  /** GOMAXPROCS values to measure at, as `-cpu` of `go test` takes them; empty: as many as the machine has. */
  readonly cpu: readonly number[]
  /** Most samples per side of a noisy benchmark. */
  readonly count: number
  /** Seconds for all benchmarks together. */
  readonly timeBudget: number
  /** Seconds that one run of one benchmark may take before it is ended. */
  readonly benchmarkTimeout: number
  /** What one run of a test binary may use. */
  readonly memoryLimit: MemoryLimit
  /** GOGC of the benchmarks: `off` or a number; '' for Go's default. */
  readonly gogc: string
  /** GOMEMLIMIT of the benchmarks, as Go writes it; '' for none. */
  readonly gomemlimit: string
  /** CPUs that benchmarks are held on: `off`, `auto`, or a list such as `0,2-3`. */
  readonly pin: string
  /** Runs of each test binary that are thrown away before samples are taken. */
  readonly warmUp: number
  /** How p-values are corrected over all that is tested together. */
  readonly correction: 'benjamini-hochberg' | 'holm'
  readonly escapeScope: 'module' | 'all'
  /** Shell command run in both worktrees before anything is compiled; null for none. */
  readonly prepare: string | null
  /** Names of environment variables that benchmarks may see. */
  readonly env: readonly string[]
  /** Patterns (`import/path.Func`, `*` allowed) of functions declared hot. */
  readonly hot: readonly string[]
  readonly ignore: {
    readonly packages: readonly string[]
    readonly files: readonly string[]
    readonly generated: boolean
  }
  readonly waivers: readonly Waiver[]
  readonly ceilings: readonly Ceiling[]
  /** Custom metric unit to direction. */
  readonly metrics: Readonly<Record<string, MetricDirection>>
  /** Settings for some packages only; see `planPackageConfig`. Later entries win. */
  readonly overrides: readonly Override[]
  /** Whether the report shows benchmarks to fill in for changed functions that none executes. */
  readonly suggestBenchmark: boolean
  readonly comment: 'always' | 'on-change' | 'never'
  readonly commentKey: string
  readonly waiverLabel: string
  /** At most so many review comments on lines of the diff. */
  readonly lineNotes: number
  /** Whether a check of its own is written beside the job's. */
  readonly check: boolean
}

export type MetricDirection = 'higher-is-better' | 'lower-is-better' | 'none'
export type EscapesGate = 'hot' | 'all' | 'off'
export const GATE_WORDS = ['allocs', 'bytes', 'time', 'escapes', 'contracts', 'inconclusive', 'broken'] as const
export type GateWord = (typeof GATE_WORDS)[number]

export interface Waiver {
  /** Exactly one of benchmark and function is set. `*` allowed. */
  readonly benchmark: string | null
  readonly function: string | null
  readonly metric: string | null
  /** The head's value may be up to this; null: any. */
  readonly ceiling: number | null
  /** ISO date after which the waiver is stale; null: never. */
  readonly expires: string | null
  readonly reason: string
}

export interface Ceiling {
  readonly benchmark: string
  readonly metric: string
  readonly ceiling: number
}

/** Other settings for the packages that a pattern matches. */
export interface Override {
  /** Go package patterns: `./internal/...` or import paths; `*` allowed. */
  readonly packages: readonly string[]
  readonly settings: Partial<Pick<Config, OverridableField>>
}

export type OverridableField =
  | 'bench'
  | 'skip'
  | 'allocsThreshold'
  | 'bytesThreshold'
  | 'timeThreshold'
  | 'count'
  | 'benchmarkTimeout'

/** What one source (the file, the inputs, the flags) says: checked values in the units of Config, nothing filled in. */
export type WrittenConfig = {
  readonly [Field in keyof Config]?: Field extends 'ignore' ? Partial<Config['ignore']> : Config[Field]
}

export const DEFAULT_CONFIG: Config = {
  packages: ['./...'],
  workingDirectory: '',
  bench: '.',
  skip: null,
  tags: '',
  failOn: ['allocs', 'bytes', 'escapes', 'contracts', 'broken'],
  escapesGate: 'hot',
  allocsThreshold: 0,
  bytesThreshold: 5,
  timeThreshold: 10,
  cpu: [],
  count: 10,
  timeBudget: 600,
  benchmarkTimeout: 60,
  memoryLimit: { share: 0.8 },
  gogc: '',
  gomemlimit: '',
  pin: 'off',
  warmUp: 1,
  correction: 'benjamini-hochberg',
  escapeScope: 'module',
  prepare: null,
  env: [],
  hot: [],
  ignore: { packages: [], files: [], generated: true },
  waivers: [],
  ceilings: [],
  metrics: {},
  overrides: [],
  suggestBenchmark: false,
  comment: 'always',
  commentKey: '',
  waiverLabel: 'perf-regression-accepted',
  lineNotes: 10,
  check: true,
}
