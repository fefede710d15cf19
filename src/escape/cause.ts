import type { Fact, FlowStep } from './fact.ts'

/** Why a value is heap-allocated, as the compiler explains it, in order of preference. */
export const CAUSES = [
  'returned-address',
  'closure-capture',
  'goroutine',
  'interface-boxing',
  'fmt-or-reflection',
  'unknown-callee',
  'stored-in-heap',
  'too-large-for-stack',
  'unknown-size',
  'append-growth',
  'string-bytes-conversion',
  'string-concatenation',
  'method-value',
  'leaking-parameter',
  'other',
] as const
export type Cause = (typeof CAUSES)[number]

/** One sentence for the reader and one concrete piece of advice per cause. */
export const CAUSE_TEXTS: Readonly<Record<Cause, { readonly sentence: string; readonly advice: string }>> = {
  'returned-address': {
    sentence: 'the address of a local value is returned',
    advice: 'Return the value itself if it is small, or let the caller pass the place to fill.',
  },
  'closure-capture': {
    sentence: 'a closure that outlives the call captures it',
    advice: 'Pass the value as an argument, or capture a copy instead of the variable.',
  },
  goroutine: {
    sentence: 'it is handed to a goroutine',
    advice: 'Pass what the goroutine needs by value; for many items reuse workers instead of starting one each.',
  },
  'interface-boxing': {
    sentence: 'it is stored in an interface',
    advice: 'Keep the concrete type on this path, use a type parameter, or box a pointer that exists anyway.',
  },
  'fmt-or-reflection': {
    sentence: 'it is passed to fmt or reflection as an interface',
    advice:
      'On a hot path use strconv or append functions, or a sentinel error; format where the cost does not matter.',
  },
  'unknown-callee': {
    sentence:
      'it is passed to a method of an interface or a function value, of which the compiler must assume that it keeps it',
    advice: 'Call the concrete type, or hand over a buffer that lives longer than the call.',
  },
  'stored-in-heap': {
    sentence: 'it is stored in something that is on the heap or lives longer',
    advice: 'Store a value instead of a pointer, or reuse the object that holds it.',
  },
  'too-large-for-stack': {
    sentence: 'it is too large for the stack',
    advice: 'Use a smaller or reused buffer.',
  },
  'unknown-size': {
    sentence: 'its size is not known when compiling',
    advice: 'Use a constant size with a fallback for larger inputs, or take the buffer from the caller.',
  },
  'append-growth': {
    sentence: 'append grows the slice',
    advice: 'Give the slice its capacity when it is made, if the bound is known.',
  },
  'string-bytes-conversion': {
    sentence: 'converting between string and []byte copies the bytes',
    advice: 'Stay with one of the two types along this path, or append into a buffer that the caller owns.',
  },
  'string-concatenation': {
    sentence: 'concatenation makes a new string',
    advice: 'Append to a byte slice, or use a strings.Builder that is grown once.',
  },
  'method-value': {
    sentence: 'a method value binds its receiver in a closure',
    advice: 'Call the method directly, or bind it once outside of the hot path.',
  },
  'leaking-parameter': {
    sentence: 'the function that it is passed to keeps it',
    advice: 'Let the callee copy what it must keep, or pass a value.',
  },
  other: {
    sentence: 'the compiler moves it to the heap',
    advice: 'The compiler’s explanation shows the way that the value takes.',
  },
}

