import { type Declaration, findDeclaration, type Outline } from './outline.ts'

/** The outlines of one side's files under review, by path relative to the repository's root. */
export type Outlines = ReadonlyMap<string, Outline>

export interface Place {
  /** Equal on both sides where it is the same declaration, moved or renamed. */
  readonly key: string
  /** For the reader: `(*T).Get`; `init` for package-level variables. */
  readonly function: string
  readonly directives: readonly string[]
  readonly generated: boolean
}

export interface Correspondence {
  placeBase(file: string, line: number): Place
  placeHead(file: string, line: number): Place
}

/**
 * Says which declarations of base and head are the same one: by name within the
 * package, else by an identical body elsewhere (moved or renamed), else by a
 * name that is new on the head and gone from the base.
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
    }
  }

  function keyOfBase(file: string, declaration: Declaration): string {
    const own = keyOf(folderOf(mapFileToHead(file) ?? file), declaration)
    if (headKeys.has(own)) return own
    const moved =
      single(byBody.get(declaration.bodyFingerprint)) ?? single(byName.get(`${declaration.kind} ${declaration.name}`))
    return moved ?? `base only ${own}`
  }

  return {
    placeBase: (file, line) => place(base.get(file), file, line, keyOfBase),
    placeHead: (file, line) => place(head.get(file), file, line, (f, declaration) => keyOf(folderOf(f), declaration)),
  }
}

function place(
  outline: Outline | undefined,
  file: string,
  line: number,
  key: (file: string, declaration: Declaration) => string,
): Place {
  const generated = outline?.generated ?? false
  const declaration = outline && findDeclaration(outline, line)
  if (!declaration) return { key: `file ${file}`, function: 'init', directives: [], generated }
  return {
    key: key(file, declaration),
    function: declaration.kind === 'function' ? declaration.name : 'init',
    directives: declaration.directives,
    generated,
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
