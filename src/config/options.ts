import type { z } from 'zod'
import { DEFAULT_CONFIG, type WrittenConfig } from './config.ts'
import { renderDuration } from './duration.ts'
import { renderGate } from './gate-words.ts'
import { DEFAULT_INVOCATION, FORMATS, MODES, type WrittenInvocation } from './invocation.ts'
import { renderMemory } from './memory.ts'
import * as rules from './rules.ts'
import * as values from './values.ts'

/** Where an option may be written: an input of the Action, a flag of the command line, the config file. */
export type Place = 'input' | 'flag' | 'file'

export type OptionKind =
  | 'text'
  | 'path'
  | 'list'
  | 'whole-number'
  | 'number'
  | 'percent'
  | 'duration'
  | 'boolean'
  | 'choice'
  | 'regexp'
  | 'structure'

interface OptionShape {
  /** The name in all three places; a flag has `--` before it. */
  readonly key: string
  readonly kind: OptionKind
  readonly in: readonly Place[]
  /** How the value is named in the usage of the command line; '' for a flag without one. */
  readonly placeholder: string
  /** The default as it would be written; '' where leaving it out means none. */
  readonly default: string
  /** One or two sentences, without the default. */
  readonly description: string
  readonly choices?: readonly string[]
}

/** An option of the review itself: part of Config. */
export interface ConfigOption extends OptionShape {
  readonly part: 'config'
  readonly schema: z.ZodType<WrittenConfig>
}

/** An option of one start of the program: part of Invocation. */
export interface InvocationOption extends OptionShape {
  readonly part: 'invocation'
  readonly schema: z.ZodType<WrittenInvocation>
}

export type Option = ConfigOption | InvocationOption

const EVERYWHERE = ['input', 'flag', 'file'] as const
// What only a delivery to GitHub asks for.
const DELIVERED = ['input', 'file'] as const
const STARTED = ['input', 'flag'] as const
const IN_FILE = ['file'] as const
const IN_ACTION = ['input'] as const
const ON_COMMAND_LINE = ['flag'] as const

const COMMENT_CHOICES = ['always', 'on-change', 'never'] as const
const CORRECTIONS = ['benjamini-hochberg', 'holm'] as const
const SCOPES = ['module', 'all'] as const

/**
 * Every option there is, once. `action.yml`, the flags, the parsers, the JSON
 * schema of the config file and the tables of the documentation are made from
 * this list; its order is the order in all of them.
 */
