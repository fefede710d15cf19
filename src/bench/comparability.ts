import { type Links, matchLinks } from '../change/links.ts'

/**
 * Whether a benchmark measures the same thing on both sides. Where its own code
 * or input changed, a difference in its numbers says nothing about the code under test.
 */

/** A top-level declaration of a package's test files. */
export interface TestDeclaration {
  readonly name: string
  readonly names: readonly string[]
  readonly fingerprint: string
  readonly identifiers: ReadonlySet<string>
  /** It only keeps specs for a test, and so nothing that a benchmark reaches. */
  readonly registersSpecs?: boolean
}

/**
 * Names the first declaration of the test files that changed and that the
 * benchmark reaches; null where it is the same code on both sides.
 */
export function judgeBenchmarkCode(
  benchmark: string,
  base: readonly TestDeclaration[],
  head: readonly TestDeclaration[],
): string | null {
  const changed = findChanged(base, head)
  if (changed.size === 0) return null
  for (const { name } of reachedBy(benchmark, [...base, ...head])) if (changed.has(name)) return name
  return null
}

/** Whether a benchmark, or what it reaches in the test files, asks for its name: a renamed one then does something else. */
export function judgeAsksName(benchmark: string, declarations: readonly TestDeclaration[]): boolean {
  // A call without arguments. A temporary folder is named after its benchmark.
  const call = /\. (?:Name|TempDir) \) \( \( \) \)/
  return [...reachedBy(benchmark, declarations)].some(({ fingerprint }) => call.test(fingerprint))
}

/**
 * The declarations that a benchmark can reach by name, itself first. The methods of a type that it reaches count all:
 * code outside of the test files may call them, as `fmt` does `String`. Those of other types have no value to be called on.
 */
function* reachedBy(benchmark: string, declarations: readonly TestDeclaration[]): Generator<TestDeclaration> {
  const byName = new Map<string, TestDeclaration[]>()
  for (const declaration of declarations) {
    for (const name of namesLeadingTo(declaration)) {
      const list = byName.get(name)
      if (list) list.push(declaration)
      else byName.set(name, [declaration])
    }
  }
  const seen = new Set<string>()
  // TestMain and init run before every benchmark of the package.
  const open = [benchmark, 'TestMain', 'init']
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    for (const declaration of byName.get(name) ?? []) {
      yield declaration
      open.push(...declaration.identifiers)
    }
  }
}

/** A method is found by its type, and what initialises nothing but `_` runs with the program if it can do anything. */
function namesLeadingTo(declaration: TestDeclaration): readonly string[] {
  const receiver = receiverOf(declaration)
  if (receiver !== null) return [receiver]
  const named = declaration.names.filter((name) => name !== '_')
  if (declaration.registersSpecs === true) return []
  if (named.length > 0 || !declaration.fingerprint.startsWith('( var ')) return named
  return checksTypeOnly(declaration.fingerprint) ? [] : ['init']
}

/** `var _ I = (*T)(nil)`, `&T{}`, `T{}` and `new(T)`: they ask the compiler whether a type has the methods of an interface. */
function checksTypeOnly(fingerprint: string): boolean {
  const words = fingerprint.replace(/[()]/g, ' ').replace(/ +/g, ' ').trim()
  const type = String.raw`[\p{L}_][\p{L}\p{N}_]*(?: \. [\p{L}_][\p{L}\p{N}_]*)?`
  if (new RegExp(`^var _ (?:${type} )?= (?:&? ?${type} \\{ \\}|new ${type})$`, 'u').test(words)) return true
  // In parentheses it is a type, else what a call returned.
  const pointer = new RegExp(`^var _ (?:${type} )?= \\* ${type} nil$`, 'u')
  return pointer.test(words) && new RegExp(`\\( \\* (?:${type}|\\( ${type} \\)) \\) \\)`, 'u').test(fingerprint)
}

/** `T` of `(*T[K]).Add` and `T.Add`; null for what is no method. */
function receiverOf({ name }: TestDeclaration): string | null {
  return /^\(?\*?([\p{L}_][\p{L}\p{N}_]*)(?:\[[^\]]*\])?\)?\./u.exec(name)?.[1] ?? null
}

function findChanged(base: readonly TestDeclaration[], head: readonly TestDeclaration[]): ReadonlySet<string> {
  const before = countFingerprints(base)
  const after = countFingerprints(head)
  const changed = new Set<string>()
  for (const declaration of [...base, ...head]) {
    const { fingerprint } = declaration
    if (before.get(fingerprint) !== after.get(fingerprint)) changed.add(declaration.name)
  }
  return changed
}

function countFingerprints(declarations: readonly TestDeclaration[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { fingerprint } of declarations) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1)
  return counts
}

/** A file or folder that a test binary touched, from `-test.testlogfile`. */
export interface TouchedPath {
  readonly operation: 'open' | 'stat' | 'chdir' | 'getenv'
  readonly path: string
}

/** Reads a test log. Unknown lines are passed over. */
export function parseTestLog(text: string): readonly TouchedPath[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(open|stat|chdir|getenv) (.+)$/.exec(line)
    return match ? [{ operation: match[1] as TouchedPath['operation'], path: match[2] ?? '' }] : []
  })
}

/**
 * The first changed file that a benchmark opened, or that lies right in a
 * folder it opened; null for none. A changed link that it read through counts
 * like a changed file. `workingFolder` (where the binary started) and
 * `worktree` are absolute, in the form of the system; `changed` and `links` are
 * relative to the worktree, with forward slashes, and so is the answer.
 */
export function findChangedInput(
  touched: readonly TouchedPath[],
  workingFolder: string,
  worktree: string,
  changed: ReadonlySet<string>,
  links: Links = new Map(),
): string | null {
  // Elsewhere a backslash may stand in a name.
  const separator = DRIVE.test(worktree) ? /[\\/]/ : '/'
  const root = splitPath('', worktree, separator).filter((part) => part !== '')
  let folder = workingFolder
  for (const { operation, path } of touched) {
    const parts = splitPath(folder, path, separator)
    if (operation === 'chdir') folder = `/${parts.join('/')}`
    if (operation !== 'open') continue
    const { followed, target: relative } = matchLinks(parts, root, links)
    const link = followed.find((name) => changed.has(name))
    if (link !== undefined) return link
    // What lies outside is the same for both sides.
    if (relative === null) continue
    if (changed.has(relative)) return relative
    const within = relative === '' ? '' : `${relative}/`
    for (const file of changed) {
      if (file.startsWith(within) && !file.slice(within.length).includes('/')) return file
    }
  }
  return null
}

const DRIVE = /^[A-Za-z]:[\\/]/

function splitPath(folder: string, path: string, separator: string | RegExp): readonly string[] {
  return (path.startsWith('/') || DRIVE.test(path) ? path : `${folder}/${path}`).split(separator)
}
