import type { Change } from '../change/change.ts'
import { createLineMap } from '../change/line-map.ts'
import type { Config } from '../config/config.ts'
import { matchFile, matchFunction, matchPackage } from '../config/pattern.ts'
import { judgeCold } from '../escape/cold.ts'
import { placeKey } from '../escape/collect-facts.ts'
import { compareAllocatorCalls } from '../escape/compare-code.ts'
import { diffLocated } from '../escape/diff.ts'
import type { Fact } from '../escape/fact.ts'
import { type LocatedFact, matchByPlace } from '../escape/match.ts'
import {
  compareInlining,
  type FunctionFacts,
  type InliningChange,
  judgeChainedCause,
  judgeRootCause,
  type RootCause,
} from '../escape/root-cause.ts'
import type { Ports, Side } from '../ports.ts'
import type { Site } from '../review/schema.ts'
import { joinGroups, renderSite } from '../review/site.ts'
import { type Correspondence, matchDeclarations, type Place } from '../syntax/correspond.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import { type Declaration, EMPTY_OUTLINE, findDeclaration, type Outline } from '../syntax/outline.ts'
import { countFacts, listChangedFunctions, wantedFunctions } from './changed-functions.ts'
import type { CompiledSide, CompiledSides } from './compile.ts'
import { readOutlines, readRealPlaces } from './sources.ts'
import { createWitness, readCompiledCode } from './witness.ts'

export interface EscapeResult {
  readonly added: readonly Site[]
  readonly removed: readonly Site[]
  readonly nonAllocating: { readonly added: number; readonly removed: number }
  /** Sites that were there before, in functions that promise only now not to allocate. */
  readonly brokenPromises: readonly Site[]
  readonly inlining: readonly InliningChange[]
  /** Changed functions in which the compiled code allocates at more or fewer places than the facts tell. */
  readonly unexplained: readonly UnexplainedFunction[]
}

export interface UnexplainedFunction {
  readonly package: string
  readonly function: string
  readonly file: string
  readonly line: number
  readonly calls: number
  readonly allocators: string[]
}

