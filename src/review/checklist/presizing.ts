import {
  attention,
  type ChecklistRule,
  changesNothing,
  count,
  NOT_TOUCHED,
  ok,
  siteEvidence,
  warmSites,
  withoutEscapeDiff,
} from './item.ts'

export const PRESIZING: ChecklistRule = {
  id: 'presizing',
  number: 3,
  title: 'Are slices, maps and builders pre-sized?',
  judge(input) {
    const grows = warmSites(input.added, input.benchmarks).filter(
      (site) => site.cause === 'append-growth' || site.cause === 'unknown-size',
    )
    if (grows.length > 0) return attention(`${count(grows.length, 'new site')} of growth`, grows.map(siteEvidence))
    const touched = ['append', 'make', 'Builder', 'Buffer'].some((name) => input.touchedIdentifiers.has(name))
    if (!touched || changesNothing(input)) return NOT_TOUCHED
    if (!input.escapesAnalysed) return withoutEscapeDiff(input)
    return ok('no new growth that the compiler reports, and no loop of known length that fills something unsized', [
      { kind: 'compiler', text: `escape diff of ${count(input.packagesChanged, 'changed package')}` },
    ])
  },
}
