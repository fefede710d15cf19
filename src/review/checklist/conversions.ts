import { type ChecklistRule, judgeByCause } from './item.ts'

export const CONVERSIONS: ChecklistRule = {
  id: 'conversions',
  number: 5,
  title: 'Are there needless []byte ↔ string conversions?',
  judge: (input) =>
    judgeByCause(input, (site) => site.cause === 'string-bytes-conversion', {
      found: 'where a conversion copies to the heap',
      none: 'no new conversion that copies to the heap',
    }),
}
