import { parsePatch } from './change/parse-patch.ts'
import { anchorPatterns } from './config/anchor.ts'
import type { Config } from './config/config.ts'
import type { Commit, Ports } from './ports.ts'
import { judgeBenchmarks, judgeDecided, judgeNomination, judgeRise } from './review/benchmarks.ts'
import type { Review } from './review/schema.ts'
import { renderReview } from './stages/assemble.ts'
import { readAttributions } from './stages/attribute.ts'
import { runCompiles } from './stages/compile.ts'
import { readEscapeDiff } from './stages/escapes.ts'
import type { Judge } from './stages/judge.ts'
import { runBenchmarks } from './stages/measure.ts'
import { readBenchmarkPlan } from './stages/plan-benchmarks.ts'
import { runPrepare } from './stages/prepare.ts'
import { renderSamples } from './stages/samples.ts'
import { createStopwatch } from './stages/stopwatch.ts'
import { readTouchedWords } from './stages/touched.ts'
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
}

/** What a review leaves behind besides `review.json`. */
export interface ReviewResult {
  readonly review: Review
  /** Samples in Go benchmark format, as benchstat reads them; empty where nothing was measured. */
  readonly baseText: string
  readonly headText: string
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
  const parser = await createGoParser(await ports.assets.readGrammar())
  watch.lap('checkout')

  const { prepare, workingDirectory } = request.config
  if (prepare !== null) await runPrepare(prepare, workingDirectory, worktrees, ports)
  const sides = await runCompiles(request.config, worktrees, ports)
  const config = anchorPatterns(request.config, [...sides.base.modules, ...sides.head.modules])
  watch.lap('compile')

  const escapes = parts.escapes ? await readEscapeDiff(sides, change, config, parser, ports) : null
  watch.lap('escapes')

  const plan = await readBenchmarkPlan(sides, change, parser, parts.benchmarks, ports)
  watch.lap('plan')
  const judge: Judge = {
    nominate: (leaf) => judgeNomination(leaf, config),
    isDecided: (leaves, look) => judgeDecided(leaves, look, config),
    wantsProfile: judgeRise,
  }
  const measurement = parts.benchmarks ? await runBenchmarks(sides, plan, config, judge, ports) : null
  watch.lap('benchmarks')

  const judged = judgeBenchmarks(measurement?.measured ?? [], measurement?.rounds ?? 0, config)
  const benchmarks = await readAttributions(judged.benchmarks, measurement, sides, change, escapes?.added ?? [], ports)
  const review = renderReview({
    request: { ...request, config },
    change,
    sides,
    escapes,
    plan,
    measurement,
    judged: { ...judged, benchmarks },
    touchedWords: await readTouchedWords(change, worktrees, parser, ports),
    machine: ports.machine,
    timingWarnings: await ports.machine.timingWarnings(),
    now: ports.clock.nowIso(),
    stages: watch.laps(),
  })
  ports.log.stage(`Done: ${review.verdict}`)
  return { review, ...renderSamples(measurement, sides, ports.machine) }
}
