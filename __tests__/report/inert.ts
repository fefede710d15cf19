/** Reads Markdown as far as the tests need: what remains once code is taken out is what GitHub interprets. */

/** The Markdown without fenced blocks and code spans (CommonMark 4.5 and 6.1, line by line); pipes stay, as rows are split before spans are seen. */
export function withoutCode(markdown: string): string {
  const lines: string[] = []
  let closing: string | null = null
  for (const line of markdown.split('\n')) {
    const marks = /^\s*(`{3,})/.exec(line)?.[1]
    if (closing !== null) {
      if (line.trim() === closing) closing = null
    } else if (marks !== undefined && /^\s*`{3,}[a-z]*$/.test(line)) closing = marks
    else lines.push(withoutSpans(line))
  }
  return lines.join('\n')
}

function withoutSpans(line: string): string {
  let kept = ''
  for (let at = 0; at < line.length; ) {
    if (line[at] === '\\') {
      kept += line.slice(at, at + 2)
      at += 2
      continue
    }
    const run = /^`+/.exec(line.slice(at))?.[0]
    if (run === undefined) {
      kept += line[at++]
      continue
    }
    const end = new RegExp(`(?<!\`)${run}(?!\`)`).exec(line.slice(at + run.length))
    const start = at
    at += run.length + (end === null ? 0 : end.index + run.length)
    kept += end === null ? run : `CODE${line.slice(start, at).replace(/[^|]/g, '')}`
  }
  return kept
}
