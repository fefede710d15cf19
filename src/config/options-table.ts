import { OPTIONS, type Option } from './options.ts'

/** Every option as a Markdown table, for the documentation. */
export function renderOptionsTable(): string {
  const rows = OPTIONS.map((option: Option) => {
    const places = (['input', 'flag', 'file'] as const).map((place) => (option.in.includes(place) ? '✓' : ''))
    const choices = option.choices === undefined ? '' : ` (${option.choices.map(code).join(', ')})`
    const kind = `${option.kind.replace('-', ' ')}${choices}`
    return [code(option.key), ...places, kind, option.default === '' ? '' : code(option.default), option.description]
  })
  const header = ['Option', 'Input', 'Flag', 'File', 'Kind', 'Default', 'Meaning']
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`)
    .join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}
