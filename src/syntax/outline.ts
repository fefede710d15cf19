/** What the review needs to know of one Go file, as plain data. */
export interface Outline {
  readonly package: string
  /** True where the text does not parse cleanly: nothing below may then be used to show that something is the same. */
  readonly broken: boolean
  /** Starts with `// Code generated … DO NOT EDIT.` as `go help generate` defines it. */
  readonly generated: boolean
  readonly declarations: readonly Declaration[]
  readonly imports: readonly Import[]
  /** The `//go:debug` lines, which hold for the whole program. */
  readonly debugLines: readonly string[]
  /** Arguments of `panic` and the making of errors: code that runs when something is wrong. */
  readonly coldRanges: readonly Range[]
  /**
   * The file's meaning to the compiler: its syntax tree without comments and
   * white space, but with the comments that the toolchain reads.
   */
  readonly fingerprint: string
}

export interface Import {
  /** As written: a name, `_` or `.`; null for none. */
  readonly name: string | null
  readonly path: string
}

/** Lines and columns counted from 1; the end is exclusive. */
export interface Range {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Declaration {
  readonly kind: 'function' | 'type' | 'var' | 'const'
  /** As Go prints it: `Parse`, `(*T).Get`, `T.String`; the first name of a var, const or type. */
  readonly name: string
  /** All names that the declaration introduces, without receivers. */
  readonly names: readonly string[]
  readonly startLine: number
  readonly endLine: number
  /** `hot` for `//perf:hot` in the comment above. */
  readonly directives: readonly string[]
  readonly fingerprint: string
  /** The fingerprint without the declared name, to recognise a renamed function. */
  readonly bodyFingerprint: string
  /** The fingerprint of the block alone, to recognise functions that became one generic function; '' without a block. */
  readonly blockFingerprint: string
  /** Every identifier that occurs inside. */
  readonly identifiers: ReadonlySet<string>
}

/** Of a file that is not there, or is no Go. */
export const EMPTY_OUTLINE: Outline = {
  package: '',
  broken: true,
  generated: false,
  declarations: [],
  imports: [],
  debugLines: [],
  coldRanges: [],
  fingerprint: '',
}

/** The innermost top-level declaration that holds a line; undefined between declarations. */
export function findDeclaration(outline: Outline, line: number): Declaration | undefined {
  return outline.declarations.find((declaration) => line >= declaration.startLine && line <= declaration.endLine)
}

/** True where the place lies in code that runs only when something is wrong. */
export function isCold(outline: Outline, line: number, column: number): boolean {
  return outline.coldRanges.some(
    (range) =>
      (line > range.startLine || (line === range.startLine && column >= range.startColumn)) &&
      (line < range.endLine || (line === range.endLine && column < range.endColumn)),
  )
}
