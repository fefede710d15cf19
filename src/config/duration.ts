const UNITS: readonly (readonly [string, number])[] = [
  ['h', 3600],
  ['m', 60],
  ['s', 1],
]
const WRITTEN = /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/

/** Seconds of `600`, `90s`, `10m`, `1h30m`; null where the text is no duration. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  if (/^\d{1,9}$/.test(trimmed)) return Number(trimmed)
  const match = WRITTEN.exec(trimmed)
  if (match === null || trimmed === '') return null
  return UNITS.reduce((sum, [, seconds], index) => sum + Number(match[index + 1] ?? 0) * seconds, 0)
}

/** Whole seconds as a person writes them: 600 → `10m`, 5400 → `1h30m`. The inverse of `parseDuration`. */
export function renderDuration(seconds: number): string {
  let rest = seconds
  let text = ''
  for (const [letter, size] of UNITS) {
    const count = Math.floor(rest / size)
    if (count > 0) text += `${count}${letter}`
    rest -= count * size
  }
  return text === '' ? '0s' : text
}
