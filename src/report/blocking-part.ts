import type { Attribution, Finding, Site } from '../review/schema.ts'
import { type BlockerGroup, type Blockers, type NamedMetric, sitesAt, type WorseBenchmark } from './blockers.ts'
import { describeSite } from './causes.ts'
import {
  type Block,
  emphasis,
  enumerate,
  fold,
  type Inline,
  type Item,
  type Line,
  list,
  paragraph,
  say,
  strong,
} from './document.ts'
import { clip } from './escape-text.ts'
import { count, firstOf, verb } from './plural.ts'
import { sentence } from './prose.ts'
import { costWords, restItems } from './rest.ts'
import { ruleAbout, ruleAt } from './rule-words.ts'
import { functionsOf, siteKey } from './site-groups.ts'
import type { Telling } from './telling.ts'
import { formatDelta, formatPair, formatRatio } from './units.ts'

const BENCHMARKS_PER_CAUSE = 3
const NAMES = 3
/** Findings that speak of one site each. */
export const SITE_RULES: readonly string[] = ['new-escape', 'noalloc-contract']

/** What was said once need not be said again. */
interface Explained {
  readonly causes: Set<string>
  readonly advice: Set<string>
  readonly rules: Set<Finding>
}

/** What blocks the merge, each with its lines, its cause and what to try. */
export function blockingPart(telling: Telling, blockers: Blockers): readonly Block[] {
  const { allowance } = telling
  const groups = telling.take(blockers.groups, allowance.blockers, 'group of blocking benchmarks')
  const open = groups.slice(0, allowance.openBlockers)
  const folded = groups.slice(allowance.openBlockers)
  const explained: Explained = { causes: new Set(), advice: new Set(), rules: new Set() }
  const tell = (group: BlockerGroup): readonly Block[] => tellGroup(group, telling, blockers, explained)
  const byBenchmark = open.flatMap(tell)
  const hidden = benchmarksIn(blockers.groups.slice(allowance.openBlockers))
  const held = firstOf(benchmarksIn(folded), hidden)
  const title = `${count(hidden, 'more benchmark')} that ${verb(hidden, 'blocks', 'block')}${held}`
  const more = folded.length === 0 ? [] : [fold([title], folded.flatMap(tell))]
  const remaining = blockers.findings.filter((finding) => !isToldBySite(finding, telling, blockers))
  const findings = telling.take(sameCauseOnce(remaining, telling), allowance.findings, 'blocking finding')
  const byFinding = findings.map((entry) => tellFinding(entry.finding, entry.more, telling))
  const hiddenFindings = byFinding.slice(allowance.openBlockers)
  const moreFindings =
    hiddenFindings.length === 0
      ? []
      : [
          fold(
            [`${count(hiddenFindings.length, 'more finding')} that ${verb(hiddenFindings.length, 'blocks', 'block')}`],
            hiddenFindings.flat(),
          ),
        ]
  return [...byBenchmark, ...more, ...byFinding.slice(0, allowance.openBlockers).flat(), ...moreFindings]
}

function benchmarksIn(groups: readonly BlockerGroup[]): number {
  return groups.reduce((sum, { benchmarks }) => sum + benchmarks.length, 0)
}

function tellGroup(group: BlockerGroup, telling: Telling, blockers: Blockers, explained: Explained): readonly Block[] {
  const shown = group.benchmarks.slice(0, BENCHMARKS_PER_CAUSE)
  const rest = group.benchmarks.slice(BENCHMARKS_PER_CAUSE)
  const header = shown.map((entry) => benchmarkLine(entry, telling))
  if (rest.length > 0) {
    const names = rest.slice(0, NAMES).map(({ benchmark }) => [telling.label(benchmark)])
    const others = rest.length - names.length
    const all = others > 0 ? [...names, [`${others} more`]] : names
    header.push(say`and at the same ${group.attributions.length === 1 ? 'line' : 'lines'} ${enumerate(all)}`)
  }
  const items = faultItems(group, telling, blockers, explained)
  return items.length === 0 ? [paragraph(...header)] : [paragraph(...header), list(items)]
}

/** "**`BenchmarkParse/short`** · 0 → **1 allocs/op** (+32 B/op) — blocks the merge" */
function benchmarkLine({ benchmark, worse }: WorseBenchmark, telling: Telling): Line {
  const bytes = benchmark.metrics['B/op']?.delta ?? 0
  const bytesInBrackets = worse[0]?.name === 'allocs/op' && bytes !== 0
  const changes = worse
    .filter(({ name }, index) => index === 0 || name !== 'B/op' || !bytesInBrackets)
    .map((named, index) => changeWords(named, index === 0 && bytesInBrackets ? bytes : null))
  return say`${strong(telling.name(benchmark))} · ${enumerate(changes)} — blocks the merge`
}

