/**
 * Makes a fact's expression independent of what changes without meaning:
 * closure and temporary numbering, instantiation shapes, the spelling of `any`.
 */
export function normaliseExpression(expression: string): string {
  return replaceShapes(expression)
    .replace(/\binterface ?\{\}/g, 'any')
    .replace(/\.autotmp_\d+/g, '.autotmp')
    .replace(/~([rbp])\d+/g, '~$1')
    .replace(/\bfunc\d+\b/g, 'func')
    .replace(/&?\.?\bdict\b\d*/g, 'dict')
}

/** Also blind to qualifiers: an instance that an importing package prints names the callee's variables with its package. */
export function stripQualifiers(normalised: string): string {
  return normalised.replace(/\b[a-z_]\w*\.(?=[A-Za-z_])/g, '')
}

/** For places that are known to correspond (same function): also blind to numbers, which a refactoring renews. */
export function loosenExpression(normalised: string): string {
  return stripQualifiers(normalised).replace(/\b\d+\b/g, '0')
}

/** What is made, whatever its size or content: `make([]int)`, `&T`. */
export function reduceToKind(loosened: string): string {
  const made = /^make\((.*)\)$/.exec(loosened)?.[1]
  if (made !== undefined) return `make(${untilComma(made)})`
  // Variables and parameters are renamed at will.
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(loosened)) return 'variable'
  return loosened.replace(/^(&[^{]+)\{.*\}$/, '$1')
}

function untilComma(text: string): string {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '[' || character === '(' || character === '{') depth++
    else if (character === ']' || character === ')' || character === '}') depth--
    else if (character === ',' && depth === 0) return text.slice(0, at)
  }
  return text
}

const SHAPE = 'go.shape.'

/** Every `go.shape.T`, whatever type T is, becomes `shape`. */
function replaceShapes(text: string): string {
  let result = ''
  let from = 0
  for (let at = text.indexOf(SHAPE); at !== -1; at = text.indexOf(SHAPE, from)) {
    result += `${text.slice(from, at)}shape`
    from = endOfType(text, at + SHAPE.length)
  }
  return result + text.slice(from)
}

/** Types end at a comma, a closing bracket or a space that is theirs no more. */
function endOfType(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    const opensBlock = character === ' ' && text[at + 1] === '{' && /(?:struct|interface)$/.test(text.slice(start, at))
    if (opensBlock) continue
    if (character === '[' || character === '(') depth++
    else if (character === '{') {
      if (depth === 0 && !/(?:struct|interface) ?$/.test(text.slice(start, at))) return at
      depth++
    } else if (character === ']' || character === ')' || character === '}') {
      if (depth === 0) return at
      depth--
    } else if ((character === ',' || character === ' ' || character === ';') && depth === 0) return at
  }
  return text.length
}
