import { type Annotation, type AnnotationLimits, renderAnnotations } from '../report/annotations.ts'
import type { Finding, Review } from '../review/schema.ts'

/** Notes for the findings that are not `told` beside their lines yet, and which findings these are. */
export function annotationsBesides(
  review: Review,
  told: ReadonlySet<Finding>,
  limits: AnnotationLimits,
): { readonly annotations: readonly Annotation[]; readonly findings: readonly Finding[] } {
  const findings = review.findings.filter((finding) => !told.has(finding))
  return { annotations: renderAnnotations({ ...review, findings }, limits), findings }
}
