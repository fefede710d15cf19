import type { Finding, Review } from '../review/schema.ts'
import { compareFindings, levelOf } from './annotations.ts'
import { isBlocking } from './blockers.ts'
import { clip, escapeJson, escapeSarif, utf8Length } from './escape-text.ts'
import { fingerprint } from './fingerprint.ts'
import { httpUrl, type RepositoryAddress } from './permalink.ts'
import { count } from './plural.ts'
import { codeFlows, type Json, locateFinding, relatedPlaces, siteOf } from './sarif-places.ts'
import { describeRule, SARIF_RULES, type SarifRule } from './sarif-rules.ts'

export interface SarifContext extends RepositoryAddress {
  /** Tells several configurations on one commit apart, as it does for comments. */
  readonly commentKey?: string | undefined
}

/**
 * What GitHub code scanning takes: of more results it shows none, and of a larger
 * file, gzipped, it takes nothing. The size is kept before compression already.
 */
export const SARIF_LIMITS = { results: 5000, bytes: 10_000_000 } as const

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const TITLE_CHARACTERS = 1000
const DETAIL_CHARACTERS = 2000
const NOTIFICATIONS = 100
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const

/**
 * The findings as a SARIF 2.1.0 log with one run, on one line: for code scanning
 * (`github/codeql-action/upload-sarif`) and editors. What blocks comes first;
 * what exceeds the limits is left out and counted in a notification.
 */
export function renderSarif(review: Review, context: SarifContext = {}): string {
  const findings = review.findings.toSorted((a, b) => compareFindings(a, b, review))
  const shown = findings.slice(0, SARIF_LIMITS.results)
  const rules = usedRules(shown)
  const seen = new Map<string, number>()
  const results: Json[] = []
  let room = SARIF_LIMITS.bytes - utf8Length(print(review, context, [], rules, findings.length))
  for (const finding of shown) {
    const result = renderResult(finding, review, rules, seen)
    room -= utf8Length(escapeJson(JSON.stringify(result))) + 1
    if (room < 0) break
    results.push(result)
  }
  return print(review, context, results, rules, findings.length - results.length)
}

/** The rules that there are, and those that only these findings know; each once. */
function usedRules(findings: readonly Finding[]): readonly SarifRule[] {
  const rules = new Map(SARIF_RULES.map((rule) => [rule.id, rule]))
  for (const finding of findings) {
    const rule = describeRule(finding.rule)
    if (!rules.has(rule.id)) rules.set(rule.id, rule)
  }
  return [...rules.values()]
}

function print(
  review: Review,
  context: SarifContext,
  results: readonly Json[],
  rules: readonly SarifRule[],
  leftOut: number,
): string {
  const run: Json = {
    tool: {
      driver: {
        // Fixed, since results replace those of the tool of the same name, and a file can be forged.
        name: 'go-perf-review',
        version: escapeSarif(clip(review.tool.version, 100)) || 'unknown',
        rules: rules.map(renderRule),
      },
    },
    automationDetails: { id: automationId(context.commentKey ?? '') },
    ...provenance(review, context),
    originalUriBaseIds: { '%SRCROOT%': { description: { text: "The repository's root." } } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: review.verdict !== 'broken',
        toolExecutionNotifications: notifications(review, leftOut),
      },
    ],
    properties: { verdict: review.verdict },
    results,
  }
  return `${escapeJson(JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }))}\n`
}

function renderRule({ id, name, short, full, help, level }: SarifRule): Json {
  return {
    id,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: help.replaceAll('`', ''), markdown: help },
    defaultConfiguration: { level },
    properties: { tags: ['performance', 'go'], precision: 'high' },
  }
}

/** `category/`: what GitHub groups uploads by. Other characters are written so that no two keys become one. */
function automationId(key: string): string {
  const inert = [...clip(key, 100)].map((character) =>
    /[A-Za-z0-9._-]/.test(character) ? character : `~${(character.codePointAt(0) ?? 0).toString(16)}~`,
  )
  return inert.length === 0 ? 'go-perf-review/' : `go-perf-review/${inert.join('')}/`
}

