export interface GoSymbol {
  /** Import path; `main` for a program's own package. */
  readonly package: string
  /** As the compiler prints it, without type arguments; a function literal counts as the function around it. */
  readonly function: string
}

/**
 * Takes a linker symbol of a profile apart: `example.com/p.(*T[...]).Get.func1` is `(*T).Get` of `example.com/p`.
 * Null for names that hold no package.
 */
export function parseSymbol(symbol: string): GoSymbol | null {
  const name = withoutBrackets(symbol)
  const last = name.lastIndexOf('/') + 1
  const dot = name.indexOf('.', last)
  if (dot <= last) return null
  const own = name.slice(dot + 1)
  // Behind the declared name stand literals and wrappers: .func1.2, .gowrap1, -fm, -range1, .deferwrap2.
  const declared = /^(?:\([^()]*\)\.[^.()-]+|[^.()-]+(?:\.(?!func\d|gowrap\d|deferwrap\d|init\b|\d)[^.()-]+)?)/.exec(
    own,
  )
  if (!declared) return null
  return { package: unescapePath(name.slice(0, dot)), function: declared[0] }
}

/** The linker escapes dots in an import path's last element. */
function unescapePath(path: string): string {
  return path.replaceAll(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Type arguments may hold slashes, dots and brackets themselves. */
function withoutBrackets(symbol: string): string {
  let depth = 0
  let kept = ''
  for (const character of symbol) {
    if (character === '[') depth += 1
    else if (character === ']') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += character
  }
  return kept
}
