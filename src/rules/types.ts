import type { GoNode } from '../syntax/tree.ts'
import { resolveLocal } from './scope.ts'
import { type Declared, type GoFile, receiverType } from './source.ts'

/**
 * A type as far as syntax shows it. `named`: `package` is the import path, or ''
 * for the package itself. Nothing is guessed: what is not certain is null.
 */
export type GoType =
  | { readonly kind: 'basic'; readonly name: string }
  | { readonly kind: 'named'; readonly package: string; readonly name: string }
  | { readonly kind: 'pointer' | 'slice'; readonly of: GoType | null }
  | { readonly kind: 'array'; readonly of: GoType | null; readonly length: number | null }
  | { readonly kind: 'map'; readonly key: GoType | null; readonly of: GoType | null }
  | { readonly kind: 'chan'; readonly of: GoType | null }
  | { readonly kind: 'struct'; readonly node: GoNode }
  | { readonly kind: 'func' }
  | { readonly kind: 'interface' }

const SIZES: Readonly<Record<string, number>> = {
  bool: 1,
  byte: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  rune: 4,
  float32: 4,
  int: 8,
  uint: 8,
  uintptr: 8,
  int64: 8,
  uint64: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
  string: 16,
}
const INTEGERS = /^u?int(?:8|16|32|64|ptr)?$|^byte$|^rune$/

export function isInteger(type: GoType | null): boolean {
  return type?.kind === 'basic' && INTEGERS.test(type.name)
}

export function isString(type: GoType | null): boolean {
  return type?.kind === 'basic' && type.name === 'string'
}

export function isByteSlice(type: GoType | null): boolean {
  return type?.kind === 'slice' && type.of?.kind === 'basic' && (type.of.name === 'byte' || type.of.name === 'uint8')
}

export function isNamed(type: GoType | null, path: string, name: string): boolean {
  return type?.kind === 'named' && type.package === path && type.name === name
}

/** The type itself, or what it points to. */
export function pointee(type: GoType | null): GoType | null {
  return type?.kind === 'pointer' ? type.of : type
}

/** The import path that `name` stands for at a place, or null where it is something else there. */
export function importAt(identifier: GoNode, file: GoFile): string | null {
  if (identifier.kind !== 'identifier' && identifier.kind !== 'package_identifier') return null
  const path = file.imports.get(identifier.text)
  return path === undefined || resolveLocal(identifier) ? null : path
}

/** `fmt.Sprintf` of a call by import path, however the file names the package; null for what is no function of a package. */
export function calleeOf(call: GoNode, file: GoFile): { readonly package: string; readonly name: string } | null {
  const callee = call.child('function')
  if (callee?.kind !== 'selector_expression') return null
  const operand = callee.child('operand')
  const path = operand && importAt(operand, file)
  return path === null || path === undefined ? null : { package: path, name: callee.child('field')?.text ?? '' }
}

export function callsFunction(node: GoNode | null | undefined, file: GoFile, path: string, names: RegExp): boolean {
  if (node?.kind !== 'call_expression') return false
  const callee = calleeOf(node, file)
  return callee !== null && callee.package === path && names.test(callee.name)
}

/** True where a call is of the builtin and not of something that took its name. */
export function callsBuiltin(node: GoNode | null | undefined, file: GoFile, name: string): boolean {
  const callee = node?.kind === 'call_expression' ? node.child('function') : null
  return callee?.text === name && callee.kind === 'identifier' && !resolveLocal(callee) && !file.package.lookUp(name)
}

