import type { ChecklistItem } from '../schema.ts'
import { BOXING } from './boxing.ts'
import { CALLER_BUFFER } from './caller-buffer.ts'
import { CONCURRENCY } from './concurrency.ts'
import { CONVERSIONS } from './conversions.ts'
import { ESCAPES } from './escapes.ts'
import { FURTHER } from './further.ts'
import { type ChecklistInput, type ChecklistRule, withGone, withRules } from './item.ts'
import { MEASURED } from './measured.ts'
import { POOLS } from './pools.ts'
import { PRESIZING } from './presizing.ts'
import { SHARING } from './sharing.ts'

/** Every rule, in the order of the checklist. */
export const CHECKLIST: readonly ChecklistRule[] = [
  ESCAPES,
  BOXING,
  PRESIZING,
  SHARING,
  CONVERSIONS,
  CALLER_BUFFER,
  POOLS,
  CONCURRENCY,
  MEASURED,
  FURTHER,
]

/** Answers every item for this change. */
export function judgeChecklist(input: ChecklistInput): ChecklistItem[] {
  return CHECKLIST.map(({ id, number, title, judge }) => ({
    id,
    number,
    title,
    ...withGone(withRules(judge(input), input, number), input, number),
  }))
}
