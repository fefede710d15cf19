import type { Change } from '../change/change.ts'
import { createLineMap } from '../change/line-map.ts'
import { findLinksOut } from '../change/links.ts'
import type { Config } from '../config/config.ts'
import type { Machine } from '../ports.ts'
import { judgeChecklist } from '../review/checklist/rules.ts'
import { judgeFindings } from '../review/findings.ts'
import { renderGateResult } from '../review/gate.ts'
import { renderGeomeans } from '../review/geomeans.ts'
import { createHotness } from '../review/hotness.ts'
import { judgeRuleFindings } from '../review/rule-findings.ts'
import { judgeRulesGone } from '../review/rules-gone.ts'
import type { Benchmark, Problem, Review, Suggestion } from '../review/schema.ts'
import { judgeVerdict } from '../review/verdict.ts'
import { judgeWaivers } from '../review/waivers.ts'
import { TOOL } from '../tool.ts'
import { type CompiledSide, type CompiledSides, isForTestsOnly } from './compile.ts'
import type { EscapeResult } from './escapes.ts'
import type { Heat } from './heat.ts'
import type { Measurement } from './measure.ts'
import type { BenchmarkPlan, Candidate, SkippedBenchmark } from './plan-benchmarks.ts'
import type { RuleHits } from './rules.ts'
import { isProductCode } from './touched.ts'

export interface ReviewParts {
  readonly request: {
    readonly base: { readonly ref: string; readonly sha: string }
    readonly head: { readonly ref: string; readonly sha: string }
    readonly config: Config
    readonly labels: readonly string[]
    readonly reproduce: string
  }
  readonly change: Change
  readonly sides: CompiledSides
  /** Null where not asked for. */
  readonly escapes: EscapeResult | null
  /** Null where not asked for. */
  readonly rules: RuleHits | null
  readonly plan: BenchmarkPlan
  /** Null where not asked for. */
  readonly measurement: Measurement | null
  readonly heat: Heat
  readonly suggestions: readonly Suggestion[]
  readonly judged: { readonly benchmarks: readonly Benchmark[]; readonly timeNoiseFloor: number | null }
  readonly touchedWords: ReadonlySet<string>
  readonly machine: Machine
  readonly timingWarnings: readonly string[]
  readonly now: string
  readonly stages: readonly { name: string; seconds: number }[]
}

/** Joins what the stages found into the review. Pure. */
export function renderReview(parts: ReviewParts): Review {
  const { request, change, sides, escapes, plan, measurement, heat, judged, machine } = parts
  const { config } = request
  const benchmarks = [...judged.benchmarks, ...renderSkipped(plan, measurement !== null)]
  const escapesAnalysed = escapes !== null && isCompiled(sides.base) && isCompiled(sides.head)
  const added = escapes?.added ?? []
  const removed = escapes?.removed ?? []
  const lines = createLineMap(change)
  const ruleFindings = judgeRuleFindings(parts.rules?.added ?? [], {
    added,
    remarks: sides.head.facts.remarks,
    benchmarks,
    hotness: createHotness(heat.functions),
    isChangedLine: lines.isChangedLine,
  })
  const rulesGone = judgeRulesGone(parts.rules?.removed ?? [], { removed, benchmarks, functions: heat.functions })
  const buildProblems = [...sides.problems, ...change.problems.map(renderDiffProblem)]
  const waived = judgeWaivers(
    judgeFindings(
      {
        added,
        brokenPromises: escapes?.brokenPromises ?? [],
        benchmarks,
        problems: buildProblems,
        rules: ruleFindings.map(({ finding }) => finding),
      },
      config,
    ),
    { benchmarks, added, labels: request.labels, today: parts.now.slice(0, 10) },
    config,
  )
  const problems = [
    ...buildProblems,
    ...waived.problems,
    ...renderBudgetProblem(measurement, config),
    ...renderLinksNotice(sides),
    ...renderUntrimmedNotice(benchmarks),
  ]
  const { findings } = waived
  const goFilesChanged = change.files.filter((file) => isProductCode(file.headPath ?? file.basePath ?? '')).length
  return {
    schemaVersion: 1,
    tool: TOOL,
    verdict: judgeVerdict({ findings, benchmarks, problems }),
    base: { ...request.base },
    head: { ...request.head },
    environment: {
      go: sides.toolchain.GOVERSION,
      goos: sides.toolchain.GOOS,
      goarch: sides.toolchain.GOARCH,
      goflags: sides.toolchain.GOFLAGS,
      tags: config.tags,
      cgo: sides.toolchain.CGO_ENABLED === '1',
      gomaxprocs: measurement?.procs[0] ?? machine.cpuCount,
      ...((measurement?.procs.length ?? 0) > 1 ? { gomaxprocsList: [...(measurement?.procs ?? [])] } : {}),
      cpu: machine.cpuModel,
      kernel: machine.kernel,
      node: machine.nodeVersion,
      ...(measurement === null ? {} : { gogc: config.gogc, gomemlimit: config.gomemlimit, pinned: measurement.pinned }),
      timingWarnings: [...parts.timingWarnings, ...(measurement?.warnings ?? [])],
    },
    scope: {
      modules: sides.head.modules.map((module) => module.path),
      moduleFolders: sides.head.modules.map((module) => module.dir),
      workingDirectory: config.workingDirectory,
      packages: countPackages(sides),
      packagesChanged: plan.packagesChanged,
      filesChanged: change.files.length,
      goFilesChanged,
      ...(parts.rules ? { codeChanged: parts.rules.changesCode } : {}),
      benchmarksFound: plan.candidates.length + plan.skipped.length,
      benchmarksRun: judged.benchmarks.filter((benchmark) => Object.keys(benchmark.metrics).length > 0).length,
    },
    escapes: {
      added: [...added],
      removed: [...removed],
      nonAllocating: escapes?.nonAllocating ?? { added: 0, removed: 0 },
      brokenPromises: [...(escapes?.brokenPromises ?? [])],
      inlining: [...(escapes?.inlining ?? [])],
      unexplained: [...(escapes?.unexplained ?? [])],
      analysed: escapesAnalysed,
      problems: [],
    },
    benchmarks,
    measurement: {
      measured: measurement !== null,
      rounds: measurement?.rounds ?? 0,
      elapsedSeconds: measurement?.elapsedSeconds ?? 0,
      budgetSeconds: config.timeBudget,
      ...(measurement === null ? {} : { warmUp: config.warmUp, correction: config.correction }),
      timeNoiseFloor: judged.timeNoiseFloor,
      ...renderGeomeans(benchmarks),
    },
    coverage: { measured: heat.measured, why: heat.why, functions: [...heat.functions] },
    ...(rulesGone.length === 0 ? {} : { rulesGone: [...rulesGone] }),
    ...(parts.suggestions.length === 0 ? {} : { suggestions: [...parts.suggestions] }),
    checklist: judgeChecklist({
      added,
      removed,
      escapesAnalysed,
      benchmarks,
      measured: measurement !== null,
      goFilesChanged,
      packagesChanged: plan.packagesChanged,
      changesCode: parts.rules?.changesCode ?? true,
      ruleFindings,
      rulesGone,
      touchedIdentifiers: parts.touchedWords,
      unexplained: escapes?.unexplained ?? [],
      coverage: heat,
    }),
    findings: [...findings],
    gate: renderGateResult(config, findings),
    problems,
    stages: [...parts.stages],
    reproduce: request.reproduce,
  }
}

