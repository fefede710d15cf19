import { type BoundDeclaration, bindImports } from '../bench/bind-imports.ts'
import { judgeBinary, judgeDifferences, planComparisons } from '../bench/code-identity.ts'
import { judgeAsksName, judgeBenchmarkCode } from '../bench/comparability.ts'
import { findBenchmarks } from '../bench/find-benchmarks.ts'
import { matchRenames, renameDeclarations } from '../bench/renames.ts'
import type { Change } from '../change/change.ts'
import { matchLinks } from '../change/links.ts'
import type { Package } from '../compile/packages.ts'
import type { Ports, Side } from '../ports.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import type { Declaration, Outline } from '../syntax/outline.ts'
import type { CompiledSide, CompiledSides } from './compile.ts'
import { relativeFolder } from './toolchain.ts'

/** A top-level benchmark function that may measure something different on the two sides. */
export interface Candidate {
  readonly package: string
  /** Its name on the head, or on the base where only that has it. */
  readonly function: string
  /** Its name on the base, where only the name changed. */
  readonly renamedFrom: string | null
  readonly on: 'both' | 'base' | 'head'
  /** What of its own code changed; null where it is the same. */
  readonly ownCodeChanged: string | null
  /** False where only files that it may read at run time differ. */
  readonly codeDiffers: boolean
}

export interface SkippedBenchmark {
  readonly package: string
  readonly function: string
  readonly renamedFrom: string | null
  readonly reason: string
}

export interface BenchmarkPlan {
  readonly candidates: readonly Candidate[]
  readonly skipped: readonly SkippedBenchmark[]
  /** Changed files that a benchmark could read, relative to the repository's root. */
  readonly changedInputs: ReadonlySet<string>
  /** Packages under review whose code differs. */
  readonly packagesChanged: number
  /** Packages with benchmarks in whose folder a file changed. */
  readonly touchedPackages: ReadonlySet<string>
}

/** Decides which benchmarks can have changed, if they are wanted, and what code differs. Reads only files of packages whose archives differ, and test files. */
export async function readBenchmarkPlan(
  sides: CompiledSides,
  change: Change,
  parser: GoParser,
  wanted: boolean,
  ports: Ports,
): Promise<BenchmarkPlan> {
  const { base, head } = sides
  const isUnderReview = (dir: string): boolean => relativeFolder(head.root, dir) !== null
  const same = new Set<string>()
  for (const pair of planComparisons(base.packages, head.packages, isUnderReview)) {
    if (await isSameFile(pair, parser, ports)) same.add(pair.head)
  }
  const isSame = (path: string): boolean => same.has(path)
  const differences = judgeDifferences(base.packages, head.packages, isUnderReview, isSame)
  const untested = { base: withoutTestFiles(base.packages), head: withoutTestFiles(head.packages) }
  const productDifferences = judgeDifferences(untested.base, untested.head, isUnderReview, isSame)
  const changedInputs = findInputs(change)
  const candidates: Candidate[] = []
  const skipped: SkippedBenchmark[] = []
  for (const importPath of wanted ? testedPackages(base, head) : []) {
    const before = base.packages.get(importPath)
    const after = head.packages.get(importPath)
    const found = {
      base: await readTests(before, ports),
      head: await readTests(after, ports),
    }
    const names = new Set([...found.base.benchmarks, ...found.head.benchmarks])
    if (names.size === 0) continue
    const code = judgeBinary(`${importPath}.test`, head.packages, differences)
    const inputs = readsInputs(after, head, changedInputs)
    const outlines = {
      base: code === null ? [] : found.base.texts.map((text) => parser.parseOutline(text)),
      head: code === null ? [] : found.head.texts.map((text) => parser.parseOutline(text)),
    }
    const renames = matchBenchmarks(found.base.benchmarks, found.head.benchmarks, outlines)
    for (const former of renames.values()) names.delete(former)
    const declarations =
      code === null
        ? null
        : {
            base: bindDeclarations(outlines.base, base, renames),
            head: bindDeclarations(outlines.head, head, new Map()),
          }
    const embedChanged = judgeEmbeds(before, after, base, head, changedInputs)
    const onlyTestFunctionsDiffer =
      declarations !== null &&
      judgeBinary(`${importPath}.test`, untested.head, productDifferences) === null &&
      isBuiltFromSame(`${importPath}.test`, base, head) &&
      isSameButFunctions(declarations.base, declarations.head)
    for (const name of names) {
      const renamedFrom = renames.get(name) ?? null
      const isOnBase = found.base.benchmarks.has(name) || renamedFrom !== null
      const on = !isOnBase ? 'head' : found.head.benchmarks.has(name) ? 'both' : 'base'
      const own = declarations && judgeOwnCode(name, renamedFrom, declarations)
      // Other tests in its binary do not make a benchmark another program.
      const isSameCode = code === null || (onlyTestFunctionsDiffer && own === null && embedChanged === null)
      if (on === 'both' && isSameCode && !inputs) {
        skipped.push({ package: importPath, function: name, renamedFrom, reason: 'same code on both sides' })
        continue
      }
      candidates.push({
        package: importPath,
        function: name,
        renamedFrom,
        on,
        ownCodeChanged: own ?? embedChanged,
        codeDiffers: !isSameCode,
      })
    }
  }
  const changed = [...differences.keys()].filter(
    (id) => !id.includes(' [') && !id.endsWith('.test') && head.packages.get(id)?.inMainModule,
  )
  const touchedPackages = findTouchedPackages(sides, change)
  return { candidates, skipped, changedInputs, packagesChanged: changed.length, touchedPackages }
}