const FORMATTING =
  /^(?:fmt|log|slog|reflect)\.|^[\w.]+\.(?:[Ee]rrorf|Sprintf|Printf|Fprintf|Logf|Fatalf|Println|Sprintln)\(/

/** What else is known of a fact besides the compiler's explanation. */
export interface CauseEvidence {
  /** Runtime allocators that the compiled code calls for it; empty where unknown. */
  readonly allocators: readonly string[]
  /** Whether a plain name, as a call's target, is a declared function of the fact's package. */
  isDeclared(name: string): boolean
}

/** The cause of a fact, from the compiler's explanation. */
export function judgeCause(fact: Fact, evidence: CauseEvidence): Cause {
  const words = new Set(fact.flow.map((step) => step.word))
  const { expression } = fact
  if (words.has('too large for stack')) return 'too-large-for-stack'
  if (words.has('non-constant size')) return 'unknown-size'
  if (fact.kind === 'escapes') {
    if (expression === 'append' || /^append\(/.test(expression)) return 'append-growth'
    if (isStringBytesConversion(expression)) return 'string-bytes-conversion'
    if (isConcatenation(expression)) return 'string-concatenation'
    if (/^(?:go|defer) /.test(expression)) return 'goroutine'
    if (/\.func\d|^func literal$/.test(expression)) return judgeClosure(fact)
    if (isMethodValue(fact, evidence)) return 'method-value'
  }
  if (fact.flow.some((step) => step.word === 'call parameter' && /^go /.test(step.expression))) return 'goroutine'
  const captured = fact.flow.find((step) => step.word === 'captured by a closure')
  // The compiler wraps the call of a `go` statement in a closure over temporaries.
  if (captured) return captured.expression.startsWith('.autotmp_') ? 'goroutine' : 'closure-capture'
  if (isBoxedValue(fact)) return fact.flow.some(isFormatting) ? 'fmt-or-reflection' : 'interface-boxing'
  if (reachesResult(fact) && (words.has('address-of') || words.has('spill'))) return 'returned-address'
  if (words.has('send')) return 'stored-in-heap'
  return judgeDestination(fact, evidence)
}

/** A selector that is boxed calls a converter; bound to its receiver it makes an object, a closure. */
function isMethodValue(fact: Fact, { allocators }: CauseEvidence): boolean {
  return (
    /^[\w.()*]+\.\w+$/.test(fact.expression) &&
    allocators.length > 0 &&
    allocators.every((name) => name === 'newobject')
  )
}

/**
 * The compiler names an implicit conversion to an interface by its operand: an
 * expression that makes nothing itself can only be on the heap because it is boxed.
 */
function isBoxedValue(fact: Fact): boolean {
  if (fact.kind === 'moved') return false
  return !/^(?:&|new\(|make\(|\[\]|map\[|\.\.\. argument|func literal)/.test(fact.expression)
}

function judgeClosure(fact: Fact): Cause {
  return fact.flow.some((step) => /\bgo\b/.test(step.word)) ? 'goroutine' : 'closure-capture'
}

function judgeDestination(fact: Fact, evidence: CauseEvidence): Cause {
  const last = fact.flow.at(-1)
  if (!last) return 'other'
  if (isFormatting(last)) return 'fmt-or-reflection'
  if (last.expression.startsWith('append(')) return 'stored-in-heap'
  if (last.word === 'call parameter')
    return isUnknownCallee(last.expression, evidence) ? 'unknown-callee' : 'leaking-parameter'
  if (last.word === 'return' || reachesResult(fact)) return 'returned-address'
  const target = fact.flow.findLast((step) => step.word === '')?.text ?? ''
  if (target.startsWith('{heap} ←') || target.startsWith('{storage for ')) return 'stored-in-heap'
  return findHolder(fact.flow) === null ? 'other' : 'stored-in-heap'
}

/** The variable in which the way of a value ends: one that is on the heap itself, or was declared outside of the loop. */
export function findHolder(flow: readonly Pick<FlowStep, 'text'>[]): string | null {
  const end = flow.findLast(({ text }) => text.includes(' ← '))?.text ?? ''
  const name = /^([\p{L}_][\p{L}\p{N}_.]*) ← /u.exec(end)?.[1]
  return name === undefined || name.startsWith('.') ? null : name
}

/** A call through a value: a method of one, `h.Write(x)`, or a function value, `f(x)`, which is no declared function. */
function isUnknownCallee(expression: string, evidence: CauseEvidence): boolean {
  const name = /^([\p{L}_][\p{L}\p{N}_]*)\(/u.exec(expression)?.[1]
  if (name !== undefined) return !evidence.isDeclared(name)
  return /^[a-z_]\w*(?:\.\w+)*\.\w+\(/.test(expression)
}

function isFormatting(step: FlowStep): boolean {
  return step.word === 'call parameter' && FORMATTING.test(step.expression)
}

/** A result on the way is that of an inlined call: what counts is where the way ends. */
function reachesResult(fact: Fact): boolean {
  const end = fact.flow.findLast((step) => step.word === '')?.text ?? ''
  return /^~r\d* ←/.test(end) || fact.flow.some((step) => step.word === 'return')
}

function isStringBytesConversion(expression: string): boolean {
  return /^string\(/.test(expression) || /^\(\[\](?:byte|rune|uint8|int32)\)\(/.test(expression)
}

function isConcatenation(expression: string): boolean {
  return / \+ /.test(expression) && !/^(?:make|new|&)/.test(expression)
}