export const OPTIONS = [
  {
    key: 'mode',
    part: 'invocation',
    kind: 'choice',
    in: IN_ACTION,
    placeholder: '',
    choices: MODES,
    default: DEFAULT_INVOCATION.mode,
    description:
      '`review` measures and delivers. `measure` writes the report file and needs no token. `report` delivers a report file and runs no code of the project under review.',
    schema: values.choice(MODES).transform((mode) => ({ mode })),
  },
  {
    key: 'repo',
    part: 'invocation',
    kind: 'path',
    in: ON_COMMAND_LINE,
    placeholder: 'dir',
    default: DEFAULT_INVOCATION.repo,
    description: 'A folder inside the repository under review.',
    schema: values.nonEmptyText('a folder').transform((repo) => ({ repo })),
  },
  {
    key: 'base',
    part: 'invocation',
    kind: 'text',
    in: STARTED,
    placeholder: 'ref',
    default: '',
    description:
      'Ref to compare with. Left out: the merge base with the target branch of the pull request, or with the upstream default branch.',
    schema: values.text('a git ref').transform((base) => ({ base: blankToNull(base) })),
  },
  {
    key: 'head',
    part: 'invocation',
    kind: 'text',
    in: STARTED,
    placeholder: 'ref',
    default: '',
    description: 'Ref to review. Left out: the head of the pull request, or the present commit.',
    schema: values.text('a git ref').transform((head) => ({ head: blankToNull(head) })),
  },
  {
    key: 'worktree',
    part: 'invocation',
    kind: 'boolean',
    in: ON_COMMAND_LINE,
    placeholder: '',
    default: '',
    description: 'Review uncommitted changes. On by itself where the working tree has some and no head is named.',
    schema: values.yesOrNo().transform((worktree) => ({ worktree })),
  },
  {
    key: 'config',
    part: 'invocation',
    kind: 'path',
    in: STARTED,
    placeholder: 'file',
    default: DEFAULT_INVOCATION.configPath,
    description: 'Path of the config file in the repository. On a pull request it is read from the base.',
    schema: values.insidePath().transform((configPath) => ({ configPath })),
  },
  {
    key: 'packages',
    part: 'config',
    kind: 'list',
    in: EVERYWHERE,
    placeholder: 'patterns',
    default: DEFAULT_CONFIG.packages.join(' '),
    description: 'Go package patterns to review, relative to the working directory.',
    schema: values.words(values.packagePattern(), 'a list of package patterns').transform((packages, context) => {
      if (packages.length === 0) context.addIssue({ code: 'custom', message: 'at least one package pattern' })
      return { packages }
    }),
  },
  {
    key: 'working-directory',
    part: 'config',
    kind: 'path',
    in: EVERYWHERE,
    placeholder: 'dir',
    default: DEFAULT_CONFIG.workingDirectory,
    description: "Folder of the module or workspace under review, relative to the repository's root.",
    schema: values.insidePath().transform((workingDirectory) => ({ workingDirectory })),
  },
  {
    key: 'bench',
    part: 'config',
    kind: 'regexp',
    in: EVERYWHERE,
    placeholder: 'regexp',
    default: DEFAULT_CONFIG.bench,
    description: 'Benchmarks to run, as a Go regular expression like that of `go test -bench`. `^$` runs none.',
    schema: values.regexp().transform((bench, context) => {
      if (bench === '')
        context.addIssue({ code: 'custom', message: 'a Go regular expression; "." for all, "^$" for none' })
      return { bench }
    }),
  },
  {
    key: 'skip',
    part: 'config',
    kind: 'regexp',
    in: EVERYWHERE,
    placeholder: 'regexp',
    default: DEFAULT_CONFIG.skip ?? '',
    description: 'Benchmarks never to run, as a Go regular expression.',
    schema: values.regexp().transform((skip) => ({ skip: blankToNull(skip) })),
  },
  {
    key: 'tags',
    part: 'config',
    kind: 'list',
    in: EVERYWHERE,
    placeholder: 'tags',
    default: DEFAULT_CONFIG.tags,
    description: 'Build tags.',
    schema: values.buildTags().transform((tags) => ({ tags })),
  },
  {
    key: 'fail-on',
    part: 'config',
    kind: 'list',
    in: EVERYWHERE,
    placeholder: 'words',
    default: renderGate(DEFAULT_CONFIG).join(','),
    description:
      'What blocks: `allocs`, `bytes`, `time`, `escapes=hot` (also `escapes`), `escapes=all`, `escapes=off`, `contracts`, `inconclusive`, `broken`; or `none`. The list replaces the default.',
    schema: values.gate().transform((gate) => gate),
  },
  {
    key: 'allocs-threshold',
    part: 'config',
    kind: 'number',
    in: EVERYWHERE,
    placeholder: 'n',
    default: String(DEFAULT_CONFIG.allocsThreshold),
    description: 'Allocations per operation that a benchmark may rise by.',
    schema: values.notNegative().transform((allocsThreshold) => ({ allocsThreshold })),
  },
  {
    key: 'bytes-threshold',
    part: 'config',
    kind: 'percent',
    in: EVERYWHERE,
    placeholder: 'percent',
    default: `${DEFAULT_CONFIG.bytesThreshold}%`,
    description: 'Rise of B/op that is tolerated. A rise of less than 16 B/op never blocks.',
    schema: values.percent().transform((bytesThreshold) => ({ bytesThreshold })),
  },
  {
    key: 'time-threshold',
    part: 'config',
    kind: 'percent',
    in: EVERYWHERE,
    placeholder: 'percent',
    default: `${DEFAULT_CONFIG.timeThreshold}%`,
    description: 'Rise of the time per operation that is tolerated. Blocks only with `time` in `fail-on`.',
    schema: values.percent().transform((timeThreshold) => ({ timeThreshold })),
  },
  {
    key: 'cpu',
    part: 'config',
    kind: 'list',
    in: EVERYWHERE,
    placeholder: 'list',
    default: '',
    description:
      'GOMAXPROCS to measure at: a number, or a list such as `1,4`, where each counts as a benchmark of its own. Empty: as many as the machine has.',
    schema: values.wholeNumbers(1, rules.MOST_PROCS).transform((cpu) => ({ cpu })),
  },
  {
    key: 'count',
    part: 'config',
    kind: 'whole-number',
    in: EVERYWHERE,
    placeholder: 'n',
    default: String(DEFAULT_CONFIG.count),
    description:
      'Most samples per side of a benchmark that differs. Proof of an allocation change takes 6; with fewer the verdict is `inconclusive`.',
    schema: values.wholeNumber(1, rules.MOST_COUNT).transform((count) => ({ count })),
  },
  {
    key: 'time-budget',
    part: 'config',
    kind: 'duration',
    in: EVERYWHERE,
    placeholder: 'time',
    default: renderDuration(DEFAULT_CONFIG.timeBudget),
    description:
      'Time for all benchmarks together: seconds, or such as `90s`, `10m`, `1h30m`. What is undecided then is `inconclusive`.',
    schema: values.duration(1, rules.MOST_SECONDS).transform((timeBudget) => ({ timeBudget })),
  },
  {
    key: 'benchmark-timeout',
    part: 'config',
    kind: 'duration',
    in: EVERYWHERE,
    placeholder: 'time',
    default: renderDuration(DEFAULT_CONFIG.benchmarkTimeout),
    description: 'Time that one run of one benchmark may take before it is ended.',
    schema: values.duration(1, rules.MOST_SECONDS).transform((benchmarkTimeout) => ({ benchmarkTimeout })),
  },
  {
    key: 'memory-limit',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'size',
    default: renderMemory(DEFAULT_CONFIG.memoryLimit),
    description:
      'Memory that one run of a test binary may use, with all that it starts, before it is ended: a share of the machine (or of what its control group allows) such as `80%`, or a size such as `2GiB`. On Linux only.',
    schema: values.memory().transform((memoryLimit) => ({ memoryLimit })),
  },
  {
    key: 'gogc',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'percent',
    default: DEFAULT_CONFIG.gogc,
    description:
      'GOGC of the benchmarks on both sides: `off` or a number. Left out: that of Go. Without a collector `sync.Pool` is never emptied, so B/op and allocs/op may differ from those of production.',
    schema: values.gogc().transform((gogc) => ({ gogc })),
  },
  {
    key: 'gomemlimit',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'size',
    default: DEFAULT_CONFIG.gomemlimit,
    description: 'GOMEMLIMIT of the benchmarks on both sides, such as `2GiB`. Left out: none.',
    schema: values.memoryLimit().transform((gomemlimit) => ({ gomemlimit })),
  },
  {
    key: 'pin',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'cpus',
    default: DEFAULT_CONFIG.pin,
    description:
      'CPUs that benchmarks are held on (Linux with `taskset`): `off`, a list such as `2,3` or `0-3`, or `auto`, which keeps the first CPU and slow cores free. GOMAXPROCS is then their number.',
    schema: values.pinnedCpus().transform((pin) => ({ pin })),
  },
  {
    key: 'warm-up',
    part: 'config',
    kind: 'whole-number',
    in: EVERYWHERE,
    placeholder: 'n',
    default: String(DEFAULT_CONFIG.warmUp),
    description: "Runs of each package's test binary that are thrown away, on each side, before samples are taken.",
    schema: values.wholeNumber(0, rules.MOST_WARM_UPS).transform((warmUp) => ({ warmUp })),
  },
  {
    key: 'correction',
    part: 'config',
    kind: 'choice',
    in: EVERYWHERE,
    placeholder: 'method',
    choices: CORRECTIONS,
    default: DEFAULT_CONFIG.correction,
    description:
      'How p-values are corrected over all metrics that are tested together. `holm` is stricter: it bounds the chance of even one false alarm.',
    schema: values.choice(CORRECTIONS).transform((correction) => ({ correction })),
  },
  {
    key: 'escape-scope',
    part: 'config',
    kind: 'choice',
    in: EVERYWHERE,
    placeholder: 'scope',
    choices: SCOPES,
    default: DEFAULT_CONFIG.escapeScope,
    description:
      "Whose heap escapes are compared: those of the module's own packages, or of `all` packages that it is built from.",
    schema: values.choice(SCOPES).transform((escapeScope) => ({ escapeScope })),
  },
  {
    key: 'prepare',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'command',
    default: DEFAULT_CONFIG.prepare ?? '',
    description: 'Shell command run in both worktrees before anything is compiled: code generation, submodules, LFS.',
    schema: values.text('a shell command').transform((prepare) => ({ prepare: blankToNull(prepare) })),
  },
  {
    key: 'env',
    part: 'config',
    kind: 'list',
    in: EVERYWHERE,
    placeholder: 'names',
    default: DEFAULT_CONFIG.env.join(','),
    description: 'Names of environment variables that benchmarks may see, such as the address of a database.',
    schema: values
      .words(values.variableName(), 'a list of names of environment variables')
      .transform((env) => ({ env })),
  },
  {
    key: 'suggest-benchmark',
    part: 'config',
    kind: 'boolean',
    in: EVERYWHERE,
    placeholder: '',
    default: String(DEFAULT_CONFIG.suggestBenchmark),
    description:
      'Whether the report holds benchmarks to fill in for changed functions that no benchmark executes. Takes a run of the benchmarks.',
    schema: values.yesOrNo().transform((suggestBenchmark) => ({ suggestBenchmark })),
  },
  {
    key: 'comment',
    part: 'config',
    kind: 'choice',
    in: EVERYWHERE,
    placeholder: 'when',
    choices: COMMENT_CHOICES,
    default: DEFAULT_CONFIG.comment,
    description: 'When the pull-request comment is written. `on-change`: once there is something to say.',
    schema: values.choice(COMMENT_CHOICES).transform((comment) => ({ comment })),
  },
  {
    key: 'comment-key',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'key',
    default: DEFAULT_CONFIG.commentKey,
    description: 'Tells the comments of several configurations on one pull request apart (matrix, monorepo).',
    schema: commentKey().transform((key) => ({ commentKey: key })),
  },
  {
    key: 'line-notes',
    part: 'config',
    kind: 'whole-number',
    in: DELIVERED,
    placeholder: 'n',
    default: String(DEFAULT_CONFIG.lineNotes),
    description:
      'At most so many review comments on lines of the diff, the worst findings first. What is beyond them becomes an annotation of the check. `0` writes none and removes those of earlier runs.',
    schema: values.wholeNumber(0, 50).transform((lineNotes) => ({ lineNotes })),
  },
  {
    key: 'check',
    part: 'config',
    kind: 'boolean',
    in: DELIVERED,
    placeholder: '',
    default: String(DEFAULT_CONFIG.check),
    description:
      "Whether a check named `go-perf-review` is written beside the job's own: success, failure, or neutral where the review could not tell. Needs `checks: write`; with `statuses: write` alone it becomes a commit status.",
    schema: values.yesOrNo().transform((check) => ({ check })),
  },
  {
    key: 'waiver-label',
    part: 'config',
    kind: 'text',
    in: EVERYWHERE,
    placeholder: 'label',
    default: DEFAULT_CONFIG.waiverLabel,
    description: 'Label of a pull request that accepts its regressions.',
    schema: values.text('the name of a label').transform((label) => ({ waiverLabel: label.trim() })),
  },
  {
    key: 'hot',
    part: 'config',
    kind: 'structure',
    in: IN_FILE,
    placeholder: '',
    default: '',
    description:
      'Functions declared hot, beside those with the directive `//perf:hot`: a list of `import/path.Func`, `*` allowed.',
    schema: values.patterns("a function's name such as import/path.Func, `*` allowed").transform((hot) => ({ hot })),
  },
  {
    key: 'ignore',
    part: 'config',
    kind: 'structure',
    in: IN_FILE,
    placeholder: '',
    default: '',
    description:
      'What is not reviewed: `packages`, `files` (both lists of patterns) and `generated` files (a boolean, on by default).',
    schema: rules.ignoreRules.transform((ignore) => ({ ignore })),
  },
  {
    key: 'waivers',
    part: 'config',
    kind: 'structure',
    in: IN_FILE,
    placeholder: '',
    default: '',
    description: 'Known costs that are accepted: `benchmark` or `function`, `metric`, `ceiling`, `expires`, `reason`.',
    schema: rules.waiverList.transform((waivers) => ({ waivers })),
  },
  {
    key: 'ceilings',
    part: 'config',
    kind: 'structure',
    in: IN_FILE,
    placeholder: '',
    default: '',
    description: 'Contracts: a `benchmark` must not exceed a `ceiling` of a `metric`.',
    schema: rules.ceilingList.transform((ceilings) => ({ ceilings })),
  },
  {
    key: 'metrics',
    part: 'config',
    kind: 'structure',
    in: IN_FILE,
    placeholder: '',
    default: '',
    description: `Which way custom metrics are better, by unit: ${rules.DIRECTIONS.map((word) => `\`${word}\``).join(', ')}.`,
    schema: rules.metricDirections.transform((metrics) => ({ metrics })),
  },
  {
    key: 'overrides',
    part: 'config',
    kind: 'structure',
    in: IN_FILE,
    placeholder: '',
    default: '',
    description:
      'Other settings for some `packages`: `bench`, `skip`, the thresholds, `count`, `benchmark-timeout`. Later entries win.',
    schema: rules.overrideList.transform((overrides) => ({ overrides })),
  },
  {
    key: 'github-token',
    part: 'invocation',
    kind: 'text',
    in: IN_ACTION,
    placeholder: '',
    // An expression that the runner evaluates.
    default: '$' + '{{ github.token }}',
    description:
      'Token for the comment, the notes and the check; that of the job where it is left out. Set it to an empty text in mode `measure`, which needs none.',
    schema: values.text('a token').transform((githubToken) => ({ githubToken: githubToken.trim() })),
  },
  {
    key: 'report-file',
    part: 'invocation',
    kind: 'path',
    in: IN_ACTION,
    placeholder: '',
    default: '',
    description:
      'Path of `review.json`: where it is written. In mode `report`: which one is delivered, the file or the folder that its artifact was unpacked into. Left out: a file in a temporary folder, see output `report-path`.',
    schema: values.text('a path').transform((path) => ({ reportFile: blankToNull(path) })),
  },
  {
    key: 'cache',
    part: 'invocation',
    kind: 'boolean',
    in: IN_ACTION,
    placeholder: '',
    default: String(DEFAULT_INVOCATION.cache),
    description:
      'Whether the Go build cache is kept between runs, and what was measured until the labels of the pull request change.',
    schema: values.yesOrNo().transform((cache) => ({ cache })),
  },
  {
    key: 'allow-pull-request-target',
    part: 'invocation',
    kind: 'boolean',
    in: IN_ACTION,
    placeholder: '',
    default: String(DEFAULT_INVOCATION.allowPullRequestTarget),
    description:
      'Run the code of a pull request on the event `pull_request_target` although it can reach the secrets of the job. Dangerous: prefer the two workflows `measure` and `report`.',
    schema: values.yesOrNo().transform((allowPullRequestTarget) => ({ allowPullRequestTarget })),
  },
  {
    key: 'format',
    part: 'invocation',
    kind: 'choice',
    in: ON_COMMAND_LINE,
    placeholder: 'format',
    choices: FORMATS,
    default: DEFAULT_INVOCATION.format,
    description: 'How the report is written.',
    schema: values.choice(FORMATS).transform((format) => ({ format })),
  },
  {
    key: 'output',
    part: 'invocation',
    kind: 'path',
    in: ON_COMMAND_LINE,
    placeholder: 'file',
    default: '',
    description: 'File for the report. Left out: stdout.',
    schema: values.text('a path').transform((output) => ({ output: blankToNull(output) })),
  },
  {
    key: 'artifacts',
    part: 'invocation',
    kind: 'path',
    in: ON_COMMAND_LINE,
    placeholder: 'dir',
    default: '',
    description:
      'Folder that keeps what the review leaves behind: `review.json`, the samples as `base.txt` and `head.txt` for benchstat, and memory profiles of benchmarks that changed for `go tool pprof`. Left out: none is kept.',
    schema: values.nonEmptyText('a folder').transform((artifacts) => ({ artifacts })),
  },
  {
    key: 'quiet',
    part: 'invocation',
    kind: 'boolean',
    in: ON_COMMAND_LINE,
    placeholder: '',
    default: '',
    description: 'No progress on stderr.',
    schema: values.yesOrNo().transform((quiet) => ({ quiet })),
  },
] as const satisfies readonly Option[]

export type OptionKey = (typeof OPTIONS)[number]['key']

/** The outputs of the Action. */
export const OUTPUTS = [
  { key: 'verdict', description: '`pass`, `regressed`, `inconclusive` or `broken`.' },
  { key: 'new-escapes', description: 'Number of heap escapes that the change added.' },
  { key: 'fixed-escapes', description: 'Number of heap escapes that the change removed.' },
  { key: 'alloc-regressions', description: 'Number of benchmarks whose allocs/op or B/op got worse, proven.' },
  { key: 'report-path', description: 'Path of `review.json`.' },
  { key: 'comment-url', description: 'Address of the pull-request comment; empty where none was written.' },
  { key: 'json', description: 'A short summary of the review as JSON: verdict, counts, findings that block.' },
] as const

export type OutputKey = (typeof OUTPUTS)[number]['key']

/** The options that may be written in one place, in the order of the table. */
export function optionsIn(place: Place): readonly Option[] {
  const all: readonly Option[] = OPTIONS
  return all.filter((option) => option.in.includes(place))
}

export interface Flag {
  readonly key: string
  /** As commander takes it: `--count <n>`, `--quiet`. */
  readonly flags: string
  /** The name under which commander keeps the value: `timeBudget`. */
  readonly attribute: string
  /** With choices and default in words, as flags have no default: the config file stands behind them. */
  readonly description: string
  readonly part: Option['part']
}

/** The flags of the command line, ready for `new commander.Option(flags, description)`. */
export function renderFlags(): readonly Flag[] {
  return optionsIn('flag').map((option) => ({
    key: option.key,
    flags: option.placeholder === '' ? `--${option.key}` : `--${option.key} <${option.placeholder}>`,
    attribute: option.key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    description: renderDescription(option).replaceAll('`', ''),
    part: option.part,
  }))
}

