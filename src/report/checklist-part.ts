import { CHECKLIST } from '../review/checklist/rules.ts'
import type { ChecklistItem, Evidence } from '../review/schema.ts'
import { CHECKLIST_PAGE } from '../tool.ts'
import {
  type Block,
  enumerate,
  type Inline,
  type Item,
  type Line,
  list,
  mark,
  paragraph,
  say,
  strong,
} from './document.ts'
import type { Telling } from './telling.ts'

/** The checklist: attention first, what is fine, what nobody measured, what the change does not touch. */
export function checklistPart(telling: Telling): readonly Block[] {
  const { checklist } = telling.review
  const inState = (state: ChecklistItem['state']): readonly ChecklistItem[] =>
    checklist.filter((item) => item.state === state)
  const attention = inState('attention')
  const untouched = inState('not-touched')
  if (untouched.length === checklist.length) return []
  const told = [
    ...attention.map(
      (item): Item => ({ lines: [say`${mark('attention')} ${answer(item, telling)}${places(item, telling)}`] }),
    ),
    ...inState('ok').map((item): Item => ({ lines: [say`${mark('ok')} ${answer(item, telling)}`] })),
    ...inState('not-measured').map((item): Item => ({ lines: [answer(item, telling, ' · not measured')] })),
  ]
  const items = telling.take(told, telling.allowance.checklistItems, 'answer of the checklist')
  const numbers = untouched.map(({ number }): Line => [String(number)])
  return [
    paragraph(say`${strong('Checklist')} — ${tally(attention.length, checklist.length)}`),
    list(numbers.length === 0 ? items : [...items, { lines: [say`Not touched: ${enumerate(numbers)}`] }]),
  ]
}

function tally(attention: number, all: number): string {
  return attention === 0
    ? `nothing of ${all} needs attention`
    : `${attention} of ${all} ${attention === 1 ? 'needs' : 'need'} attention`
}

/** "**2 Boxing, `fmt` on hot paths**: the answer" */
function answer(item: ChecklistItem, telling: Telling, state = ''): Line {
  const title = strong(...say`${numberOf(item)} ${telling.sentence(item.title)}`)
  return item.summary === '' ? say`${title}${state}` : say`${title}${state}: ${telling.sentence(item.summary)}`
}

/** The number leads to what the question means; an id that is none of ours, from a foreign file, leads nowhere. */
function numberOf({ id, number }: ChecklistItem): Inline {
  const text = String(number)
  return CHECKLIST.some((question) => question.id === id)
    ? { kind: 'help', url: `${CHECKLIST_PAGE}#${id}`, text }
    : text
}

/** Up to three places of the evidence that the answer does not name itself. */
function places(item: ChecklistItem, telling: Telling): Line {
  const unnamed = new Map<string, Line>()
  for (const evidence of item.evidence) {
    const key = placeOf(evidence)
    if (key === null || item.summary.includes(key) || unnamed.has(key)) continue
    unnamed.set(key, [telling.place(evidence.file ?? '', evidence.line ?? 0)])
  }
  const shown = [...unnamed.values()].slice(0, telling.allowance.evidence)
  const others = unnamed.size - shown.length
  if (shown.length === 0) return []
  return say` (${enumerate(others > 0 ? [...shown, [`${others} more`]] : shown)})`
}

function placeOf(evidence: Evidence): string | null {
  const { file, line } = evidence
  return file === undefined || line === undefined ? null : `${file}:${line}`
}