/** The escape diff of two compiled sides. Parses only files that the change touches or that hold an unmatched fact. */
export async function readEscapeDiff(
  sides: CompiledSides,
  change: Change,
  config: Config,
  parser: GoParser,
  ports: Ports,
): Promise<EscapeResult> {
  ports.log.stage('Comparing escape facts')
  const lines = createLineMap(change)
  const comparable = onlyBuiltOnBoth(sides)
  comparable.base = await readRealPlaces(sides.base, comparable.base, ports)
  comparable.head = await readRealPlaces(sides.head, comparable.head, ports)
  const unmatched = matchByPlace(comparable.base, comparable.head, lines.mapToHead)
  const goFiles = change.files.filter((file) => (file.headPath ?? file.basePath ?? '').endsWith('.go'))
  const basePaths = new Set([
    ...unmatched.base.map((fact) => fact.file),
    ...goFiles.flatMap((file) => file.basePath ?? []),
  ])
  const headPaths = new Set([
    ...unmatched.head.map((fact) => fact.file),
    ...goFiles.flatMap((file) => file.headPath ?? []),
  ])
  // A declaration can only be missed on the other side if the other side's file was looked at too.
  for (const path of [...basePaths]) headPaths.add(lines.mapFileToHead(path) ?? path)
  for (const path of [...headPaths]) basePaths.add(path)
  const outlines = {
    base: await readOutlines(sides.base, basePaths, parser, ports),
    head: await readOutlines(sides.head, headPaths, parser, ports),
  }
  const places = matchDeclarations(outlines.base, outlines.head, lines.mapFileToHead)
  const placeBase = (fact: Fact): Place => places.placeBase(fact.file, fact.line, fact.column)
  const placeHead = (fact: Fact): Place => places.placeHead(fact.file, fact.line, fact.column)
  const diff = diffLocated(unmatched, placeBase, placeHead)
  const changedFunctions = listChangedFunctions(sides, change, outlines)
  const promised = findNewPromises(
    outlines,
    places,
    comparable.head,
    new Set(diff.added.map((located) => located.fact)),
  )
  const [baseCodes, headCodes] = await Promise.all([
    readCompiledCode(sides, sides.base, wantedFunctions(diff.removed, placeBase, changedFunctions), ports),
    readCompiledCode(
      sides,
      sides.head,
      wantedFunctions([...diff.added, ...promised], placeHead, changedFunctions),
      ports,
    ),
  ])
  const witness = { base: createWitness(sides.base, baseCodes), head: createWitness(sides.head, headCodes) }
  const functions = { base: functionFacts(sides.base), head: functionFacts(sides.head) }
  const declarationAt = (side: Side, file: string, line: number): Declaration | undefined =>
    findDeclaration(outlines[side].get(file) ?? EMPTY_OUTLINE, line)
  const firstChangedLine = (side: Side, file: string, declaredAt: number): number | null => {
    const declaration = declarationAt(side, file, declaredAt)
    return declaration ? lines.firstChangedLine(side, file, declaration.startLine, declaration.endLine) : null
  }
  const isUnchangedLine = (side: Side, file: string, line: number): boolean =>
    side === 'head' ? !lines.isChangedLine(file, line) : lines.mapToHead(file, line) !== null
  // A changed line on the value's own way is reason enough, and the explanation shows it.
  const isUnchanged = (side: Side, fact: Fact): boolean =>
    [fact, ...fact.flow.flatMap((step) => step.at ?? [])].every(
      ({ file, line }) => file !== fact.file || isUnchangedLine(side, file, line),
    )
  const findRootCauses = (side: Side, facts: readonly Fact[]): ReadonlyMap<Fact, RootCause | null> => {
    const unchanged = facts.filter((fact) => isUnchanged(side, fact))
    const causes = new Map(
      unchanged.map((fact) => {
        const enclosing = declarationAt(side, fact.file, fact.line)
        const cause = judgeRootCause(fact, {
          kind: side === 'head' ? 'new' : 'gone',
          own: functions[side],
          other: functions[side === 'head' ? 'base' : 'head'],
          inlinedCallees: sides[side].facts.inlinedCalls.get(placeKey(fact.file, fact.line, fact.column)) ?? [],
          mentions: (name) => !enclosing?.names.includes(name) && (enclosing?.identifiers.has(name) ?? false),
          firstChangedLine: (file, declaredAt) => firstChangedLine(side, file, declaredAt),
        })
        return [fact, cause]
      }),
    )
    return new Map(unchanged.map((fact) => [fact, causes.get(fact) ?? judgeChainedCause(fact, causes)]))
  }
  const causes = {
    base: findRootCauses(
      'base',
      diff.removed.map((located) => located.fact),
    ),
    head: findRootCauses(
      'head',
      diff.added.map((located) => located.fact),
    ),
  }
  const declared = { base: declaredFunctions(sides.base), head: declaredFunctions(sides.head) }
  const describe = (located: readonly LocatedFact[], place: (fact: Fact) => Place, side: 'base' | 'head'): Site[] =>
    located.flatMap(({ fact, coldPath }) => {
      const at = place(fact)
      if (isIgnored(fact, at, config)) return []
      const hot =
        at.directives.includes('hot') || config.hot.some((pattern) => matchFunction(pattern, fact.package, at.function))
      const onChangedLine = side === 'head' && lines.isChangedLine(fact.file, fact.line)
      return [
        renderSite(fact, {
          // A dependency's file is not read; newer compilers name the function themselves.
          function: at.function === '' ? fact.compilerFunction || '(unknown)' : at.function,
          coldPath,
          hot,
          noalloc: at.directives.includes('noalloc'),
          witnessed: witness[side](fact, at),
          isDeclared: (name) => declared[side].has(`${fact.package}.${name}`),
          onChangedLine,
          rootCause: causes[side].get(fact) ?? null,
        }),
      ]
    })
  const added = joinGroups(describe(diff.added, placeHead, 'head'))
  const removed = joinGroups(describe(diff.removed, placeBase, 'base'))
  const broken = describe(promised, placeHead, 'head')
  const unexplained = changedFunctions.flatMap((changed) => {
    const facts = countFacts(comparable.head, changed.head) - countFacts(comparable.base, changed.base)
    const [before, after] = [baseCodes.get(changed.package)?.[0], headCodes.get(changed.package)?.[0]]
    const { file, startLine } = changed.head
    const ownFile = file.slice(file.lastIndexOf('/') + 1)
    const found = before && after && compareAllocatorCalls(before, after, changed.function, facts, ownFile)
    if (!found) return []
    return [
      { ...found, package: changed.package, file, line: found.line ?? startLine, allocators: [...found.allocators] },
    ]
  })
  return {
    added: added.filter(allocates).sort(byPlace),
    removed: removed.filter(allocates).sort(byPlace),
    nonAllocating: {
      added: added.filter((site) => !allocates(site)).length,
      removed: removed.filter((site) => !allocates(site)).length,
    },
    brokenPromises: broken.filter((site) => site.allocates === 'always').sort(byPlace),
    unexplained,
    inlining: compareInlining(functions.base.decisions, functions.head.decisions).filter(
      (changed) =>
        firstChangedLine('head', changed.file, changed.line) !== null ||
        added.some((site) => site.causedBy?.file === changed.file && site.causedBy.line === changed.line),
    ),
  }
}

