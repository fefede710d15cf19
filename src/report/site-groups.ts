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

/** Declared hot first, cold paths last, then by what is known of the function, always before sometimes, the change's own lines before others. */
function compareSites(a: Site, b: Site): number {
  return badness(b) - badness(a)
}

const HEAT = { hot: 16, unknown: 8, cold: 0 } as const

function badness(site: Site): number {
  return (
    (site.hot ? 64 : 0) +
    (site.coldPath ? 0 : 32) +
    HEAT[site.hotness?.level ?? 'unknown'] +
    (site.allocates === 'always' ? 4 : 0) +
    (site.onChangedLine ? 1 : 0)
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
