import { Language, type Node, Parser, type TreeCursor } from 'web-tree-sitter'
import { type Declaration, EMPTY_OUTLINE, type Import, type Outline, type Range } from './outline.ts'
import { describeSignatures, type FileSignatures } from './signatures.ts'
import { copyTree, type GoNode, Source } from './tree.ts'

export interface GoParser {
  /** Total: any text gives an outline, `broken` where it is no Go. */
  parseOutline(text: string): Outline
  /** Total, like `parseOutline`. */
  parseSignatures(text: string): FileSignatures
  /** The syntax tree, or null where the text does not parse cleanly. `wantsBody`: see `copyTree`. */
  parseTree(text: string, wantsBody: (startLine: number, endLine: number) => boolean): GoNode | null
}

/**
 * Starts the parser from the two WebAssembly modules (tree-sitter's runtime and
 * its Go grammar), which the caller reads.
 */
export async function createGoParser(wasm: {
  readonly runtime: Uint8Array
  readonly grammar: Uint8Array
}): Promise<GoParser> {
  await Parser.init({ wasmBinary: wasm.runtime })
  const parser = new Parser()
  parser.setLanguage(await Language.load(wasm.grammar))
  // The same file is asked for by the escape diff, the plan of the benchmarks and the checklist.
  const known = new Map<string, Outline>()
  return {
    parseOutline(text) {
      const outline = known.get(text) ?? parseText(parser, text, describeFile) ?? EMPTY_OUTLINE
      known.set(text, outline)
      return outline
    },
    parseSignatures: (text) => parseText(parser, text, describeSignatures) ?? { imports: [], functions: [] },
    parseTree(text, wantsBody) {
      const tree = parser.parse(`${text}\n`)
      if (!tree) return null
      try {
        return tree.rootNode.hasError ? null : copyTree(tree.rootNode, new Source(text), wantsBody)
      } finally {
        tree.delete()
      }
    },
  }
}

function parseText<T>(parser: Parser, text: string, describe: (root: Node) => T): T | null {
  // The grammar wants a line end behind the last declaration, Go does not.
  const tree = parser.parse(`${text}\n`)
  if (!tree) return null
  try {
    return describe(tree.rootNode)
  } finally {
    tree.delete()
  }
}

function describeFile(root: Node): Outline {
  const declarations: Declaration[] = []
  const pieces: string[] = []
  const usesCgo = importsC(root)
  let packageName = ''
  let generated = false
  let above: string[] = []
  let aboveEnd = -1
  let orders: string[] = []
  const debugLines: string[] = []
  for (const node of root.namedChildren) {
    if (!node) continue
    if (node.type === 'comment') {
      // A line that ends in CR LF leaves the CR in the comment.
      const text = node.text.trimEnd()
      if (packageName === '' && /^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text)) generated = true
      if (node.startPosition.row !== aboveEnd + 1) above = []
      above.push(text)
      aboveEnd = node.endPosition.row
      if (usesCgo || isToolchainComment(text)) pieces.push(text)
      if (isToolchainComment(text)) orders.push(text)
      if (text.startsWith('//go:debug ')) debugLines.push(text)
      continue
    }
    if (node.type === 'package_clause')
      packageName = node.namedChildren.find((c) => c?.type === 'package_identifier')?.text ?? ''
    const directives = node.startPosition.row === aboveEnd + 1 ? above.flatMap(readDirective) : []
    const words = readWords(node, usesCgo && node.type === 'import_declaration')
    declarations.push(...describeDeclaration(node, words, directives, orders))
    pieces.push(words.pieces.join(' '))
    above = []
    aboveEnd = -1
    orders = []
  }
  return {
    package: packageName,
    broken: root.hasError,
    generated,
    declarations,
    imports: listImports(root),
    debugLines,
    coldRanges: collectColdRanges(root),
    fingerprint: pieces.join('\n'),
  }
}

function listImports(root: Node): Import[] {
  return root.descendantsOfType('import_spec').flatMap((spec) => {
    const path = spec?.childForFieldName('path')?.text
    return path ? [{ name: spec.childForFieldName('name')?.text ?? null, path: path.slice(1, -1) }] : []
  })
}

function readDirective(comment: string): string[] {
  const match = /^\/\/perf:([a-z]+)\s*$/.exec(comment)
  return match?.[1] ? [match[1]] : []
}

/** `orders` are the comments above that the toolchain reads: it applies them across empty lines. */
function describeDeclaration(
  node: Node,
  words: Words,
  directives: readonly string[],
  orders: readonly string[],
): Declaration[] {
  const found = nameDeclaration(node)
  if (!found) return []
  const { pieces, nameAt, block } = words
  return [
    {
      ...found,
      startLine: node.startPosition.row + 1,
      endLine: node.endPosition.row + 1,
      directives,
      fingerprint: [...orders, pieces.join(' ')].join('\n'),
      bodyFingerprint: pieces.with(nameAt === -1 ? 0 : nameAt, 'name').join(' '),
      blockFingerprint: block === null ? '' : pieces.slice(block.start, block.end).join(' '),
      identifiers: words.identifiers,
    },
  ]
}

