import type { Config } from '../config/config.ts'
import { matchBenchmark } from '../config/pattern.ts'
import { CAUSE_TEXTS } from '../escape/cause.ts'
import { compareHotness } from './hotness.ts'
import { isAbout } from './rule-findings.ts'
import type { Benchmark, Finding, Metric, Problem, Site } from './schema.ts'

/** Everything that the change made worse, worst first: what blocks, then what is proven, then what is worth knowing. */
export function judgeFindings(
  input: {
    readonly added: readonly Site[]
    /** Sites that were there before, in functions that promise only now not to allocate. */
    readonly brokenPromises?: readonly Site[]
    readonly benchmarks: readonly Benchmark[]
    readonly problems: readonly Problem[]
    /** What the rules of the checklist found. */
    readonly rules?: readonly Finding[]
  },
  config: Config,
): readonly Finding[] {
  const findings = [
    ...input.problems.flatMap((problem, index) => describeBuild(problem, index, config)),
    ...input.benchmarks.flatMap((benchmark) => describeBenchmark(benchmark, config)),
    ...describeSites([...input.added, ...(input.brokenPromises ?? [])], input.rules ?? [], config),
    ...(input.rules ?? []),
  ]
  return findings.sort((a, b) => rank(a) - rank(b))
}

function rank(finding: Finding): number {
  return (finding.blocking ? 0 : 10) + ['error', 'warning', 'notice'].indexOf(finding.severity)
}

function describeBuild(problem: Problem, index: number, config: Config): Finding[] {
  if (problem.side !== 'head' || problem.severity !== 'error') return []
  const blocking = config.failOn.includes('broken')
  return [
    finding(`broken:${problem.stage}:${index}`, 'broken-build', {
      severity: 'error',
      blocking,
      title: problem.message,
      detail: problem.detail ?? '',
      advice: 'Make the head build; the rest of the review says what is known without it.',
    }),
  ]
}

const RULES: Readonly<Record<string, string>> = {
  'allocs/op': 'allocs',
  'B/op': 'bytes',
  'sec/op': 'time',
}

function describeBenchmark(benchmark: Benchmark, config: Config): Finding[] {
  const id = `${benchmark.package}.${benchmark.name}`
  const findings: Finding[] = []
  if (benchmark.verdict === 'broken' && benchmark.problem) {
    findings.push(
      finding(`broken:${id}`, 'broken-benchmark', {
        severity: 'error',
        blocking: config.failOn.includes('broken'),
        title: `${benchmark.name} ${benchmark.problem.message}`,
        detail: benchmark.problem.stderr,
        advice: 'It runs on the base: see what the head changes for it.',
      }),
    )
  }
  for (const metric of Object.values(benchmark.metrics)) {
    if (metric.verdict === 'regressed') findings.push(describeRegression(benchmark, metric, id))
    findings.push(...describeCeiling(benchmark, metric, id, config))
  }
  return findings
}

function describeRegression(benchmark: Benchmark, metric: Metric, id: string): Finding {
  const blocking = metric.watched && benchmark.comparable
  const base = metric.base?.center ?? 0
  const head = metric.head?.center ?? 0
  const change =
    metric.ratio === null ? '' : ` (${metric.ratio >= 1 ? '+' : '−'}${Math.abs((metric.ratio - 1) * 100).toFixed(1)} %)`
  const samples = `${metric.base?.samples.length ?? 0} + ${metric.head?.samples.length ?? 0} samples at ${benchmark.iterations ?? 0} iterations`
  const rises = (benchmark.attribution ?? []).filter(({ side }) => side !== 'base')
  const line = tellsLines(benchmark, metric) ? rises[0] : undefined
  return {
    ...finding(
      `${RULES[metric.unit] ?? 'metric-regression'}:${id}:${metric.unit}`,
      RULES[metric.unit] ?? 'metric-regression',
      {
        severity: blocking ? 'error' : benchmark.comparable ? 'warning' : 'notice',
        blocking,
        title: `${benchmark.name}: ${renderValue(base, metric.unit)} → ${renderValue(head, metric.unit)}${metric.unit === 'sec/op' ? '' : ` ${metric.unit}`}${change}`,
        detail: benchmark.comparable
          ? [samples, line?.site ? `${line.site.message}: ${CAUSE_TEXTS[line.site.cause].sentence}` : '']
              .filter(Boolean)
              .join('. ')
          : `not comparable: ${benchmark.notComparableBecause ?? ''}`,
        advice: line?.site?.advice ?? '',
      },
    ),
    file: line?.file ?? null,
    line: line?.line ?? null,
  }
}

/** One note on a line is enough: the allocations' own, or that of the bytes where no more are made. Time has no line. */
function tellsLines(benchmark: Benchmark, metric: Metric): boolean {
  if (metric.unit === 'allocs/op') return true
  return metric.unit === 'B/op' && benchmark.metrics['allocs/op']?.verdict !== 'regressed'
}

