/** Aligned columns on stdout; numbers to the right. */
export function printTable(header, rows) {
  const texts = [header, ...rows].map((row) => row.map(String))
  const widths = header.map((_, column) => Math.max(...texts.map((row) => row[column].length)))
  const isNumber = (text) => /^[-+]?[\d.,]+( %|×| s)?$|^–$/.test(text)
  for (const [at, row] of texts.entries()) {
    const cells = row.map((text, column) =>
      isNumber(text) ? text.padStart(widths[column]) : text.padEnd(widths[column]),
    )
    console.log(cells.join('  ').trimEnd())
    if (at === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  }
}

/** `3 of 4 (75 %)`, or a dash for nothing of nothing. */
export function share(part, whole) {
  return whole === 0 ? '–' : `${part} of ${whole} (${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %)`
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  return sorted.length % 2 === 1 ? upper : (sorted[sorted.length / 2 - 1] + upper) / 2
}