/** What was not run, so that nobody mistakes silence for a measurement. */
function renderSkipped(plan: BenchmarkPlan, measured: boolean): Benchmark[] {
  const skip = (
    { package: importPath, function: name, renamedFrom }: Candidate | SkippedBenchmark,
    reason: string,
  ): Benchmark => ({
    package: importPath,
    name,
    ...(renamedFrom === null ? {} : { renamedFrom }),
    verdict: 'skipped',
    skipped: reason,
    comparable: true,
    iterations: null,
    rounds: 0,
    metrics: {},
  })
  const same = plan.skipped.map((skipped) => skip(skipped, skipped.reason))
  if (measured) return same
  return [...same, ...plan.candidates.map((c) => skip(c, 'benchmarks were not asked for'))]
}

/** True where every package was compiled, tests aside: what was not has no facts to compare. */
function isCompiled(side: CompiledSide): boolean {
  return side.packages.size > 0 && [...side.broken.keys()].every((id) => id.includes(' [') || isForTestsOnly(id, side))
}

function countPackages(sides: CompiledSides): number {
  return [...sides.head.packages.values()].filter(
    (listed) => listed.inMainModule && listed.forTest === '' && !listed.id.endsWith('.test'),
  ).length
}

function renderDiffProblem(message: string): Problem {
  return { stage: 'diff', side: null, severity: 'warning', message }
}

function renderUntrimmedNotice(benchmarks: readonly Benchmark[]): Problem[] {
  const names = benchmarks.filter(({ untrimmed }) => untrimmed).map(({ name }) => name)
  if (names.length === 0) return []
  const shown = names.slice(0, 3).join(', ')
  const others = names.length > 3 ? ` and ${names.length - 3} more` : ''
  const [they, need] = names.length === 1 ? ['it', 'needs'] : ['they', 'need']
  const message = `${shown}${others}: built without -trimpath on both sides, since ${they} ${need} the paths of the sources (runtime.Caller).`
  return [{ stage: 'benchmarks', side: null, severity: 'notice', message }]
}

const LINKS_NAMED = 3

/** What lies behind such links can differ from machine to machine, and nobody sees it in the change. */
function renderLinksNotice({ base, head }: CompiledSides): Problem[] {
  const out = new Map([base, head].flatMap(({ links }) => findLinksOut(links)).map((link) => [link.path, link.target]))
  if (out.size === 0) return []
  const shown = [...out].slice(0, LINKS_NAMED).map(([path, target]) => `\`${path}\` (to \`${target}\`)`)
  const others = out.size > LINKS_NAMED ? ` and ${out.size - LINKS_NAMED} more` : ''
  const [leads, them] = out.size === 1 ? ['is a link', 'it'] : ['are links', 'them']
  const message = `${shown.join(', ')}${others} ${leads} out of the repository: the review read nothing behind ${them}, and cannot tell whether what benchmarks read there is the same everywhere.`
  return [{ stage: 'benchmarks', side: null, severity: 'notice', message }]
}

function renderBudgetProblem(measurement: Measurement | null, config: Config): Problem[] {
  if (!measurement?.budgetExhausted) return []
  return [
    {
      stage: 'benchmarks',
      side: null,
      severity: 'notice',
      message: `The time budget of ${config.timeBudget} s was used up: raise \`time-budget\` or narrow \`bench\` to decide the rest.`,
    },
  ]
}
