import type { Finding, Review, Site } from '../review/schema.ts'
import { EVERYTHING } from './allowance.ts'
import { isBlocking, sitesAt } from './blockers.ts'
import { findingTitle, inFunctions, SITE_RULES, tryLine } from './blocking-part.ts'
import { describeSite } from './causes.ts'
import { type Line, paragraph, say, strong } from './document.ts'
import { oneLine } from './escape-text.ts'
import { printMarkdown } from './markdown.ts'
import type { RepositoryAddress } from './permalink.ts'
import { count } from './plural.ts'
import { sentence } from './prose.ts'
import { siteKey } from './site-groups.ts'
import { startTelling, type Telling } from './telling.ts'

/** All that is to be said about one line of the head. */
export interface LineNote {
  readonly file: string
  readonly line: number
  /** Whether the review itself calls the line a changed one. */
  readonly onChangedLine: boolean
  /** The changed line responsible, where the note's own line is an unchanged one. */
  readonly causedBy: { readonly file: string; readonly line: number } | null
  readonly findings: readonly Finding[]
  readonly blocking: boolean
  /** Names what is said, not where: the same for the same thing after its line moved. */
  readonly identity: string
  /** Markdown, two to four lines; begins with the place if `withPlace`. */
  readonly render: (withPlace: boolean) => string
}

/** Findings told on one line; a cause that makes many benchmarks worse is one note. */
const FINDINGS_SHOWN = 3
const SEVERITIES = ['error', 'warning', 'notice']
const ALLOWANCE = { ...EVERYTHING, text: 600, word: 120, listing: 0 }

/**
 * What a reviewer would write beside a line, worst first, one note a line. Accepted
 * costs are left out, and so is what nobody would remark on: escapes on the way to an
 * error or a panic or only for some values, and numbers that cannot be compared.
 */
export function renderLineNotes(review: Review, address: RepositoryAddress): readonly LineNote[] {
  const telling = startTelling(review, ALLOWANCE)
  const lines = new Map<string, Finding[]>()
  for (const finding of review.findings.filter((candidate) => isWorthANote(candidate, review))) {
    const key = `${finding.file}:${finding.line}`
    lines.set(key, [...(lines.get(key) ?? []), finding])
  }
  const toldCauses = new Set<string>()
  const notes = [...lines.values()]
    .toSorted((a, b) => rank(a, review) - rank(b, review))
    .flatMap((findings) => noteOn(findings, toldCauses, telling, address))
  return numberAlike(notes)
}

function isWorthANote(finding: Finding, review: Review): boolean {
  if (finding.waiver !== undefined || oneLine(finding.file ?? '').trim() === '' || (finding.line ?? 0) < 1) return false
  const sites = sitesAt(finding, review)
  if (isBlocking(finding, review)) return true
  if (!SITE_RULES.includes(finding.rule) && finding.evidence !== 'compiler') return finding.severity !== 'notice'
  return sites.some((site) => !site.coldPath && site.allocates === 'always')
}

function noteOn(
  findings: readonly Finding[],
  toldCauses: Set<string>,
  telling: Telling,
  address: RepositoryAddress,
): readonly LineNote[] {
  const { file = null, line = null } = findings[0] ?? {}
  if (file === null || line === null) return []
  const { review } = telling
  const sites = findings[0] === undefined ? [] : sitesAt(findings[0], review)
  const group = sites[0]?.group ?? ''
  const firstOfCause = !toldCauses.has(group)
  toldCauses.add(group)
  const cause = sites.find(({ causedBy }) => causedBy !== undefined)?.causedBy
  return [
    {
      file,
      line,
      onChangedLine: [...findings, ...sites].some(({ onChangedLine }) => onChangedLine),
      causedBy: cause === undefined ? null : { file: cause.file, line: cause.line },
      findings,
      blocking: findings.some((finding) => isBlocking(finding, review)),
      identity: JSON.stringify([file, ...describeIdentity(findings, sites)]),
      render: (withPlace) => {
        const place = withPlace ? [say`${telling.place(file, line)}`] : []
        const [first, ...rest] = noteLines(findings, sites, firstOfCause, telling)
        const begun = first === undefined ? place : [[...place.flat(), ...(withPlace ? [': '] : []), ...first]]
        return printMarkdown([paragraph(...begun, ...rest)], review, address)
      },
    },
  ]
}