function describeCeiling(benchmark: Benchmark, metric: Metric, id: string, config: Config): Finding[] {
  const { base, head } = metric
  const ceiling = config.ceilings.find(
    (rule) => rule.metric === metric.unit && matchBenchmark(rule.benchmark, benchmark.package, benchmark.name),
  )
  // Too few samples to bound the median may hold what the runtime allocates for itself.
  if (!ceiling || !head || head.low === null || head.low <= ceiling.ceiling) return []
  // What the base exceeds too is no news, unless it is proven to be worse.
  if (base && base.center > ceiling.ceiling && metric.verdict !== 'regressed') return []
  const unit = metric.unit === 'sec/op' ? '' : ` ${metric.unit}`
  const onBase = base === null ? '' : `; the base has ${renderValue(base.center, metric.unit)}`
  return [
    finding(`ceiling:${id}:${metric.unit}`, 'ceiling', {
      severity: 'error',
      blocking: config.failOn.includes('contracts') && benchmark.comparable,
      title: `${benchmark.name}: ${renderValue(head.center, metric.unit)}${unit} is above its ceiling of ${renderValue(ceiling.ceiling, metric.unit)}`,
      detail: `The contract is in the config file, under \`ceilings\`: \`${ceiling.benchmark}\`, ${metric.unit} at most ${renderValue(ceiling.ceiling, metric.unit)}${onBase}`,
      advice: 'Bring it below the ceiling, or raise the ceiling in the config file.',
    }),
  ]
}

/**
 * One finding per cause: the site on a changed line stands for its copies. What a rule tells of with the compiler's
 * word, and better advice, is told by the rule alone, unless it blocks.
 */
function describeSites(added: readonly Site[], rules: readonly Finding[], config: Config): Finding[] {
  const groups = new Map<string, Site[]>()
  const untold = added.filter((site) => judgeSiteGate(site, config) || !rules.some((rule) => isAbout(rule, site)))
  for (const site of untold) groups.set(site.group, [...(groups.get(site.group) ?? []), site])
  const described = [...groups.values()].flatMap((sites) => {
    const site = choose(sites)
    const [hottest] = sites.map(({ hotness }) => hotness).sort(compareHotness)
    return site ? [{ finding: describeGroup(site, sites, config), hottest }] : []
  })
  return described.sort((a, b) => compareHotness(a.hottest, b.hottest)).map((one) => one.finding)
}

function choose(sites: readonly Site[]): Site | undefined {
  return sites.find((site) => site.onChangedLine) ?? sites[0]
}

/** Whether a new site blocks by itself: it breaks a promise, or it is an escape of the kind that the gate watches. */
export function judgeSiteGate(site: Site, config: Config): boolean {
  if (site.allocates !== 'always') return false
  if (site.noalloc && config.failOn.includes('contracts')) return true
  if (site.coldPath || !config.failOn.includes('escapes')) return false
  return config.escapesGate === 'all' || (config.escapesGate === 'hot' && site.hot)
}

function describeGroup(site: Site, sites: readonly Site[], config: Config): Finding {
  const contract = sites.some((s) => s.allocates === 'always' && s.noalloc)
  const gated = sites.filter((s) => judgeSiteGate(s, config))
  const blocking = gated.length > 0
  const shown = choose(gated.filter((s) => s.noalloc)) ?? choose(gated) ?? site
  const others = sites.length - 1
  return {
    ...finding(`escape:${shown.file}:${shown.line}:${shown.column}`, contract ? 'noalloc-contract' : 'new-escape', {
      severity: blocking ? 'error' : 'notice',
      blocking,
      title: `${shown.message}${others > 0 ? `, and ${others} more of the same cause` : ''}`,
      detail: `In ${shown.function}${describeHeat(shown)}: ${CAUSE_TEXTS[shown.cause].sentence}.${shown.allocates === 'conditional' ? ' It allocates only for some values.' : ''}`,
      advice: shown.advice,
    }),
    file: shown.file,
    line: shown.line,
    onChangedLine: shown.onChangedLine,
  }
}

function describeHeat({ hotness }: Site): string {
  return hotness === undefined || hotness.why === '' ? '' : ` (${hotness.why})`
}

function finding(
  id: string,
  rule: string,
  text: Pick<Finding, 'severity' | 'blocking' | 'title' | 'detail' | 'advice'>,
): Finding {
  return { id, rule, file: null, line: null, onChangedLine: false, ...text }
}

/** Counts as they are, all else in four digits; times in the unit that a person would use. */
function renderValue(value: number, unit: string): string {
  if (unit !== 'sec/op') return Number.isInteger(value) ? `${value}` : Number(value.toPrecision(4)).toString()
  const scales = [
    [1, 's'],
    [1e-3, 'ms'],
    [1e-6, 'µs'],
    [1e-9, 'ns'],
  ] as const
  const [size, name] = scales.find(([least]) => value >= least) ?? ([1e-9, 'ns'] as const)
  return `${Number((value / size).toPrecision(4))} ${name}`
}
