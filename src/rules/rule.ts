import type { GoNode } from '../syntax/tree.ts'
import type { GoFile } from './source.ts'

/** Lines of the head to put `text` in place of. Complete lines, with their indentation, without the last line end. */
export interface Replacement {
  readonly startLine: number
  readonly endLine: number
  readonly text: string
}

/** What a rule saw in one place. */
export interface Sighting {
  /** Shown at its line. */
  readonly node: GoNode
  /** What is there, as a statement that is true of the text. */
  readonly title: string
  /** Another place of the same matter: shown there where only that one is on a changed line. */
  readonly elsewhere?: GoNode
  /** Says more than the rule's own advice where it can. */
  readonly advice?: string
  /** Tells it apart from others of its rule in the same function; the node's own text if left out. */
  readonly subject?: string
  /** Costs nothing to speak of where it runs once: told only in functions known to be hot. */
  readonly onlyHot?: boolean
  /**
   * How the compiler names the value in its diagnostics of these lines (`append`, `string(b)`): an escape fact
   * confirms the sighting; a fact that it does not escape, or is converted without a copy, disproves it.
   */
  readonly expressions?: readonly string[]
  /** Only where the change is mechanical and cannot alter what the program does. */
  readonly replacement?: Replacement
}

export interface RuleExample {
  /** Two Go files of one package each: what the rule finds, and the same done as it advises. */
  readonly bad: string
  readonly good: string
  /** An expression or statement that uses it once, where the rule claims that it allocates more: a test measures both. */
  readonly operation?: string
}

/** The numbers of the checklist's items, of which 10 holds what fits in none of the nine. */
export type ItemNumber = 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10

interface RuleTexts {
  readonly id: string
  readonly title: string
  readonly item: ItemNumber
  /** What it looks at, and when it stays silent, for the documentation. */
  readonly looksAt: string
  readonly advice: string
}

/** A rule on the syntax of Go files. */
export interface GoRule extends RuleTexts {
  /** Kinds of nodes to be shown. */
  readonly nodes: readonly string[]
  inspect(node: GoNode, file: GoFile): Sighting | readonly Sighting[] | null
  readonly example: RuleExample
}

/** A rule on the lines of other files. */
export interface LineRule extends RuleTexts {
  readonly files: RegExp
  /** Null, or what the line says, with the one below: told where no line of the base says the same. */
  inspectLine(line: string, next: string): string | null
  readonly bad: string
  readonly good: string
}

/** One sighting as plain data, detached from trees. */
export interface Hit {
  readonly rule: string
  readonly item: ItemNumber
  readonly file: string
  readonly line: number
  readonly endLine: number
  /** Another line of the same matter, or null. */
  readonly otherLine: number | null
  /** Import path, '' where the file belongs to no compiled package. */
  readonly package: string
  /** As Go prints it; '' outside of functions. */
  readonly function: string
  /** First and last line of the declaration. */
  readonly declaration: { readonly startLine: number; readonly endLine: number }
  /** Without white space: what makes it the same on both sides. */
  readonly subject: string
  readonly title: string
  readonly advice: string
  readonly onlyHot: boolean
  readonly inLoop: boolean
  readonly expressions: readonly string[]
  readonly replacement: Replacement | null
}