function findTouchedPackages({ base, head }: CompiledSides, change: Change): ReadonlySet<string> {
  const folders = new Set(
    change.files.flatMap(({ basePath, headPath }) =>
      [basePath, headPath].flatMap((file) =>
        file === null ? [] : [file.slice(0, Math.max(0, file.lastIndexOf('/')))],
      ),
    ),
  )
  const isTouched = (side: CompiledSide, { dir }: Package): boolean => {
    const folder = relativeFolder(side.root, dir)
    return folder !== null && folders.has(folder)
  }
  return new Set(
    [base, head].flatMap((side) =>
      [...side.packages.values()].filter((listed) => isTouched(side, listed)).map(({ importPath }) => importPath),
    ),
  )
}

async function isSameFile(
  pair: { readonly base: string; readonly head: string; readonly go: boolean },
  parser: GoParser,
  ports: Ports,
): Promise<boolean> {
  const [before, after] = [await ports.files.readBytes(pair.base), await ports.files.readBytes(pair.head)]
  if (!before || !after) return false
  if (before.length === after.length && before.every((byte, index) => byte === after[index])) return true
  if (!pair.go) return false
  const decoder = new TextDecoder()
  const outlines = [parser.parseOutline(decoder.decode(before)), parser.parseOutline(decoder.decode(after))] as const
  return !outlines[0].broken && !outlines[1].broken && outlines[0].fingerprint === outlines[1].fingerprint
}

function testedPackages(base: CompiledSide, head: CompiledSide): string[] {
  const tested = [...base.packages.values(), ...head.packages.values()].filter(
    (listed) => listed.inMainModule && !listed.dependencyOnly && listed.forTest === '' && listed.testFiles.length > 0,
  )
  return [...new Set(tested.map((listed) => listed.importPath))].sort()
}

async function readTests(
  listed: Package | undefined,
  ports: Ports,
): Promise<{ readonly benchmarks: ReadonlySet<string>; readonly texts: readonly string[] }> {
  const benchmarks = new Set<string>()
  const texts: string[] = []
  for (const file of listed?.testFiles ?? []) {
    const text = await ports.files.readText(`${listed?.dir}/${file}`)
    if (text === null) continue
    texts.push(text)
    for (const name of findBenchmarks(text)) benchmarks.add(name)
  }
  return { benchmarks, texts }
}

function bindDeclarations(
  outlines: readonly Outline[],
  side: CompiledSide,
  renames: ReadonlyMap<string, string>,
): readonly BoundDeclaration[] {
  const nameOf = (path: string): string | null => side.packages.get(path)?.name || null
  return bindImports(
    outlines.map((outline) => ({ ...outline, declarations: renameDeclarations(outline.declarations, renames) })),
    nameOf,
  )
}

