/**
 * `review.json`, version 1: the whole review as plain data. Every renderer and
 * every delivery is a function of a value of this shape; nothing else is handed
 * to them. The JSON Schema in `schema/` is generated from here.
 */
import { z } from 'zod'
import { ALLOCATES } from '../escape/allocates.ts'
import { CAUSES } from '../escape/cause.ts'

const side = z.enum(['base', 'head'])
export const position = z.object({
  file: z.string().describe("Relative to the repository's root, with forward slashes."),
  line: z.int().min(0),
  column: z.int().min(0),
})

export const hotnessSchema = z.object({
  level: z.enum(['hot', 'cold', 'unknown']),
  why: z.string().describe('In words: executed by BenchmarkParse. Empty where nothing is known.'),
})

export const siteSchema = z.object({
  package: z.string(),
  ...position.shape,
  function: z.string().describe('As Go prints it: Parse, (*T).Get, T.String; init for package initialisation.'),
  expression: z.string(),
  kind: z.enum(['escapes', 'moved']),
  message: z.string().describe("The compiler's own sentence."),
  cause: z.enum(CAUSES),
  advice: z.string(),
  allocates: z
    .enum(ALLOCATES)
    .describe('conditional: only for some values, such as an integer of 256 or more being boxed.'),
  flow: z.array(z.object({ text: z.string(), ...position.shape })),
  onChangedLine: z.boolean(),
  coldPath: z.boolean().describe('Feeds only a panic, an error or package initialisation.'),
  hot: z.boolean().describe('In a function that a directive or the config declares hot.'),
  noalloc: z.boolean().describe('In a function that promises not to allocate.'),
  hotness: hotnessSchema
    .optional()
    .describe(
      'How hot its function is, benchmarks and profiles counted in. Orders the report; the gate goes by `hot`.',
    ),
  group: z.string().describe('Sites with the same value have one cause.'),
  causedBy: z.object({ file: z.string(), line: z.int(), why: z.string() }).optional(),
})