/** "0 → **1 allocs/op** (+32 B/op)", "14.1 ns → **29 ns/op** (+105 %)" */
function changeWords({ name, metric }: NamedMetric, bytes: number | null): Line {
  const base = metric.base?.center ?? 0
  const head = metric.head?.center ?? 0
  const [from, to] = formatPair(base, head, metric.unit)
  const ratio = formatRatio(base, head)
  const brackets = [...(ratio === null ? [] : [ratio]), ...(bytes === null ? [] : [`${formatDelta(bytes, 'B/op')}/op`])]
  const unit = UNIT_IN_VALUE.includes(name) ? '/op' : ` ${clip(name, METRIC_CHARACTERS)}`
  return say`${from} → ${strong(`${to}${unit}`)}${brackets.length === 0 ? '' : ` (${brackets.join(', ')})`}`
}

const METRIC_CHARACTERS = 60

/** Metrics whose formatted value ends in its unit, so that only "/op" is missing. */
const UNIT_IN_VALUE = ['sec/op', 'ns/op', 'B/op']

function faultItems(group: BlockerGroup, telling: Telling, blockers: Blockers, explained: Explained): readonly Item[] {
  const { attributions } = group
  const shown = telling.take(attributions, telling.allowance.attributions, 'line at fault')
  const [first] = group.benchmarks
  const rest = first === undefined ? [] : restItems(first.benchmark, telling)
  // A line that is not the whole rise has a part of it.
  const withCost = attributions.length > 1 || rest.length > 0
  const items = shown.map((attribution) => {
    const { site } = attribution
    const rule = ruleAt(attribution, telling.review)
    const lines: Line[] = [faultLine(attribution, withCost, reasonOf(rule, telling, explained), telling)]
    if (site !== undefined) {
      const companions = explained.causes.has(site.group) ? [] : companionsLine(site, telling, blockers)
      explained.causes.add(site.group)
      if (companions.length > 0) lines.push(companions)
      if (rule !== undefined && !explained.rules.has(rule)) lines.push(sentence(telling.sentence(capital(rule.title))))
    }
    if (rule !== undefined) explained.rules.add(rule)
    const advice = adviceOn(attribution, telling)
    const sameAdviceFollows = laterAdvice(attribution, shown, telling).includes(advice)
    if (advice !== '' && !sameAdviceFollows && !explained.advice.has(advice)) lines.push(tryLine(advice, telling))
    if (!sameAdviceFollows) explained.advice.add(advice)
    return { lines }
  })
  return [...items, ...rest]
}

/** A rule knows what is written on the line; of a cause alone one can say less. */
function adviceOn(attribution: Attribution, { review }: Telling): string {
  return ruleAt(attribution, review)?.advice ?? attribution.site?.advice ?? ''
}

function laterAdvice(attribution: Attribution, all: readonly Attribution[], telling: Telling): readonly string[] {
  return all.slice(all.indexOf(attribution) + 1).map((later) => adviceOn(later, telling))
}

