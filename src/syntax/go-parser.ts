import { Language, type Node, Parser, type TreeCursor } from 'web-tree-sitter'
import type { Declaration, Outline, Range } from './outline.ts'

export interface GoParser {
  /** Total: any text gives an outline, `broken` where it is no Go. */
  parseOutline(text: string): Outline
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
  return {
    parseOutline(text) {
      const tree = parser.parse(text)
      if (!tree) return BROKEN
      try {
        return describeFile(tree.rootNode)
      } finally {
        tree.delete()
      }
    },
  }
}

const BROKEN: Outline = {
  package: '',
  broken: true,
  generated: false,
  declarations: [],
  coldRanges: [],
  fingerprint: '',
}

function describeFile(root: Node): Outline {
  const declarations: Declaration[] = []
  const pieces: string[] = []
  const usesCgo = importsC(root)
  let packageName = ''
  let generated = false
  let above: string[] = []
  let aboveEnd = -1
  for (const node of root.namedChildren) {
    if (!node) continue
    if (node.type === 'comment') {
      const text = node.text
      if (packageName === '' && /^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text)) generated = true
      if (node.startPosition.row !== aboveEnd + 1) above = []
      above.push(text)
      aboveEnd = node.endPosition.row
      if (usesCgo || isToolchainComment(text)) pieces.push(text)
      continue
    }
    if (node.type === 'package_clause')
      packageName = node.namedChildren.find((c) => c?.type === 'package_identifier')?.text ?? ''
    const directives = node.startPosition.row === aboveEnd + 1 ? above.flatMap(readDirective) : []
    declarations.push(...describeDeclaration(node, directives))
    pieces.push(fingerprintOf(node))
    above = []
    aboveEnd = -1
  }
  return {
    package: packageName,
    broken: root.hasError,
    generated,
    declarations,
    coldRanges: collectColdRanges(root),
    fingerprint: pieces.join('\n'),
  }
}

function readDirective(comment: string): string[] {
  const match = /^\/\/perf:([a-z]+)\s*$/.exec(comment)
  return match?.[1] ? [match[1]] : []
}

function describeDeclaration(node: Node, directives: readonly string[]): Declaration[] {
  switch (node.type) {
    case 'function_declaration':
    case 'method_declaration':
      return [describe(node, 'function', functionName(node), [node.childForFieldName('name')?.text ?? ''], directives)]
    case 'type_declaration':
    case 'var_declaration':
    case 'const_declaration': {
      const kind = node.type === 'type_declaration' ? 'type' : node.type === 'var_declaration' ? 'var' : 'const'
      const names = node
        .descendantsOfType(['type_spec', 'type_alias', 'var_spec', 'const_spec'])
        .flatMap((spec) => (spec ? spec.childrenForFieldName('name').flatMap((name) => (name ? [name.text] : [])) : []))
      return [describe(node, kind, names[0] ?? '', names, directives)]
    }
    default:
      return []
  }
}

function describe(
  node: Node,
  kind: Declaration['kind'],
  name: string,
  names: readonly string[],
  directives: readonly string[],
): Declaration {
  const nameNode = node.childForFieldName('name')
  const block = node.childForFieldName('body')
  return {
    kind,
    name,
    names,
    startLine: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
    directives,
    fingerprint: fingerprintOf(node),
    bodyFingerprint: fingerprintOf(node, nameNode?.id),
    blockFingerprint: block ? fingerprintOf(block) : '',
    identifiers: collectIdentifiers(node),
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
  const named = pointer ? receiver.namedChildren[0] : receiver
  const type = named?.type === 'generic_type' ? named.childForFieldName('type')?.text : named?.text
  return pointer ? `(*${type ?? ''}).${name}` : `${type ?? ''}.${name}`
}

const TEXT_NODES = new Set(['interpreted_string_literal', 'raw_string_literal', 'rune_literal'])
const IDENTIFIER_NODES = new Set(['identifier', 'type_identifier', 'field_identifier', 'package_identifier'])

/** Leaves and nesting in order: two texts with the same fingerprint are the same program text to the compiler. */
function fingerprintOf(node: Node, withoutId?: number): string {
  const pieces: string[] = []
  const visit = (cursor: TreeCursor): void => {
    if (cursor.nodeType === 'comment') {
      if (isToolchainComment(cursor.nodeText)) pieces.push(cursor.nodeText)
      return
    }
    if (cursor.nodeId === withoutId) {
      pieces.push('name')
    } else if (TEXT_NODES.has(cursor.nodeType)) {
      // Whole, because white space inside a literal counts.
      pieces.push(cursor.nodeText)
    } else if (cursor.gotoFirstChild()) {
      pieces.push('(')
      do visit(cursor)
      while (cursor.gotoNextSibling())
      cursor.gotoParent()
      pieces.push(')')
    } else {
      pieces.push(cursor.nodeText)
    }
  }
  const cursor = node.walk()
  visit(cursor)
  cursor.delete()
  return pieces.join(' ')
}

function collectIdentifiers(node: Node): ReadonlySet<string> {
  return new Set(node.descendantsOfType([...IDENTIFIER_NODES]).flatMap((found) => (found ? [found.text] : [])))
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
