import type { GoNode } from '../syntax/tree.ts'
import { listSpecs } from './source.ts'

/** What a name inside a function stands for. */
export interface Variable {
  readonly role: 'parameter' | 'receiver' | 'variable' | 'range-key' | 'range-value' | 'other'
  /** The identifier that declares it: the same node for the same variable. */
  readonly name: GoNode
  /** The statement, clause or parameter that declares it. */
  readonly declaration: GoNode
  readonly type: GoNode | null
  /** What it starts with, where one value stands for this name alone. */
  readonly value: GoNode | null
  /** Which of several results `call` gives, where a call declares several names. */
  readonly result: { readonly call: GoNode; readonly index: number } | null
}

/** The local variable that an identifier means; null for names of the package, imports and builtins. */
export function resolveLocal(identifier: GoNode): Variable | null {
  const name = identifier.text
  let below = identifier
  for (const scope of identifier.ancestors()) {
    const found = findInScope(scope, below, identifier, name)
    if (found) return found
    below = scope
  }
  return null
}

function findInScope(scope: GoNode, below: GoNode, identifier: GoNode, name: string): Variable | null {
  switch (scope.kind) {
    case 'statement_list': {
      for (const statement of scope.children) {
        if (statement.start > below.start) break
        const declares = statement !== below || declaresHere(statement, identifier)
        const found = declares ? declaredBy(statement, name) : null
        // The first one: a later `:=` with several names gives the same variable a new value.
        if (found) return found
      }
      return null
    }
    case 'if_statement':
    case 'expression_switch_statement': {
      const initializer = scope.child('initializer')
      return initializer && (initializer !== below || declaresHere(initializer, identifier))
        ? declaredBy(initializer, name)
        : null
    }
    case 'type_switch_statement': {
      const alias = scope.child('alias')?.children.find((child) => child.text === name)
      if (alias) return describe('other', alias, scope)
      const initializer = scope.child('initializer')
      return initializer && initializer !== below ? declaredBy(initializer, name) : null
    }
    case 'for_statement':
      return declaredByLoop(scope, below, identifier, name)
    case 'communication_case': {
      const receive = scope.child('communication')
      const declared = receive?.child('left')?.children.find((child) => child.text === name)
      return receive?.kind === 'receive_statement' && declared ? describe('other', declared, receive) : null
    }
    case 'func_literal':
    case 'function_declaration':
    case 'method_declaration':
      return declaredByFunction(scope, name)
    default:
      return null
  }
}

/** Inside its own declaration a name means what it meant before, save where it is declared. */
function declaresHere(statement: GoNode, identifier: GoNode): boolean {
  if (statement.kind === 'short_var_declaration') return statement.child('left')?.contains(identifier) ?? false
  if (statement.kind === 'var_declaration')
    return listSpecs(statement).some((spec) => spec.childrenIn('name').includes(identifier))
  return false
}

function declaredBy(statement: GoNode, name: string): Variable | null {
  if (statement.kind === 'labeled_statement') {
    const inner = statement.children.at(-1)
    return inner && inner !== statement ? declaredBy(inner, name) : null
  }
  if (statement.kind === 'short_var_declaration') {
    const names = statement.child('left')?.children ?? []
    const values = statement.child('right')?.children ?? []
    const index = names.findIndex((child) => child.text === name)
    const declared = names[index]
    return declared ? describe('variable', declared, statement, null, pickValue(names.length, values, index)) : null
  }
  for (const spec of listSpecs(statement)) {
    const names = spec.childrenIn('name')
    const index = names.findIndex((child) => child.text === name)
    const declared = names[index]
    if (!declared) continue
    if (spec.kind !== 'var_spec') return describe('other', declared, spec)
    const values = spec.child('value')?.children ?? []
    return describe('variable', declared, spec, spec.child('type'), pickValue(names.length, values, index))
  }
  return null
}

