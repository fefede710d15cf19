import { parseStatement, type SourcePosition, type Statement } from './statement.ts'

/** One line of the compiler's output with its place. */
export interface Diagnostic extends SourcePosition {
  /** From the last `# import/path` header, with the test variant: `p [p.test]`. */
  readonly package: string
  readonly statement: Statement
}

export interface DiagnosticsReader {
  /** Takes output as it arrives, cut anywhere. */
  push(chunk: Uint8Array): void
  /** Call once, after the last chunk. */
  finish(): void
}

export interface DiagnosticsReceiver {
  diagnostic(diagnostic: Diagnostic): void
  /** A line that is no diagnostic, such as a linker's warning. */
  other(line: string, packageId: string): void
}

/**
 * Reads `go build -gcflags=-m=2` text output as a stream, in memory bounded by
 * the longest line. Total: any bytes give diagnostics and other lines.
 */
export function createDiagnosticsReader(receiver: DiagnosticsReceiver): DiagnosticsReader {
  const decoder = new TextDecoder()
  let rest = ''
  let packageId = ''

  function readLines(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      readLine(end > start && text[end - 1] === '\r' ? text.slice(start, end - 1) : text.slice(start, end))
      start = end + 1
    }
    rest = text.slice(start)
  }

  function readLine(line: string): void {
    if (line.startsWith('# ')) {
      packageId = line.slice(2)
      return
    }
    const diagnostic = parseDiagnostic(line, packageId)
    if (diagnostic) receiver.diagnostic(diagnostic)
    else if (line !== '') receiver.other(line, packageId)
  }

  return {
    push: (chunk) => readLines(rest + decoder.decode(chunk, { stream: true })),
    finish: () => readLines(`${rest}${decoder.decode()}\n`),
  }
}

/** Splits `FILE:LINE:COL: TEXT` (no column in generated code); null where the line has no such head. */
export function parseDiagnostic(line: string, packageId: string): Diagnostic | null {
  // Positions come first and file names hold no ": ", so the first match is the position.
  const match = /^(.+?):(\d+)(?::(\d+))?: /.exec(line)
  if (!match) return null
  return {
    package: packageId,
    file: match[1] ?? '',
    line: Number(match[2]),
    column: Number(match[3] ?? 0),
    statement: parseStatement(line.slice(match[0].length)),
  }
}
