/**
 * The compiled code as a second witness: which lines of which functions really
 * call the runtime's allocators. Read from `go tool objdump ARCHIVE`, whose
 * positions are the innermost ones: an inlined callee's calls name the callee's file.
 */

export interface AllocatorCall {
  /** The declared function that holds the instruction, closures counted to it: `(*T).Get`. */
  readonly function: string
  /** Base name only: objdump prints no folders. */
  readonly file: string
  readonly line: number
  /** Without the package: `newobject`, `convT64`. */
  readonly allocator: string
}

export interface CompiledCode {
  readonly calls: readonly AllocatorCall[]
  /** Functions that exist in the archive; a function that is always inlined may be absent. */
  readonly functions: ReadonlySet<string>
}

const ALLOCATOR =
  /R_[A-Z0-9_]*CALL[A-Z0-9_]*:runtime\.((?:newobject|newarray|mallocgc|malloc[A-Z]|makeslice|makechan|makemap|growslice|convT|concatstring|concatbyte|slicebytetostring|stringtoslice|slicerunetostring|intstring|rawstring|rawbyteslice|newproc)\w*)/

/**
 * Reads objdump's output as it comes. Total: lines of another form are passed
 * over. `importPath` is the package whose functions are wanted.
 */
export function createDisassemblyReader(importPath: string): {
  push(chunk: Uint8Array): void
  finish(): CompiledCode
} {
  const decoder = new TextDecoder()
  const calls: AllocatorCall[] = []
  const functions = new Set<string>()
  let rest = ''
  let current: string | null = null

  function readLine(line: string): void {
    if (line.startsWith('TEXT ')) {
      const symbol = /^TEXT (.*)\(SB\)/.exec(line)?.[1]
      current = symbol === undefined ? null : parseSymbol(symbol, importPath)
      if (current !== null) functions.add(current)
      return
    }
    if (current === null || !line.includes('CALL')) return
    const allocator = ALLOCATOR.exec(line)?.[1]
    const place = /^\s*(\S+):(\d+)\s/.exec(line)
    if (allocator === undefined || !place) return
    calls.push({ function: current, file: place[1] ?? '', line: Number(place[2]), allocator })
  }

  function readLines(text: string): void {
    const lines = text.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) readLine(line)
  }

  return {
    push: (chunk) => readLines(rest + decoder.decode(chunk, { stream: true })),
    finish() {
      readLines(`${rest}${decoder.decode()}\n`)
      return { calls, functions }
    },
  }
}

/** A regular expression for `objdump -s` that selects declared functions (`(*T).Get`, `init`) with their closures and instances. */
export function planSymbolPattern(functions: readonly string[]): string {
  const names = functions.map((name) => name.slice(name.lastIndexOf('.') + 1))
  const alternatives = [...new Set(names)].map((name) => (name === 'init' ? 'init|glob' : name))
  return `[.](${alternatives.join('|')})([.[-]|$)`
}

/**
 * The declared function of a linker symbol, or null for another package's:
 * `p/q.(*List[go.shape.int]).Push.func1` is `(*List).Push`; package initialisation is `init`.
 */
export function parseSymbol(symbol: string, importPath: string): string | null {
  const plain = stripBrackets(symbol)
  // The linker escapes dots of the path's last element.
  const name = plain.replaceAll('%2e', '.')
  if (!name.startsWith(`${importPath}.`)) return null
  const inner = name.slice(importPath.length + 1)
  if (/^(?:init|glob\.|map\.init)(?:\.|$)/.test(inner)) return 'init'
  return inner.replace(/(?:\.func\d+|\.gowrap\d+|\.deferwrap\d+|-range\d+|\.\d+|-fm)+.*$/, '')
}

/** Takes type arguments away, nested ones too. */
function stripBrackets(text: string): string {
  let depth = 0
  let result = ''
  for (const character of text) {
    if (character === '[') depth++
    else if (character === ']') depth = Math.max(0, depth - 1)
    else if (depth === 0) result += character
  }
  return result
}
