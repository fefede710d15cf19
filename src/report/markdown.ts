import type { Review } from '../review/schema.ts'
import { fitWithin } from './budget.ts'
import { type Block, coalesce, type Inline, type Item, type Line, type Mark } from './document.ts'
import {
  codeCell,
  codeSpan,
  escapeHtml,
  escapeHtmlInMarkdown,
  escapeLineStart,
  escapeMarkdown,
  fence,
} from './escape-text.ts'
import { httpUrl, permalink, type RepositoryAddress } from './permalink.ts'
import { type DocumentOptions, reviewDocument } from './review-document.ts'

export interface MarkdownContext extends RepositoryAddress {
  /** The workflow run or file that shows the whole report. */
  readonly reportUrl?: string | undefined
  /** The hidden first line by which the comment is found again; see `commentMarker`. Written as it is. */
  readonly marker?: string | undefined
  /** The label that accepts a known cost, named in the legend. */
  readonly waiverLabel?: string | undefined
  /** UTF-16 units; GitHub refuses a comment of more than 65,536 characters. */
  readonly maxCharacters?: number | undefined
}

const COMMENT_CHARACTERS = 65_536
const MARKS: Readonly<Record<Mark, string>> = { bad: '🔴', good: '🟢', unsure: '🟡', attention: '⚠️', ok: '✅' }

/** The hidden line that marks a comment as ours; `key` tells several configurations on one pull request apart. */
export function commentMarker(key: string): string {
  const inert = key.replace(/[^A-Za-z0-9._/]+/g, '-')
  return inert === '' ? '<!-- go-perf-review -->' : `<!-- go-perf-review:${inert} -->`
}

/** The pull-request comment, at most `maxCharacters` UTF-16 units long. */
export function renderMarkdown(review: Review, context: MarkdownContext = {}): string {
  const limit = context.maxCharacters ?? COMMENT_CHARACTERS
  const fullReport = 'the job summary or `review.json`'
  return fitWithin(
    review,
    limit,
    (text) => text.length,
    context.marker ?? '',
    (allowance) =>
      printMarkdown(reviewDocument(review, allowance, documentOptions(context, fullReport)), review, context),
  )
}

export function documentOptions(context: MarkdownContext, fullReport: string): DocumentOptions {
  return { reportUrl: context.reportUrl, waiverLabel: context.waiverLabel, fullReport }
}

/** A document as GitHub Markdown; all of its text is escaped. Ends with a line feed. */
export function printMarkdown(blocks: readonly Block[], review: Review, address: RepositoryAddress): string {
  const printer = new MarkdownPrinter(review, address)
  return `${printer.blocks(blocks)}\n`
}

class MarkdownPrinter {
  readonly #review: Review
  readonly #address: RepositoryAddress

  constructor(review: Review, address: RepositoryAddress) {
    this.#review = review
    this.#address = address
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.block(block)).join('\n\n')
  }

  block(block: Block): string {
    switch (block.kind) {
      case 'headline':
        return `### ${this.line(block.line)}`
      case 'paragraph':
        return this.lines(block.lines, '')
      case 'list':
        return this.items(block.items, '')
      case 'table':
        return this.table(block)
      case 'listing':
        return fence(block.text, 'text')
      case 'fold':
        return `<details><summary>${this.summary(block.summary)}</summary>\n\n${this.blocks(block.blocks)}\n\n</details>`
      case 'legend':
        return `<sub>${this.line(block.line)}</sub>`
    }
  }

  /** A backslash ends a line where it must stay one, in comments and in files alike. */
  lines(lines: readonly Line[], indent: string): string {
    return lines.map((line) => this.line(line)).join(`\\\n${indent}`)
  }

  items(items: readonly Item[], indent: string): string {
    return items
      .map((item) => {
        const own = `${indent}- ${this.lines(item.lines, `${indent}  `)}`
        return item.items === undefined ? own : `${own}\n${this.items(item.items, `${indent}  `)}`
      })
      .join('\n')
  }

  table({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
    const cells = (lines: readonly Line[]): string =>
      `| ${lines.map((line) => this.inlines(line, codeCell).trim()).join(' | ')} |`
    const rule = `|${columns.map(({ align }) => (align === 'right' ? '--:' : '---')).join('|')}|`
    return [cells(columns.map(({ title }) => title)), rule, ...rows.map(cells)].join('\n')
  }

  line(line: Line): string {
    let text = ''
    for (const piece of coalesce(line)) {
      const printed = this.inline(piece, codeSpan)
      text += typeof piece === 'string' && text.trim() === '' ? escapeLineStart(printed) : printed
    }
    return text.trim()
  }

  inlines(line: Line, span: (text: string) => string): string {
    return coalesce(line)
      .map((piece) => this.inline(piece, span))
      .join('')
  }

  inline(piece: Inline, span: (text: string) => string): string {
    if (typeof piece === 'string') return escapeMarkdown(piece)
    switch (piece.kind) {
      case 'code':
        return span(piece.text)
      case 'strong':
        return `**${this.inlines(piece.line, span).trim()}**`
      case 'emphasis':
        return `*${this.inlines(piece.line, span).trim()}*`
      case 'mark':
        return MARKS[piece.mark]
      case 'place':
        return this.place(piece, span)
      case 'help':
      case 'link': {
        const url = httpUrl(piece.url)
        return url === null ? escapeMarkdown(piece.text) : `[${escapeMarkdown(piece.text)}](${url})`
      }
    }
  }

  place({ side, file, line, text }: Extract<Inline, { kind: 'place' }>, span: (text: string) => string): string {
    const sha = side === 'head' ? this.#review.head.sha : this.#review.base.sha
    const url = permalink(this.#address, sha, file, line)
    const shown = span(text)
    return url === null ? shown : `[${shown}](${url})`
  }

  /** A summary line stands inside HTML, where Markdown is not read. */
  summary(line: Line): string {
    return coalesce(line)
      .map((piece) => {
        if (typeof piece === 'string') return escapeHtmlInMarkdown(piece)
        if (piece.kind === 'code') return `<code>${escapeHtml(piece.text)}</code>`
        return ''
      })
      .join('')
  }
}