export function typeOfNode(node: GoNode | null | undefined, file: GoFile): GoType | null {
  switch (node?.kind) {
    case 'parenthesized_type':
      return typeOfNode(node.children[0], file)
    case 'pointer_type':
      return { kind: 'pointer', of: typeOfNode(node.children[0], file) }
    case 'slice_type':
      return { kind: 'slice', of: typeOfNode(node.child('element'), file) }
    case 'array_type':
    case 'implicit_length_array_type': {
      const length = node.child('length')?.text ?? ''
      return {
        kind: 'array',
        of: typeOfNode(node.child('element'), file),
        length: /^\d+$/.test(length) ? Number(length) : null,
      }
    }
    case 'map_type':
      return { kind: 'map', key: typeOfNode(node.child('key'), file), of: typeOfNode(node.child('value'), file) }
    case 'channel_type':
      return { kind: 'chan', of: typeOfNode(node.child('value'), file) }
    case 'struct_type':
      return { kind: 'struct', node }
    case 'function_type':
      return { kind: 'func' }
    case 'interface_type':
      return { kind: 'interface' }
    case 'qualified_type': {
      const path = file.imports.get(node.child('package')?.text ?? '')
      return path === undefined ? null : { kind: 'named', package: path, name: node.child('name')?.text ?? '' }
    }
    case 'type_identifier':
    case 'identifier':
      return typeNamed(node, file)
    default:
      return null
  }
}

function typeNamed(node: GoNode, file: GoFile): GoType | null {
  const name = node.text
  // A type parameter, or a type of the function's own.
  if (resolveLocal(node) || isTypeParameter(node)) return null
  const declared = file.package.lookUp(name)
  if (declared) {
    if (declared.node.kind === 'type_alias') return typeOfNode(declared.node.child('type'), declared.file)
    return declared.node.kind === 'type_spec' && !declared.node.child('type_parameters')
      ? { kind: 'named', package: '', name }
      : null
  }
  if (name === 'any' || name === 'error') return file.package.complete ? { kind: 'interface' } : null
  return name in SIZES && file.package.complete ? { kind: 'basic', name } : null
}

/** Methods of a generic type name its parameters in their receiver. */
function isTypeParameter(node: GoNode): boolean {
  for (const at of node.ancestors()) {
    const receiver = at.kind === 'method_declaration' ? at.child('receiver') : null
    if (!receiver) continue
    for (const inner of receiver.walk()) {
      if (inner.kind === 'type_arguments') {
        for (const one of inner.walk()) if (one.children.length === 0 && one.text === node.text) return true
      }
    }
  }
  return false
}

/** What a named type of the package is made of; other types as they are. */
export function underlying(type: GoType | null, file: GoFile, depth = 0): GoType | null {
  if (type?.kind !== 'named' || depth > 10) return type
  const declared = type.package === '' ? file.package.lookUp(type.name) : null
  if (!declared) return null
  return underlying(typeOfNode(declared.node.child('type'), declared.file), declared.file, depth + 1)
}

/** The type of an expression; null where syntax does not show it. */
export function typeOf(node: GoNode | null | undefined, file: GoFile, depth = 0): GoType | null {
  if (!node || depth > 12) return null
  const next = (inner: GoNode | null | undefined): GoType | null => typeOf(inner, file, depth + 1)
  switch (node.kind) {
    case 'parenthesized_expression':
      return next(node.children[0])
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { kind: 'basic', name: 'string' }
    case 'int_literal':
      return { kind: 'basic', name: 'int' }
    case 'composite_literal':
    case 'type_conversion_expression':
    case 'type_assertion_expression':
      return typeOfNode(node.child('type'), file)
    case 'func_literal':
      return { kind: 'func' }
    case 'unary_expression':
      return typeOfUnary(node, next)
    case 'binary_expression':
      return typeOfBinary(node, next)
    case 'slice_expression': {
      const operand = next(node.child('operand'))
      const shape = underlying(pointee(operand), file)
      return shape?.kind === 'array' ? { kind: 'slice', of: shape.of } : operand
    }
    case 'index_expression': {
      const shape = underlying(pointee(next(node.child('operand'))), file)
      if (isString(shape)) return { kind: 'basic', name: 'byte' }
      return shape?.kind === 'slice' || shape?.kind === 'array' || shape?.kind === 'map' ? shape.of : null
    }
    case 'selector_expression':
      return typeOfSelector(node, file, next)
    case 'identifier':
      return typeOfIdentifier(node, file, depth)
    case 'call_expression':
      return typeOfCall(node, file, depth)
    default:
      return null
  }
}

