import { parsePatch } from './change/parse-patch.ts'
import { anchorPatterns } from './config/anchor.ts'
import type { Config } from './config/config.ts'
import type { Commit, Ports } from './ports.ts'
import { judgeBenchmarks, judgeDirection, judgeNomination, judgeOpen } from './review/benchmarks.ts'
import type { Review } from './review/schema.ts'
import { renderReview } from './stages/assemble.ts'
import { readAttributions } from './stages/attribute.ts'
import { runCompiles } from './stages/compile.ts'
import { readWaits } from './stages/contention.ts'
import { readEscapeDiff } from './stages/escapes.ts'
import { readHeat, renderEscapeHeat } from './stages/heat.ts'
import type { Judge } from './stages/judge.ts'
import { runBenchmarks } from './stages/measure.ts'
import { readBenchmarkPlan } from './stages/plan-benchmarks.ts'
import { runPrepare } from './stages/prepare.ts'
import { type Artifact, readProfileFiles } from './stages/profile-files.ts'
import { readRuleHits } from './stages/rules.ts'
import { renderSamples } from './stages/samples.ts'
import { createStopwatch } from './stages/stopwatch.ts'
import { readSuggestions } from './stages/suggest.ts'
import { isWaiting, readTouchedWords } from './stages/touched.ts'
import { createGoParser } from './syntax/go-parser.ts'

export interface ReviewRequest {
  readonly base: Commit
  readonly head: Commit
  readonly config: Config
  /** What to do: everything, only the escape diff, or only the benchmarks. */
  readonly parts: { readonly escapes: boolean; readonly benchmarks: boolean }
  /** Labels of the pull request, for waivers; empty outside of one. */
  readonly labels: readonly string[]
  /** The command line that repeats this review, for the report. */
  readonly reproduce: string
  /** Whether what the review leaves behind is kept: only then the report may name profiles. */
  readonly keepsArtifacts: boolean
}

/** What a review leaves behind besides `review.json`. */
export interface ReviewResult {
  readonly review: Review
  /** Samples in Go benchmark format, as benchstat reads them; empty where nothing was measured. */
  readonly baseText: string
  readonly headText: string
  /** Memory profiles that the review names; none unless asked for. */
  readonly artifacts: readonly Artifact[]
}

/**
 * Reviews the change from base to head. Problems of either side become part of
 * the review; throws an ExpectedFailure only where nothing can be said at all.
 */
export async function runReview(request: ReviewRequest, ports: Ports): Promise<ReviewResult> {
  const { base, head, parts } = request
  const watch = createStopwatch(ports.clock)
  ports.log.stage('Checking out base and head')
  const change = parsePatch(await ports.git.diff(base.sha, head.sha))
  const worktrees = await ports.git.openWorktrees(base.sha, head.sha)
  for (const side of ['base', 'head'] as const) ports.files.confine(worktrees[side])
  const parser = await createGoParser(await ports.assets.readGrammar())
  watch.lap('checkout')

  const { prepare, workingDirectory } = request.config
  if (prepare !== null) await runPrepare(prepare, workingDirectory, worktrees, ports)
  const sides = await runCompiles(request.config, worktrees, change, ports)
  const config = anchorPatterns(request.config, [...sides.base.modules, ...sides.head.modules])
  watch.lap('compile')

  const escapeDiff = parts.escapes ? await readEscapeDiff(sides, change, config, parser, ports) : null
  watch.lap('escapes')
  const rules = parts.escapes ? await readRuleHits(sides, change, config, parser, ports) : null
  watch.lap('rules')

  const plan = await readBenchmarkPlan(sides, change, parser, parts.benchmarks, ports)
  watch.lap('plan')
  const touchedWords = await readTouchedWords(change, worktrees, parser, ports)
  const judge: Judge = {
    nominate: (leaf) => judgeNomination(leaf, config),
    findOpen: (leaves, look) => judgeOpen(leaves, look, config),
    findDirection: judgeDirection,
    touchesWaiting: isWaiting(touchedWords),
  }
  const measurement = parts.benchmarks ? await runBenchmarks(sides, plan, config, judge, ports) : null
  watch.lap('benchmarks')

  const heat = await readHeat(sides, change, plan, measurement, escapeDiff?.added ?? [], config, parser, ports)
  const escapes = escapeDiff && renderEscapeHeat(escapeDiff, heat.functions)
  const suggestions = config.suggestBenchmark ? await readSuggestions(sides, heat.functions, parser, ports) : []
  watch.lap('coverage')

  const judged = judgeBenchmarks(measurement?.measured ?? [], measurement?.rounds ?? 0, config)
  const waited = await readWaits(judged.benchmarks, measurement, sides, change, ports)
  const sites = { added: escapes?.added ?? [], removed: escapes?.removed ?? [] }
  const attributed = await readAttributions(waited, measurement, sides, change, sites, ports)
  const { benchmarks, artifacts } = request.keepsArtifacts
    ? await readProfileFiles(attributed, measurement, ports)
    : { benchmarks: attributed, artifacts: [] }
  const review = renderReview({
    request: { ...request, config },
    change,
    sides,
    escapes,
    rules,
    plan,
    measurement,
    heat,
    suggestions,
    judged: { ...judged, benchmarks },
    touchedWords,
    machine: ports.machine,
    timingWarnings: measurement === null ? [] : await ports.machine.timingWarnings(Math.max(...measurement.procs)),
    now: ports.clock.nowIso(),
    stages: watch.laps(),
  })
  ports.log.stage(`Done: ${review.verdict}`)
  return { review, artifacts, ...renderSamples(measurement, sides, ports.machine) }
}
