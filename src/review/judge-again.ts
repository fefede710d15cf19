import type { Leaf } from '../bench/leaf.ts'
import type { Measured } from '../bench/measured.ts'
import { anchorPatterns } from '../config/anchor.ts'
import type { Config } from '../config/config.ts'
import { matchFunction } from '../config/pattern.ts'
import { CAUSE_TEXTS } from '../escape/cause.ts'
import { findRule } from '../rules/table.ts'
import { judgeBenchmarks } from './benchmarks.ts'
import { judgeChecklist } from './checklist/rules.ts'
import { judgeFindings } from './findings.ts'
import { renderGateResult } from './gate.ts'
import { renderGeomeans } from './geomeans.ts'
import type { RuleFinding } from './rule-findings.ts'
import { hasImproved } from './rules-gone.ts'
import { renderResults } from './samples.ts'
import type { Benchmark, ChecklistItem, Finding, Review, RuleGone, Site } from './schema.ts'
import { withTruncation } from './truncation.ts'
import { judgeVerdict } from './verdict.ts'
import { judgeWaivers } from './waivers.ts'

export interface Circumstances {
  /** As it is read, its patterns relative to the working directory. */
  readonly config: Config
  /** Labels of the pull request at this moment. */
  readonly labels: readonly string[]
  /** ISO date. */
  readonly today: string
}

/**
 * The review that follows from the facts of `review`: samples, escape sites,
 * problems. Its judgements (verdicts, medians, p-values, findings, what blocks
 * and what is waived, advice) are not looked at but made anew. Facts stay as
 * they are claimed: who made the file can have invented them.
 */
export function judgeAgain(review: Review, { config: written, labels, today }: Circumstances): Review {
  const config = anchorPatterns(written, placeModules(review))
  const refresh = (site: Site): Site => refreshSite(site, config)
  const added = review.escapes.added.map(refresh)
  const removed = review.escapes.removed.map(refresh)
  const brokenPromises = (review.escapes.brokenPromises ?? []).map(refresh)

  const measured = review.benchmarks.map(renderMeasured)
  const most = Math.max(0, ...measured.map(({ leaf }) => leaf?.base.length ?? 0))
  const judged = judgeBenchmarks(measured, Math.min(review.measurement.rounds, most), config)
  const benchmarks = judged.benchmarks.map((benchmark, at) => keepLines(benchmark, review.benchmarks[at], refresh))

  const ruleFindings = review.findings.flatMap(keepRuleFinding)
  const rulesGone = (review.rulesGone ?? []).filter((gone) => isStillFelt(gone, benchmarks))
  const problems = review.problems.filter(({ stage }) => stage !== 'gate' && stage !== 'config')
  const waived = judgeWaivers(
    judgeFindings(
      { added, brokenPromises, benchmarks, problems, rules: ruleFindings.map(({ finding }) => finding) },
      config,
    ),
    { benchmarks, added, labels, today },
    config,
  )
  const { findings } = waived
  const { geomeans: _, ...measurement } = review.measurement
  return {
    ...review,
    verdict: judgeVerdict({ findings, benchmarks, problems: [...problems, ...waived.problems] }),
    escapes: { ...review.escapes, added, removed, brokenPromises },
    benchmarks: [...benchmarks],
    measurement: { ...measurement, timeNoiseFloor: judged.timeNoiseFloor, ...renderGeomeans(benchmarks) },
    checklist: judgeItems({ ...review, rulesGone }, added, removed, benchmarks, ruleFindings),
    ...(review.rulesGone ? { rulesGone } : {}),
    findings: [...findings],
    gate: renderGateResult(config, findings),
    problems: [...problems, ...waived.problems],
  }
}

function placeModules({ scope }: Review): { readonly path: string; readonly dir: string }[] {
  return scope.modules.map((path, at) => ({ path, dir: scope.moduleFolders?.[at] ?? scope.workingDirectory }))
}

/** Advice is ours to give, and the config names hot functions whatever the file says. */
function refreshSite(site: Site, config: Config): Site {
  const hot = site.hot || config.hot.some((pattern) => matchFunction(pattern, site.package, site.function))
  return { ...site, hot, advice: CAUSE_TEXTS[site.cause].advice }
}

