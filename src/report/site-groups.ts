import type { Site } from '../review/schema.ts'
import { groupBy } from './grouping.ts'

/** Sites with one cause, the worst first. */
export interface SiteGroup {
  readonly worst: Site
  readonly rest: readonly Site[]
}

/** Joins sites by their cause, worst group first; among equals the input's order is kept. */
export function groupSites(sites: readonly Site[]): readonly SiteGroup[] {
  const groups: SiteGroup[] = []
  for (const members of groupBy(sites, (site) => site.group).values()) {
    const [worst, ...rest] = members.toSorted(compareSites)
    if (worst !== undefined) groups.push({ worst, rest })
  }
  return groups.sort((a, b) => compareSites(a.worst, b.worst))
}

/** Hot before not, always before sometimes, off cold paths before on them, on the change's own lines before elsewhere. */
function compareSites(a: Site, b: Site): number {
  return badness(b) - badness(a)
}

function badness(site: Site): number {
  return (
    (site.coldPath ? 0 : 8) + (site.hot ? 16 : 0) + (site.allocates === 'always' ? 4 : 0) + (site.onChangedLine ? 1 : 0)
  )
}

/** Two values describe one site if they stand at one place and say one thing. */
export function siteKey(site: Site): string {
  return `${site.file}:${site.line}:${site.column}:${site.kind}:${site.expression}`
}

/** The functions that hold the sites, each once, in order. */
export function functionsOf(sites: readonly Site[]): readonly string[] {
  return [...new Set(sites.map((site) => site.function).filter((name) => name !== ''))]
}
