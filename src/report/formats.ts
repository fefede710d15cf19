import type { Review } from '../review/schema.ts'
import { renderAnnotations, renderWorkflowCommands } from './annotations.ts'
import { type HtmlContext, renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { type MarkdownContext, renderMarkdown } from './markdown.ts'
import { renderSarif, type SarifContext } from './sarif.ts'
import { renderTerminal, type TerminalOptions } from './terminal.ts'

export interface FormatOptions extends MarkdownContext, SarifContext, TerminalOptions {}

/** What `--format` can name, and who renders it. Every result ends with a line feed, or is empty. */
export const FORMATS = {
  terminal: (review: Review, options: FormatOptions) => renderTerminal(review, options),
  markdown: (review: Review, options: FormatOptions) => renderMarkdown(review, options),
  json: (review: Review) => renderJson(review),
  annotations: (review: Review) =>
    renderWorkflowCommands(renderAnnotations(review))
      .map((command) => `${command}\n`)
      .join(''),
  sarif: (review: Review, options: FormatOptions) => renderSarif(review, options),
  html: (review: Review, options: FormatOptions) => renderHtml(review, options),
} as const satisfies Record<string, (review: Review, options: FormatOptions) => string>

export type Format = keyof typeof FORMATS
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[]

export type ArtefactContext = Omit<MarkdownContext, 'marker' | 'maxCharacters'> & HtmlContext & SarifContext

/** The files of a report, by name; the first is the one that the others can be rendered from. */
export const ARTEFACTS: readonly {
  readonly name: string
  readonly render: (review: Review, context: ArtefactContext) => string
}[] = [
  { name: 'review.json', render: renderJson },
  {
    name: 'review.md',
    render: (review, context) => renderMarkdown(review, { ...context, maxCharacters: Number.MAX_SAFE_INTEGER }),
  },
  { name: 'review.sarif', render: renderSarif },
  { name: 'review.html', render: renderHtml },
]
