import type { Review } from '../review/schema.ts'
import { EVERYTHING } from './allowance.ts'
import { shortSha } from './benchmark-table.ts'
import { type Block, coalesce, type Inline, type Item, type Line, type Mark } from './document.ts'
import { clip, escapeHtml, oneLine } from './escape-text.ts'
import { CONTENT_POLICY, STYLE } from './html-style.ts'
import { httpUrl, permalink, type RepositoryAddress } from './permalink.ts'
import { reviewDocument } from './review-document.ts'

export interface HtmlContext extends RepositoryAddress {
  readonly reportUrl?: string | undefined
  readonly waiverLabel?: string | undefined
}

const MARKS: Readonly<Record<Mark, readonly [string, string]>> = {
  bad: ['✗', 'worse'],
  good: ['✓', 'fine'],
  unsure: ['?', 'undecided'],
  attention: ['!', 'needs attention'],
  ok: ['✓', 'fine'],
}

/**
 * The review as one HTML file that needs nothing else: no script, no font, no
 * picture, and a policy that would let none in. It has the comment's words, with
 * links to the repository's own server at most. Ends with a line feed.
 */
export function renderHtml(review: Review, context: HtmlContext = {}): string {
  const blocks = reviewDocument(review, EVERYTHING, { ...context, fullReport: '`review.json`' })
  const title = blocks[0]?.kind === 'headline' ? plain(blocks[0].line) : 'Performance'
  const printer = new HtmlPrinter(review, context)
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    printer.blocks(blocks),
    '</main>',
    `<footer>${about(review)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const REF_CHARACTERS = 100

/** What a file that was passed on has to say of itself: which tool, which commits. */
function about({ tool, base, head }: Review): string {
  const side = ({ ref, sha }: Review['base']): string =>
    `${inlineCode(clip(oneLine(ref), REF_CHARACTERS))} ${inlineCode(shortSha(oneLine(sha)))}`
  const version = clip(oneLine(`${tool.name} ${tool.version}`), REF_CHARACTERS)
  return `${escapeHtml(version)}: base ${side(base)}, head ${side(head)}`
}

function inlineCode(text: string): string {
  return text.trim() === '' ? '' : `<code>${escapeHtml(text)}</code>`
}

class HtmlPrinter {
  readonly #review: Review
  readonly #address: RepositoryAddress

  constructor(review: Review, address: RepositoryAddress) {
    this.#review = review
    this.#address = address
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.block(block)).join('\n')
  }

  block(block: Block): string {
    switch (block.kind) {
      case 'headline':
        return `<h1>${this.line(block.line)}</h1>`
      case 'paragraph':
        return `<p>${this.lines(block.lines)}</p>`
      case 'list':
        return this.items(block.items)
      case 'table':
        return this.table(block)
      case 'listing':
        return `<pre>${escapeHtml(block.text.replace(/\n+$/, ''))}</pre>`
      case 'fold':
        return `<details>\n<summary>${this.line(block.summary)}</summary>\n${this.blocks(block.blocks)}\n</details>`
      case 'legend':
        return `<p class="legend">${this.line(block.line)}</p>`
    }
  }

  lines(lines: readonly Line[]): string {
    return lines.map((line) => this.line(line)).join('<br>\n')
  }

  items(items: readonly Item[]): string {
    const inner = items.map((item) => {
      const nested = item.items === undefined ? '' : `\n${this.items(item.items)}`
      return `<li>${this.lines(item.lines)}${nested}</li>`
    })
    return `<ul>\n${inner.join('\n')}\n</ul>`
  }

  /** Wide tables scroll in a frame of their own, so that the page does not. */
  table({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
    const cells = (tag: 'th' | 'td', lines: readonly Line[]): string =>
      lines
        .map(
          (line, index) =>
            `<${tag}${columns[index]?.align === 'right' ? ' class="right"' : ''}>${this.line(line)}</${tag}>`,
        )
        .join('')
    return [
      '<div class="table"><table>',
      `<thead><tr>${cells(
        'th',
        columns.map(({ title }) => title),
      )}</tr></thead>`,
      '<tbody>',
      ...rows.map((row) => `<tr>${cells('td', row)}</tr>`),
      '</tbody>',
      '</table></div>',
    ].join('\n')
  }

  line(line: Line): string {
    return coalesce(line)
      .map((piece) => this.inline(piece))
      .join('')
      .trim()
  }

  inline(piece: Inline): string {
    if (typeof piece === 'string') return escapeHtml(oneLine(piece))
    switch (piece.kind) {
      case 'code':
        return inlineCode(oneLine(piece.text))
      case 'strong':
        return `<strong>${this.line(piece.line)}</strong>`
      case 'emphasis':
        return `<em>${this.line(piece.line)}</em>`
      case 'mark': {
        const [sign, meaning] = MARKS[piece.mark]
        return `<span class="${piece.mark}" role="img" aria-label="${meaning}">${sign}</span>`
      }
      case 'place': {
        const sha = piece.side === 'head' ? this.#review.head.sha : this.#review.base.sha
        return link(permalink(this.#address, sha, piece.file, piece.line), inlineCode(oneLine(piece.text)))
      }
      case 'help':
        return escapeHtml(oneLine(piece.text))
      case 'link':
        return link(httpUrl(piece.url), escapeHtml(oneLine(piece.text)))
    }
  }
}

/** `html` is escaped already. */
function link(url: string | null, html: string): string {
  return url === null ? html : `<a href="${escapeHtml(url)}">${html}</a>`
}

/** A line without its forms: for a title. */
function plain(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return oneLine(piece)
      if (piece.kind === 'mark') return ''
      return piece.kind === 'strong' || piece.kind === 'emphasis' ? plain(piece.line) : oneLine(piece.text)
    })
    .join('')
    .trim()
}
