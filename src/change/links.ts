/** Symbolic links of a tree: each link's path to its target as written. Paths are relative to the tree's root, with forward slashes. */
export type Links = ReadonlyMap<string, string>

export interface Resolved {
  /** The links of the tree on the way, in the order in which they are followed. */
  readonly followed: readonly string[]
  /** Where the path leads to, relative to the root ('' is the root); null where that is outside or never ends. */
  readonly target: string | null
}

/** As Linux has it (path_resolution(7)). */
const MOST_LINKS = 40

/**
 * Where an absolute path leads to, the links of a tree followed part by part as the
 * system does it. Both are given as parts, `..` and `.` still in the path: behind a
 * link, `..` is the folder around its target. An absolute link leads outside.
 */
export function matchLinks(path: readonly string[], root: readonly string[], links: Links): Resolved {
  const followed: string[] = []
  const open = path.toReversed()
  const parts: string[] = []
  const nameInTree = (): string | null =>
    root.every((part, index) => parts[index] === part) ? parts.slice(root.length).join('/') : null
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      parts.pop()
      continue
    }
    parts.push(part)
    const name = nameInTree()
    const target = name === null ? undefined : links.get(name)
    if (name === null || target === undefined) continue
    followed.push(name)
    if (isAbsolute(target) || followed.length > MOST_LINKS) return { followed, target: null }
    parts.pop()
    open.push(...target.split('/').reverse())
  }
  return { followed, target: nameInTree() }
}

/** The links that lead out of the tree, to what they name, sorted by path. One that never ends leads nowhere, and not out. */
export function findLinksOut(links: Links): readonly { readonly path: string; readonly target: string }[] {
  const root = ['tree']
  return [...links]
    .filter(([path]) => {
      const { followed, target } = matchLinks([...root, ...path.split('/')], root, links)
      return target === null && followed.length <= MOST_LINKS
    })
    .map(([path, target]) => ({ path, target }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function isAbsolute(target: string): boolean {
  return target.startsWith('/') || /^[A-Za-z]:[\\/]/.test(target)
}