function typeOfUnary(node: GoNode, next: (inner: GoNode | null) => GoType | null): GoType | null {
  const inner = next(node.child('operand'))
  if (node.operator === '&') return { kind: 'pointer', of: inner }
  if (node.operator === '*') return inner?.kind === 'pointer' ? inner.of : null
  if (node.operator === '<-') return inner?.kind === 'chan' ? inner.of : null
  return node.operator === '!' ? { kind: 'basic', name: 'bool' } : inner
}

function typeOfBinary(node: GoNode, next: (inner: GoNode | null) => GoType | null): GoType | null {
  if (/^(?:==|!=|<=?|>=?|&&|\|\|)$/.test(node.operator)) return { kind: 'basic', name: 'bool' }
  const [left, right] = [node.child('left'), node.child('right')]
  // A shift has the type of its left operand; a bare constant takes that of the other.
  if (node.operator === '<<' || node.operator === '>>') return left?.kind === 'int_literal' ? null : next(left)
  return left?.kind === 'int_literal' ? next(right) : next(left)
}

function typeOfSelector(node: GoNode, file: GoFile, next: (inner: GoNode | null) => GoType | null): GoType | null {
  const operand = node.child('operand')
  if (operand && importAt(operand, file) !== null) return null
  const owner = pointee(next(operand))
  const shape = underlying(owner, file)
  if (shape?.kind !== 'struct') return null
  const home = owner?.kind === 'named' ? (file.package.lookUp(owner.name)?.file ?? file) : file
  const name = node.child('field')?.text
  const field = fieldsOf(shape.node).find((one) => one.name === name)
  return field ? typeOfNode(field.type, home) : null
}

export interface StructField {
  /** '' never; the type's own name for an embedded one. */
  readonly name: string
  readonly type: GoNode | null
  readonly node: GoNode
  readonly embedded: boolean
}

export function fieldsOf(struct: GoNode): readonly StructField[] {
  return (struct.children[0]?.children ?? []).flatMap((node): StructField[] => {
    const type = node.child('type')
    const names = node.childrenIn('name')
    if (names.length > 0) return names.map((name) => ({ name: name.text, type, node, embedded: false }))
    return [{ name: /\w+$/.exec(type?.text ?? '')?.[0] ?? '', type, node, embedded: true }]
  })
}

function typeOfIdentifier(node: GoNode, file: GoFile, depth: number): GoType | null {
  const local = resolveLocal(node)
  if (!local) {
    const declared = file.package.lookUp(node.text)
    return declared && !file.imports.has(node.text) ? typeOfDeclared(declared, node.text, depth) : null
  }
  if (local.declaration.kind === 'variadic_parameter_declaration')
    return { kind: 'slice', of: typeOfNode(local.type, file) }
  if (local.type) return typeOfNode(local.type, file)
  if (local.value) return typeOf(local.value, file, depth + 1)
  if (local.result) return typeOfResult(local.result.call, local.result.index, file, depth)
  if (local.role === 'range-key' || local.role === 'range-value') {
    const shape = underlying(pointee(typeOf(local.declaration.child('right'), file, depth + 1)), file)
    if (local.role === 'range-key') {
      if (shape?.kind === 'map') return shape.key
      if (shape?.kind === 'chan') return shape.of
      if (isInteger(shape)) return shape
      return shape?.kind === 'slice' || shape?.kind === 'array' || isString(shape)
        ? { kind: 'basic', name: 'int' }
        : null
    }
    if (isString(shape)) return { kind: 'basic', name: 'rune' }
    return shape?.kind === 'slice' || shape?.kind === 'array' || shape?.kind === 'map' ? shape.of : null
  }
  return null
}

function typeOfDeclared({ node, file }: Declared, name: string, depth: number): GoType | null {
  if (node.kind === 'function_declaration') return { kind: 'func' }
  if (node.kind !== 'var_spec') return null
  const type = node.child('type')
  if (type) return typeOfNode(type, file)
  const names = node.childrenIn('name')
  const values = node.child('value')?.children ?? []
  const at = names.findIndex((one) => one.text === name)
  return names.length === values.length ? typeOf(values[at], file, depth + 1) : null
}