/** Why a line allocates more that has no new escape. */
function reasonOf(rule: Finding | undefined, telling: Telling, explained: Explained): Line {
  if (rule !== undefined)
    return explained.rules.has(rule) ? [', for the same reason'] : [': ', ...telling.sentence(rule.title)]
  return telling.review.escapes.analysed ? ['; the compiler reports no new escape on this line'] : []
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function faultLine(attribution: Attribution, withCost: boolean, reason: Line, telling: Telling): Line {
  const { file, line, site } = attribution
  const at = telling.place(file, line)
  const cost: Line = withCost ? [` (${costWords(attribution)})`] : []
  if (site === undefined) {
    const within = attribution.function === '' ? [] : say` in ${telling.word(attribution.function)}`
    return sentence(say`${at}${cost} allocates more${within}${throughWords(attribution, telling)}${reason}`)
  }
  const isNew = telling.review.escapes.added.some((added) => siteKey(added) === siteKey(site))
  if (isNew) return sentence(say`${at}${cost} ${describeSite(site, telling)}`)
  const what = telling.word(site.expression === '' ? site.message : site.expression)
  const within = site.function === '' ? [] : say` in ${telling.word(site.function)}`
  return say`${at}${cost} ${what}${within} escaped before too; it is now executed more often${throughWords(attribution, telling)}.`
}

/** ", through `fmt.Sprintf`" */
export function throughWords({ through }: Attribution, telling: Telling): Line {
  return through === undefined ? [] : say`, through ${telling.word(through)}`
}

/** "The same cause adds 5 more escapes (in `MustParse`, `Token.UnmarshalText` and 3 more functions)." */
function companionsLine(site: Site, telling: Telling, blockers: Blockers): Line {
  const companions = telling.review.escapes.added.filter(
    (added) => added.group === site.group && siteKey(added) !== siteKey(site) && !blockers.sites.has(siteKey(added)),
  )
  if (companions.length === 0) return []
  return say`The same cause adds ${count(companions.length, 'more escape')}${inFunctions(companions, telling)}.`
}

/** " in `A`, `B`, `C` and 2 more functions", at most three named. */
export function inFunctions(sites: readonly Site[], telling: Telling): Line {
  const functions = functionsOf(sites)
  if (functions.length === 0) return []
  const named: Line[] = functions.slice(0, NAMES).map((name): readonly Inline[] => [telling.word(name)])
  const others = functions.length - named.length
  return say` in ${enumerate(others > 0 ? [...named, [count(others, 'more function')]] : named)}`
}

export function tryLine(advice: string, telling: Telling): Line {
  return say`${emphasis('Try:')} ${sentence(telling.sentence(advice))}`
}

/** A finding about a site that a benchmark's lines tell already. */
export function isToldBySite(finding: Finding, telling: Telling, blockers: Blockers): boolean {
  return sitesAt(finding, telling.review).some((site) => blockers.sites.has(siteKey(site)))
}

interface FindingWithMore {
  readonly finding: Finding
  readonly more: readonly Site[]
}

/** Findings at sites with one cause are told once, with the places of the others counted. */
function sameCauseOnce(findings: readonly Finding[], telling: Telling): readonly FindingWithMore[] {
  const byCause = new Map<string, { finding: Finding; more: Site[] }>()
  for (const finding of findings) {
    const site = sitesAt(finding, telling.review)[0]
    const key = site === undefined ? `finding ${finding.id}` : `site ${finding.rule} ${site.group}`
    const known = byCause.get(key)
    if (known === undefined) byCause.set(key, { finding, more: [] })
    else if (site !== undefined) known.more.push(site)
  }
  return [...byCause.values()]
}

/** A new escape by what is the matter with it, since the line below has the compiler's words; all else by its own title. */
export function findingTitle(finding: Finding, telling: Telling): Line {
  const site = sitesAt(finding, telling.review)[0]
  if (site === undefined || !SITE_RULES.includes(finding.rule)) return telling.sentence(finding.title)
  const name = telling.word(site.function)
  if (finding.rule === 'noalloc-contract') return say`${name} promises not to allocate, and now does`
  if (site.function === '') return ['New heap escape']
  return site.hot ? say`New heap escape in the hot function ${name}` : say`New heap escape in ${name}`
}

function tellFinding(finding: Finding, more: readonly Site[], telling: Telling): readonly Block[] {
  const header = say`${strong(...findingTitle(finding, telling))} — blocks the merge`
  const lines = findingLines(finding, telling)
  if (more.length > 0) {
    lines.push(
      say`The same cause adds ${count(more.length, 'more escape')}${inFunctions(more, telling)}, blocking too.`,
    )
  }
  const [site] = sitesAt(finding, telling.review)
  const advice = (site && ruleAbout(site, telling.review)?.advice) ?? finding.advice
  if (advice !== '') lines.push(tryLine(advice, telling))
  return lines.length === 0 ? [paragraph(header)] : [paragraph(header), list([{ lines }])]
}

/** Where a finding lies and what it is: from the site that it points at, else in its own words. */
export function findingLines(finding: Finding, telling: Telling): Line[] {
  // A rule says itself what the compiler has to do with it; another escape on its line is another matter.
  const site = finding.evidence === undefined ? sitesAt(finding, telling.review)[0] : undefined
  const at = finding.file === null ? [] : [telling.place(finding.file, finding.line ?? 0), ' ']
  if (site !== undefined) return [sentence(say`${at}${describeSite(site, telling)}`)]
  const detail = telling.sentence(finding.detail)
  if (detail.length === 0) return at.length === 0 ? [] : [at]
  return [sentence(say`${at}${detail}`)]
}
