import type { GoRule, LineRule } from '../../rules/rule.ts'
import { GO_RULES, LINE_RULES } from '../../rules/table.ts'
import { CHECKLIST } from './rules.ts'

/** What answers each item besides the rules on the text; the item's id is the key. */
const EVIDENCE: Readonly<Record<string, string>> = {
  escapes: 'The escape diff; allocator calls in the compiled code of changed functions; functions declared hot.',
  boxing: 'New escapes whose cause is an interface or fmt.',
  presizing: 'New escapes of append and of sizes that are not constant.',
  sharing: 'New escapes into a goroutine or a channel, with the width of what is captured.',
  conversions: 'New escapes of conversions. A conversion without a copy is never held against a change.',
  'caller-buffer': 'Fresh memory that an exported function newly returns.',
  pools: 'The rules below; what only a person can see is asked where the change touches a pool.',
  concurrency: 'The rules below; block and mutex profiles of affected benchmarks as hints.',
  measured: 'The verdicts of the benchmarks, and which changed functions they execute.',
  further: 'The rules below.',
}

/** The part of docs/checklist.md that is made from the tables. Ends with a line feed. */
export function renderChecklistPage(): string {
  return CHECKLIST.map(({ id, number, title }) => {
    const rules = [...GO_RULES, ...LINE_RULES].filter(({ item }) => item === number)
    return [
      `<a id="${id}"></a>`,
      '',
      `## ${number}. ${title}`,
      '',
      `**Evidence.** ${EVIDENCE[id] ?? ''}`,
      '',
      ...rules.map(renderRule),
    ].join('\n')
  }).join('\n')
}

function renderRule(rule: GoRule | LineRule): string {
  const examples = 'example' in rule ? rule.example : rule
  const language = 'example' in rule ? 'go' : 'text'
  const fence = (text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
  const measured =
    'example' in rule && rule.example.operation !== undefined
      ? ' A test measures that the first allocates more than the second.'
      : ''
  return [
    `### ${rule.id}`,
    '',
    `${capital(rule.title)}.`,
    '',
    `**Looks at.** ${rule.looksAt}`,
    '',
    `**Try.** ${rule.advice}${measured}`,
    '',
    '<details><summary>Example</summary>',
    '',
    'Found:',
    '',
    fence(examples.bad),
    '',
    'Not found:',
    '',
    fence(examples.good),
    '',
    '</details>',
    '',
  ].join('\n')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
