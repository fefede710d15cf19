/**
 * Go's line directives (`//line file:10`, a block comment `line file:10:7`; see `go doc cmd/compile`): the
 * compiler names places under them by the file that they name.
 */
export interface LineSpan {
  /** As the directive names it; '' for the file itself. */
  readonly name: string
  readonly namedStart: number
  /** The first real line of the span, counted from 1. */
  readonly realStart: number
  readonly lines: number
}

const AT_LINE_START = /^\/\/line (.*?):(\d+)(?::\d+)?\s*$/
const IN_LINE = /\/\*line (.*?):(\d+)(?::\d+)?\*\//

/** The spans of a file that a directive renames, in order. Empty for a file without directives. */
export function parseLineDirectives(text: string): readonly LineSpan[] {
  if (!text.includes('line ')) return []
  const lines = text.split('\n')
  const starts: { name: string; namedStart: number; realStart: number }[] = []
  lines.forEach((line, index) => {
    const whole = AT_LINE_START.exec(line)
    const inner = whole ? null : IN_LINE.exec(line)
    const match = whole ?? inner
    if (!match) return
    // The first form names the line that follows, the second what follows on its own line.
    const realStart = index + (whole ? 2 : 1)
    starts.push({ name: match[1] ?? '', namedStart: Number(match[2]), realStart })
  })
  return starts.map((start, index) => ({
    ...start,
    lines: (starts[index + 1]?.realStart ?? lines.length + 1) - start.realStart,
  }))
}

/** The real line of a named one, or null where no span holds it. */
export function mapToRealLine(spans: readonly LineSpan[], name: string, line: number): number | null {
  for (const span of spans) {
    const offset = line - span.namedStart
    if (span.name === name && offset >= 0 && offset < span.lines) return span.realStart + offset
  }
  return null
}
