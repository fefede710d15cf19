import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

/** Not ours (dependencies, bundles), or text that reports are compared with. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'golden', 'coverage'])

/** Every Markdown file of the project, relative to its top. */
export function listMarkdown(folder = '.'): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : listMarkdown(name)
    return entry.name.endsWith('.md') ? [name] : []
  })
}

/** The text under a heading, up to the next heading of the same or a higher level. */
export function sectionOf(markdown: string, heading: string): string {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start < 0) throw new Error(`there is no heading "${heading}"`)
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0
  const end = lines.findIndex((line, at) => at > start && new RegExp(`^#{1,${level}} `).test(line))
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n')
}

/** The fenced blocks of one language. */
export function blocksOf(markdown: string, language: string): readonly string[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, tag, text]) =>
    tag === language && text !== undefined ? [text] : [],
  )
}

/** The rows of every table, without the header, cell by cell. */
export function rowsOf(markdown: string): readonly (readonly string[])[] {
  return markdown.split('\n').flatMap((line, at, lines) => {
    const isHeader = /^\|[ :|-]+\|$/.test(lines[at + 1] ?? '')
    if (!line.startsWith('|') || /^\|[ :|-]+\|$/.test(line) || isHeader) return []
    const cells = line.slice(1, line.lastIndexOf('|')).split('|')
    return [cells.map((cell) => cell.trim())]
  })
}

/** What stands between backticks, fenced blocks left out. */
export function codeSpansOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '')
}

/** `code` without its backticks. */
export function bare(cell: string): string {
  return cell.replaceAll('`', '')
}
