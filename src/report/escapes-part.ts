import type { Review, Site } from '../review/schema.ts'
import { type Blockers, isBlocking, sitesAt } from './blockers.ts'
import { inFunctions, tryLine } from './blocking-part.ts'
import { describeSite, SHORT_CAUSES } from './causes.ts'
import { type Block, fold, type Item, type Line, list, paragraph, say, strong } from './document.ts'
import { groupBy } from './grouping.ts'
import { count, firstOf } from './plural.ts'
import { sentence } from './prose.ts'
import { tellsOf } from './rule-words.ts'
import { functionsOf, groupSites, type SiteGroup, siteKey } from './site-groups.ts'
import type { Telling } from './telling.ts'

/** A file with more new sites than this is told once, where no benchmark got worse: most likely the file is new. */
const SITES_TOLD_PER_FILE = 5

/** The new escapes that were not told with what blocks: by cause, worst first; cold ones folded away. */
export function escapesPart(telling: Telling, blockers: Blockers): readonly Block[] {
  const { review, allowance } = telling
  const toldCauses = causesTold(telling, blockers)
  const accepted = sitesAccepted(telling, blockers)
  const isToldByRule = tellsOf(review)
  const open = review.escapes.added.filter((site) => !toldCauses.has(site.group) && !accepted.has(siteKey(site)))
  const sites = open.filter((site) => !isToldByRule(site))
  if (sites.length === 0) return []
  const cold = sites.filter((site) => site.coldPath && !site.hot)
  const idle = sites.filter((site) => !site.coldPath && !site.hot && site.hotness?.level === 'cold')
  const warm = sites.filter((site) => !cold.includes(site) && !idle.includes(site))
  const noneWorse = review.benchmarks.every(({ verdict }) => verdict !== 'regressed')
  const { crowded, others } = noneWorse ? splitCrowdedFiles(warm) : { crowded: [], others: warm }
  const groups = groupSites(others)
  const shown = groups.slice(0, allowance.openGroups)
  const folded = groups.slice(allowance.openGroups)
  const files = telling.take(crowded, allowance.foldedGroups, 'file with new escapes')
  const items = [...shown.map(inFull(telling)), ...files.map((members) => fileItem(members, telling))]
  return [
    paragraph(heading(sites, telling, toldCauses.size > 0 || accepted.size > 0 || sites.length < open.length)),
    ...(items.length === 0 ? [] : [list(items)]),
    ...foldedGroups(folded, allowance.foldedGroups, telling, (amount) => [`${count(amount, 'more new escape')}`]),
    ...foldedGroups(groupSites(idle), allowance.coldGroups, telling, (amount) => [
      `${count(amount, 'new escape')} in functions that no benchmark executes`,
    ]),
    ...foldedGroups(groupSites(cold), allowance.coldGroups, telling, (amount) => [
      `${count(amount, 'new escape')} on cold paths: only for errors, panics or initialisation`,
    ]),
  ]
}

function causesTold(telling: Telling, blockers: Blockers): ReadonlySet<string> {
  const { review } = telling
  const atFault = blockers.groups
    .flatMap((group) => group.attributions)
    .flatMap(({ site }) => (site ? [site.group] : []))
  const found = review.findings
    .filter((finding) => isBlocking(finding, review))
    .flatMap((finding) => sitesAt(finding, review).map((site) => site.group))
  return new Set([...atFault, ...found])
}

/** Sites whose cost somebody accepted: told with what accepted it. */
function sitesAccepted(telling: Telling, blockers: Blockers): ReadonlySet<string> {
  const { review } = telling
  const measured = blockers.accepted.flatMap(({ benchmark }) => benchmark.attribution ?? [])
  const found = review.findings
    .filter((finding) => finding.waiver !== undefined)
    .flatMap((finding) => sitesAt(finding, review))
  return new Set([...measured.flatMap(({ site }) => (site ? [site] : [])), ...found].map(siteKey))
}

