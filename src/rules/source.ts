import type { GoNode } from '../syntax/tree.ts'

/** One file that rules look at. Plain memory, made once per side. */
export interface GoFile {
  /** Relative to the repository's root. */
  readonly path: string
  readonly root: GoNode
  /** Import path by the name that the file uses for it. */
  readonly imports: ReadonlyMap<string, string>
  readonly package: GoPackage
}

/** A package's declarations, as far as its files can be read. */
export interface GoPackage {
  readonly importPath: string
  /** `main` for a program. */
  readonly name: string
  /** False where not every file of the package is at hand: then nothing can be concluded from what is missing. */
  readonly complete: boolean
  readonly go: GoVersions
  lookUp(name: string): Declared | null
  method(type: string, name: string): GoNode | null
  methodsOf(type: string): readonly GoNode[]
  /** Whether the text of any file matches; for what only a whole package can show. */
  mentions(pattern: RegExp): boolean
  /** How many files match. */
  countFiles(pattern: RegExp): number
}

export interface Declared {
  /** type_spec, type_alias, var_spec, const_spec or function_declaration. */
  readonly node: GoNode
  readonly file: GoFile
}

/** Minor releases: 22 for Go 1.22. The language is that of go.mod, the toolchain the one that compiles. */
export interface GoVersions {
  readonly language: number
  readonly toolchain: number
}

/** The minor release of `1.22`, `1.22.3`, `go1.22rc1`; null for what is no such version. */
export function parseMinor(version: string): number | null {
  const minor = /(?:^|go|\s)1\.(\d+)/.exec(version)?.[1]
  return minor === undefined ? null : Number(minor)
}

/** What a package is made of. `read` is asked for a file's tree when a rule first needs the whole package. */
export interface PackageSource {
  readonly importPath: string
  readonly name: string
  readonly complete: boolean
  readonly go: GoVersions
  readonly texts: readonly string[]
  readonly files: () => readonly { readonly path: string; readonly root: GoNode }[]
}

export function createPackage(source: PackageSource): GoPackage & { readonly files: () => readonly GoFile[] } {
  let index: Index | null = null
  let files: readonly GoFile[] | null = null
  const listFiles = (): readonly GoFile[] => {
    files ??= source.files().map(({ path, root }) => ({ path, root, imports: readImports(root), package: self }))
    return files
  }
  const open = (): Index => {
    index ??= indexFiles(listFiles())
    return index
  }
  const self = {
    importPath: source.importPath,
    name: source.name,
    complete: source.complete,
    go: source.go,
    files: listFiles,
    lookUp: (name: string) => open().names.get(name) ?? null,
    method: (type: string, name: string) => open().methods.get(type)?.get(name) ?? null,
    methodsOf: (type: string) => [...(open().methods.get(type)?.values() ?? [])],
    mentions: (pattern: RegExp) => source.texts.some((text) => pattern.test(text)),
    countFiles: (pattern: RegExp) => source.texts.filter((text) => pattern.test(text)).length,
  }
  return self
}

interface Index {
  readonly names: ReadonlyMap<string, Declared>
  readonly methods: ReadonlyMap<string, ReadonlyMap<string, GoNode>>
}

function indexFiles(files: readonly GoFile[]): Index {
  const names = new Map<string, Declared>()
  const methods = new Map<string, Map<string, GoNode>>()
  for (const file of files) {
    for (const node of file.root.children) {
      if (node.kind === 'function_declaration') names.set(node.child('name')?.text ?? '', { node, file })
      else if (node.kind === 'method_declaration') {
        const type = receiverType(node)
        const name = node.child('name')?.text ?? ''
        methods.set(type, (methods.get(type) ?? new Map()).set(name, node))
      } else {
        for (const spec of listSpecs(node)) {
          for (const name of spec.childrenIn('name')) names.set(name.text, { node: spec, file })
        }
      }
    }
  }
  return { names, methods }
}

/** The specs of a type, var or const declaration, bracketed or not. */
export function listSpecs(declaration: GoNode): readonly GoNode[] {
  if (!/^(?:type|var|const)_declaration$/.test(declaration.kind)) return []
  return declaration.children.flatMap((child) => (child.kind === 'var_spec_list' ? child.children : [child]))
}

/** The name of a method's type, without pointer and type parameters. */
export function receiverType(method: GoNode): string {
  const type = method.child('receiver')?.children[0]?.child('type')
  const named = type?.kind === 'pointer_type' ? type.children[0] : type
  return (named?.kind === 'generic_type' ? named.child('type')?.text : named?.text) ?? ''
}

export function hasPointerReceiver(method: GoNode): boolean {
  return method.child('receiver')?.children[0]?.child('type')?.kind === 'pointer_type'
}

export function readImports(root: GoNode): Map<string, string> {
  const imports = new Map<string, string>()
  for (const declaration of root.children) {
    if (declaration.kind !== 'import_declaration') continue
    for (const spec of declaration.walk()) {
      if (spec.kind !== 'import_spec') continue
      const path = spec.child('path')?.text.slice(1, -1) ?? ''
      imports.set(spec.child('name')?.text ?? nameOfPath(path), path)
    }
  }
  return imports
}

/** What a package is called by its path; certain for the standard library, which is all that rules ask for. */
function nameOfPath(path: string): string {
  const segments = path.split('/')
  const last = segments.at(-1) ?? ''
  return /^v\d+$/.test(last) && segments.length > 1 ? (segments.at(-2) ?? last) : last
}
