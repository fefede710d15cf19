import type { TestDeclaration } from './comparability.ts'

/** A top-level declaration as far as it can be recognised under another name. */
export interface NamedDeclaration extends TestDeclaration {
  readonly kind: string
  /** The fingerprint without the declared name. */
  readonly bodyFingerprint: string
}

/**
 * Benchmarks that only changed their name: the base's name by the head's. `gone` and `fresh` are the names that
 * one side alone has. Where two of a side have the same body, which became which cannot be told, and none is matched.
 */
export function matchRenames(
  gone: ReadonlySet<string>,
  fresh: ReadonlySet<string>,
  base: readonly NamedDeclaration[],
  head: readonly NamedDeclaration[],
): ReadonlyMap<string, string> {
  const before = namesByBody(base, gone)
  const after = namesByBody(head, fresh)
  const renames = new Map<string, string>()
  for (const [body, [name, ...others]] of after) {
    const [former, ...more] = before.get(body) ?? []
    if (name !== undefined && former !== undefined && others.length + more.length === 0) renames.set(name, former)
  }
  return renames
}

function namesByBody(declarations: readonly NamedDeclaration[], among: ReadonlySet<string>): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const { kind, name, bodyFingerprint } of declarations) {
    if (kind !== 'function' || !among.has(name)) continue
    names.set(bodyFingerprint, [...(names.get(bodyFingerprint) ?? []), name])
  }
  return names
}

/** The base's declarations with each renamed benchmark under its new name. */
export function renameDeclarations<T extends TestDeclaration>(
  declarations: readonly T[],
  renames: ReadonlyMap<string, string>,
): readonly T[] {
  const newNames = new Map([...renames].map(([name, former]) => [former, name]))
  return declarations.map((declaration) => {
    const { name: former, fingerprint } = declaration
    const name = newNames.get(former)
    if (name === undefined) return declaration
    // Directives stand before the name and stay: a changed one is a change.
    const renamed = fingerprint.replace(` ${former} `, () => ` ${name} `)
    return { ...declaration, name, names: [name], fingerprint: renamed }
  })
}

/** A `-test.bench` pattern for a binary in which benchmarks have the former names. Only the top level names functions. */
export function renamePattern(pattern: readonly (readonly string[])[], renames: ReadonlyMap<string, string>): string {
  const rename = (level: string): string => level.replace(/[\p{L}\p{N}_]+/gu, (word) => renames.get(word) ?? word)
  return pattern.map(([top = '', ...rest]) => [rename(top), ...rest].join('/')).join('|')
}

/** The head's name of a benchmark that ran in the base's binary. */
export function renameResult(name: string, renames: ReadonlyMap<string, string>): string {
  const [top, ...rest] = name.split('/')
  const found = [...renames].find(([, former]) => former === top)
  return found ? [found[0], ...rest].join('/') : name
}
