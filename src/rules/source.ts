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

/** What a package is made of. */
export interface PackageSource {
  readonly importPath: string
  readonly name: string
  readonly complete: boolean
  readonly go: GoVersions
  readonly files: readonly SourceFile[]
}

export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Null where it does not parse cleanly. Asked for once, when the file is opened or may declare what is looked up. */
  readonly parse: () => GoNode | null
}

/** A package of which as little is parsed as rules ask for: a change of one file opens few of the others. */
export function createPackage(source: PackageSource): GoPackage & { readonly open: (path: string) => GoFile | null } {
  const texts = source.files.map(({ text }) => text)
  const openFile = remember((file: SourceFile): GoFile | null => {
    const root = file.parse()
    return root && { path: file.path, root, imports: readImports(root), package: self }
  })
  const indexFile = remember((file: SourceFile): Index | null => {
    const opened = openFile(file)
    return opened && indexDeclarations(opened)
  })
  const lookUp = remember((name: string): Declared | null => {
    const declares = declarationOf(name)
    for (const file of source.files) {
      const found = declares.test(file.text) ? indexFile(file)?.names.get(name) : undefined
      if (found) return found
    }
    return null
  })
  const methodsOf = remember((type: string): ReadonlyMap<string, GoNode> => {
    const declares = methodOf(type)
    const files = source.files.filter(({ text }) => declares.test(text))
    return new Map(files.flatMap((file) => [...(indexFile(file)?.methods.get(type) ?? [])]))
  })
  const self = {
    importPath: source.importPath,
    name: source.name,
    complete: source.complete,
    go: source.go,
    open: (path: string) => {
      const file = source.files.find((one) => one.path === path)
      return file ? openFile(file) : null
    },
    lookUp: (name: string) => (isIdentifier(name) ? lookUp(name) : null),
    method: (type: string, name: string) => (isIdentifier(type) ? (methodsOf(type).get(name) ?? null) : null),
    methodsOf: (type: string) => (isIdentifier(type) ? [...methodsOf(type).values()] : []),
    mentions: (pattern: RegExp) => texts.some((text) => pattern.test(text)),
    countFiles: (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length,
  }
  return self
}

function remember<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as Value
    const found = find(key)
    known.set(key, found)
    return found
  }
}

function isIdentifier(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)
}

/** Matches every text that declares the name at its top level, and some that do not. */
function declarationOf(name: string): RegExp {
  const word = `${name}(?![\\p{L}\\p{N}_])`
  const others = '(?:[\\p{L}\\p{N}_]+\\s*,\\s*)*'
  const alone = `^(?:func|type|var|const)\\s+${others}${word}`
  // On a line of its own in brackets, where a statement that calls or defines it may stand as well.
  const grouped = `^\\s+${others}${word}(?!\\s*(?:[(.]|:=))`
  const inLine = `^(?:type|var|const)\\s*\\([^)\\n]*(?<![\\p{L}\\p{N}_])${word}`
  return new RegExp(`${alone}|${grouped}|${inLine}`, 'mu')
}

/** Matches every text that declares a method of the type, and some that do not. */
function methodOf(type: string): RegExp {
  return new RegExp(`^func\\s*\\([^)]*(?<![\\p{L}\\p{N}_])${type}(?![\\p{L}\\p{N}_])`, 'mu')
}

interface Index {
  readonly names: ReadonlyMap<string, Declared>
  readonly methods: ReadonlyMap<string, ReadonlyMap<string, GoNode>>
}

function indexDeclarations(file: GoFile): Index {
  const names = new Map<string, Declared>()
  const methods = new Map<string, Map<string, GoNode>>()
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
