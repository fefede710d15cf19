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
  /** Whether anything is wanted of a file, as the compiler names it. Asked once for each run of lines of one file. */
  wants?(file: string, packageId: string): boolean
}

const COLON = 58
const ZERO = 48
const NINE = 57

/**
 * Reads `go build -gcflags=-m=2` text output as a stream, in memory bounded by
 * the longest line. Total: any bytes give diagnostics and other lines.
 */
export function createDiagnosticsReader(receiver: DiagnosticsReceiver): DiagnosticsReader {
  const decoder = new TextDecoder()
  let rest = ''
  let packageId = ''
  // Lines of one file come in long runs; most are of files that nobody asked for.
  let unwanted = ''

  function readLines(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (!isUnwanted(text, start)) readLine(text.slice(start, end))
      start = end + 1
    }
    rest = text.slice(start)
  }

  function isUnwanted(text: string, start: number): boolean {
    return unwanted !== '' && text.startsWith(unwanted, start) && text.charCodeAt(start + unwanted.length) === COLON
  }

  function readLine(raw: string): void {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (line.startsWith('# ')) {
      packageId = line.slice(2)
      unwanted = ''
      return
    }
    const head = findHead(line)
    if (!head) {
      if (line !== '') receiver.other(line, packageId)
      return
    }
    if (receiver.wants && !receiver.wants(head.file, packageId)) {
      unwanted = head.file
      return
    }
    receiver.diagnostic(describe(line, head, packageId))
  }

  return {
    push: (chunk) => readLines(rest + decoder.decode(chunk, { stream: true })),
    finish: () => readLines(`${rest}${decoder.decode()}\n`),
  }
}

/** Splits `FILE:LINE:COL: TEXT` (no column in generated code); null where the line has no such head. */
export function parseDiagnostic(line: string, packageId: string): Diagnostic | null {
  const head = findHead(line)
  return head && describe(line, head, packageId)
}

interface Head extends SourcePosition {
  /** Where the statement begins. */
  readonly textStart: number
}

function describe(line: string, { file, line: number, column, textStart }: Head, packageId: string): Diagnostic {
  return { package: packageId, file, line: number, column, statement: parseStatement(line.slice(textStart)) }
}

/** The first `:digits: ` ends the position: file names hold no such thing. Written out, since it runs for every line. */
function findHead(line: string): Head | null {
  for (let colon = line.indexOf(': '); colon !== -1; colon = line.indexOf(': ', colon + 1)) {
    const last = digitsBefore(line, colon)
    if (last === colon || last === 0 || line.charCodeAt(last - 1) !== COLON) continue
    const lastNumber = Number(line.slice(last, colon))
    const first = digitsBefore(line, last - 1)
    const hasTwo = first !== last - 1 && first > 1 && line.charCodeAt(first - 1) === COLON
    if (hasTwo) {
      return {
        file: line.slice(0, first - 1),
        line: Number(line.slice(first, last - 1)),
        column: lastNumber,
        textStart: colon + 2,
      }
    }
    if (last > 1) return { file: line.slice(0, last - 1), line: lastNumber, column: 0, textStart: colon + 2 }
  }
  return null
}

/** Where the run of digits that ends before `end` begins; `end` where there is none. */
function digitsBefore(text: string, end: number): number {
  let at = end
  while (at > 0) {
    const code = text.charCodeAt(at - 1)
    if (code < ZERO || code > NINE) break
    at--
  }
  return at
}
