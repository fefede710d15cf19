import type { Node } from 'web-tree-sitter'

/** How the functions of a Go file are called. */
export interface FileSignatures {
  readonly imports: readonly ImportSpec[]
  readonly functions: readonly Signature[]
}

export interface ImportSpec {
  readonly path: string
  /** As written in front of the path: a name, `_` or `.`; null where the package's own name holds. */
  readonly alias: string | null
}

export interface Signature {
  /** The function's own name, without a receiver. */
  readonly name: string
  readonly startLine: number
  /** As written: `T`, `*T`; null for a function without one. */
  readonly receiver: string | null
  /** Has type parameters, its own or its receiver's. */
  readonly generic: boolean
  readonly parameters: readonly Parameter[]
  /** The type of each result. */
  readonly results: readonly string[]
  /** Names in front of a dot in its types: packages that it takes them from. */
  readonly qualifiers: readonly string[]
}

export interface Parameter {
  /** '' or `_` where it has none. */
  readonly name: string
  /** As written, without the dots of a variadic one. */
  readonly type: string
  readonly variadic: boolean
}

/** Reads the signatures of a file's functions and methods from its syntax tree. */
export function describeSignatures(root: Node): FileSignatures {
  const imports = root.descendantsOfType('import_spec').flatMap((spec): ImportSpec[] => {
    const path = spec?.childForFieldName('path')?.text ?? ''
    return path.length < 2 ? [] : [{ path: path.slice(1, -1), alias: spec?.childForFieldName('name')?.text ?? null }]
  })
  const functions = root.namedChildren.flatMap((node) =>
    node && (node.type === 'function_declaration' || node.type === 'method_declaration') ? [describe(node)] : [],
  )
  return { imports, functions }
}

function describe(node: Node): Signature {
  const result = node.childForFieldName('result')
  const receiver = listParameters(node.childForFieldName('receiver'))[0]
  const typed = [node.childForFieldName('parameters'), result]
  const ofReceiver = node.childForFieldName('receiver')?.descendantsOfType('generic_type') ?? []
  return {
    name: node.childForFieldName('name')?.text ?? '',
    startLine: node.startPosition.row + 1,
    receiver: receiver?.type ?? null,
    generic: node.childForFieldName('type_parameters') !== null || ofReceiver.length > 0,
    parameters: listParameters(node.childForFieldName('parameters')),
    results:
      result?.type === 'parameter_list'
        ? listParameters(result).map(({ type }) => type)
        : result === null
          ? []
          : [result.text],
    qualifiers: [...new Set(typed.flatMap(listQualifiers))],
  }
}

function listParameters(list: Node | null): Parameter[] {
  return (list?.namedChildren ?? []).flatMap((declaration): Parameter[] => {
    const type = declaration?.childForFieldName('type')?.text
    if (!declaration || type === undefined) return []
    const variadic = declaration.type === 'variadic_parameter_declaration'
    const names = declaration.childrenForFieldName('name').flatMap((name) => name?.text ?? [])
    return (names.length === 0 ? [''] : names).map((name) => ({ name, type, variadic }))
  })
}

function listQualifiers(node: Node | null): string[] {
  return (node?.descendantsOfType(['qualified_type', 'selector_expression']) ?? []).flatMap(
    (type) => (type?.childForFieldName('package') ?? type?.childForFieldName('operand'))?.text ?? [],
  )
}
