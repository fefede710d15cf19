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

/** Rows as aligned columns. A table wider than the terminal loses the middle of its first column's longest texts. */
export function alignTable(
  rows: readonly (readonly string[])[],
  alignment: readonly ('left' | 'right')[],
  width: number,
): readonly string[] {
  const widths = alignment.map((_, column) => Math.max(0, ...rows.map((row) => plainWidth(row[column] ?? ''))))
  const others = widths.slice(1).reduce((sum, own) => sum + own + GAP.length, 0)
  const room = Math.max(24, width - others)
  const first = Math.min(widths[0] ?? 0, room)
  return rows.map((row) =>
    alignment
      .map((align, column) => {
        const limit = column === 0 ? first : (widths[column] ?? 0)
        const cell = column === 0 ? shorten(row[column] ?? '', limit) : (row[column] ?? '')
        const padding = ' '.repeat(Math.max(0, limit - plainWidth(cell)))
        return align === 'right' ? padding + cell : cell + padding
      })
      .join(GAP)
      .trimEnd(),
  )
}

/** Takes the middle out, where benchmark names differ least; styling is lost with it. */
function shorten(cell: string, limit: number): string {
  if (plainWidth(cell) <= limit) return cell
  const ESC = String.fromCodePoint(0x1b)
  const characters = [...cell.replace(new RegExp(`${ESC}\\[\\d+m`, 'g'), '')]
  let head = Math.ceil((limit - 1) / 2)
  let tail = limit - 1 - head
  while (head > 0 && plainWidth(`${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`) > limit) {
    if (head > tail) head--
    else tail--
    if (tail <= 0) break
  }
  return `${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`
}