const sampleSummary = z.object({
  samples: z.array(z.number()),
  center: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

export const METRIC_VERDICTS = ['regressed', 'improved', 'unchanged', 'inconclusive'] as const

export const metricSchema = z.object({
  unit: z.string(),
  base: sampleSummary.nullable(),
  head: sampleSummary.nullable(),
  delta: z.number().nullable().describe('head minus base, in the unit.'),
  ratio: z.number().nullable().describe('head over base; null where base is 0.'),
  p: z.number().nullable(),
  pAdjusted: z.number().nullable(),
  exact: z.boolean().describe('Every sample of a side agreed; compared as exact counts.'),
  watched: z.boolean().describe('Whether the gate blocks on this metric; others are advisory.'),
  verdict: z.enum(METRIC_VERDICTS),
  warnings: z.array(z.string()),
})

export const metricGeomeanSchema = z.object({
  unit: z.string(),
  benchmarks: z.int(),
  leftOut: z.int().describe('Benchmarks left out, as one of their sides is zero.'),
  base: z.number(),
  head: z.number(),
})

export const BENCHMARK_VERDICTS = [
  'regressed',
  'improved',
  'unchanged',
  'inconclusive',
  'broken',
  'skipped',
  'new',
  'removed',
] as const

export const attributionSchema = z
  .object({
    file: z.string(),
    line: z.int(),
    function: z.string(),
    allocsPerOp: z.number().describe('Negative where less is allocated.'),
    bytesPerOp: z.number(),
    countUncertain: z
      .literal(true)
      .optional()
      .describe('Objects under 16 bytes may be among them, of which a profile shows the bytes and not the number.'),
    side: z.literal('base').optional().describe('Present on a line that allocates less: a position of the base.'),
    through: z.string().optional().describe('The call into foreign code in which it is allocated: fmt.Sprintf.'),
    site: siteSchema.optional().describe('The escape there: new, or for a line of the base gone.'),
  })
  .describe('A line of the code under review on which an operation allocates more or less.')

/** Stands in commands that a reader copies, so it can hold nothing but a plain name. */
const profilePath = z.string().regex(/^profile-[A-Za-z0-9.-]+\.pprof$/)

export const functionHeatSchema = z.object({
  package: z.string(),
  function: z.string(),
  file: z.string(),
  line: z.int(),
  changed: z.boolean().describe('False where it is here only because a new escape site lies in it.'),
  executed: z.boolean().nullable().describe('Whether one iteration of a benchmark executed it; null: not known.'),
  executedBy: z.array(z.string()).describe('Names of benchmarks that did; may be incomplete.'),
  hot: z
    .enum(['marked', 'benchmark', 'pgo'])
    .nullable()
    .describe('Declared hot, executed by a benchmark, or hot in a default.pgo; null: none of these.'),
  pgoShare: z
    .object({ flat: z.number(), cumulative: z.number() })
    .optional()
    .describe("Shares of the CPU time in the repository's own default.pgo, 0 to 1."),
})

export const suggestionSchema = z.object({
  package: z.string(),
  file: z.string().describe('Where the text could be saved.'),
  functions: z.array(z.string()),
  text: z.string().describe('A Go test file; empty where no function can be called from one.'),
  skipped: z.array(z.object({ function: z.string(), reason: z.string() })),
})

export const contentionSchema = z.object({
  file: z.string(),
  line: z.int(),
  function: z.string(),
  profile: z.enum(['block', 'mutex']),
  base: z.number().describe('Contentions per operation.'),
  head: z.number(),
  delayNanoseconds: z.object({ base: z.number(), head: z.number() }).describe('Waiting time per operation.'),
})

export const benchmarkSchema = z.object({
  package: z.string(),
  name: z.string().describe('With the Benchmark prefix and sub-benchmark path, without the -N suffix.'),
  renamedFrom: z.string().optional().describe('Its name on the base, where only the name changed.'),
  verdict: z.enum(BENCHMARK_VERDICTS),
  skipped: z.string().optional().describe('Why it was not run.'),
  comparable: z.boolean().describe("False where the benchmark's own code or input changed: its numbers block nothing."),
  notComparableBecause: z.string().optional(),
  untrimmed: z
    .boolean()
    .optional()
    .describe('True where both sides were built without -trimpath, since it needs the paths of its sources.'),
  iterations: z.int().nullable().describe('The fixed iteration count of every sample.'),
  rounds: z.int().describe('Samples taken per side.'),
  metrics: z.record(z.string(), metricSchema),
  attribution: z.array(attributionSchema).optional(),
  unexplained: z
    .object({ allocsPerOp: z.number(), bytesPerOp: z.number() })
    .optional()
    .describe('Head minus base, less the lines. Negative: the lines allocate while the timer is stopped.'),
  profiles: z
    .object({ base: profilePath, head: profilePath })
    .optional()
    .describe('Memory profiles of both sides for `go tool pprof`, relative to the folder of review.json.'),
  contention: z
    .array(contentionSchema)
    .optional()
    .describe('Lines that wait more often on the head. From one run a side: a hint. Empty: profiled, and none does.'),
  problem: z.object({ side: z.union([side, z.literal('both')]), message: z.string(), stderr: z.string() }).optional(),
})

export const CHECKLIST_STATES = ['ok', 'attention', 'not-measured', 'not-touched'] as const

export const evidenceSchema = z.object({
  kind: z.enum(['compiler', 'measurement', 'syntax']),
  text: z.string(),
  file: z.string().optional(),
  line: z.int().optional(),
})

export const checklistItemSchema = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  state: z.enum(CHECKLIST_STATES),
  summary: z.string().describe('One line: the answer.'),
  evidence: z.array(evidenceSchema),
})

export const SEVERITIES = ['error', 'warning', 'notice'] as const