function renderMeasured(benchmark: Benchmark): Measured {
  const { package: importPath, name, comparable, notComparableBecause } = benchmark
  const base = renderResults(benchmark, 'base')
  const head = renderResults(benchmark, 'head')
  return {
    package: importPath,
    name,
    on: judgeSides(benchmark, base.length > 0, head.length > 0),
    notComparable: comparable ? null : (notComparableBecause ?? 'its code').replace(/ changed$/, ''),
    leaf:
      benchmark.iterations === null && base.length + head.length === 0
        ? null
        : ({ package: importPath, name, iterations: benchmark.iterations ?? 0, base, head } satisfies Leaf),
    renamedFrom: benchmark.renamedFrom ?? null,
    confirmed: base.length > 1,
    profiles: null,
    waits: null,
    untrimmed: benchmark.untrimmed ?? false,
    skipped: benchmark.skipped ?? null,
    problem: benchmark.problem ?? null,
  }
}

function judgeSides({ verdict }: Benchmark, onBase: boolean, onHead: boolean): Measured['on'] {
  if (onBase !== onHead) return onBase ? 'base' : 'head'
  if (onBase) return 'both'
  if (verdict === 'new') return 'head'
  return verdict === 'removed' ? 'base' : 'both'
}

/** Which lines allocate more is a fact of the profiles, which the file does not hold. */
function keepLines(benchmark: Benchmark, claimed: Benchmark | undefined, refresh: (site: Site) => Site): Benchmark {
  const kept = {
    ...benchmark,
    ...(claimed?.contention ? { contention: claimed.contention } : {}),
    ...(claimed?.profiles ? { profiles: claimed.profiles } : {}),
  }
  if (claimed?.attribution === undefined) return withTruncation(kept)
  const attribution = claimed.attribution.map((line) => (line.site ? { ...line, site: refresh(line.site) } : line))
  const rest = claimed.unexplained ? { unexplained: claimed.unexplained } : {}
  return withTruncation({ ...kept, attribution, ...rest })
}

/**
 * What a rule saw is a fact of the sources. It is told as claimed, with our advice, and blocks nothing; text to put
 * into the sources is taken from no file.
 */
function keepRuleFinding({ replacement: _, waiver: __, ...finding }: Finding): RuleFinding[] {
  const rule = findRule(finding.rule)
  const { evidence, hotness } = finding
  if (!rule || evidence === undefined) return []
  return [
    {
      item: rule.item,
      rule: rule.id,
      finding: {
        ...finding,
        severity: evidence === 'measurement' ? 'warning' : 'notice',
        advice: rule.advice,
        blocking: false,
        evidence,
        hotness: hotness ?? { level: 'unknown', why: '' },
      },
    },
  ]
}

/** What the text held on the base is a fact as claimed; that a benchmark got better is judged here. */
function isStillFelt({ rule, evidence, benchmark }: RuleGone, benchmarks: readonly Benchmark[]): boolean {
  if (!findRule(rule)) return false
  if (evidence === 'compiler') return true
  const felt = benchmarks.find((one) => one.package === benchmark?.package && one.name === benchmark.name)
  return felt !== undefined && hasImproved(felt)
}

/** Which words the change touches is not in the file: what only they can answer stays as it is told. */
function judgeItems(
  review: Review,
  added: readonly Site[],
  removed: readonly Site[],
  benchmarks: readonly Benchmark[],
  ruleFindings: readonly RuleFinding[],
): ChecklistItem[] {
  const items = judgeChecklist({
    added,
    removed,
    escapesAnalysed: review.escapes.analysed,
    benchmarks,
    measured: review.measurement.measured,
    goFilesChanged: review.scope.goFilesChanged,
    packagesChanged: review.scope.packagesChanged,
    changesCode: review.scope.codeChanged ?? true,
    ruleFindings,
    rulesGone: review.rulesGone ?? [],
    touchedIdentifiers: new Set<string>(),
    unexplained: review.escapes.unexplained ?? [],
    coverage: review.coverage ?? { measured: false, why: 'the file does not tell', functions: [] },
  })
  return items.map((item) => {
    const told = review.checklist.find(({ id }) => id === item.id)
    return item.state === 'not-touched' && told ? { ...told, number: item.number, title: item.title } : item
  })
}
