/** A main module as it lies in one worktree. */
export interface ModulePlace {
  readonly path: string
  /** Relative to the repository's root, with forward slashes; '' for the root. */
  readonly dir: string
}

export interface PlacedFile {
  /** Relative to the repository's root. */
  readonly file: string
  /** Import path of the folder that holds it. */
  readonly package: string
}

/**
 * Where a file lies that the compiler names as `import/path/file.go`, the form
 * of `-trimpath`. Null for files outside of the modules and for dependencies (`path@version/file.go`).
 */
export function placePrintedFile(printed: string, modules: readonly ModulePlace[]): PlacedFile | null {
  let best: ModulePlace | undefined
  for (const module of modules) {
    const longer = best === undefined || module.path.length > best.path.length
    if (longer && printed.startsWith(`${module.path}/`)) best = module
  }
  if (!best) return null
  const rest = printed.slice(best.path.length + 1)
  const slash = rest.lastIndexOf('/')
  const folder = slash === -1 ? '' : rest.slice(0, slash)
  return {
    file: best.dir === '' ? rest : `${best.dir}/${rest}`,
    package: folder === '' ? best.path : `${best.path}/${folder}`,
  }
}