function heading(sites: readonly Site[], telling: Telling, someTold: boolean): Line {
  const causes = groupSites(sites).length
  const title = someTold ? 'Other new heap escapes' : 'New heap escapes'
  const among = sites.length === 1 ? '' : `, ${count(causes, 'cause')}`
  const felt = !someTold && isFeltByNone(telling.review) ? ', felt by no benchmark that ran' : ''
  return say`${strong(title)}: ${count(sites.length, 'site')}${among}${felt}`
}

/** True where benchmarks ran and none of them shows anything for the worse, decided or not. */
function isFeltByNone({ benchmarks }: Review): boolean {
  const ran = benchmarks.filter(({ metrics }) => Object.keys(metrics).length > 0)
  const calm = ran.every(({ metrics }) =>
    Object.values(metrics).every(({ verdict }) => verdict === 'unchanged' || verdict === 'improved'),
  )
  return (
    calm && ran.some(({ comparable, verdict }) => comparable && (verdict === 'unchanged' || verdict === 'improved'))
  )
}

/** Sites by file where a file holds many, each such file once; hot sites are always told one by one. */
function splitCrowdedFiles(sites: readonly Site[]): {
  readonly crowded: readonly (readonly Site[])[]
  readonly others: readonly Site[]
} {
  const byFile = groupBy(
    sites.filter((site) => !site.hot),
    (site) => site.file,
  )
  const crowded = [...byFile.values()]
    .filter((members) => members.length > SITES_TOLD_PER_FILE)
    .sort((a, b) => b.length - a.length)
  const told = new Set(crowded.flat())
  return { crowded, others: sites.filter((site) => !told.has(site)) }
}

/** "`cache/lru.go` adds 23 escapes in `New`, `Get`, `Put` and 6 more functions: returned address (12), append growth (11)." */
function fileItem(sites: readonly Site[], telling: Telling): Item {
  const byCause = [...groupBy(sites, (site) => site.cause)].sort((a, b) => b[1].length - a[1].length)
  const causes = byCause.map(([cause, members]) => `${SHORT_CAUSES[cause]} (${members.length})`).join(', ')
  const file = telling.place(sites[0]?.file ?? '', 0)
  return { lines: [say`${file} adds ${count(sites.length, 'escape')}${inFunctions(sites, telling)}: ${causes}.`] }
}

function inFull(telling: Telling): (group: SiteGroup) => Item {
  const advised = new Set<string>()
  return (group) => {
    const lines = briefLines(group, telling)
    const { advice } = group.worst
    if (advice === '' || advised.has(advice)) return { lines }
    advised.add(advice)
    return { lines: [...lines, tryLine(advice, telling)] }
  }
}

function briefLines({ worst, rest }: SiteGroup, telling: Telling): readonly Line[] {
  const hot = worst.hot ? say` ${strong('in a hot function:')}` : []
  const first = [
    ...sentence(say`${telling.place(worst.file, worst.line)}${hot} ${describeSite(worst, telling)}`),
    ...heat(worst, telling),
  ]
  if (rest.length === 0) return [first]
  const elsewhere = functionsOf(rest).some((name) => name !== worst.function)
  const where = elsewhere ? inFunctions(rest, telling) : []
  return [first, say`The same cause adds ${count(rest.length, 'more escape')}${where}.`]
}

/** " Hot: executed by BenchmarkParse.": why the reader should look here first. */
function heat({ hot, hotness, coldPath }: Site, telling: Telling): Line {
  return hot || coldPath || hotness?.level !== 'hot' ? [] : say` Hot: ${telling.sentence(hotness.why)}.`
}

function foldedGroups(
  groups: readonly SiteGroup[],
  limit: number,
  telling: Telling,
  summary: (sites: number) => Line,
): readonly Block[] {
  const shown = telling.take(groups, limit, 'cause of new escapes')
  if (shown.length === 0) return []
  const sites = sitesIn(groups)
  const title = [...summary(sites), firstOf(sitesIn(shown), sites)]
  return [fold(title, [list(shown.map((group) => ({ lines: briefLines(group, telling) })))])]
}

function sitesIn(groups: readonly SiteGroup[]): number {
  return groups.reduce((sum, { rest }) => sum + 1 + rest.length, 0)
}