/** Of `v, ok := x.(T)`, `v, ok := m[k]` and calls with several results. */
function typeOfResult(value: GoNode, index: number, file: GoFile, depth: number): GoType | null {
  if (value.kind === 'call_expression') return resultOf(value, index, file, depth)
  if (index !== 0) return { kind: 'basic', name: 'bool' }
  return typeOf(value, file, depth + 1)
}

const LIBRARY: Readonly<Record<string, readonly (GoType | null)[]>> = {
  'os.Create': [{ kind: 'pointer', of: { kind: 'named', package: 'os', name: 'File' } }],
  'os.Open': [{ kind: 'pointer', of: { kind: 'named', package: 'os', name: 'File' } }],
  'os.OpenFile': [{ kind: 'pointer', of: { kind: 'named', package: 'os', name: 'File' } }],
  'bytes.NewBuffer': [{ kind: 'pointer', of: { kind: 'named', package: 'bytes', name: 'Buffer' } }],
  'bytes.NewBufferString': [{ kind: 'pointer', of: { kind: 'named', package: 'bytes', name: 'Buffer' } }],
  'os.ReadFile': [{ kind: 'slice', of: { kind: 'basic', name: 'byte' } }],
  'io.ReadAll': [{ kind: 'slice', of: { kind: 'basic', name: 'byte' } }],
  'json.Marshal': [{ kind: 'slice', of: { kind: 'basic', name: 'byte' } }],
  'strings.Split': [{ kind: 'slice', of: { kind: 'basic', name: 'string' } }],
  'strings.Fields': [{ kind: 'slice', of: { kind: 'basic', name: 'string' } }],
  'strings.ToLower': [{ kind: 'basic', name: 'string' }],
  'strings.ToUpper': [{ kind: 'basic', name: 'string' }],
  'strings.TrimSpace': [{ kind: 'basic', name: 'string' }],
  'strings.Join': [{ kind: 'basic', name: 'string' }],
  'strconv.Itoa': [{ kind: 'basic', name: 'string' }],
  'fmt.Sprintf': [{ kind: 'basic', name: 'string' }],
  'fmt.Sprint': [{ kind: 'basic', name: 'string' }],
}

function typeOfCall(node: GoNode, file: GoFile, depth: number): GoType | null {
  const callee = node.child('function')
  const [first] = argumentsOfCall(node)
  if (callee?.kind === 'identifier') {
    if (callsBuiltin(node, file, 'make')) return typeOfNode(first, file)
    if (callsBuiltin(node, file, 'new')) return { kind: 'pointer', of: typeOfNode(first, file) }
    if (callsBuiltin(node, file, 'append')) return typeOf(first, file, depth + 1)
    if (/^(?:len|cap|copy)$/.test(callee.text) && callsBuiltin(node, file, callee.text))
      return { kind: 'basic', name: 'int' }
    // A conversion to a named or basic type.
    const converted =
      file.package.lookUp(callee.text)?.node.kind === 'function_declaration' ? null : typeOfNode(callee, file)
    if (converted) return converted
  }
  if (callee?.kind === 'parenthesized_expression' || callee?.kind === 'parenthesized_type') return null
  return resultOf(node, 0, file, depth, 1)
}

function argumentsOfCall(call: GoNode): readonly GoNode[] {
  return call.child('arguments')?.children ?? []
}

/** A result of a call of one of the package's own functions or methods, or of a few of the library. */
function resultOf(call: GoNode, index: number, file: GoFile, depth: number, wanted?: number): GoType | null {
  const callee = call.child('function')
  if (callee?.kind === 'selector_expression') {
    const library = calleeOf(call, file)
    if (library) return LIBRARY[`${library.package.split('/').at(-1) ?? ''}.${library.name}`]?.[index] ?? null
    const owner = pointee(typeOf(callee.child('operand'), file, depth + 1))
    if (owner?.kind !== 'named') return null
    const name = callee.child('field')?.text ?? ''
    if (owner.package !== '') return methodOfLibrary(owner, name)
    const method = file.package.method(owner.name, name)
    return method ? resultType(method, index, homeOf(method, owner.name, file), wanted) : null
  }
  if (callee?.kind !== 'identifier' || resolveLocal(callee)) return null
  const declared = file.package.lookUp(callee.text)
  if (declared?.node.kind !== 'function_declaration' || declared.node.child('type_parameters')) return null
  return resultType(declared.node, index, declared.file, wanted)
}

