import type { Change } from '../change/change.ts'
import type { Links } from '../change/links.ts'
import { type BuildSettings, planListCommand } from '../compile/command.ts'
import { type Package, parsePackages, type Toolchain } from '../compile/packages.ts'
import { type ModulePlace, placeDependencyFile, placePrintedFile } from '../compile/place.ts'
import type { Config } from '../config/config.ts'
import { ExpectedFailure } from '../errors.ts'
import { type CollectedFacts, createFactCollector } from '../escape/collect-facts.ts'
import { createDiagnosticsReader } from '../escape/parse-diagnostics.ts'
import type { Ports, Side, Worktrees } from '../ports.ts'
import type { Problem } from '../review/schema.ts'
import { refuseFullDisk, runGo } from './go-command.ts'
import { readModules, readToolchain } from './toolchain.ts'

/** One side after its compile. */
export interface CompiledSide {
  readonly side: Side
  /** Absolute path of the worktree. */
  readonly root: string
  /** Symbolic links in the commit. */
  readonly links: Links
  /** Absolute path of the folder under review. */
  readonly folder: string
  readonly modules: readonly ModulePlace[]
  /** By id, test variants included. */
  readonly packages: ReadonlyMap<string, Package>
  readonly facts: CollectedFacts
  /** Import paths (with variant) that do not build, and the compiler's first words on each. */
  readonly broken: ReadonlyMap<string, string>
}

