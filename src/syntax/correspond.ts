import { type Declaration, findDeclaration, isCold, type Outline } from './outline.ts'

/** The outlines of one side's files under review, by path relative to the repository's root. */
export type Outlines = ReadonlyMap<string, Outline>

export interface Place {
  /** Equal on both sides where it is the same declaration, moved or renamed. */
  readonly key: string
  /** The declaration on its own side: several that became one share a key and differ in this. */
  readonly origin: string
  /** For the reader: `(*T).Get`; `init` for package-level variables. */
  readonly function: string
  readonly directives: readonly string[]
  readonly generated: boolean
  /** First and last line of the declaration; 0 between declarations. */
  readonly startLine: number
  readonly endLine: number
  /** Inside the argument of a panic or the making of an error. */
  readonly cold: boolean
}

export interface Correspondence {
  placeBase(file: string, line: number, column: number): Place
  placeHead(file: string, line: number, column: number): Place
}

/**
 * Says which declarations of base and head are the same one: by name within the
 * package, else by an identical body elsewhere (moved or renamed), else by a
 * name that is new on the head and gone from the base, else by an identical
 * block in the same folder (functions that became one generic function). Both
 * sides must hold the outlines of the same files.
 */
export function matchDeclarations(
  base: Outlines,
  head: Outlines,
  mapFileToHead: (baseFile: string) => string | null,
): Correspondence {
  const headKeys = new Set<string>()
  const baseKeys = new Set<string>()
  const byBody = new Map<string, string[]>()
  const byName = new Map<string, string[]>()
  const byBlock = new Map<string, string[]>()
  for (const [file, outline] of base) {
    const folder = folderOf(mapFileToHead(file) ?? file)
    for (const declaration of outline.declarations) baseKeys.add(keyOf(folder, declaration))
  }
  for (const [file, outline] of head) {
    for (const declaration of outline.declarations) {
      const key = keyOf(folderOf(file), declaration)
      headKeys.add(key)
      // What the base has too is no place for something that moved.
      if (baseKeys.has(key)) continue
      append(byBody, declaration.bodyFingerprint, key)
      append(byName, `${declaration.kind} ${declaration.name}`, key)
      if (declaration.blockFingerprint !== '')
        append(byBlock, `${folderOf(file)}\0${declaration.blockFingerprint}`, key)
    }
  }

  function keyOfBase(file: string, declaration: Declaration): string {
    const folder = folderOf(mapFileToHead(file) ?? file)
    const own = keyOf(folder, declaration)
    if (headKeys.has(own)) return own
    const moved =
      single(byBody.get(declaration.bodyFingerprint)) ??
      single(byName.get(`${declaration.kind} ${declaration.name}`)) ??
      single(byBlock.get(`${folder}\0${declaration.blockFingerprint}`))
    return moved ?? `base only ${own}`
  }

  return {
    placeBase: (file, line, column) => place(base.get(file), file, line, column, keyOfBase),
    placeHead: (file, line, column) =>
      place(head.get(file), file, line, column, (f, declaration) => keyOf(folderOf(f), declaration)),
  }
}

function place(
  outline: Outline | undefined,
  file: string,
  line: number,
  column: number,
  key: (file: string, declaration: Declaration) => string,
): Place {
  const generated = outline?.generated ?? false
  const declaration = outline && findDeclaration(outline, line)
  const cold = outline !== undefined && isCold(outline, line, column)
  if (!declaration)
    return {
      key: `file ${file}`,
      origin: file,
      function: 'init',
      directives: [],
      generated,
      startLine: 0,
      endLine: 0,
      cold,
    }
  return {
    key: key(file, declaration),
    origin: `${file}\0${declaration.name}`,
    function: declaration.kind === 'function' ? declaration.name : 'init',
    directives: declaration.directives,
    generated,
    startLine: declaration.startLine,
    endLine: declaration.endLine,
    cold,
  }
}

function keyOf(folder: string, declaration: Declaration): string {
  return `${folder}\0${declaration.kind}\0${declaration.name}`
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf('/')
  return slash === -1 ? '' : file.slice(0, slash)
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function single(list: readonly string[] | undefined): string | undefined {
  return list?.length === 1 ? list[0] : undefined
}
