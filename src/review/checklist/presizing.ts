import { attention, type ChecklistRule, count, NOT_TOUCHED, notMeasured, siteEvidence, warmSites } from './item.ts'

export const PRESIZING: ChecklistRule = {
  id: 'presizing',
  number: 3,
  title: 'Are slices, maps and builders pre-sized?',
  judge(input) {
    const grows = warmSites(input.added).filter(
      (site) => site.cause === 'append-growth' || site.cause === 'unknown-size',
    )
    if (grows.length > 0) return attention(`${count(grows.length, 'new site')} of growth`, grows.map(siteEvidence))
    const touched = ['append', 'make', 'Builder', 'Buffer'].some((name) => input.touchedIdentifiers.has(name))
    return touched ? notMeasured('growth has no compiler fact of its own: look at loops that append') : NOT_TOUCHED
  },
}
