import { isAbout } from '../review/rule-findings.ts'
import type { Finding, Review, Site } from '../review/schema.ts'

/** The rule's finding that explains why a benchmark allocates more on a line of the head. */
export function ruleAt(place: { readonly file: string; readonly line: number }, review: Review): Finding | undefined {
  return review.findings.find(
    ({ evidence, file, line, proof }) =>
      evidence === 'measurement' && file === place.file && (line === place.line || proof?.line === place.line),
  )
}

/** The rule's finding that tells of the same escape, with advice for what is written there and not for its cause alone. */
export function ruleAbout(site: Site, review: Review): Finding | undefined {
  return review.findings.find((finding) => isAbout(finding, site))
}

/** Whether a rule's finding tells of an escape; for many escapes at once. */
export function tellsOf(review: Review): (site: Site) => boolean {
  const proven = review.findings.filter(({ proof }) => proof !== undefined)
  const places = new Set(proven.map(({ file, proof }) => `${file}:${proof?.line}:${proof?.column}`))
  return ({ file, line, column }) => places.has(`${file}:${line}:${column}`)
}
