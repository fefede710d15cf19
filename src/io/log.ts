import type { Log } from '../ports.ts'
import { renderPlainLine, renderWithin } from './plain-text.ts'

export interface LogOptions {
  /** Where progress goes: stderr. */
  readonly stream: { write(text: string): unknown; readonly columns?: number | undefined }
  /** The stream is a terminal: one live line that is written over. */
  readonly live: boolean
  /** Only warnings. */
  readonly quiet: boolean
}

export interface LogOnStream extends Log {
  /** Takes the live line away, before results are printed to the same terminal. */
  clear(): void
}

const ERASE_LINE = '\r\u001b[2K'
const DEFAULT_COLUMNS = 80

/**
 * Progress for a person who waits. On a terminal a single live line shows the
 * stage and where it stands; elsewhere each stage is a line and progress is
 * left out. Texts may come from the project under review: what a terminal or a
 * runner would obey is taken out of them.
 */
export function createLog({ stream, live, quiet }: LogOptions): LogOnStream {
  let stage = ''
  let progress = ''
  let shown = false

  const clear = (): void => {
    if (shown) stream.write(ERASE_LINE)
    shown = false
  }
  const draw = (): void => {
    if (!live || quiet || stage === '') return
    const line = progress === '' ? stage : `${stage}: ${progress}`
    // The last column stays free: a full line would wrap, and only its second half be erased.
    // A terminal that does not know its size says 0.
    stream.write(ERASE_LINE + renderWithin(line, (stream.columns || DEFAULT_COLUMNS) - 1))
    shown = true
  }
  const write = (text: string): void => {
    clear()
    stream.write(text)
    draw()
  }

  return {
    stage(title) {
      stage = renderPlainLine(title)
      progress = ''
      if (live) draw()
      else if (!quiet) stream.write(`${stage}\n`)
    },
    progress(detail) {
      progress = renderPlainLine(detail)
      draw()
    },
    warn(message) {
      write(renderLines('warning: ', message))
    },
    detail(message) {
      if (!quiet) write(renderLines('  ', message))
    },
    clear,
  }
}

function renderLines(label: string, text: string): string {
  const [first = '', ...rest] = text.split(/\r?\n/).map(renderPlainLine)
  return [label + first, ...rest.map((line) => `  ${line}`)].map((line) => `${line}\n`).join('')
}
