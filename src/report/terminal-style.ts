const ESC = String.fromCodePoint(0x1b)

/** SGR codes on and off (ECMA-48, 8.3.117); each style has its own end, so that styles nest. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const

export type Style = keyof typeof CODES

export function paint(style: Style, text: string, color: boolean): string {
  const [on, off] = CODES[style]
  return color && text !== '' ? `${ESC}[${on}m${text}${ESC}[${off}m` : text
}

const STYLING = new RegExp(`${ESC}\\[\\d+m`, 'g')
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u

/** Columns that the text takes: styling and combining marks none, East Asian wide characters two. */
export function plainWidth(text: string): number {
  let width = 0
  for (const character of text.replace(STYLING, '')) {
    if (/\p{M}/u.test(character)) continue
    width += WIDE.test(character) ? 2 : 1
  }
  return width
}
