import type { Change } from '../change/change.ts'
import type { Config } from '../config/config.ts'
import { matchFile, matchFunction, matchPackage } from '../config/pattern.ts'
import type { Ports } from '../ports.ts'
import type { Site } from '../review/schema.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import type { Declaration, Outline } from '../syntax/outline.ts'
import type { CompiledSide, CompiledSides } from './compile.ts'
import { readOutlines } from './sources.ts'
import { relativeFolder } from './toolchain.ts'
import { isProductCode } from './touched.ts'

/** A function of the head that the review speaks of. */
export interface ReviewFunction {
  readonly package: string
  readonly function: string
  readonly file: string
  readonly line: number
  readonly endLine: number
  /** Its code differs from the base's, or it is new; false where only a new escape site lies in it. */
  readonly changed: boolean
  readonly marked: boolean
}

/** Functions of the product that the change rewrites or adds, and those that hold a new escape site. */
export async function readReviewFunctions(
  sides: CompiledSides,
  change: Change,
  added: readonly Site[],
  config: Config,
  parser: GoParser,
  ports: Ports,
): Promise<readonly ReviewFunction[]> {
  const files = change.files.filter((file) => file.headPath !== null && isProductCode(file.headPath))
  const removed = change.files.flatMap(({ basePath }) => (basePath !== null && isProductCode(basePath) ? basePath : []))
  const base = await readOutlines(sides.base, new Set(removed), parser, ports)
  const changedPaths = files.flatMap(({ headPath }) => headPath ?? [])
  const sitePaths = added.map((site) => site.file).filter(isProductCode)
  const head = await readOutlines(sides.head, new Set([...changedPaths, ...sitePaths]), parser, ports)
  const homes = compiledFiles(sides.head)
  const functions = new Map<string, ReviewFunction>()
  const add = (file: string, outline: Outline, declaration: Declaration, changed: boolean): void => {
    const importPath = homes.get(file)
    if (importPath === undefined || isIgnored(file, importPath, outline, config)) return
    const key = `${file}:${declaration.startLine}`
    functions.set(key, {
      package: importPath,
      function: declaration.name,
      file,
      line: declaration.startLine,
      endLine: declaration.endLine,
      changed: changed || (functions.get(key)?.changed ?? false),
      marked:
        declaration.directives.includes('hot') ||
        config.hot.some((pattern) => matchFunction(pattern, importPath, declaration.name)),
    })
  }
  for (const { basePath, headPath } of files) {
    const outline = headPath === null ? undefined : head.get(headPath)
    if (headPath === null || !outline) continue
    // A function may have moved within its package, or with its file.
    const known = new Set(
      [...base]
        .filter(([path]) => path === basePath || folderOf(path) === folderOf(headPath))
        .flatMap(([, { declarations }]) => declarations.map(({ fingerprint }) => fingerprint)),
    )
    for (const declaration of outline.declarations) {
      if (isCallable(declaration, outline) && !known.has(declaration.fingerprint)) {
        add(headPath, outline, declaration, true)
      }
    }
  }
  for (const site of added) {
    const outline = head.get(site.file)
    const declaration = outline?.declarations.find(
      ({ kind, name, startLine, endLine }) =>
        kind === 'function' && name === site.function && site.line >= startLine && site.line <= endLine,
    )
    if (outline && declaration && isCallable(declaration, outline)) add(site.file, outline, declaration, false)
  }
  return [...functions.values()]
}

/** Nobody calls `init`, `main` runs only once, and a function without a statement does nothing. */
function isCallable({ kind, name, blockFingerprint }: Declaration, outline: Outline): boolean {
  if (kind !== 'function' || name === 'init' || name === '_') return false
  return !(name === 'main' && outline.package === 'main') && blockFingerprint.replaceAll(/[\s(){}]/g, '') !== ''
}

/** Import path by file, for what this platform compiles; relative to the repository's root. */
function compiledFiles(side: CompiledSide): ReadonlyMap<string, string> {
  const homes = new Map<string, string>()
  for (const listed of side.packages.values()) {
    if (!listed.inMainModule || listed.dependencyOnly || listed.forTest !== '' || listed.id.endsWith('.test')) continue
    const folder = relativeFolder(side.root, listed.dir)
    if (folder === null) continue
    for (const name of listed.goFiles) homes.set(folder === '' ? name : `${folder}/${name}`, listed.importPath)
  }
  return homes
}

function isIgnored(file: string, importPath: string, outline: Outline, { ignore }: Config): boolean {
  if (ignore.generated && outline.generated) return true
  return ignore.packages.some((p) => matchPackage(p, importPath, '')) || ignore.files.some((p) => matchFile(p, file))
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')))
}
