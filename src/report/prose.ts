import type { Inline, Line } from './document.ts'
import { clip, oneLine } from './escape-text.ts'

/** Of a huge text only so many times what is shown is looked at. */
const RAW = 16

/**
 * A sentence of the review as a line. Sentences mark code with single
 * backticks; code that is a known place, `token.go:88`, becomes a link to it.
 * @param limit longest text in UTF-16 units; the rest is cut off visibly
 */
export function prose(text: string, isKnownFile: (file: string) => boolean, limit: number): Line {
  return clip(oneLine(clip(text, RAW * limit)).trim(), limit)
    .split(/((?<!`)`[^`]+`(?!`))/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? codeOrPlace(part.slice(1, -1), isKnownFile) : part))
}

function codeOrPlace(text: string, isKnownFile: (file: string) => boolean): Inline {
  const match = /^(.+):(\d{1,9})$/.exec(text)
  const [, file = '', line = ''] = match ?? []
  return isKnownFile(file) ? { kind: 'place', side: 'head', file, line: Number(line), text } : { kind: 'code', text }
}

/** Ends a sentence that does not end itself, so that another can follow. */
export function sentence(line: Line): Line {
  const last = line.at(-1)
  if (last === undefined) return line
  if (typeof last === 'string')
    return /[.!?…:]\s*$/.test(last) ? [...line.slice(0, -1), last.trimEnd()] : [...line, '.']
  return [...line, '.']
}
