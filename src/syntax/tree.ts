import type { Node, TreeCursor } from 'web-tree-sitter'

/**
 * A node of a Go syntax tree as plain memory: reading the parser's own tree
 * node by node crosses into WebAssembly at every step. Only named nodes;
 * comments are left out. Kinds and fields are those of tree-sitter-go.
 */
export class GoNode {
  readonly kind: string
  /** The field of the parent that holds it, '' for none. */
  readonly field: string
  readonly parent: GoNode | null
  readonly children: GoNode[] = []
  /** As `field` gives it: `+=`, `&`; '' for nodes without one. */
  operator = ''
  readonly start: number
  readonly end: number
  readonly #source: Source

  constructor(kind: string, field: string, parent: GoNode | null, start: number, end: number, source: Source) {
    this.kind = kind
    this.field = field
    this.parent = parent
    this.start = start
    this.end = end
    this.#source = source
  }

  get text(): string {
    return this.#source.text.slice(this.start, this.end)
  }

  /** Counted from 1. */
  get line(): number {
    return this.#source.lineAt(this.start)
  }

  get endLine(): number {
    return this.#source.lineAt(this.end)
  }

  /** Counted from 1, in UTF-16 units. */
  get column(): number {
    return this.#source.columnAt(this.start)
  }

  /** The whole line that it begins on. */
  get lineText(): string {
    return this.#source.line(this.line)
  }

  /** The white space before it where nothing else stands on its line, else null: only then can the line be replaced. */
  get indent(): string | null {
    const line = this.#source.line(this.line)
    return this.line === this.endLine && line.trim() === this.text
      ? line.slice(0, line.length - line.trimStart().length)
      : null
  }

  child(field: string): GoNode | null {
    return this.children.find((node) => node.field === field) ?? null
  }

  childrenIn(field: string): readonly GoNode[] {
    return this.children.filter((node) => node.field === field)
  }

  /** The nodes above, nearest first. */
  *ancestors(): Generator<GoNode> {
    for (let at = this.parent; at !== null; at = at.parent) yield at
  }

  /** This node and all below, parents before children. */
  *walk(): Generator<GoNode> {
    yield this
    for (const child of this.children) yield* child.walk()
  }

  contains(other: GoNode): boolean {
    return other.start >= this.start && other.end <= this.end
  }
}

/** A file's text with its line starts. */
export class Source {
  readonly text: string
  readonly #starts: number[] = [0]

  constructor(text: string) {
    this.text = text
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  lineAt(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  columnAt(offset: number): number {
    return offset - (this.#starts[this.lineAt(offset) - 1] ?? 0) + 1
  }

  /** The text of a line, without its end. */
  line(number: number): string {
    const start = this.#starts[number - 1]
    if (start === undefined) return ''
    return this.text.slice(start, this.#starts[number] ?? this.text.length).replace(/\r?\n$/, '')
  }
}

/**
 * Copies a tree out of the parser. `wantsBody`: whether a function's block is
 * copied too, by the first and last line of its declaration; nobody reads the others.
 */
export function copyTree(
  root: Node,
  source: Source,
  wantsBody: (startLine: number, endLine: number) => boolean,
): GoNode {
  const cursor = root.walk()
  try {
    return copyNode(cursor, null, source, wantsBody) ?? new GoNode('source_file', '', null, 0, 0, source)
  } finally {
    cursor.delete()
  }
}

function copyNode(
  cursor: TreeCursor,
  parent: GoNode | null,
  source: Source,
  wantsBody: (startLine: number, endLine: number) => boolean,
): GoNode | null {
  if (!cursor.nodeIsNamed) {
    if (parent !== null && parent.operator === '' && cursor.currentFieldName === 'operator') {
      parent.operator = cursor.nodeText
    }
    return null
  }
  const kind = cursor.nodeType
  if (kind === 'comment') return null
  const field = cursor.currentFieldName ?? ''
  const isBody = kind === 'block' && field === 'body' && parent?.parent?.kind === 'source_file'
  if (isBody && !wantsBody(parent.line, parent.endLine)) return null
  const node = new GoNode(kind, field, parent, cursor.startIndex, cursor.endIndex, source)
  parent?.children.push(node)
  if (!LEAVES.has(kind) && cursor.gotoFirstChild()) {
    do copyNode(cursor, node, source, wantsBody)
    while (cursor.gotoNextSibling())
    cursor.gotoParent()
  }
  return node
}

/** A literal is taken whole. */
const LEAVES = new Set([
  'interpreted_string_literal',
  'raw_string_literal',
  'rune_literal',
  'identifier',
  'field_identifier',
  'type_identifier',
  'package_identifier',
  'int_literal',
])
