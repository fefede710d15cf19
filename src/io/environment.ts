import type { EnvironmentClass } from '../ports.ts'

/**
 * The table of what a child may see of our own environment. The pull request's
 * code runs in children, so a variable is passed because it is listed here,
 * never because it was not thought of.
 *
 * A `*` stands for any rest of the name.
 */
const EVERY_CHILD = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LC_*',
  'TZ',
  // A cgo program finds its shared libraries through these.
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'DYLD_FALLBACK_LIBRARY_PATH',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  // Without these Windows programs do not start, or cannot open a socket.
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ComSpec',
  'PATHEXT',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'APPDATA',
  'ProgramData',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
]

const ALLOWED: Readonly<Record<EnvironmentClass, readonly string[]>> = {
  toolchain: [
    ...EVERY_CHILD,
    'GO*',
    'CGO_*',
    'CC',
    'CXX',
    'AR',
    'FC',
    'PKG_CONFIG*',
    'GCCGO',
    'CCACHE_*',
    'MACOSX_DEPLOYMENT_TARGET',
    'SDKROOT',
    'DEVELOPER_DIR',
    'CPATH',
    'C_INCLUDE_PATH',
    'CPLUS_INCLUDE_PATH',
    'LIBRARY_PATH',
    'INCLUDE',
    'LIB',
    'NIX_*',
    'SSL_CERT_*',
    'CURL_CA_BUNDLE',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'ALL_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'all_proxy',
    'XDG_*',
    'ProgramFiles',
    'ProgramFiles(x86)',
    'ProgramW6432',
    'GIT_SSL_CAINFO',
    'GIT_SSL_CAPATH',
    'GIT_SSH',
    'GIT_SSH_COMMAND',
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_SYSTEM',
    'GIT_CONFIG_NOSYSTEM',
    'GIT_EXEC_PATH',
    'SSH_AUTH_SOCK',
    'NETRC',
    'CI',
  ],
  benchmark: [
    ...EVERY_CHILD,
    'GOROOT',
    'GOPATH',
    'GOCACHE',
    'GOMODCACHE',
    // Nothing that changes what is measured (GOGC, GOMEMLIMIT, GOMAXPROCS, GODEBUG): it would differ from shell to shell.
    'GOTRACEBACK',
  ],
}

/** Never passed, whoever asks: with these a child could act as the job itself. */
const FORBIDDEN = ['GITHUB_*', 'INPUT_*', 'ACTIONS_*', 'GH_TOKEN', 'GH_ENTERPRISE_TOKEN']

/** A wildcard must not let a secret through that happens to begin like a Go variable. */
const LOOKS_SECRET =
  /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|(?:^|_)PWD$|(?:PRIVATE|ACCESS|API|SIGNING)_?KEY|(?:^|_)AUTH$/i

/**
 * What a child of this class may see.
 *
 * `own` is our own environment, `passThrough` the names that the user listed
 * for benchmarks (they may look like secrets: a database address with a
 * password is what the list is for), `platform` as Node names it (`win32`
 * compares names without regard to case). Returns names as `own` spells them.
 */
export function planEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  environment: EnvironmentClass,
  passThrough: readonly string[],
  platform: string,
): Record<string, string> {
  const planned: Record<string, string> = {}
  const listed = environment === 'benchmark' ? passThrough : []
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined || isForbidden(name)) continue
    const byTable = matchAny(ALLOWED[environment], name, platform) && !LOOKS_SECRET.test(name)
    const byUser = listed.some((wanted) => equalNames(wanted, name, platform))
    if (byTable || byUser) planned[name] = value
  }
  return planned
}

/** The names of the user's list that are never passed on, for a warning. */
export function matchForbidden(passThrough: readonly string[]): readonly string[] {
  return passThrough.filter(isForbidden)
}

/**
 * `environment` with `variables` set on top. On Windows `PATH` replaces `Path`:
 * two spellings of one name would leave the choice to chance.
 */
export function planVariables(
  environment: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
  platform: string,
): Record<string, string> {
  const replaced = Object.keys(variables)
  const kept = Object.entries(environment).filter(
    ([name]) => !replaced.some((other) => equalNames(other, name, platform)),
  )
  return { ...Object.fromEntries(kept), ...variables }
}

/** The value of a variable, whatever its case on Windows. */
export function matchVariable(
  environment: Readonly<Record<string, string>>,
  name: string,
  platform: string,
): string | undefined {
  return Object.entries(environment).find(([other]) => equalNames(name, other, platform))?.[1]
}

// Without regard to case everywhere: a runner's shell may have exported either.
function isForbidden(name: string): boolean {
  return matchAny(FORBIDDEN, name, 'win32')
}

function matchAny(patterns: readonly string[], name: string, platform: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*')
      ? equalNames(pattern.slice(0, -1), name.slice(0, pattern.length - 1), platform)
      : equalNames(pattern, name, platform),
  )
}

function equalNames(a: string, b: string, platform: string): boolean {
  return platform === 'win32' ? a.toUpperCase() === b.toUpperCase() : a === b
}
