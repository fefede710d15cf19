import { type Declaration, findDeclaration, isCold, type Outline } from './outline.ts'
import { findSimilar } from './similar.ts'

/** The outlines of one side's files under review, by path relative to the repository's root. */
export type Outlines = ReadonlyMap<string, Outline>

export interface Place {
  /** Equal on both sides where it is the same declaration, moved or renamed. */
  readonly key: string
  /** The declaration on its own side: several that became one share a key and differ in this. */
  readonly origin: string
  /** For the reader: `(*T).Get`; `init` for package-level variables, '' where the file was not read. */
  readonly function: string
  readonly directives: readonly string[]
  readonly generated: boolean
  /** First and last line of the declaration; 0 between declarations. */
  readonly startLine: number
  readonly endLine: number
  /** Inside the argument of a panic or the making of an error. */
  readonly cold: boolean
  /** Keys of the declarations with which code may have been exchanged; see `matchDeclarations`. */
  readonly relatives: readonly string[]
}

export interface Correspondence {
  placeBase(file: string, line: number, column: number): Place
  placeHead(file: string, line: number, column: number): Place
}

interface Entry {
  readonly file: string
  readonly declaration: Declaration
  /** Folder (as the head names it), kind and name. */
  readonly key: string
}

/**
 * Says which declarations of base and head are the same one: by name within the
 * package; else by an identical body elsewhere (moved or renamed); else by a
 * name that is new on the head and gone from the base; else by an identical
 * block in the same folder (functions that became one generic function); else by
 * a block that is nearly the same. Both sides must hold the outlines of the same files.
 *
 * What has no counterpart has relatives: the functions that called one that is
 * gone may hold its code now, and a new one may hold code of those that call it.
 */
export function matchDeclarations(
  base: Outlines,
  head: Outlines,
  mapFileToHead: (baseFile: string) => string | null,
): Correspondence {
  const before = listEntries(base, (file) => folderOf(mapFileToHead(file) ?? file))
  const after = listEntries(head, folderOf)
  const headKeys = new Set(after.map((entry) => entry.key))
  const baseKeys = new Set(before.map((entry) => entry.key))
  // What the base has too is no place for something that moved.
  const fresh = after.filter((entry) => !baseKeys.has(entry.key))
  const gone = before.filter((entry) => !headKeys.has(entry.key))
  const moved = new Map(gone.map((entry) => [entry.key, findMoved(entry, fresh)]))
  const taken = new Set([...moved.values()].flatMap((entry) => entry?.key ?? []))
  const places = {
    base: new Map(before.map((entry) => [originOf(entry.file, entry.declaration), placeOfBase(entry)])),
    head: new Map(after.map((entry) => [originOf(entry.file, entry.declaration), placeOfHead(entry)])),
  }

  function placeOfBase(entry: Entry): Identity {
    if (headKeys.has(entry.key)) return { key: entry.key, relatives: [] }
    const found = moved.get(entry.key)
    if (found) return { key: found.key, relatives: [] }
    return { key: `base only ${entry.key}`, relatives: mentions(before, entry).filter((key) => headKeys.has(key)) }
  }

  function placeOfHead(entry: Entry): Identity {
    const isNew = !baseKeys.has(entry.key) && !taken.has(entry.key)
    return { key: entry.key, relatives: isNew ? mentions(after, entry).filter((key) => baseKeys.has(key)) : [] }
  }

  return {
    placeBase: (file, line, column) => place(base.get(file), file, line, column, places.base),
    placeHead: (file, line, column) => place(head.get(file), file, line, column, places.head),
  }
}

interface Identity {
  readonly key: string
  readonly relatives: readonly string[]
}

function listEntries(outlines: Outlines, folder: (file: string) => string): Entry[] {
  return [...outlines].flatMap(([file, outline]) =>
    outline.declarations.map((declaration) => ({ file, declaration, key: keyOf(folder(file), declaration) })),
  )
}

function findMoved(entry: Entry, fresh: readonly Entry[]): Entry | undefined {
  const { declaration } = entry
  const only = (isMeant: (candidate: Declaration) => boolean, among = fresh): Entry | undefined => {
    const found = among.filter(
      (candidate) => candidate.declaration.kind === declaration.kind && isMeant(candidate.declaration),
    )
    return found.length === 1 ? found[0] : undefined
  }
  const folder = entry.key.split('\0')[0]
  const hasBlock = declaration.blockFingerprint !== ''
  return (
    only((candidate) => candidate.bodyFingerprint === declaration.bodyFingerprint) ??
    only((candidate) => candidate.name === declaration.name) ??
    only(
      (candidate) => hasBlock && candidate.blockFingerprint === declaration.blockFingerprint,
      fresh.filter((candidate) => candidate.key.split('\0')[0] === folder),
    ) ??
    findSimilar(declaration, fresh)
  )
}

/** Keys of the other declarations that name this one. */
function mentions(entries: readonly Entry[], wanted: Entry): string[] {
  const [name] = wanted.declaration.names
  if (name === undefined) return []
  return entries
    .filter((entry) => entry !== wanted && entry.declaration.identifiers.has(name))
    .map((entry) => entry.key)
}

function place(
  outline: Outline | undefined,
  file: string,
  line: number,
  column: number,
  identities: ReadonlyMap<string, Identity>,
): Place {
  const declaration = outline && findDeclaration(outline, line)
  const identity = declaration && identities.get(originOf(file, declaration))
  return {
    key: identity?.key ?? `file ${file}`,
    relatives: identity?.relatives ?? [],
    origin: declaration ? originOf(file, declaration) : file,
    function: declaration?.kind === 'function' ? declaration.name : outline ? 'init' : '',
    directives: declaration?.directives ?? [],
    generated: outline?.generated ?? false,
    startLine: declaration?.startLine ?? 0,
    endLine: declaration?.endLine ?? 0,
    cold: outline !== undefined && isCold(outline, line, column),
  }
}

/** Unlike a key, tells two `init` functions of one file apart. */
function originOf(file: string, declaration: Declaration): string {
  return `${file}\0${declaration.name}\0${declaration.startLine}`
}

function keyOf(folder: string, declaration: Declaration): string {
  return `${folder}\0${declaration.kind}\0${declaration.name}`
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf('/')
  return slash === -1 ? '' : file.slice(0, slash)
}