function matchBenchmarks(
  base: ReadonlySet<string>,
  head: ReadonlySet<string>,
  outlines: Readonly<Record<Side, readonly Outline[]>>,
): ReadonlyMap<string, string> {
  const gone = new Set([...base].filter((name) => !head.has(name)))
  const fresh = new Set([...head].filter((name) => !base.has(name)))
  const listed = (side: Side): Declaration[] => outlines[side].flatMap(({ declarations }) => declarations)
  return matchRenames(gone, fresh, listed('base'), listed('head'))
}

function judgeOwnCode(
  name: string,
  renamedFrom: string | null,
  declarations: Readonly<Record<Side, readonly BoundDeclaration[]>>,
): string | null {
  const changed = judgeBenchmarkCode(name, declarations.base, declarations.head)
  if (changed !== null || renamedFrom === null) return changed
  return judgeAsksName(name, declarations.head) ? 'its name, which it asks for,' : null
}

/** Which packages a binary holds decides what is initialised, whoever imports them. */
function isBuiltFromSame(id: string, base: CompiledSide, head: CompiledSide): boolean {
  const list = (side: CompiledSide): string => [...(side.packages.get(id)?.dependencies ?? [])].sort().join('\n')
  return list(base) === list(head)
}

/** The packages without what their own tests add to them. */
function withoutTestFiles(packages: ReadonlyMap<string, Package>): ReadonlyMap<string, Package> {
  const strip = (listed: Package): Package =>
    listed.forTest === '' ? listed : { ...listed, goFiles: listed.goFiles.filter((file) => !file.endsWith('_test.go')) }
  return new Map([...packages].map(([id, listed]) => [id, strip(listed)]))
}

/**
 * True where only functions differ, which do nothing unless called: variables
 * are initialised, and methods are found through interfaces.
 */
function isSameButFunctions(base: readonly BoundDeclaration[], head: readonly BoundDeclaration[]): boolean {
  const rest = (declarations: readonly BoundDeclaration[]): string =>
    declarations
      .filter((declaration) => !declaration.inert)
      .map((declaration) => declaration.fingerprint)
      .sort()
      .join('\n')
  return rest(base) === rest(head)
}

/** Files that are no Go source and no text about the project: what a benchmark may read. */
function findInputs(change: Change): ReadonlySet<string> {
  const inputs = new Set<string>()
  for (const file of change.files) {
    for (const path of [file.basePath, file.headPath]) {
      if (path !== null && isPossibleInput(path)) inputs.add(path)
    }
  }
  return inputs
}

function isPossibleInput(path: string): boolean {
  if (/(?:^|\/)testdata\//.test(path)) return true
  if (/\.(?:go|md|rst|adoc)$|(?:^|\/)(?:LICENSE|NOTICE|AUTHORS|CONTRIBUTORS|CODEOWNERS)[^/]*$/.test(path)) return false
  return !/(?:^|\/)(?:\.[^/]+|go\.(?:mod|sum|work|work\.sum)|Makefile)$|(?:^|\/)\.(?:github|circleci|gitlab)\//.test(
    path,
  )
}

const ROOT = 'tree'

/** A benchmark may read what lies below its package, also through links there, and any testdata folder. */
function readsInputs(listed: Package | undefined, side: CompiledSide, inputs: ReadonlySet<string>): boolean {
  const folder = listed && relativeFolder(side.root, listed.dir)
  if (folder === undefined || folder === null) return false
  const linked = [...side.links.keys()]
    .filter((link) => folder === '' || link.startsWith(`${folder}/`))
    .flatMap((link) => matchLinks([ROOT, ...link.split('/')], [ROOT], side.links).target ?? [])
  for (const input of inputs) {
    if (folder === '' || input.startsWith(`${folder}/`) || /(?:^|\/)testdata\//.test(input)) return true
    if (linked.some((target) => target === '' || `${input}/`.startsWith(`${target}/`))) return true
  }
  return false
}

function judgeEmbeds(
  before: Package | undefined,
  after: Package | undefined,
  base: CompiledSide,
  head: CompiledSide,
  changed: ReadonlySet<string>,
): string | null {
  for (const [listed, side] of [
    [before, base],
    [after, head],
  ] as const) {
    const folder = listed && relativeFolder(side.root, listed.dir)
    if (folder === undefined || folder === null) continue
    const embedded = listed?.testEmbedFiles.find((file) => changed.has(folder === '' ? file : `${folder}/${file}`))
    if (embedded !== undefined) return embedded
  }
  return null
}
