import { planFunctionPattern } from '../bench/command.ts'
import {
  type CoverBlock,
  judgeExecuted,
  parseCoverProfile,
  planCoverArguments,
  planCoverRuns,
} from '../bench/cover-profile.ts'
import { planCoverBinaryCommand } from '../compile/command.ts'
import type { Config } from '../config/config.ts'
import { resolveMemory } from '../config/memory.ts'
import { matchPackage } from '../config/pattern.ts'
import { planPackageConfig } from '../config/resolve.ts'
import type { Ports } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import { runGo } from './go-command.ts'
import type { BenchmarkPlan } from './plan-benchmarks.ts'
import type { ReviewFunction } from './review-functions.ts'
import { readSelection } from './select-benchmarks.ts'

/** Most test binaries that are compiled once more, with counters in them. */
const MOST_BINARIES = 8
/** Most processes per binary: with more benchmarks than that, several share one and are not told apart. */
const MOST_RUNS = 30
const MOST_PROFILE_BYTES = 32 * 1024 * 1024
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024

/** What one iteration of the head's benchmarks executes. */
export interface Coverage {
  readonly measured: boolean
  /** Why not, or why not of everything; '' otherwise. */
  readonly why: string
  readonly executed: ReadonlyMap<ReviewFunction, { readonly executed: boolean | null; readonly by: readonly string[] }>
}

interface CoverRun {
  readonly benchmarks: readonly string[]
  readonly blocks: readonly CoverBlock[]
}

/**
 * Finds out which functions the head's benchmarks execute: compiles the test
 * binaries that can reach them once more, with counters, until every function was executed or
 * `deadline` (of the clock) is reached. Whatever fails leaves functions unknown, and says so.
 */
export async function readCoverage(
  functions: readonly ReviewFunction[],
  sides: CompiledSides,
  plan: BenchmarkPlan,
  config: Config,
  deadline: number,
  ports: Ports,
): Promise<Coverage> {
  const covered = [...new Set(functions.map((one) => one.package))].sort()
  const executed = new Map<ReviewFunction, { executed: boolean | null; by: string[] }>()
  for (const one of functions) executed.set(one, { executed: null, by: [] })
  const reaching = listReaching(plan, sides, covered, config)
  const unknown = new Map<string, string>()
  const isOpen = (): boolean => functions.some((one) => executed.get(one)?.executed !== true)
  const scratch = reaching.length === 0 ? '' : await ports.files.makeTemporaryFolder('coverage')
  for (const [index, { importPath, benchmarks, reached }] of reaching.entries()) {
    if (!isOpen()) break
    const fail = (why: string): void => {
      for (const target of reached) if (!unknown.has(target)) unknown.set(target, why)
    }
    if (ports.clock.monotonicMs() >= deadline) {
      fail('the time for it was used up')
      break
    }
    if (index >= MOST_BINARIES) {
      fail(`only the benchmarks of ${MOST_BINARIES} packages are asked`)
      break
    }
    ports.log.stage(`Looking which code the benchmarks of ${importPath} execute`)
    const asked = await readRuns(
      { importPath, benchmarks, covered, binary: `${scratch}/${index}`, deadline },
      { sides, config, ports },
    )
    if (asked.failure !== null) fail(asked.failure)
    for (const one of functions) {
      const known = executed.get(one)
      if (!known || !reached.has(one.package)) continue
      const lines = { file: printedFile(one), startLine: one.line, endLine: one.endLine }
      for (const run of asked.runs) {
        const answer = judgeExecuted(lines, run.blocks, asked.idle)
        if (answer === null) continue
        known.executed = known.executed === true || answer
        if (answer && run.benchmarks.length === 1) known.by.push(...run.benchmarks)
      }
    }
  }
  const reachable = new Set(reaching.flatMap(({ reached }) => [...reached]))
  for (const [one, known] of executed) {
    // What no benchmark is built from, none executes; and silence is no answer where one could not be asked.
    if (!reachable.has(one.package)) known.executed = false
    else if (known.executed === false && unknown.has(one.package)) known.executed = null
  }
  return {
    measured: [...executed.values()].some((known) => known.executed !== null),
    why: [...new Set(unknown.values())].join('; '),
    executed,
  }
}