export interface CompiledSides {
  readonly base: CompiledSide
  readonly head: CompiledSide
  readonly toolchain: Toolchain
  readonly settings: BuildSettings
  /** What every further `go` command of this review has to see. */
  readonly variables: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

/**
 * Compiles both sides with the head's toolchain, the base first: the head then
 * compiles only the packages that differ. Throws where nothing matches what is to be reviewed.
 */
export async function runCompiles(
  config: Config,
  worktrees: Worktrees,
  change: Change,
  ports: Ports,
): Promise<CompiledSides> {
  const touched = new Set(change.files.flatMap((file) => file.headPath ?? []))
  const { programs, log } = ports
  const folders = { base: joinFolder(worktrees.base, config), head: joinFolder(worktrees.head, config) }
  const shown = config.workingDirectory === '' ? "the repository's root" : config.workingDirectory
  const toolchain = await readToolchain(programs, folders.head, shown, {})
  // One compiler for both: facts of two compilers cannot be compared.
  const release = /^go\d[^ ]*/.exec(toolchain.GOVERSION)?.[0]
  const variables: Record<string, string> = release === undefined ? {} : { GOTOOLCHAIN: release }
  const problems: Problem[] = []
  const sides = {
    base: await readModules(programs, worktrees.base, folders.base, variables),
    head: await readModules(programs, worktrees.head, folders.head, variables),
  }
  const modulePaths = new Set([...sides.base.modules, ...sides.head.modules].map((module) => module.path))
  const settings: BuildSettings = {
    modules: [...modulePaths].sort(),
    allPackages: config.escapeScope === 'all',
    tags: config.tags,
  }
  const goVersions = { base: sides.base.goVersions.join(', '), head: sides.head.goVersions.join(', ') }
  if (goVersions.base !== goVersions.head && sides.base.modules.length > 0 && sides.head.modules.length > 0) {
    problems.push({
      stage: 'compile',
      side: null,
      severity: 'notice',
      message: `The go directive changes (${goVersions.base} → ${goVersions.head}): the compiler may decide differently on unchanged lines.`,
    })
  }
  const compiled = {
    base: emptySide('base', worktrees, folders.base),
    head: emptySide('head', worktrees, folders.head),
  }
  for (const side of ['base', 'head'] as const) {
    log.stage(`Compiling ${side}`)
    compiled[side] = await compileSide(
      {
        empty: compiled[side],
        modules: sides[side].modules,
        moduleError: sides[side].error,
        // Only of the head's own files is ever asked what stays on the stack.
        remarksOn: (file) => side === 'head' && touched.has(file),
      },
      settings,
      config,
      variables,
      ports,
    )
  }
  const underReview = findModulesUnderReview(compiled)
  compiled.base = keepModules(compiled.base, underReview)
  compiled.head = keepModules(compiled.head, underReview)
  problems.push(...judgeBuilds(compiled.base, compiled.head, shown))
  assertPackages(compiled, config)
  return { ...compiled, toolchain, settings, variables, problems }
}

async function compileSide(
  at: {
    readonly empty: CompiledSide
    readonly modules: readonly ModulePlace[]
    readonly moduleError: string
    readonly remarksOn: (file: string) => boolean
  },
  settings: BuildSettings,
  config: Config,
  variables: Readonly<Record<string, string>>,
  ports: Ports,
): Promise<CompiledSide> {
  const { empty, modules } = at
  if (modules.length === 0) return { ...empty, broken: new Map([['', at.moduleError]]) }
  const collector = createFactCollector((printed, header) => {
    const own = placePrintedFile(printed, modules, header)
    const placed = own ?? (settings.allPackages ? placeDependencyFile(printed) : null)
    // Test files' own allocations are not the product's.
    return placed?.file.endsWith('_test.go') ? null : placed
  }, at.remarksOn)
  let chunks = 0
  const reader = createDiagnosticsReader(collector.receiver)
  const { outcome, stdout } = await runGo(ports.programs, {
    args: planListCommand(settings, config.packages),
    cwd: empty.folder,
    variables,
    stderr: (chunk) => {
      reader.push(chunk)
      chunks += 1
      // Often enough to show life, seldom enough to cost nothing.
      if (chunks % 50 === 0) ports.log.progress('reading diagnostics')
    },
  })
  reader.finish()
  const parsed = parsePackages(stdout)
  const packages = new Map(parsed.packages.map((listed) => [listed.id, listed]))
  const broken = new Map<string, string>()
  for (const listed of parsed.packages) if (listed.error !== '') broken.set(listed.id, listed.error)
  for (const error of broken.values()) refuseFullDisk(error)
  if (outcome.exitCode !== 0) broken.set('', outcome.timedOut ? 'the compile took too long' : outcome.stderrTail.trim())
  return { ...empty, modules, packages, facts: collector.collected(), broken }
}

/** Paths of the modules that hold what the patterns match: a workspace has further main modules, which are only built from. */
function findModulesUnderReview(compiled: Readonly<Record<Side, CompiledSide>>): ReadonlySet<string> {
  const matched = [compiled.base, compiled.head].flatMap((side) =>
    [...side.packages.values()].filter((listed) => !listed.dependencyOnly && listed.modulePath !== ''),
  )
  return new Set(matched.map((listed) => listed.modulePath))
}

function keepModules(side: CompiledSide, underReview: ReadonlySet<string>): CompiledSide {
  const modules = side.modules.filter((module) => underReview.has(module.path))
  if (modules.length === side.modules.length || modules.length === 0) return side
  const isUnderReview = (importPath: string): boolean => {
    const listed = side.packages.get(importPath)
    return listed === undefined || underReview.has(listed.modulePath)
  }
  return {
    ...side,
    modules,
    facts: { ...side.facts, facts: side.facts.facts.filter((fact) => isUnderReview(fact.package)) },
  }
}

/** A build that fails on the head only is the author's; any other is context. */
function judgeBuilds(base: CompiledSide, head: CompiledSide, shownFolder: string): Problem[] {
  const problems: Problem[] = []
  const testsOnly = [...head.broken.keys()].filter((id) => base.broken.has(id) && isForTestsOnly(id, base, head))
  if (testsOnly.length > 0) problems.push(describeMissingForTests(testsOnly, head))
  for (const [id, error] of head.broken) {
    if (isTestOfBroken(id, head) || testsOnly.includes(id)) continue
    const both = base.broken.has(id)
    problems.push(describeBuildFailure(id, both ? 'both' : 'head', error, shownFolder))
  }
  for (const [id, error] of base.broken) {
    if (!head.broken.has(id) && !isTestOfBroken(id, base))
      problems.push(describeBuildFailure(id, 'base', error, shownFolder))
  }
  return problems
}

/** What does not build has no tests that do: said once. */
function isTestOfBroken(id: string, side: CompiledSide): boolean {
  const tested = /^(.*?)(?:_test)? \[.*\]$/.exec(id)?.[1]
  return tested !== undefined && side.broken.has(tested)
}

/** A package from elsewhere that none of the code under review needs, only tests. */
export function isForTestsOnly(id: string, ...sides: readonly CompiledSide[]): boolean {
  if (id === '' || id.includes(' [')) return false
  return sides.every((side) => {
    const listed = side.packages.get(id)
    if (listed !== undefined && (!listed.dependencyOnly || listed.inMainModule)) return false
    const product = [...side.packages.values()].filter(
      ({ dependencyOnly, forTest, id: own }) => !dependencyOnly && forTest === '' && !own.endsWith('.test'),
    )
    return product.every(({ dependencies }) => !dependencies.includes(id))
  })
}

function describeMissingForTests(ids: readonly string[], side: CompiledSide): Problem {
  const [first = ''] = ids
  const others = ids.length === 1 ? '' : ` and ${ids.length - 1} more`
  return {
    stage: 'compile',
    side: 'both',
    severity: 'notice',
    message: `${first}${others} could not be loaded on base and head: only tests need ${ids.length === 1 ? 'it' : 'them'}, and the benchmarks among those do not run.`,
    detail: (side.broken.get(first) ?? '').split('\n').slice(0, 4).join('\n'),
  }
}

function describeBuildFailure(id: string, side: Side | 'both', error: string, shownFolder: string): Problem {
  const what = id === '' ? 'The module' : id.includes('[') ? `The tests of ${id.replace(/ \[.*\]$/, '')}` : id
  const where = side === 'both' ? 'on base and head' : `on the ${side}`
  // Go has nothing to complain about where there is no go.mod.
  if (id === '' && error === '') {
    const message = `There is no module in ${shownFolder} ${where}: nothing can be compared.`
    return { stage: 'compile', side, severity: side === 'head' ? 'error' : 'warning', message }
  }
  return {
    stage: 'compile',
    side,
    severity: side === 'head' ? 'error' : 'warning',
    message: `${what} ${id.includes('[') ? 'do' : 'does'} not build ${where}.`,
    detail: error
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('# '))
      .slice(0, 10)
      .join('\n'),
  }
}