/** Without line numbers and without measured values, so that neither a moved line nor another count makes a new note. */
function describeIdentity(findings: readonly Finding[], sites: readonly Site[]): readonly string[] {
  if (sites.length > 0) return [...new Set(sites.map((site) => `${site.function} ${site.kind} ${site.expression}`))]
  return findings.map(({ rule, id }) => `${rule} ${id.replace(/(?::\d+)+$/, '')}`).toSorted()
}

/** Of notes that say the same in one file, the second, third… by line are numbered. */
function numberAlike(notes: readonly LineNote[]): readonly LineNote[] {
  const nth = new Map<LineNote, number>()
  const seen = new Map<string, number>()
  for (const note of notes.toSorted((a, b) => a.line - b.line)) {
    const number = (seen.get(note.identity) ?? 0) + 1
    seen.set(note.identity, number)
    nth.set(note, number)
  }
  return notes.map((note) => {
    const number = nth.get(note) ?? 1
    return number === 1 ? note : { ...note, identity: `${note.identity} ${number}` }
  })
}

function rank(findings: readonly Finding[], review: Review): number {
  const blocking = findings.some((finding) => isBlocking(finding, review))
  return (blocking ? 0 : 10) + Math.min(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)))
}

/** What it costs, why, what to try. */
function noteLines(
  findings: readonly Finding[],
  sites: readonly Site[],
  firstOfCause: boolean,
  telling: Telling,
): readonly Line[] {
  const { review } = telling
  const measured = findings.filter(({ rule }) => sites.length === 0 || !SITE_RULES.includes(rule))
  const broken = findings.filter((finding) => SITE_RULES.includes(finding.rule) && isBlocking(finding, review))
  // Where nothing was measured, an escape that blocks says so itself; one that does not needs no title.
  const costs = measured.length > 0 ? measured : broken.slice(0, 1)
  const costLines = costs.slice(0, FINDINGS_SHOWN).map((finding) => {
    const blocks = isBlocking(finding, review) ? ' — blocks the merge' : ''
    return say`${strong(...findingTitle(finding, telling))}${blocks}`
  })
  const more = costs.length - costLines.length
  const moreLine = more > 0 ? [say`and ${count(more, 'more finding')} on this line`] : []
  // A rule knows what is written on the line; of a cause alone one can say less.
  const advising = findings.filter((finding) => finding.advice !== '')
  const advice = (advising.find(({ evidence }) => evidence !== undefined) ?? advising[0])?.advice ?? ''
  return [
    ...costLines,
    ...moreLine,
    ...reasons(findings, sites, telling),
    ...(firstOfCause ? companionsLine(sites[0], telling) : []),
    ...(advice === '' ? [] : [tryLine(advice, telling)]),
  ]
}

function reasons(findings: readonly Finding[], sites: readonly Site[], telling: Telling): readonly Line[] {
  const [site] = sites
  if (site !== undefined) return [sentence(describeSite(site, telling))]
  const detail = findings.map((finding) => finding.detail.trim()).find((text) => text !== '')
  return detail === undefined ? [] : [sentence(telling.sentence(capital(detail)))]
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** "The same cause adds 3 more escapes in `A` and `B`." */
function companionsLine(site: Site | undefined, telling: Telling): readonly Line[] {
  const companions = telling.review.escapes.added.filter(
    (added) => site !== undefined && added.group === site.group && siteKey(added) !== siteKey(site),
  )
  if (companions.length === 0) return []
  return [say`The same cause adds ${count(companions.length, 'more escape')}${inFunctions(companions, telling)}.`]
}