export const findingSchema = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  file: z.string().nullable(),
  line: z.int().nullable(),
  onChangedLine: z.boolean(),
  title: z.string(),
  detail: z.string(),
  advice: z.string(),
  blocking: z.boolean(),
  evidence: z
    .enum(['syntax', 'compiler', 'measurement'])
    .optional()
    .describe('Of a rule of the checklist: syntax alone is a guess, which never blocks.'),
  proof: z
    .object({ line: z.int(), column: z.int().nullable() })
    .optional()
    .describe('The line of the same file that compiler or benchmark speak of; with a column, the new escape there.'),
  hotness: hotnessSchema.optional().describe('How hot the function is, where that is known. Orders the report.'),
  replacement: z
    .object({ startLine: z.int(), endLine: z.int(), text: z.string() })
    .optional()
    .describe('Whole lines of the head and what to put in their place: mechanical, and without an effect but speed.'),
  waiver: z.string().optional().describe('What waived it: a label, or the reason in the config file.'),
})

export const ruleGoneSchema = z.object({
  rule: z.string(),
  title: z.string(),
  file: z.string(),
  line: z.int(),
  function: z.string(),
  evidence: z.enum(['compiler', 'measurement']),
  benchmark: z
    .object({ package: z.string(), name: z.string() })
    .optional()
    .describe('The one that got better, where it was measured.'),
})

export const VERDICTS = ['pass', 'regressed', 'inconclusive', 'broken'] as const

export const problemSchema = z.object({
  stage: z.string(),
  side: z.union([side, z.literal('both')]).nullable(),
  severity: z.enum(['error', 'warning', 'notice']),
  message: z.string(),
  detail: z.string().optional().describe("A command's stderr tail, a compiler's first errors."),
})

