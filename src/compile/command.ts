/**
 * The `go` commands of a compile, as data.
 *
 * One `go list -export` compiles every package and test variant once, prints
 * the diagnostics and names the archives; `go test -c` with the same flags then
 * only links. All commands of both sides share these flags, or the build cache
 * would not be shared.
 */

export interface BuildSettings {
  /** Import path of every main module: the diagnostics are asked for their packages. */
  readonly modules: readonly string[]
  /** Ask for the diagnostics of dependencies and the standard library too. */
  readonly allPackages: boolean
  /** Comma-separated build tags; '' for none. */
  readonly tags: string
}

/** Fields of `go list -json` that `parsePackages` reads. */
const PACKAGE_FIELDS = [
  'ImportPath',
  'Dir',
  'Name',
  'ForTest',
  'Export',
  'BuildID',
  'Standard',
  'DepOnly',
  'Module',
  'Goroot',
  'GoFiles',
  'CgoFiles',
  'CFiles',
  'CXXFiles',
  'MFiles',
  'HFiles',
  'FFiles',
  'SFiles',
  'SwigFiles',
  'SwigCXXFiles',
  'SysoFiles',
  'EmbedFiles',
  'TestGoFiles',
  'XTestGoFiles',
  'TestEmbedFiles',
  'XTestEmbedFiles',
  'Deps',
  'Error',
  'DepsErrors',
  'Incomplete',
  'DefaultGODEBUG',
] as const

function planBuildFlags(settings: BuildSettings, trimpath: boolean): string[] {
  const flags = [
    ...(trimpath ? ['-trimpath'] : []),
    // A version stamp would make the two sides' binaries differ for nothing.
    '-buildvcs=false',
    // A profile in the repository would compile the dependencies of each main package once more.
    '-pgo=off',
  ]
  if (settings.tags !== '') flags.push(`-tags=${settings.tags}`)
  if (settings.allPackages) flags.push('-gcflags=all=-m=2')
  else for (const module of settings.modules) flags.push(`-gcflags=${module}/...=-m=2`)
  return flags
}

/** Compiles the packages and their tests; descriptions go to stdout, diagnostics to stderr. Broken packages are described, not fatal. */
export function planListCommand(settings: BuildSettings, patterns: readonly string[]): string[] {
  return [
    'list',
    '-e',
    '-export',
    '-test',
    '-deps',
    `-json=${PACKAGE_FIELDS.join(',')}`,
    ...planBuildFlags(settings, true),
    '--',
    ...patterns,
  ]
}

/**
 * Links one package's test binary. Packages are linked one by one, since two
 * may share a base name. No `--` before the package: `go test` would hand what
 * follows to the binary and link the package of the working directory.
 */
export function planTestBinaryCommand(
  settings: BuildSettings,
  importPath: string,
  output: string,
  trimpath: boolean,
): string[] {
  return ['test', '-c', '-o', output, '-vet=off', ...planBuildFlags(settings, trimpath), importPath]
}

/**
 * Builds one package's test binary with counters in the packages `covered`, which are compiled again for it.
 * Counts rather than marks, so that what initialisation executes can be subtracted.
 */
export function planCoverBinaryCommand(
  settings: BuildSettings,
  importPath: string,
  output: string,
  covered: readonly string[],
): string[] {
  const [test, ...rest] = planTestBinaryCommand(settings, importPath, output, true)
  return [test ?? 'test', '-cover', '-covermode=count', `-coverpkg=${covered.join(',')}`, ...rest]
}

/** What the toolchain is and which module it would build here. */
export function planEnvCommand(): string[] {
  return ['env', '-json', 'GOVERSION', 'GOOS', 'GOARCH', 'GOFLAGS', 'GOMOD', 'GOWORK', 'CGO_ENABLED', 'GOROOT']
}

/** The main modules in effect (several in a workspace). */
export function planModulesCommand(): string[] {
  return ['list', '-m', '-json']
}