/** The values that commander collected, by option key, as `parseWritten` and `parseInvocation` take them. */
export function parseFlagValues(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = new Map(renderFlags().map((flag) => [flag.attribute, flag.key]))
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, value]) => [keys.get(attribute) ?? attribute, value]),
  )
}

/** The description with the choices and the default, in Markdown. */
export function renderDescription(option: Option): string {
  const choices =
    option.choices === undefined || option.key === 'mode' ? '' : ` One of ${option.choices.map(code).join(', ')}.`
  const shown = option.default === '' || isExpression(option.default) ? '' : ` (default: ${code(option.default)})`
  return `${option.description}${choices}${shown}`
}

// A runner would evaluate it, and refuse the file, wherever it stands.
function isExpression(text: string): boolean {
  return text.startsWith('$' + '{{')
}

function code(text: string): string {
  return `\`${text}\``
}

function blankToNull(value: string): string | null {
  return value.trim() === '' ? null : value
}

// The key becomes part of a hidden HTML comment, which these would end.
function commentKey(): z.ZodType<string, string> {
  return values
    .text('at most 100 characters without "<", ">", "--" or line breaks')
    .refine((key) => key.length <= 100 && !/[<>\p{Cc}]|--/u.test(key), {
      error: 'at most 100 characters without "<", ">", "--" or line breaks',
    })
}
