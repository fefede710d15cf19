import type { Finding, Review, Site } from '../review/schema.ts'
import { sitesAt } from './blockers.ts'
import { clip, escapeSarif } from './escape-text.ts'
import { encodePath } from './permalink.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A step of a flow, a site, or what caused one. */
interface Place {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** GitHub shows the first 1,000 steps of a flow and refuses more than 10,000. */
const FLOW_STEPS = 1000
/** Companions of a finding that are worth a link. */
const COMPANIONS = 10
/** No compiler, and no operating system, takes a longer path. */
const LONGEST_PATH = 4096
const STEP_CHARACTERS = 500
const NAME_CHARACTERS = 500

/** Stands for the file of what belongs to no line: GitHub takes no result without a file. */
const NO_FILE = 'no-file-is-known'

/** Where a finding lies, as a SARIF location; `hasLine` is false for what belongs to no line of the repository. */
export function locateFinding(
  finding: Finding,
  site: Site | undefined,
): { readonly location: Json; readonly hasLine: boolean } {
  const place = finding.file === null ? null : { file: finding.file, line: finding.line ?? 0 }
  const column = site?.column
  const physical = place === null ? null : locate(column === undefined ? place : { ...place, column })
  const logical = site === undefined ? [] : logicalName(site)
  if (physical !== null) return { location: { physicalLocation: physical, ...named(logical) }, hasLine: true }
  const nowhere = { artifactLocation: { uri: NO_FILE, uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } }
  return { location: { physicalLocation: nowhere, ...named(logical) }, hasLine: false }
}

function named(logical: readonly Json[]): { readonly [key: string]: Json } {
  return logical.length === 0 ? {} : { logicalLocations: logical }
}

function logicalName(site: Site): readonly Json[] {
  const name = clip(escapeSarif(clip(`${site.package}.${site.function}`, NAME_CHARACTERS)), NAME_CHARACTERS)
  return site.function === '' ? [] : [{ fullyQualifiedName: name, kind: 'function' }]
}

/**
 * A line of the repository, or null. Columns are Go's, which count bytes:
 * beyond ASCII earlier in the line they come out too large.
 */
function locate({ file, line, column = 0 }: Place): Json {
  const uri = file.length > LONGEST_PATH ? null : encodePath(file)
  if (uri === null || line < 1) return null
  const region = column < 1 ? { startLine: line } : { startLine: line, startColumn: column }
  return { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region }
}

/** The site that a finding is about: the one whose column its id names, else the first on its line. */
export function siteOf(finding: Finding, review: Review): Site | undefined {
  const sites = sitesAt(finding, review)
  return sites.find(({ column }) => finding.id.endsWith(`:${column}`)) ?? sites[0]
}

/** Why the compiler puts the value on the heap, step by step; empty where it does not say. */
export function codeFlows(site: Site | undefined): readonly Json[] {
  const start = site === undefined ? null : locate(site)
  if (site === undefined || start === null || site.flow.length === 0) return []
  const steps = site.flow.slice(0, FLOW_STEPS - 1).map((step): Json => {
    const physical = locate(step)
    // A step in the standard library has no file here, but a step without a file is refused.
    const elsewhere =
      physical === null ? ` (in ${escapeSarif(clip(`${step.file}:${step.line}`, STEP_CHARACTERS))})` : ''
    const text = `${escapeSarif(clip(step.text, STEP_CHARACTERS)) || 'flows on'}${elsewhere}`
    return { location: { physicalLocation: physical ?? start, message: { text } } }
  })
  const text = escapeSarif(clip(site.message, STEP_CHARACTERS)) || 'escapes to heap'
  const first: Json = { location: { physicalLocation: start, message: { text } } }
  return [{ threadFlows: [{ locations: [first, ...steps] }] }]
}

/** Lines that a finding's message links: what caused it, and where else the same cause shows. */
export function relatedPlaces(
  site: Site | undefined,
  review: Review,
): { readonly locations: readonly Json[]; readonly words: string } {
  if (site === undefined) return { locations: [], words: '' }
  const cause = site.causedBy === undefined ? null : locate(site.causedBy)
  const why = escapeSarif(clip(site.causedBy?.why ?? '', STEP_CHARACTERS)) || 'the cause'
  const causes = cause === null ? [] : [{ id: 1, physicalLocation: cause, message: { text: why } }]
  const companions = review.escapes.added
    .filter((added) => added.group === site.group && added !== site)
    .flatMap((added) => {
      const physical = locate(added)
      const text = escapeSarif(clip(added.message, STEP_CHARACTERS)) || 'the same cause'
      return physical === null ? [] : [{ physicalLocation: physical, message: { text } }]
    })
    .slice(0, COMPANIONS)
    .map((location, index) => ({ id: causes.length + index + 1, ...location }))
  const links = companions.map(({ id }) => `[here](${id})`).join(', ')
  const words = [
    ...(causes.length === 0 ? [] : ['Caused by [this line](1).']),
    ...(links === '' ? [] : [`The same cause: ${links}.`]),
  ]
  return { locations: [...causes, ...companions], words: words.join(' ') }
}
