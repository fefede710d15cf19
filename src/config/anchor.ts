import type { Config } from './config.ts'

/** A main module: its import path, and its folder relative to the repository's root, '' for the root. */
export interface ModuleFolder {
  readonly path: string
  readonly dir: string
}

/**
 * The configuration with every package pattern that is relative to the working
 * directory (`.`, `./x/...`) written as import paths, which packages are known by.
 */
export function anchorPatterns(config: Config, modules: readonly ModuleFolder[]): Config {
  const anchor = (patterns: readonly string[]): string[] =>
    patterns.flatMap((pattern) => anchorPattern(pattern, config.workingDirectory, modules))
  return {
    ...config,
    ignore: { ...config.ignore, packages: anchor(config.ignore.packages) },
    overrides: config.overrides.map((override) => ({ ...override, packages: anchor(override.packages) })),
  }
}

function anchorPattern(pattern: string, workingDirectory: string, modules: readonly ModuleFolder[]): readonly string[] {
  if (pattern !== '.' && !pattern.startsWith('./')) return [pattern]
  const segments = [...workingDirectory.split('/'), ...pattern.split('/')].filter((part) => part !== '' && part !== '.')
  const wild = segments.findIndex((part) => part.includes('...') || part.includes('*'))
  const folder = (wild === -1 ? segments : segments.slice(0, wild)).join('/')
  const rest = wild === -1 ? [] : segments.slice(wild)
  const home = modules
    .filter((module) => module.dir === '' || folder === module.dir || folder.startsWith(`${module.dir}/`))
    .reduce<ModuleFolder | null>((best, module) => (best && best.dir.length >= module.dir.length ? best : module), null)
  const anchored = home
    ? [[home.path, folder.slice(home.dir === '' ? 0 : home.dir.length + 1), ...rest].filter((part) => part !== '')]
    : []
  // A workspace: `./...` is also what the modules in folders below hold.
  const below = modules.filter(
    (module) => rest[0] === '...' && module !== home && module.dir.startsWith(folder === '' ? '' : `${folder}/`),
  )
  return [...anchored.map((parts) => parts.join('/')), ...below.map((module) => `${module.path}/...`)]
}
