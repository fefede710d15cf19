import type { Review } from '../review/schema.ts'
import { TERMINAL } from './allowance.ts'
import { type Block, coalesce, type Inline, type Item, type Line, type Mark } from './document.ts'
import { breakCommands, oneLine, stripControl } from './escape-text.ts'
import { reviewDocument } from './review-document.ts'
import { alignTable, wrap } from './terminal-layout.ts'
import { paint, plainWidth, type Style } from './terminal-style.ts'

export interface TerminalOptions {
  readonly color: boolean
  /** Columns of the terminal; longer lines are wrapped between words. */
  readonly width: number
}

const SIGNS: Readonly<Record<Mark, readonly [string, Style]>> = {
  bad: ['✗', 'red'],
  good: ['✓', 'green'],
  unsure: ['?', 'yellow'],
  attention: ['!', 'yellow'],
  ok: ['✓', 'green'],
}

/** The review for a terminal: the comment's words in the comment's order, without Markdown. Ends with a line feed. */
export function renderTerminal(review: Review, options: TerminalOptions): string {
  const blocks = reviewDocument(review, TERMINAL, { fullReport: '`--format markdown` or `--format json`' })
  const width = Math.max(40, options.width)
  const lines = printBlocks(blocks, { ...options, width })
  // In a workflow, this is what the runner reads for commands.
  return `${lines.map(breakCommands).join('\n')}\n`
}

function printBlocks(blocks: readonly Block[], options: TerminalOptions): readonly string[] {
  return blocks.flatMap((block, index) => {
    const lines = printBlock(block, options)
    const follows = block.kind === 'list' && blocks[index - 1]?.kind === 'paragraph'
    return index === 0 || follows ? lines : ['', ...lines]
  })
}

function printBlock(block: Block, options: TerminalOptions): readonly string[] {
  switch (block.kind) {
    case 'headline':
      return wrap(paint('bold', inlines(block.line, options), options.color), options.width, '')
    case 'paragraph':
      return block.lines.flatMap((line) => wrap(inlines(line, options), options.width, '  '))
    case 'list':
      return block.items.flatMap((item) => printItem(item, '  ', options))
    case 'table':
      return alignTable(
        [block.columns.map(({ title }) => title), ...block.rows].map((row) =>
          row.map((line) => inlines(line, options)),
        ),
        block.columns.map(({ align }) => align),
        options.width,
      )
    case 'listing':
      return stripControl(block.text)
        .replaceAll('\t', '    ')
        .split('\n')
        .map((line) => `    ${line}`)
    case 'fold': {
      const title = paint('bold', inlines(block.summary, options), options.color)
      const inner = printBlocks(block.blocks, { ...options, width: options.width - 2 })
      return [...wrap(title, options.width, '  '), ...inner.map((line) => (line === '' ? '' : `  ${line}`))]
    }
    case 'legend':
      return wrap(inlines(block.line, options), options.width, '').map((line) => paint('dim', line, options.color))
  }
}

function printItem(item: Item, indent: string, options: TerminalOptions): readonly string[] {
  const [first = [], ...others] = item.lines
  const head = wrap(inlines(first, options), options.width - indent.length - 2, '')
  const tail = others.flatMap((line) => wrap(inlines(line, options), options.width - indent.length - 2, ''))
  const nested = (item.items ?? []).flatMap((inner) => printItem(inner, `${indent}  `, options))
  const own = [...head, ...tail].map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`)
  return [...own, ...nested]
}

function inlines(line: Line, options: TerminalOptions): string {
  const text = coalesce(line)
    .map((piece) => inline(piece, options))
    .join('')
  return plainWidth(text) === 0 ? '' : text.trim()
}

function inline(piece: Inline, options: TerminalOptions): string {
  if (typeof piece === 'string') return oneLine(piece)
  switch (piece.kind) {
    case 'code':
      return paint('cyan', oneLine(piece.text), options.color)
    case 'strong':
      return paint('bold', inlines(piece.line, options), options.color)
    case 'emphasis':
      return inlines(piece.line, options)
    case 'mark': {
      const [sign, style] = SIGNS[piece.mark]
      return paint(style, sign, options.color)
    }
    case 'place':
      return paint('cyan', oneLine(piece.text), options.color)
    case 'help':
      return oneLine(piece.text)
    case 'link':
      return `${oneLine(piece.text)} ${oneLine(piece.url)}`
  }
}