/** The file of a method is not kept: that of its type has the same package, and imports matter for qualified results only. */
function homeOf(method: GoNode, type: string, file: GoFile): GoFile | null {
  return receiverType(method) === type ? file : null
}

function methodOfLibrary(owner: { readonly package: string; readonly name: string }, method: string): GoType | null {
  if (owner.package === 'bytes' && owner.name === 'Buffer') {
    if (method === 'Bytes') return { kind: 'slice', of: { kind: 'basic', name: 'byte' } }
    if (method === 'String') return { kind: 'basic', name: 'string' }
  }
  if (owner.package === 'strings' && owner.name === 'Builder' && method === 'String')
    return { kind: 'basic', name: 'string' }
  return null
}

function resultType(declaration: GoNode, index: number, file: GoFile | null, wanted?: number): GoType | null {
  const result = declaration.child('result')
  if (!result || !file) return null
  if (result.kind !== 'parameter_list') return index === 0 ? typeOfNode(result, file) : null
  const types = result.children.flatMap((parameter) => {
    const names = Math.max(1, parameter.childrenIn('name').length)
    return Array.from({ length: names }, () => parameter.child('type'))
  })
  if (wanted !== undefined && types.length !== wanted) return null
  const type = types[index]
  // Qualified names mean what the declaring file imports, which may not be this one.
  return type && !type.text.includes('.') ? typeOfNode(type, file) : null
}

/** Bytes of a value on a 64-bit platform, null where not every part is known. */
export function sizeOf(type: GoType | null, file: GoFile, depth = 0): number | null {
  return measure(type, file, depth)?.size ?? null
}

function measure(type: GoType | null, file: GoFile, depth: number): { size: number; align: number } | null {
  if (!type || depth > 8) return null
  switch (type.kind) {
    case 'basic': {
      const size = SIZES[type.name]
      return size === undefined ? null : { size, align: Math.min(8, size) }
    }
    case 'pointer':
    case 'map':
    case 'chan':
    case 'func':
      return { size: 8, align: 8 }
    case 'slice':
      return { size: 24, align: 8 }
    case 'interface':
      return { size: 16, align: 8 }
    case 'array': {
      const element = measure(type.of, file, depth + 1)
      return element && type.length !== null ? { size: element.size * type.length, align: element.align } : null
    }
    case 'named':
      return measureNamed(type, file, depth)
    case 'struct':
      return measureStruct(type.node, file, depth)
  }
}

const LIBRARY_SIZES: Readonly<Record<string, number>> = {
  'time.Time': 24,
  'time.Duration': 8,
  'sync.Mutex': 8,
  'sync.RWMutex': 24,
}

function measureNamed(
  type: Extract<GoType, { kind: 'named' }>,
  file: GoFile,
  depth: number,
): { size: number; align: number } | null {
  if (type.package !== '') {
    const size = LIBRARY_SIZES[`${type.package}.${type.name}`]
    return size === undefined ? null : { size, align: 8 }
  }
  const declared = file.package.lookUp(type.name)
  return declared ? measure(typeOfNode(declared.node.child('type'), declared.file), declared.file, depth + 1) : null
}

function measureStruct(struct: GoNode, file: GoFile, depth: number): { size: number; align: number } | null {
  let offset = 0
  let widest = 1
  for (const field of fieldsOf(struct)) {
    const part = measure(typeOfNode(field.type, file), file, depth + 1)
    if (!part) return null
    offset = Math.ceil(offset / part.align) * part.align + part.size
    widest = Math.max(widest, part.align)
  }
  return { size: Math.ceil(offset / widest) * widest, align: widest }
}
