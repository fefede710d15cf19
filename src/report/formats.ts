import type { Review } from '../review/schema.ts'
import { renderAnnotations, renderWorkflowCommands } from './annotations.ts'
import { renderJson } from './json.ts'
import { type MarkdownContext, renderMarkdown } from './markdown.ts'
import { renderTerminal, type TerminalOptions } from './terminal.ts'

export interface FormatOptions extends MarkdownContext, TerminalOptions {}

/** What `--format` can name, and who renders it. Every result ends with a line feed, or is empty. */
export const FORMATS = {
  terminal: (review: Review, options: FormatOptions) => renderTerminal(review, options),
  markdown: (review: Review, options: FormatOptions) => renderMarkdown(review, options),
  json: (review: Review) => renderJson(review),
  annotations: (review: Review) =>
    renderWorkflowCommands(renderAnnotations(review))
      .map((command) => `${command}\n`)
      .join(''),
} as const satisfies Record<string, (review: Review, options: FormatOptions) => string>

export type Format = keyof typeof FORMATS
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[]
