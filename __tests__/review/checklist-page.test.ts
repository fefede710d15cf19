import { expect, test } from '@jest/globals'
import { renderChecklistPage } from '../../src/review/checklist/page.ts'
import { CHECKLIST } from '../../src/review/checklist/rules.ts'
import { GO_RULES, LINE_RULES } from '../../src/rules/table.ts'
import { CHECKLIST_PAGE } from '../../src/tool.ts'
import { readCommitted, readGenerated } from '../config/generated.ts'

const between = /(<!-- rules: .*? -->\n)[\s\S]*?(<!-- end of rules -->)/

test('docs/checklist.md is made from the tables', () => {
  const committed = readCommitted('docs/checklist.md')
  expect(committed).toMatch(between)
  const expected = committed.replace(
    between,
    (_, start: string, end: string) => `${start}\n${renderChecklistPage()}${end}`,
  )
  expect(readGenerated('docs/checklist.md', expected)).toBe(expected)
})

test('it tells of every question and of every rule', () => {
  const page = readCommitted('docs/checklist.md')
  for (const { id, title } of CHECKLIST)
    expect(page).toContain(`<a id="${id}"></a>\n\n## ${CHECKLIST.findIndex((one) => one.id === id) + 1}. ${title}`)
  for (const { id } of [...GO_RULES, ...LINE_RULES]) expect(page).toContain(`\n### ${id}\n`)
})

test('the address that reports link to is that of this page', () => {
  expect(CHECKLIST_PAGE).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+\/blob\/main\/docs\/checklist\.md$/)
})
