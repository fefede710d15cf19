import { plainWidth } from './terminal-style.ts'

/** Breaks a line between words so that each part fits; a longer word stays whole, so that it can be copied. */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line === '') line = word
    else if (plainWidth(`${line} ${word}`) <= width) line = `${line} ${word}`
    else {
      lines.push(line)
      line = `${indent}${word}`
    }
  }
  return [...lines, line]
}

const GAP = '  '

/**
 * Rows as aligned columns. Where they do not fit, the first column (a
 * benchmark's name, to be copied) takes a line of its own above the others.
 */
export function alignTable(
  rows: readonly (readonly string[])[],
  alignment: readonly ('left' | 'right')[],
  width: number,
): readonly string[] {
  const widths = alignment.map((_, column) => Math.max(0, ...rows.map((row) => plainWidth(row[column] ?? ''))))
  const whole = widths.reduce((sum, own) => sum + own + GAP.length, -GAP.length)
  const cells = (row: readonly string[], from: number): string =>
    alignment
      .slice(from)
      .map((align, index) => pad(row[from + index] ?? '', widths[from + index] ?? 0, align))
      .join(GAP)
      .trimEnd()
  if (whole <= width) return rows.map((row) => cells(row, 0))
  return rows.flatMap((row) => [...(row[0] === undefined || row[0] === '' ? [] : [row[0]]), `${GAP}${cells(row, 1)}`])
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - plainWidth(cell)))
  return align === 'right' ? space + cell : cell + space
}
