import { planEnvCommand, planModulesCommand } from '../compile/command.ts'
import { parseGoVersion, parseModules, parseToolchain, type Toolchain } from '../compile/packages.ts'
import type { ModulePlace } from '../compile/place.ts'
import { ExpectedFailure } from '../errors.ts'
import type { Programs } from '../ports.ts'
import { runGo } from './go-command.ts'

const OLDEST_MINOR = 21

/**
 * The toolchain that the folder asks for. Throws `no-go`, `old-go`, or
 * `no-module` where the folder does not exist or belongs to no module.
 */
export async function readToolchain(
  programs: Programs,
  folder: string,
  shownFolder: string,
  variables: Readonly<Record<string, string>>,
): Promise<Toolchain> {
  const { outcome, stdout } = await runGo(programs, { args: planEnvCommand(), cwd: folder, variables })
  if (outcome.failedToStart !== null && /^the folder .* does not exist$/s.test(outcome.failedToStart)) {
    throw new ExpectedFailure(
      'no-module',
      `There is no such folder as ${shownFolder} on the head: check \`working-directory\`.`,
    )
  }
  if (outcome.failedToStart !== null) {
    throw new ExpectedFailure(
      'no-go',
      `Go could not be started (${outcome.failedToStart}): install Go 1.${OLDEST_MINOR} or newer, or put actions/setup-go before this step.`,
    )
  }
  const toolchain = parseToolchain(stdout)
  if (outcome.exitCode !== 0 || !toolchain) {
    throw new ExpectedFailure('no-go', '`go env` failed: see its output below.', outcome.stderrTail.trim().split('\n'))
  }
  const version = parseGoVersion(toolchain.GOVERSION)
  if (version && version.major === 1 && version.minor < OLDEST_MINOR) {
    throw new ExpectedFailure(
      'old-go',
      `${toolchain.GOVERSION} is too old: go-perf-review reads the diagnostics of Go 1.${OLDEST_MINOR} and newer, so install a newer Go.`,
    )
  }
  // `go env` names the null device where no go.mod is found.
  const hasModule = toolchain.GOMOD !== '' && toolchain.GOMOD !== '/dev/null' && toolchain.GOMOD !== 'NUL'
  if (!hasModule && toolchain.GOWORK === '') {
    throw new ExpectedFailure(
      'no-module',
      `No go.mod in ${shownFolder} or above it: name the module's folder with \`working-directory\`.`,
    )
  }
  return toolchain
}

/** The main modules of one side, by their place in the worktree; what `go` says where there are none. */
export async function readModules(
  programs: Programs,
  root: string,
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<{
  readonly modules: readonly ModulePlace[]
  readonly goVersions: readonly string[]
  readonly error: string
}> {
  const { outcome, stdout } = await runGo(programs, { args: planModulesCommand(), cwd: folder, variables })
  if (outcome.exitCode !== 0) return { modules: [], goVersions: [], error: outcome.stderrTail.trim() }
  const inside: ModulePlace[] = []
  const goVersions: string[] = []
  for (const module of parseModules(stdout)) {
    const dir = relativeFolder(root, module.dir)
    // A workspace may use modules from outside of the repository: they are not under review.
    if (dir === null) continue
    inside.push({ path: module.path, dir })
    goVersions.push(module.goVersion)
  }
  return { modules: inside, goVersions, error: '' }
}

/** The part of `folder` below `root` with forward slashes, '' for the root itself, null for outside. */
export function relativeFolder(root: string, folder: string): string | null {
  const from = root.replaceAll('\\', '/')
  const to = folder.replaceAll('\\', '/')
  if (to === from) return ''
  return to.startsWith(`${from}/`) ? to.slice(from.length + 1) : null
}
