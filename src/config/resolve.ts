import { type Config, DEFAULT_CONFIG, type Override, type WrittenConfig } from './config.ts'
import { DEFAULT_INVOCATION, type Invocation, type WrittenInvocation } from './invocation.ts'
import { matchPackage } from './pattern.ts'
import { type ConfigProblem, renderProblem } from './problem.ts'

/**
 * The complete configuration: the defaults under the layers, of which a later
 * one wins (file, then inputs or flags). A list replaces the list below it;
 * `ignore` and `metrics` are joined key by key. What a layer sets for all
 * packages also wins over the overrides of the layers below it.
 */
export function resolveConfig(layers: readonly WrittenConfig[]): Config {
  let config = DEFAULT_CONFIG
  for (const layer of layers) {
    config = {
      ...config,
      ...layer,
      ignore: { ...config.ignore, ...layer.ignore },
      metrics: { ...config.metrics, ...layer.metrics },
      overrides: layer.overrides ?? dropSettings(config.overrides, layer),
    }
  }
  return config
}

/** The overrides without the settings that a layer above them decides. */
function dropSettings(overrides: readonly Override[], layer: WrittenConfig): readonly Override[] {
  return overrides
    .map((override) => ({
      packages: override.packages,
      settings: Object.fromEntries(Object.entries(override.settings).filter(([field]) => !Object.hasOwn(layer, field))),
    }))
    .filter((override) => Object.keys(override.settings).length > 0)
}

/** How the program was started, complete. */
export function resolveInvocation(written: WrittenInvocation): Invocation {
  return { ...DEFAULT_INVOCATION, ...written }
}

/** What is wrong only once all layers are joined: values that are right alone and make no sense together. */
export function validateConfig(config: Config): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = []
  if (config.skip !== null && config.skip === config.bench) {
    problems.push(
      renderProblem('bench and skip', 'both are the same, so no benchmark is left to run', 'different ones'),
    )
  }
  if (config.failOn.includes('escapes') !== (config.escapesGate !== 'off')) {
    problems.push(
      renderProblem('fail-on', 'escapes is both on and off', 'one of escapes=hot, escapes=all, escapes=off'),
    )
  }
  return problems
}

/**
 * The configuration for one package: the overrides whose patterns match it,
 * laid over the rest in their order. `here` is the import path of the working
 * directory, which `./...` in a pattern starts from.
 */
export function planPackageConfig(config: Config, importPath: string, here: string): Config {
  let planned = config
  for (const override of config.overrides) {
    const matches = override.packages.some((pattern) => matchPackage(pattern, importPath, here))
    if (matches) planned = { ...planned, ...override.settings }
  }
  return planned
}