function provenance({ head }: Review, { serverUrl, repository }: SarifContext): { readonly [key: string]: Json } {
  const server = httpUrl(serverUrl)
  if (server === null || !/^[\w.-]+\/[\w.-]+$/.test(repository ?? '') || !/^[0-9a-f]{40,64}$/.test(head.sha)) return {}
  const repositoryUri = `${server}/${repository}`
  return {
    versionControlProvenance: [{ repositoryUri, revisionId: head.sha, mappedTo: { uriBaseId: '%SRCROOT%' } }],
  }
}

function renderResult(finding: Finding, review: Review, rules: readonly SarifRule[], seen: Map<string, number>): Json {
  const rule = describeRule(finding.rule)
  const site = siteOf(finding, review)
  const { location, hasLine } = locateFinding(finding, site)
  const related = relatedPlaces(site, review)
  const flows = codeFlows(site)
  const mark = nextFingerprint(finding, review, seen)
  const { waiver } = finding
  const justification = escapeSarif(clip(waiver ?? '', DETAIL_CHARACTERS)) || 'accepted'
  return {
    ruleId: rule.id,
    ruleIndex: rules.findIndex(({ id }) => id === rule.id),
    level: LEVELS[levelOf(finding, review)],
    message: { text: messageOf(finding, rule, related.words) },
    locations: [location],
    // GitHub derives its own from the line's text; what has no line would all be one alert.
    partialFingerprints: { 'goPerfReview/v1': mark, ...(hasLine ? {} : { primaryLocationLineHash: mark }) },
    ...(related.locations.length === 0 ? {} : { relatedLocations: related.locations }),
    ...(flows.length === 0 ? {} : { codeFlows: flows }),
    suppressions: waiver === undefined ? [] : [{ kind: 'external', status: 'accepted', justification }],
    properties: { blocking: isBlocking(finding, review), onChangedLine: finding.onChangedLine },
  }
}

function messageOf(finding: Finding, rule: SarifRule, links: string): string {
  const title = escapeSarif(clip(finding.title, TITLE_CHARACTERS)) || rule.short
  const detail = escapeSarif(clip(finding.detail, DETAIL_CHARACTERS))
  const advice = escapeSarif(clip(finding.advice, TITLE_CHARACTERS))
  const sentences = [title, detail, advice === '' ? '' : `Try: ${advice}`].filter((text) => text !== '')
  return [
    ...sentences.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)),
    ...(links === '' ? [] : [links]),
  ].join(' ')
}

/**
 * What stays the same while lines move and numbers change: the rule and the
 * benchmark, or the rule, the function and the expression. Equal ones are counted
 * in the order of the results.
 */
function nextFingerprint(finding: Finding, review: Review, seen: Map<string, number>): string {
  const site = siteOf(finding, review)
  const namesItsLine = finding.file !== null && finding.id.includes(`${finding.file}:${finding.line}`)
  const identity = !namesItsLine
    ? [finding.rule, finding.id]
    : site === undefined
      ? [finding.rule, finding.file, finding.title]
      : [finding.rule, site.package, site.file, site.function, site.kind, site.expression, site.cause]
  const hash = fingerprint(JSON.stringify(identity))
  const number = (seen.get(hash) ?? 0) + 1
  seen.set(hash, number)
  return `${hash}:${number}`
}

/** The verdict in words, what went wrong on the way, and what was left out: a list of results alone would look like a pass. */
function notifications(review: Review, leftOut: number): readonly Json[] {
  const verdicts = {
    pass: [],
    regressed: [],
    inconclusive: [{ level: 'warning', message: { text: 'Inconclusive: too little or too noisy data to say.' } }],
    broken: [{ level: 'error', message: { text: 'Broken: the head could not be reviewed.' } }],
  } as const
  const omitted = `${count(leftOut, 'more finding')} left out, to stay within the limits of code scanning; review.json has all.`
  return [
    ...verdicts[review.verdict],
    ...(leftOut === 0 ? [] : [{ level: 'warning', message: { text: omitted } }]),
    ...review.problems.slice(0, NOTIFICATIONS).map(({ severity, message }) => ({
      level: LEVELS[severity],
      message: { text: escapeSarif(clip(message, DETAIL_CHARACTERS)) || 'A problem without words.' },
    })),
  ]
}
