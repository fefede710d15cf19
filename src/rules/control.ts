import type { GoNode } from '../syntax/tree.ts'

/** The function declaration, method or literal whose block directly holds a node. */
export function enclosingFunction(node: GoNode): GoNode | null {
  for (const at of node.ancestors()) if (isFunction(at)) return at
  return null
}

/** The declaration of the file that holds a node. */
export function enclosingDeclaration(node: GoNode): GoNode {
  let at = node
  while (at.parent !== null && at.parent.kind !== 'source_file') at = at.parent
  return at
}

export function isFunction(node: GoNode): boolean {
  return node.kind === 'func_literal' || node.kind === 'function_declaration' || node.kind === 'method_declaration'
}

/** The innermost loop of the same function in whose body a node is executed again and again. */
export function enclosingLoop(node: GoNode): GoNode | null {
  let below = node
  for (const at of node.ancestors()) {
    if (isFunction(at)) return null
    if (at.kind === 'for_statement' && repeats(below)) return at
    below = at
  }
  return null
}

/** The body, the condition and the update run each time; the initializer and the range's operand once. */
function repeats(child: GoNode): boolean {
  if (child.field === 'body') return true
  return child.kind !== 'for_clause' && child.kind !== 'range_clause'
}

/**
 * Whether a node of a loop runs once at most, or only when something is wrong: on its way up to the
 * loop stands a branch that leaves the loop, or one that an error chooses.
 */
export function isRare(node: GoNode, loop: GoNode): boolean {
  let below = node
  for (const at of node.ancestors()) {
    if (at === loop) return false
    if (/^(?:return_statement|defer_statement)$/.test(at.kind)) return true
    if (isPanic(at)) return true
    if (at.kind === 'statement_list') {
      const isLoopBody = at.parent?.parent === loop
      if (!isLoopBody && leaves(at.children.at(-1))) return true
      if (isLoopBody && leavesAlways(at.children.at(-1))) return true
    }
    if (at.kind === 'if_statement' && below.field === 'consequence' && testsError(at)) return true
    if (at.kind === 'default_case' || at.kind === 'type_case' || at.kind === 'expression_case') {
      if (leaves(at.children.at(-1))) return true
    }
    below = at
  }
  return false
}

function isPanic(node: GoNode): boolean {
  return (
    node.kind === 'call_expression' &&
    /^(?:panic|(?:os|log|t|b)\.(?:Exit|Fatal\w*|Panic\w*|Error\w*|Log\w*|Skip\w*))$/.test(calleeText(node))
  )
}

/** Whether a statement ends what a loop repeats: return, break, goto, panic. A `continue` does not. */
export function leaves(statement: GoNode | undefined): boolean {
  if (!statement) return false
  if (statement.kind === 'expression_statement') {
    const call = statement.children[0]
    return call !== undefined && isPanic(call)
  }
  if (statement.kind === 'statement_list') return leaves(statement.children.at(-1))
  return /^(?:return_statement|break_statement|goto_statement)$/.test(statement.kind)
}

/** Of a loop's own last statement: `break` and `return` there mean that it never repeats. */
function leavesAlways(statement: GoNode | undefined): boolean {
  return leaves(statement)
}

function testsError(branch: GoNode): boolean {
  const condition = branch.child('condition')?.text ?? ''
  return /\b(?:err\w*|\w*[eE]rr)\b\s*!=\s*nil|^!ok\b|errors\.(?:Is|As)\(/.test(condition)
}

export function calleeText(call: GoNode): string {
  return call.child('function')?.text ?? ''
}

export function argumentsOf(call: GoNode): readonly GoNode[] {
  return call.child('arguments')?.children ?? []
}

/** The statement of a statement list that holds a node. */
export function enclosingStatement(node: GoNode): GoNode {
  let at = node
  while (at.parent !== null && at.parent.kind !== 'statement_list') at = at.parent
  return at
}

/** The statements of a block, case or list. */
export function statementsOf(block: GoNode | null): readonly GoNode[] {
  if (!block) return []
  if (block.kind === 'statement_list') return block.children
  return block.children.flatMap((child) => (child.kind === 'statement_list' ? child.children : []))
}

/** All nodes below that belong to the same function, function literals not entered. */
export function* walkOwn(node: GoNode): Generator<GoNode> {
  yield node
  for (const child of node.children) if (child.kind !== 'func_literal') yield* walkOwn(child)
}
