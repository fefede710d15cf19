import type { SourcePosition } from './statement.ts'

/** A step of the path along which a value reaches the heap. */
export interface FlowStep {
  /** The compiler's words, readable: `from &x (address-of)` or `{heap} ← &x`. */
  readonly text: string
  /** The bracketed word of the step, '' for a flow line. */
  readonly word: string
  readonly expression: string
  readonly at: SourcePosition | null
}

/**
 * One place where the compiler says that a value goes to the heap. Facts that
 * the compiler repeats (for the test variant, per instantiation) are one fact.
 */
export interface Fact extends SourcePosition {
  /** Import path of the package whose source file holds the place. */
  readonly package: string
  readonly kind: 'escapes' | 'moved'
  /** The place is named by a `//line` directive, and `file` may not be the Go file. */
  readonly renamed: boolean
  readonly expression: string
  /** The function that the compiler names, '' before Go 1.25. */
  readonly compilerFunction: string
  readonly flow: readonly FlowStep[]
}

/** The compiler's own sentence. */
export function renderMessage(fact: Pick<Fact, 'kind' | 'expression'>): string {
  return fact.kind === 'moved' ? `moved to heap: ${fact.expression}` : `${fact.expression} escapes to heap`
}