function nameDeclaration(node: Node): Pick<Declaration, 'kind' | 'name' | 'names'> | null {
  switch (node.type) {
    case 'function_declaration':
    case 'method_declaration':
      return { kind: 'function', name: functionName(node), names: [node.childForFieldName('name')?.text ?? ''] }
    case 'type_declaration':
    case 'var_declaration':
    case 'const_declaration': {
      const kind = node.type === 'type_declaration' ? 'type' : node.type === 'var_declaration' ? 'var' : 'const'
      // Only the declaration's own: a function literal inside may declare names for itself.
      const names = node.namedChildren
        .flatMap((child) => (child?.type === 'var_spec_list' ? child.namedChildren : [child]))
        .flatMap((spec) => (spec ? spec.childrenForFieldName('name').flatMap((name) => (name ? [name.text] : [])) : []))
      return { kind, name: names[0] ?? '', names }
    }
    default:
      return null
  }
}

function functionName(node: Node): string {
  const name = node.childForFieldName('name')?.text ?? ''
  const receiver = node
    .childForFieldName('receiver')
    ?.descendantsOfType(['parameter_declaration'])[0]
    ?.childForFieldName('type')
  if (!receiver) return name
  const pointer = receiver.type === 'pointer_type'
  const named = pointer ? receiver.namedChildren.find((child) => child?.type !== 'comment') : receiver
  const type = named?.type === 'generic_type' ? named.childForFieldName('type')?.text : named?.text
  return pointer ? `(*${type ?? ''}).${name}` : `${type ?? ''}.${name}`
}

const TEXT_NODES = new Set(['interpreted_string_literal', 'raw_string_literal', 'rune_literal'])
const IDENTIFIER_NODES = new Set(['identifier', 'type_identifier', 'field_identifier', 'package_identifier'])

/** A node's leaves and nesting in order, and what stands where among them. */
interface Words {
  readonly pieces: readonly string[]
  readonly identifiers: ReadonlySet<string>
  /** Index of the declared name, -1 for none. */
  readonly nameAt: number
  /** The function's block among the pieces. */
  readonly block: { readonly start: number; readonly end: number } | null
}

/**
 * Two texts with the same pieces are the same program text to the compiler.
 * `comments`: any comment inside counts. One walk, since a walk is what costs.
 */
function readWords(node: Node, comments: boolean): Words {
  const nameId = node.childForFieldName('name')?.id
  const blockId = node.childForFieldName('body')?.id
  const pieces: string[] = []
  const identifiers = new Set<string>()
  let nameAt = -1
  let block: Words['block'] = null
  const visit = (cursor: TreeCursor): void => {
    const type = cursor.nodeType
    if (type === 'comment') {
      if (comments || isToolchainComment(cursor.nodeText)) pieces.push(cursor.nodeText.trimEnd())
      return
    }
    const start = pieces.length
    // A literal is taken whole, because white space inside it counts.
    if (!TEXT_NODES.has(type) && cursor.gotoFirstChild()) {
      pieces.push('(')
      do visit(cursor)
      while (cursor.gotoNextSibling())
      cursor.gotoParent()
      pieces.push(')')
      if (cursor.nodeId === blockId) block = { start, end: pieces.length }
      return
    }
    const text = cursor.nodeText
    if (IDENTIFIER_NODES.has(type)) identifiers.add(text)
    if (cursor.nodeId === nameId) nameAt = start
    pieces.push(text)
  }
  const cursor = node.walk()
  visit(cursor)
  cursor.delete()
  return { pieces, identifiers, nameAt, block }
}

/** A comment that the toolchain reads: a directive, a build constraint, a line directive. */
function isToolchainComment(text: string): boolean {
  return /^\/\/(?:go:|line |export |\s*\+build\b)|^\/\*line /.test(text)
}

/** In a file that uses cgo any comment may be C code. */
function importsC(root: Node): boolean {
  return root.descendantsOfType('import_spec').some((spec) => spec?.childForFieldName('path')?.text === '"C"')
}

function collectColdRanges(root: Node): Range[] {
  const ranges: Range[] = []
  for (const node of root.descendantsOfType(['call_expression', 'composite_literal'])) {
    if (!node || !isErrorMaking(node)) continue
    // The compiler places `&T{}` at the ampersand.
    const whole = node.parent?.type === 'unary_expression' ? node.parent : node
    ranges.push({
      startLine: whole.startPosition.row + 1,
      startColumn: whole.startPosition.column + 1,
      endLine: whole.endPosition.row + 1,
      endColumn: whole.endPosition.column + 1,
    })
  }
  return ranges
}

function isErrorMaking(node: Node): boolean {
  if (node.type === 'composite_literal') return /(?:Error|Err)$/.test(node.childForFieldName('type')?.text ?? '')
  const callee = node.childForFieldName('function')?.text ?? ''
  return callee === 'panic' || callee === 'errors.New' || callee === 'fmt.Errorf' || callee === 'errors.Join'
}
