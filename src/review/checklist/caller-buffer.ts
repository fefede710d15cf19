import { attention, type ChecklistRule, count, NOT_TOUCHED, notMeasured, siteEvidence, warmSites } from './item.ts'

export const CALLER_BUFFER: ChecklistRule = {
  id: 'caller-buffer',
  number: 6,
  title: "Could the API take the caller's buffer?",
  judge(input) {
    const returned = warmSites(input.added).filter(
      (site) =>
        site.cause === 'returned-address' && isExported(site.function) && /^(?:make\(|\[\])/.test(site.expression),
    )
    if (returned.length > 0) {
      return attention(
        `${count(returned.length, 'exported function')} newly returns fresh memory`,
        returned.map(siteEvidence),
      )
    }
    if (warmSites(input.added).some((site) => site.cause === 'returned-address')) {
      return notMeasured('values are newly returned by address: see whether the caller could provide the place')
    }
    return NOT_TOUCHED
  },
}

function isExported(functionName: string): boolean {
  return /(?:^|\.)\p{Lu}[^.]*$/u.test(functionName)
}
