import type { TestDeclaration } from './comparability.ts'

/** What of one test file decides what its benchmarks do. */
export interface TestFile {
  readonly declarations: readonly (TestDeclaration & { readonly kind: string })[]
  readonly imports: readonly TestImport[]
  /** Its `//go:debug` lines, which hold for the whole test binary. */
  readonly debugLines: readonly string[]
}

export interface TestImport {
  /** `_`, `.` or another name than the package's own; null where it has its own. */
  readonly name: string | null
  readonly path: string
}

export interface BoundDeclaration extends TestDeclaration {
  /** A plain function, or what only such a one means: it does nothing unless called. */
  readonly inert: boolean
}

/**
 * The declarations of test files together with what their text leaves open: the imports that they
 * name, and what the files say for the whole binary. The same text under another import is another program.
 * `nameOf` tells the name of the package at a path, null where it is not known.
 */
export function bindImports(
  files: readonly TestFile[],
  nameOf: (path: string) => string | null,
): readonly BoundDeclaration[] {
  const bound: BoundDeclaration[] = []
  const everywhere = new Map<string, BoundDeclaration>()
  for (const { declarations, imports, debugLines } of files) {
    for (const declaration of declarations) bound.push(...bindDeclaration(declaration, imports, nameOf))
    // What several files say counts once.
    for (const line of debugLines) everywhere.set(line, describeInit(line, line))
    for (const { name, path } of imports) {
      if (name === '_') everywhere.set(`_ ${path}`, describeInit(`the import of ${path}`, `_ ${path}`))
    }
  }
  return [...bound, ...everywhere.values()]
}

function bindDeclaration(
  declaration: TestFile['declarations'][number],
  imports: readonly TestImport[],
  nameOf: (path: string) => string | null,
): BoundDeclaration[] {
  const registersSpecs = isSpec(declaration.fingerprint) && imports.some(({ path }) => GINKGO.test(path))
  // A method is found through interfaces, and a variable is initialised.
  const inert = (declaration.kind === 'function' && !declaration.name.includes('.')) || registersSpecs
  const identifiers = new Set(declaration.identifiers)
  const meant: BoundDeclaration[] = []
  for (const { name, path } of imports) {
    const local = name ?? nameOf(path) ?? guessName(path)
    if (local !== '.' && !declaration.identifiers.has(local)) continue
    // No name of Go holds a space.
    const key = `${declaration.name} import ${local}`
    identifiers.add(key)
    meant.push({
      name: `the import of ${path} in ${declaration.name}`,
      names: [key],
      fingerprint: `${key} ${path}`,
      identifiers: new Set(),
      inert,
    })
  }
  return [{ ...declaration, ...(registersSpecs ? { registersSpecs } : {}), identifiers, inert }, ...meant]
}

const GINKGO = /^github\.com\/onsi\/ginkgo(?:\/v\d+)?$/

/**
 * `var _ = Describe("Parse", func() { … })`: a container of specs (https://onsi.github.io/ginkgo/#spec-subjects-it). It is
 * kept for the test that runs the suite, which a run of benchmarks does not.
 */
function isSpec(fingerprint: string): boolean {
  return /^\( var \( _ = \( \( (?:\( )?(?:\w+ \. )?(?:[FPX]?(?:Describe(?:Table|TableSubtree)?|Context|When|It)|(?:Synchronized)?(?:Before|After)Suite|Report(?:Before|After)Suite) /.test(
    fingerprint,
  )
}

/** Something that takes part in the start of the binary, as an init function does. */
function describeInit(name: string, fingerprint: string): BoundDeclaration {
  return { name, names: ['init'], fingerprint, identifiers: new Set(), inert: false }
}

/** The last element of a path without a version, as most packages are called. */
function guessName(path: string): string {
  const elements = path.split('/').filter((element) => !/^v\d+$/.test(element))
  return (elements.at(-1) ?? path).replace(/\.v\d+$/, '')
}