/** Throws `no-packages` where the sides that could be loaded hold nothing to review. */
function assertPackages(compiled: { readonly base: CompiledSide; readonly head: CompiledSide }, config: Config): void {
  // A module that cannot be loaded says nothing about the patterns.
  const loaded = [compiled.base, compiled.head].filter((side) => side.modules.length > 0)
  const matches = loaded.some((side) =>
    [...side.packages.values()].some(
      (listed) => !listed.dependencyOnly && (listed.goFiles.length > 0 || listed.testFiles.length > 0),
    ),
  )
  if (matches || loaded.length === 0) return
  const said = loaded.flatMap((side) => [...side.broken.values(), ...side.facts.otherLines])
  const lines = [...new Set(said.flatMap((text) => text.split('\n')))]
  throw new ExpectedFailure(
    'no-packages',
    `No Go package matches ${config.packages.join(' ')}${config.workingDirectory === '' ? '' : ` in ${config.workingDirectory}`}: check \`packages\` and \`working-directory\`.`,
    lines.filter((line) => line.trim() !== '').slice(0, 5),
  )
}

function emptySide(side: Side, worktrees: Worktrees, folder: string): CompiledSide {
  return {
    side,
    root: worktrees[side],
    links: worktrees.links[side],
    folder,
    modules: [],
    packages: new Map(),
    facts: { facts: [], inlinedCalls: new Map(), leaks: [], inlining: [], remarks: [], otherLines: [] },
    broken: new Map(),
  }
}

function joinFolder(root: string, config: Config): string {
  return config.workingDirectory === '' ? root : `${root}/${config.workingDirectory}`
}
