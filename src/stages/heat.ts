import type { Change } from '../change/change.ts'
import type { Config } from '../config/config.ts'
import type { Ports } from '../ports.ts'
import { createHotness, judgeHeat } from '../review/hotness.ts'
import type { FunctionHeat, Site } from '../review/schema.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import type { CompiledSides } from './compile.ts'
import { type Coverage, readCoverage } from './cover.ts'
import type { EscapeResult } from './escapes.ts'
import type { Measurement } from './measure.ts'
import type { BenchmarkPlan } from './plan-benchmarks.ts'
import { readRepositoryProfile } from './repository-profile.ts'
import { readReviewFunctions } from './review-functions.ts'

/** Of the time for benchmarks, at most this much goes into finding out what they execute. */
const COVERAGE_SHARE = 0.1

/** Which functions of the review are hot, and why. */
export interface Heat {
  /** Whether benchmarks were asked, or there was nothing to ask. */
  readonly measured: boolean
  readonly why: string
  readonly functions: readonly FunctionHeat[]
}

/** Finds out how hot the functions are that the change touches or adds an escape to. Takes what the benchmarks left of the time. */
export async function readHeat(
  sides: CompiledSides,
  change: Change,
  plan: BenchmarkPlan,
  measurement: Measurement | null,
  added: readonly Site[],
  config: Config,
  parser: GoParser,
  ports: Ports,
): Promise<Heat> {
  const functions = await readReviewFunctions(sides, change, added, config, parser, ports)
  if (functions.length === 0) return { measured: true, why: '', functions: [] }
  const left = config.timeBudget - (measurement?.elapsedSeconds ?? 0)
  const seconds = Math.min(left, config.timeBudget * COVERAGE_SHARE)
  const deadline = ports.clock.monotonicMs() + seconds * 1000
  const unasked = (why: string): Coverage => ({ measured: false, why, executed: new Map() })
  const coverage =
    measurement === null
      ? unasked('benchmarks were not asked for')
      : await readCoverage(functions, sides, plan, config, deadline, ports)
  const shares = await readRepositoryProfile(sides, ports)
  return {
    measured: coverage.measured,
    why: coverage.why,
    functions: functions.map((one) => {
      const { endLine: _, ...facts } = one
      const known = coverage.executed.get(one)
      const pgo = shares.get(`${one.package}.${one.function}`) ?? null
      return judgeHeat({ ...facts, executed: known?.executed ?? null, executedBy: known?.by ?? [], pgo })
    }),
  }
}

/** The escapes with how hot the function of each is. */
export function renderEscapeHeat(escapes: EscapeResult, functions: readonly FunctionHeat[]): EscapeResult {
  const hotness = createHotness(functions)
  const warm = (site: Site): Site => {
    const known = hotness(site.package, site.function)
    if (site.hot) return { ...site, hotness: { level: 'hot', why: 'declared hot' } }
    return known.level === 'unknown' ? site : { ...site, hotness: known }
  }
  return {
    ...escapes,
    added: escapes.added.map(warm),
    brokenPromises: escapes.brokenPromises.map(warm),
  }
}
