import type { Change } from '../change/change.ts'
import { createLineMap } from '../change/line-map.ts'
import type { Config } from '../config/config.ts'
import { matchFile, matchFunction, matchPackage } from '../config/pattern.ts'
import { diffLocated, matchByPlace } from '../escape/diff.ts'
import type { Fact } from '../escape/fact.ts'
import type { LocatedFact } from '../escape/match.ts'
import type { Ports } from '../ports.ts'
import type { Site } from '../review/schema.ts'
import { renderSite } from '../review/site.ts'
import { matchDeclarations, type Place } from '../syntax/correspond.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import { type LineSpan, mapToRealLine, parseLineDirectives } from '../syntax/line-directives.ts'
import type { Outline } from '../syntax/outline.ts'
import type { CompiledSide, CompiledSides } from './compile.ts'
import { relativeFolder } from './toolchain.ts'
import { readWitness } from './witness.ts'

export interface EscapeResult {
  readonly added: readonly Site[]
  readonly removed: readonly Site[]
  readonly nonAllocating: { readonly added: number; readonly removed: number }
}

/** The escape diff of two compiled sides. Parses only files that the change touches or that hold an unmatched fact. */
export async function diffEscapes(
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
  const witness = {
    base: await readWitness(
      sides,
      sides.base,
      diff.removed.map((located) => located.fact),
      ports,
    ),
    head: await readWitness(
      sides,
      sides.head,
      diff.added.map((located) => located.fact),
      ports,
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
          function: at.function,
          coldPath,
          hot,
          noalloc: at.directives.includes('noalloc'),
          witnessed: witness[side](fact, at),
          isDeclared: (name) => declared[side].has(`${fact.package}.${name}`),
          onChangedLine,
        }),
      ]
    })
  const added = describe(diff.added, placeHead, 'head')
  const removed = describe(diff.removed, placeBase, 'base')
  return {
    added: added.filter(allocates).sort(byPlace),
    removed: removed.filter(allocates).sort(byPlace),
    nonAllocating: {
      added: added.filter((site) => !allocates(site)).length,
      removed: removed.filter((site) => !allocates(site)).length,
    },
  }
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

/** Facts that a `//line` directive places elsewhere get their place in the Go file back. */
async function readRealPlaces(side: CompiledSide, facts: readonly Fact[], ports: Ports): Promise<Fact[]> {
  const spans = new Map<string, readonly LineSpan[]>()
  for (const importPath of new Set(facts.filter((fact) => fact.renamed).map((fact) => fact.package))) {
    const listed = side.packages.get(importPath)
    const folder = listed && relativeFolder(side.root, listed.dir)
    if (folder === undefined || folder === null) continue
    for (const name of listed?.goFiles ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`
      spans.set(path, parseLineDirectives((await ports.files.readText(`${side.root}/${path}`)) ?? ''))
    }
  }
  return facts.map((fact) => {
    if (!fact.renamed) return fact
    const name = fact.file.slice(fact.file.lastIndexOf('/') + 1)
    for (const [file, fileSpans] of spans) {
      const line = mapToRealLine(fileSpans, name, fact.line)
      if (line !== null) return { ...fact, file, line }
    }
    return fact
  })
}

async function readOutlines(
  side: CompiledSide,
  files: ReadonlySet<string>,
  parser: GoParser,
  ports: Ports,
): Promise<Map<string, Outline>> {
  const outlines = new Map<string, Outline>()
  for (const file of files) {
    const text = await ports.files.readText(`${side.root}/${file}`)
    if (text !== null) outlines.set(file, parser.parseOutline(text))
  }
  return outlines
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
