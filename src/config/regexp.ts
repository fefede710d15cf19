/**
 * Why Go would refuse an expression of `-test.bench` or `-test.skip`, worded
 * for the reader, or null where nothing is surely wrong.
 *
 * Go's syntax (RE2, https://github.com/google/re2/wiki/Syntax) is not
 * JavaScript's, so `new RegExp` cannot judge it. Only what Go refuses in every
 * case is named here; what is left is judged by Go itself when it runs.
 */
export function findRegexpFault(text: string): string | null {
  // A quoted stretch hides everything from the rules below, and Go's own splitting does not know it.
  if (text.includes('\\Q')) return null
  for (const element of splitElements(text)) {
    const fault = findElementFault(element)
    if (fault !== null) return fault
  }
  return null
}

/**
 * The expressions for each level of sub-benchmarks. The testing package splits
 * at slashes outside of brackets and parentheses, and counts those without
 * knowing classes as RE2 does; a rule that split elsewhere would judge other
 * expressions than Go.
 */
function splitElements(text: string): readonly string[] {
  const elements: string[] = []
  let start = 0
  let brackets = 0
  let parentheses = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '[') brackets += 1
    else if (character === ']') brackets = Math.max(0, brackets - 1)
    else if (character === '(' && brackets === 0) parentheses += 1
    else if (character === ')' && brackets === 0) parentheses -= 1
    else if (character === '/' && brackets === 0 && parentheses === 0) {
      elements.push(text.slice(start, at))
      start = at + 1
    }
  }
  elements.push(text.slice(start))
  return elements
}

function findElementFault(text: string): string | null {
  let open = 0
  let repeatable = false
  let repetition: 'none' | 'greedy' | 'lazy' = 'none'
  let at = 0
  while (at < text.length) {
    const character = text[at] ?? ''
    if (character === '*' || character === '+' || character === '?') {
      if (repetition === 'greedy' && character === '?') repetition = 'lazy'
      else if (repetition !== 'none') return `"${character}" repeats a repetition`
      else if (!repeatable) return `there is nothing before "${character}" to repeat`
      else repetition = 'greedy'
      at += 1
      continue
    }
    repetition = 'none'
    repeatable = true
    if (character === '\\') {
      const fault = findEscapeFault(text.slice(at + 1, at + 3))
      if (fault !== null) return fault
      at += 2
    } else if (character === '[') {
      const end = findClassEnd(text, at)
      if (end === null) return 'a "[" is not closed'
      at = end
    } else if (character === '(') {
      const start = text.slice(at, at + 4)
      if (/^\(\?(?:[=!>#]|<[=!])/.test(start)) return `Go has no "${start.replace(/(?<=[=!>#]).*/, '')}"`
      const flags = /^\(\?[imsU-]+\)/.exec(text.slice(at, at + 16))
      if (flags !== null) {
        at += flags[0].length
      } else {
        open += 1
        repeatable = false
        at += start.startsWith('(?') ? 2 : 1
      }
    } else {
      if (character === ')') open -= 1
      if (open < 0) return 'a ")" has no "("'
      if (character === '|') repeatable = false
      at += 1
    }
  }
  return open > 0 ? 'a "(" is not closed' : null
}

/** `after` is what follows the backslash, two characters at most. */
function findEscapeFault(after: string): string | null {
  const first = after[0]
  if (first === undefined) return 'it ends with a lone "\\"'
  // One digit is a back-reference; two octal digits are a character.
  if (/^(?:[89]|[1-7](?![0-7]))/.test(after)) return `Go has no back-reference "\\${first}"`
  return null
}

/** The place after a character class that opens at `start`; null where it never closes. */
function findClassEnd(text: string, start: number): number | null {
  let at = start + 1
  if (text[at] === '^') at += 1
  // A bracket in the first place stands for itself.
  if (text[at] === ']') at += 1
  while (at < text.length) {
    if (text[at] === ']') return at + 1
    if (text[at] === '\\') at += 1
    else if (text.startsWith('[:', at)) {
      const end = text.indexOf(':]', at + 2)
      if (end >= 0) at = end + 1
    }
    at += 1
  }
  return null
}