export const reviewSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  verdict: z.enum(VERDICTS),
  base: z.object({ ref: z.string(), sha: z.string() }),
  head: z.object({ ref: z.string(), sha: z.string() }),
  environment: z.object({
    go: z.string().describe('The toolchain that built both sides, as `go env GOVERSION` says.'),
    goos: z.string(),
    goarch: z.string(),
    goflags: z.string(),
    tags: z.string(),
    cgo: z.boolean(),
    gomaxprocs: z.int(),
    gomaxprocsList: z.array(z.int()).optional().describe('Where benchmarks were measured at several, each for itself.'),
    gogc: z.string().optional().describe("GOGC of the benchmarks: off or a number; '' for Go's default."),
    gomemlimit: z.string().optional().describe("GOMEMLIMIT of the benchmarks; '' for none."),
    pinned: z
      .string()
      .nullable()
      .optional()
      .describe('CPUs that benchmarks were held on, such as 0,2-3; null for any.'),
    cpu: z.string(),
    kernel: z.string(),
    node: z.string(),
    timingWarnings: z.array(z.string()),
  }),
  scope: z.object({
    modules: z.array(z.string()),
    moduleFolders: z
      .array(z.string())
      .optional()
      .describe("The modules' folders in the same order, relative to the repository's root; '' for the root."),
    workingDirectory: z.string(),
    packages: z.int().describe('Packages compiled on the head.'),
    packagesChanged: z.int().describe('Packages whose source or dependencies differ.'),
    filesChanged: z.int(),
    goFilesChanged: z.int(),
    codeChanged: z
      .boolean()
      .optional()
      .describe(
        'False where the Go files that changed differ in comments and layout only. Left out where nobody looked.',
      ),
    benchmarksFound: z.int(),
    benchmarksRun: z.int(),
  }),
  escapes: z.object({
    added: z.array(siteSchema),
    removed: z.array(siteSchema),
    nonAllocating: z.object({ added: z.int(), removed: z.int() }),
    brokenPromises: z
      .array(siteSchema)
      .optional()
      .describe('Sites that were there before, in functions that promise only now not to allocate.'),
    unexplained: z
      .array(
        z.object({
          package: z.string(),
          function: z.string(),
          file: z.string(),
          line: z.int(),
          calls: z.int().describe('Head minus base.'),
          allocators: z.array(z.string()),
        }),
      )
      .optional()
      .describe('Changed functions whose compiled code allocates at more or fewer places than the escape facts tell.'),
    inlining: z
      .array(
        z.object({
          change: z.enum(['lost', 'gained']),
          package: z.string(),
          function: z.string(),
          file: z.string(),
          line: z.int(),
          cost: z.int().nullable(),
          budget: z.int().nullable(),
          reason: z.string(),
        }),
      )
      .optional()
      .describe('Functions that the change touches, or that explain a site, and that can be inlined on one side only.'),
    analysed: z.boolean().describe('False where a side did not compile or escapes were not asked for.'),
    problems: z.array(z.string()),
  }),
  benchmarks: z.array(benchmarkSchema),
  measurement: z
    .object({
      measured: z.boolean(),
      rounds: z.int(),
      elapsedSeconds: z.number(),
      budgetSeconds: z.number(),
      warmUp: z.int().optional().describe('Runs of each test binary that were thrown away before confirming.'),
      correction: z.enum(['benjamini-hochberg', 'holm']).optional(),
      timeNoiseFloor: z.number().nullable().describe('As a share: 0.03 is 3 %.'),
      geomeans: z
        .array(metricGeomeanSchema)
        .optional()
        .describe('Geometric means per metric over at least two confirmed benchmarks of both sides.'),
    })
    .describe('How the benchmarks were run.'),
  coverage: z
    .object({
      measured: z.boolean(),
      why: z.string().describe('Why it was not measured, or not for all functions; empty otherwise.'),
      functions: z.array(functionHeatSchema),
    })
    .optional()
    .describe('Which of the functions that the change touches a benchmark executes, and which of them are hot.'),
  rulesGone: z
    .array(ruleGoneSchema)
    .optional()
    .describe(
      'What rules of the checklist saw on the base and no more on the head, where it was felt. Base positions.',
    ),
  suggestions: z
    .array(suggestionSchema)
    .optional()
    .describe('Benchmarks to fill in for changed functions that none executes; only with `suggest-benchmark`.'),
  checklist: z.array(checklistItemSchema),
  findings: z.array(findingSchema),
  gate: z.object({
    failOn: z.array(z.string()),
    escapes: z.enum(['hot', 'all', 'off']),
    allocsThreshold: z.number(),
    bytesThresholdPercent: z.number(),
    timeThresholdPercent: z.number(),
    blocking: z.array(z.string()),
    waived: z.array(z.string()),
  }),
  problems: z.array(problemSchema),
  stages: z.array(z.object({ name: z.string(), seconds: z.number() })),
  reproduce: z.string().describe('The command line that repeats this review.'),
})

export type Position = z.infer<typeof position>
export type Site = z.infer<typeof siteSchema>
export type Hotness = z.infer<typeof hotnessSchema>
export type FunctionHeat = z.infer<typeof functionHeatSchema>
export type Suggestion = z.infer<typeof suggestionSchema>
export type Contention = z.infer<typeof contentionSchema>
export type SampleSummary = z.infer<typeof sampleSummary>
export type MetricVerdict = (typeof METRIC_VERDICTS)[number]
export type MetricGeomean = z.infer<typeof metricGeomeanSchema>
export type Metric = z.infer<typeof metricSchema>
export type BenchmarkVerdict = (typeof BENCHMARK_VERDICTS)[number]
export type Benchmark = z.infer<typeof benchmarkSchema>
export type Attribution = z.infer<typeof attributionSchema>
export type Evidence = z.infer<typeof evidenceSchema>
export type ChecklistItem = z.infer<typeof checklistItemSchema>
export type Finding = z.infer<typeof findingSchema>
export type RuleGone = z.infer<typeof ruleGoneSchema>
export type Verdict = (typeof VERDICTS)[number]
export type Problem = z.infer<typeof problemSchema>
export type Review = z.infer<typeof reviewSchema>