/** The test binaries of the head that are built from a package of `covered`, its own tests first. */
function listReaching(
  plan: BenchmarkPlan,
  sides: CompiledSides,
  covered: readonly string[],
  config: Config,
): readonly { readonly importPath: string; readonly benchmarks: string[]; readonly reached: ReadonlySet<string> }[] {
  const benchmarks = new Map<string, string[]>()
  // Those that are skipped as the same code hold nothing that changed.
  for (const candidate of plan.candidates) {
    if (candidate.on === 'base' || config.ignore.packages.some((p) => matchPackage(p, candidate.package, ''))) continue
    benchmarks.set(candidate.package, [...(benchmarks.get(candidate.package) ?? []), candidate.function])
  }
  return [...benchmarks]
    .map(([importPath, names]) => {
      const built = sides.head.packages.get(`${importPath}.test`)?.dependencies ?? []
      const needs = new Set(built.map((id) => id.replace(/ \[.*\]$/, '')))
      return { importPath, benchmarks: names, reached: new Set(covered.filter((target) => needs.has(target))) }
    })
    .filter(({ reached }) => reached.size > 0)
    .sort((a, b) => Number(covered.includes(b.importPath)) - Number(covered.includes(a.importPath)))
}

async function readRuns(
  asked: {
    readonly importPath: string
    readonly benchmarks: readonly string[]
    readonly covered: readonly string[]
    readonly binary: string
    readonly deadline: number
  },
  { sides, config, ports }: { readonly sides: CompiledSides; readonly config: Config; readonly ports: Ports },
): Promise<{
  readonly runs: readonly CoverRun[]
  readonly idle: readonly CoverBlock[]
  readonly failure: string | null
}> {
  const { importPath, covered, deadline } = asked
  const listed = sides.head.packages.get(importPath)
  const path = `${asked.binary}.test${sides.toolchain.GOOS === 'windows' ? '.exe' : ''}`
  const timeLeft = (): number => Math.max(1000, deadline - ports.clock.monotonicMs())
  const { outcome } = await runGo(ports.programs, {
    args: planCoverBinaryCommand(sides.settings, importPath, path, covered),
    cwd: sides.head.folder,
    variables: sides.variables,
    timeoutMs: timeLeft(),
  })
  if (outcome.exitCode !== 0 || !listed) {
    return { runs: [], idle: [], failure: `the tests of ${importPath} did not build with counters` }
  }
  const { bench, skip, benchmarkTimeout } = planPackageConfig(config, importPath, config.workingDirectory)
  const variables = { GOROOT: sides.toolchain.GOROOT }
  const binary = { path, folder: listed.dir, renames: new Map(), placeFile: () => null }
  const select = await readSelection(bench, [binary], variables, ports)
  const wanted = asked.benchmarks.filter((name) => select(name).length > 0)
  const run = async (pattern: string | null): Promise<readonly CoverBlock[] | null> => {
    const profile = `${asked.binary}.cover`
    await ports.files.writeText(profile, '')
    const ended = await ports.programs.run({
      program: path,
      args: planCoverArguments({
        pattern,
        skip,
        procs: ports.machine.cpuCount,
        timeoutSeconds: benchmarkTimeout,
        profile,
      }),
      cwd: listed.dir,
      environment: 'benchmark',
      variables,
      timeoutMs: Math.min(benchmarkTimeout * 1000, timeLeft()),
      maxOutputBytes: MOST_OUTPUT_BYTES,
      memoryLimitBytes: resolveMemory(config.memoryLimit, ports.machine.memoryBytes),
    })
    if (ended.exitCode !== 0) return null
    const bytes = await ports.files.readAtMost(profile, MOST_PROFILE_BYTES)
    const { blocks } = parseCoverProfile(bytes === null ? '' : new TextDecoder().decode(bytes))
    return blocks.length === 0 ? null : blocks
  }
  const idle = await run(null)
  if (idle === null) return { runs: [], idle: [], failure: `the tests of ${importPath} did not run with counters` }
  const runs: CoverRun[] = []
  const failed: string[] = []
  for (const benchmarks of planCoverRuns(wanted, MOST_RUNS)) {
    const late = ports.clock.monotonicMs() >= deadline
    const pattern = benchmarks.map((name) => planFunctionPattern(name, select(name))).join('|')
    const blocks = late ? null : await run(pattern)
    if (blocks === null) failed.push(...benchmarks)
    else runs.push({ benchmarks, blocks })
  }
  const [first] = failed
  const excluded = asked.benchmarks.length - wanted.length
  if (first === undefined && excluded > 0)
    return { runs, idle, failure: `${excluded} benchmarks are excluded by \`bench\`` }
  const others = failed.length > 1 ? ` and ${failed.length - 1} more` : ''
  return { runs, idle, failure: first === undefined ? null : `${first}${others} did not run with counters` }
}

/** As `-trimpath` has it printed. */
function printedFile({ package: importPath, file }: ReviewFunction): string {
  return `${importPath}/${file.slice(file.lastIndexOf('/') + 1)}`
}