function declaredByLoop(loop: GoNode, below: GoNode, identifier: GoNode, name: string): Variable | null {
  const clause = loop.children[0]
  if (clause?.kind === 'for_clause') {
    const initializer = clause.child('initializer')
    const inside = initializer?.contains(identifier) && !declaresHere(initializer, identifier)
    return initializer && !inside ? declaredBy(initializer, name) : null
  }
  if (clause?.kind !== 'range_clause') return null
  const inLeft = clause.child('left')?.contains(identifier) ?? false
  // The operand is read before the variables exist; with `=` it declares none.
  if ((below === clause && !inLeft) || !declares(clause)) return null
  const names = clause.child('left')?.children ?? []
  const index = names.findIndex((child) => child.text === name)
  const declared = names[index]
  return declared ? describe(index === 0 ? 'range-key' : 'range-value', declared, clause) : null
}

function declares(clause: GoNode): boolean {
  const [left, right] = [clause.child('left'), clause.child('right')]
  return (
    left !== null &&
    right !== null &&
    clause.text.slice(left.end - clause.start, right.start - clause.start).includes(':=')
  )
}

function declaredByFunction(node: GoNode, name: string): Variable | null {
  for (const field of ['parameters', 'result', 'receiver']) {
    for (const parameter of node.child(field)?.children ?? []) {
      const declared = parameter.childrenIn('name').find((child) => child.text === name)
      if (!declared) continue
      const role = field === 'receiver' ? 'receiver' : field === 'parameters' ? 'parameter' : 'variable'
      return describe(role, declared, parameter, parameter.child('type'))
    }
  }
  const parameters = node.child('type_parameters')?.children ?? []
  const typed = parameters.flatMap((one) => one.childrenIn('name')).find((child) => child.text === name)
  return typed ? describe('other', typed, node) : null
}

function pickValue(names: number, values: readonly GoNode[], index: number): Pick<Variable, 'value' | 'result'> {
  const [only] = values
  if (names > 1 && values.length === 1 && only) return { value: null, result: { call: only, index } }
  return { value: values[index] ?? null, result: null }
}

function describe(
  role: Variable['role'],
  name: GoNode,
  declaration: GoNode,
  type: GoNode | null = null,
  value: Pick<Variable, 'value' | 'result'> = { value: null, result: null },
): Variable {
  return { role, name, declaration, type, ...value }
}

/** Every identifier within a node that means the same variable, the declaring one left out. */
export function usesOf(variable: Variable, within: GoNode): GoNode[] {
  const uses: GoNode[] = []
  for (const node of within.walk()) {
    if (node.kind !== 'identifier' || node === variable.name || node.text !== variable.name.text) continue
    if (node.parent?.kind === 'keyed_element' && node.field === 'key') continue
    if (resolveLocal(node)?.name === variable.name) uses.push(node)
  }
  return uses
}

/** Whether a node inside a loop or branch gives the variable a new value, changes what it holds, or lets others do so. */
export function isAssignedIn(variable: Variable, within: GoNode): boolean {
  return usesOf(variable, within).some((use) => {
    const target = outermostOperand(use)
    const { parent } = target
    if (parent?.kind === 'unary_expression' && parent.operator === '&') return true
    if (parent?.kind === 'inc_statement' || parent?.kind === 'dec_statement') return true
    const list = parent?.kind === 'expression_list' ? parent : null
    const holder = list?.parent
    return (
      list?.field === 'left' &&
      (holder?.kind === 'assignment_statement' ||
        holder?.kind === 'short_var_declaration' ||
        holder?.kind === 'range_clause')
    )
  })
}

/** `x` of `x.f[i]` seen from outside: the whole of it. */
export function outermostOperand(node: GoNode): GoNode {
  let at = node
  while (
    at.parent !== null &&
    /^(?:selector_expression|index_expression|slice_expression|parenthesized_expression)$/.test(at.parent.kind) &&
    (at.field === 'operand' || at.parent.kind === 'parenthesized_expression')
  ) {
    at = at.parent
  }
  return at
}
