import { type ChecklistRule, NOT_TOUCHED } from './item.ts'

/** What fits in none of the nine; the rules on the text alone answer it. */
export const FURTHER: ChecklistRule = {
  id: 'further',
  number: 10,
  title: 'Does anything else cost: large copies, defer, unbuffered I/O, runtime settings?',
  judge: () => NOT_TOUCHED,
}