/**
 * Facts of functions that the change marks `//perf:noalloc`. A mark that was there before is held against
 * new facts only: what was broken already is not this change's doing.
 */
function findNewPromises(
  outlines: Readonly<Record<Side, ReadonlyMap<string, Outline>>>,
  places: Correspondence,
  facts: readonly Fact[],
  added: ReadonlySet<Fact>,
): LocatedFact[] {
  const promisedBefore = new Set<string>()
  for (const [file, outline] of outlines.base) {
    for (const { directives, startLine } of outline.declarations) {
      if (directives.includes('noalloc')) promisedBefore.add(places.placeBase(file, startLine, 0).key)
    }
  }
  return facts.flatMap((fact) => {
    if (added.has(fact) || !outlines.head.has(fact.file)) return []
    const {
      key,
      origin,
      relatives,
      directives,
      cold,
      function: name,
    } = places.placeHead(fact.file, fact.line, fact.column)
    if (!directives.includes('noalloc') || promisedBefore.has(key)) return []
    return [{ fact, declaration: key, origin, relatives, coldPath: judgeCold(fact, name, cold) }]
  })
}

function functionFacts(side: CompiledSide): FunctionFacts {
  return { decisions: side.facts.inlining, leaks: side.facts.leaks }
}

function declaredFunctions(side: CompiledSide): ReadonlySet<string> {
  return new Set(side.facts.inlining.map((decision) => `${decision.package}.${decision.function}`))
}

function allocates(site: Site): boolean {
  return site.allocates !== 'never'
}

/** A package that does not build on one side has no facts there: comparing would call all of its sites new or gone. */
function onlyBuiltOnBoth(sides: CompiledSides): { base: Fact[]; head: Fact[] } {
  const failing = new Set([...failingPackages(sides.base), ...failingPackages(sides.head)])
  if (failing.has('')) return { base: [], head: [] }
  const keep = (facts: readonly Fact[]): Fact[] => facts.filter((fact) => !failing.has(fact.package))
  return { base: keep(sides.base.facts.facts), head: keep(sides.head.facts.facts) }
}

function failingPackages(side: CompiledSide): string[] {
  const failing = [...side.packages.values()].filter((listed) => listed.dependencyBroken && listed.forTest === '')
  return [...[...side.broken.keys()].filter((id) => !id.includes('[')), ...failing.map((listed) => listed.importPath)]
}

function isIgnored(fact: Fact, at: Place, config: Config): boolean {
  const { ignore } = config
  if (ignore.generated && at.generated) return true
  return (
    ignore.packages.some((p) => matchPackage(p, fact.package, '')) || ignore.files.some((p) => matchFile(p, fact.file))
  )
}

function byPlace(a: Site, b: Site): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column
}
