import type { Package } from '../compile/packages.ts'
import type { Config } from '../config/config.ts'
import { matchFile, matchPackage } from '../config/pattern.ts'
import type { Ports } from '../ports.ts'
import { createPackage, type GoFile, type PackageSource, parseMinor } from '../rules/source.ts'
import { LINE_RULES } from '../rules/table.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import type { Outline } from '../syntax/outline.ts'
import type { CompiledSide } from './compile.ts'
import { relativeFolder } from './toolchain.ts'
import { isProductCode } from './touched.ts'

export interface SourceText {
  /** Relative to the repository's root. */
  readonly path: string
  readonly text: string
}

/** What rules read of one side. */
export interface RuleSources {
  /** Changed Go files of the product. */
  readonly go: ReadonlyMap<string, SourceText & { readonly outline: Outline }>
  /** Changed files that rules on lines read. */
  readonly other: readonly SourceText[]
  readonly packages: readonly PackageTexts[]
}

interface PackageTexts extends Pick<PackageSource, 'importPath' | 'name' | 'complete'> {
  readonly folder: string
  readonly language: number | null
  /** Of every file that is compiled, changed or not. */
  readonly texts: readonly SourceText[]
}

/** Reads the changed files of one side, and what stands beside them in their packages. */
export async function readRuleSources(
  side: CompiledSide,
  paths: readonly string[],
  config: Config,
  parser: GoParser,
  ports: Ports,
): Promise<RuleSources> {
  const go = new Map<string, SourceText & { outline: Outline }>()
  const other: SourceText[] = []
  for (const path of paths) {
    const isOther = LINE_RULES.some((rule) => rule.files.test(path))
    if ((!isProductCode(path) && !isOther) || config.ignore.files.some((pattern) => matchFile(pattern, path))) continue
    const text = await ports.files.readText(`${side.root}/${path}`)
    if (text === null) continue
    if (isProductCode(path)) go.set(path, { path, text, outline: parser.parseOutline(text) })
    else other.push({ path, text })
  }
  const homes = indexByFolder(side)
  const packages: PackageTexts[] = []
  for (const folder of new Set([...go.keys()].map(folderOf))) {
    const home = homes.get(folder)
    const own = [...go.values()].filter(({ path }) => folderOf(path) === folder)
    // Of a package that is not compiled here, nothing could contradict a rule.
    if (!home || config.ignore.packages.some((pattern) => matchPackage(pattern, home.importPath, ''))) continue
    packages.push(await readPackage(side, folder, home, own, ports))
  }
  return { go, other, packages }
}

async function readPackage(
  side: CompiledSide,
  folder: string,
  home: Package,
  own: readonly SourceText[],
  ports: Ports,
): Promise<PackageTexts> {
  const texts: SourceText[] = []
  for (const name of home.goFiles) {
    const path = folder === '' ? name : `${folder}/${name}`
    const text = own.find((file) => file.path === path)?.text ?? (await ports.files.readText(`${side.root}/${path}`))
    if (text !== null) texts.push({ path, text })
  }
  return {
    folder,
    importPath: home.importPath,
    name: home.name,
    complete: texts.length === home.goFiles.length,
    language: parseMinor(home.goVersion),
    texts,
  }
}

/** The changed files of a side, ready for the rules, with the bodies of the wanted functions. */
export function openRuleFiles(
  sources: RuleSources,
  isWanted: (path: string, startLine: number, endLine: number) => boolean,
  toolchain: number,
  parser: GoParser,
): readonly GoFile[] {
  return sources.packages.flatMap(({ texts, language, ...home }) => {
    const opened = createPackage({
      ...home,
      go: { language: language ?? toolchain, toolchain },
      files: texts.map(({ path, text }) => ({
        path,
        text,
        parse: () => parser.parseTree(text, (start, end) => sources.go.has(path) && isWanted(path, start, end)),
      })),
    })
    return texts.flatMap(({ path }) => (sources.go.has(path) ? (opened.open(path) ?? []) : []))
  })
}

/** The package that each folder holds, tests aside. */
function indexByFolder(side: CompiledSide): ReadonlyMap<string, Package> {
  const homes = new Map<string, Package>()
  for (const listed of side.packages.values()) {
    if (listed.forTest !== '' || listed.id.endsWith('.test') || listed.standard) continue
    const folder = relativeFolder(side.root, listed.dir)
    if (folder !== null) homes.set(folder, listed)
  }
  return homes
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
