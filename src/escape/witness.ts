import type { Allocates } from './allocates.ts'
import type { CompiledCode } from './disassembly.ts'
import type { Fact } from './fact.ts'

/** Where a fact lies, as far as the compiled code can be asked about it. */
export interface WitnessQuestion {
  readonly fact: Fact
  /** The enclosing declaration: `(*T).Get`, `init`. */
  readonly function: string
  readonly startLine: number
  readonly endLine: number
  /** The compiler inlines a call at the fact's very position: the allocation's own line is the callee's. */
  readonly inlined: boolean
  /** Facts on the same line that need an object of their own. */
  readonly othersNeedObject: boolean
  /** The same words stand further right on the line: this fact is the boxing of that one. */
  readonly boxesAnother: boolean
  /** This fact's place among the facts of its line that are boxed, and how many those are. */
  readonly boxedIndex: number
  readonly boxedCount: number
}

export interface Testimony {
  readonly allocates: Allocates
  /** The runtime allocators called for it. */
  readonly allocators: readonly string[]
}

/**
 * Whether the compiled code allocates where a fact says so: null where the code
 * cannot tell (the function is always inlined elsewhere, or has no symbol).
 */
export function judgeByCompiledCode(question: WitnessQuestion, code: CompiledCode): Testimony | null {
  const { fact, inlined, startLine, endLine } = question
  // Under a line directive the code's lines are the named ones.
  if (fact.renamed || !code.functions.has(question.function)) return null
  const file = fact.file.slice(fact.file.lastIndexOf('/') + 1)
  const own = code.calls.filter((call) => call.function === question.function)
  const here = inlined
    ? own.filter((call) => call.file !== file || call.line < startLine || call.line > endLine)
    : own.filter((call) => call.file === file && call.line === fact.line)
  // An inlined callee may be written inside the caller's own lines: a function literal.
  const calls =
    inlined && here.length === 0 ? own.filter((call) => call.file === file && call.line === fact.line) : here
  const wanted = question.boxesAnother ? BOXING : expectedAllocators(fact)
  const called = calls.map((call) => call.allocator)
  const direct = called.filter((allocator) => wanted.test(allocator))
  // The conversion itself is free for some values, and then what is named is its boxing.
  const found = direct.length > 0 || !isConversion(fact) ? direct : called.filter((allocator) => BOXING.test(allocator))
  if (found.length > 0) {
    // As many boxed values as converters: they stand in the same order.
    const own =
      wanted === BOXING && !inlined && found.length === question.boxedCount ? found[question.boxedIndex] : undefined
    const allocators = own === undefined ? found : [own]
    return { allocates: allocators.some(isConditional) ? 'conditional' : 'always', allocators }
  }
  const objects = called.filter((allocator) => OBJECT.test(allocator))
  // A large or unusual value is boxed by way of a plain object, if none of its neighbours needs that.
  if (!needsObject(fact) && objects.length > 0 && !question.othersNeedObject)
    return { allocates: 'always', allocators: objects }
  return { allocates: 'never', allocators: [] }
}

const BOXING = /^convT/
const OBJECT = /^(?:newobject|newarray|malloc)/

/** True for what can only be an object of its own: a variable, a pointer's target, a closure. */
export function needsObject(fact: Fact): boolean {
  return fact.kind === 'moved' || /^(?:&|new\(|\[\]|func literal|\.\.\. argument)/.test(fact.expression)
}

function isConversion(fact: Fact): boolean {
  return fact.expression.startsWith('string(') || / \+ /.test(fact.expression)
}

/** True for a value that the compiler names because it converts it to an interface. */
export function isBoxed(fact: Fact): boolean {
  return expectedAllocators(fact) === BOXING
}

function expectedAllocators(fact: Fact): RegExp {
  const { expression } = fact
  if (needsObject(fact)) return OBJECT
  if (/^make\(map|^map\[/.test(expression)) return /^(?:makemap|newobject|malloc)/
  if (/^make\(chan/.test(expression)) return /^makechan/
  if (expression.startsWith('make(')) return /^(?:makeslice|makemap|makechan|newobject|newarray|malloc)/
  if (/^append\b/.test(expression)) return /^growslice/
  if (expression.startsWith('string(')) return /^(?:slicebytetostring|slicerunetostring|intstring)/
  if (/^\(\[\]\w+\)\(/.test(expression)) return /^stringtoslice/
  if (/ \+ /.test(expression)) return /^concatstring/
  return BOXING
}

/** These allocate only for some values: a number of 256 or more, a text or slice that is not empty, growth of a full slice. */
function isConditional(allocator: string): boolean {
  return /^(?:convT(?:16|32|64|string|slice)|growslice\w*)$/.test(allocator)
}
