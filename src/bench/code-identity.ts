/**
 * Shows that a test binary is the same program on both sides, so that running
 * it can tell nothing. Sound on every platform: a package is the same when its
 * archive is, or when every file that goes into it says the same to the compiler
 * and it is built in the same way; a binary is the same when all its packages are.
 */

/** What of a package decides its code. */
export interface CodePackage {
  readonly id: string
  readonly dir: string
  readonly standard: boolean
  readonly module: string
  readonly goVersion: string
  /** GODEBUG settings that are linked into a program; '' for a library. */
  readonly defaultGodebug: string
  readonly contentId: string
  readonly goFiles: readonly string[]
  readonly otherFiles: readonly string[]
  readonly dependencies: readonly string[]
}

export interface FilePair {
  readonly base: string
  readonly head: string
  readonly go: boolean
}

/** The packages whose archives differ and whose sources have to be read to tell. */
export function planComparisons(
  base: ReadonlyMap<string, CodePackage>,
  head: ReadonlyMap<string, CodePackage>,
  isUnderReview: (dir: string) => boolean,
): readonly FilePair[] {
  const pairs = new Map<string, FilePair>()
  for (const headPackage of head.values()) {
    const basePackage = base.get(headPackage.id)
    if (!basePackage || isSameArchive(basePackage, headPackage) || !isUnderReview(headPackage.dir)) continue
    if (isGeneratedMain(headPackage.id)) continue
    for (const [files, go] of [
      [headPackage.goFiles, true],
      [headPackage.otherFiles, false],
    ] as const) {
      for (const file of files) {
        const pair = { base: joinPath(basePackage.dir, file), head: joinPath(headPackage.dir, file), go }
        pairs.set(pair.head, pair)
      }
    }
  }
  return [...pairs.values()]
}

/**
 * Why each package differs, by id; packages that are the same are absent.
 * `sameFile` answers for the head's path of a pair of `planComparisons`.
 */
export function judgeDifferences(
  base: ReadonlyMap<string, CodePackage>,
  head: ReadonlyMap<string, CodePackage>,
  isUnderReview: (dir: string) => boolean,
  sameFile: (headPath: string) => boolean,
): ReadonlyMap<string, string> {
  const differences = new Map<string, string>()
  for (const headPackage of head.values()) {
    const reason = judgePackage(base.get(headPackage.id), headPackage, isUnderReview, sameFile)
    if (reason !== null) differences.set(headPackage.id, reason)
  }
  for (const id of base.keys()) {
    if (!head.has(id)) differences.set(id, 'exists on the base only')
  }
  return differences
}

function judgePackage(
  base: CodePackage | undefined,
  head: CodePackage,
  isUnderReview: (dir: string) => boolean,
  sameFile: (headPath: string) => boolean,
): string | null {
  if (!base) return 'exists on the head only'
  if (base.defaultGodebug !== head.defaultGodebug) return describeGodebug(base.defaultGodebug, head.defaultGodebug)
  // The main package of a test binary is written by the toolchain from the test files, which are compared.
  if (isGeneratedMain(head.id)) return null
  // The toolchain is the same on both sides, and so is its library.
  if (head.standard && base.standard) return null
  if (isSameArchive(base, head)) return null
  if (base.goVersion !== head.goVersion) return `go directive ${base.goVersion} → ${head.goVersion}`
  if (!isUnderReview(head.dir)) return base.module === head.module ? null : `${base.module} → ${head.module}`
  for (const kind of ['goFiles', 'otherFiles'] as const) {
    if (!isSameList(base[kind], head[kind])) return 'other files belong to the package'
    const changed = head[kind].find((file) => !sameFile(joinPath(head.dir, file)))
    if (changed !== undefined) return `${changed} differs`
  }
  return null
}

/** The reason why a test binary differs, or null where it is the same program. */
export function judgeBinary(
  id: string,
  head: ReadonlyMap<string, CodePackage>,
  differences: ReadonlyMap<string, string>,
): string | null {
  const binary = head.get(id)
  if (!binary) return 'exists on one side only'
  for (const dependency of [...binary.dependencies, id]) {
    const reason = differences.get(dependency)
    if (reason !== undefined) return `${dependency.replace(/ \[.*\]$/, '')}: ${reason}`
  }
  return null
}

/** The first setting that differs: the whole list is long. */
function describeGodebug(base: string, head: string): string {
  const [before, after] = [base.split(','), head.split(',')]
  const differing = after.find((setting) => !before.includes(setting)) ?? before.find((item) => !after.includes(item))
  return `other GODEBUG defaults${differing ? ` (${differing})` : ''}`
}

function isGeneratedMain(id: string): boolean {
  return id.endsWith('.test')
}

function isSameArchive(base: CodePackage, head: CodePackage): boolean {
  return base.contentId !== '' && base.contentId === head.contentId
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function joinPath(dir: string, file: string): string {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(file) ? file : `${dir}/${file}`
}
