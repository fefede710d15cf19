import { findRule } from '../../rules/table.ts'
import type { Site } from '../schema.ts'
import {
  attention,
  type ChecklistInput,
  type ChecklistRule,
  count,
  NOT_TOUCHED,
  notMeasured,
  siteEvidence,
  warmSites,
} from './item.ts'

export const CALLER_BUFFER: ChecklistRule = {
  id: 'caller-buffer',
  number: 6,
  title: "Could the API take the caller's buffer?",
  judge(input) {
    const fresh = warmSites(input.added, input.benchmarks).filter(
      (site) => site.cause === 'returned-address' && !wasGrown(site, input),
    )
    const returned = fresh.filter((site) => isExported(site.function) && /^(?:make\(|\[\])/.test(site.expression))
    if (returned.length > 0) {
      return attention(
        `${count(returned.length, 'exported function')} newly returns fresh memory`,
        returned.map(siteEvidence),
      )
    }
    if (fresh.length > 0) {
      return notMeasured('values are newly returned by address: see whether the caller could provide the place')
    }
    return NOT_TOUCHED
  },
}

/** What is made with its size now was grown bit by bit before: as fresh as it is now. */
function wasGrown(site: Site, { rulesGone }: ChecklistInput): boolean {
  return rulesGone.some(
    (gone) => gone.file === site.file && gone.function === site.function && findRule(gone.rule)?.item === 3,
  )
}

function isExported(functionName: string): boolean {
  return /(?:^|\.)\p{Lu}[^.]*$/u.test(functionName)
}
