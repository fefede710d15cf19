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
    sentence: 'it is stored in something that lives on the heap',
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

const FORMATTING = /\b(?:fmt|log|reflect|slog)\.|\b(?:[Ee]rrorf|Sprintf|Printf|Fprintf|Sprint|Sprintln|Println)\(/

/** The cause of a fact, from the compiler's explanation. */
export function judgeCause(fact: Fact): Cause {
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
    if (words.has('method value')) return 'method-value'
  }
  if (fact.flow.some((step) => step.word === 'call parameter' && /^go /.test(step.expression))) return 'goroutine'
  if (words.has('captured by a closure')) return 'closure-capture'
  if (isBoxedValue(fact)) return fact.flow.some(isFormatting) ? 'fmt-or-reflection' : 'interface-boxing'
  if (reachesResult(fact) && (words.has('address-of') || words.has('spill'))) return 'returned-address'
  if (words.has('send')) return 'stored-in-heap'
  return judgeDestination(fact)
}

/**
 * The compiler names an implicit conversion to an interface by its operand: an
 * expression that makes nothing itself can only be on the heap because it is boxed.
 */
function isBoxedValue(fact: Fact): boolean {
  if (fact.kind === 'moved') return false
  return !/^(?:&|new\(|make\(|\[|map\[|\.\.\. argument|func literal)/.test(fact.expression)
}

function judgeClosure(fact: Fact): Cause {
  return fact.flow.some((step) => /\bgo\b/.test(step.word)) ? 'goroutine' : 'closure-capture'
}

function judgeDestination(fact: Fact): Cause {
  const last = fact.flow.at(-1)
  if (!last) return 'other'
  if (isFormatting(last)) return 'fmt-or-reflection'
  if (last.word === 'call parameter') return isMethodCall(last.expression) ? 'unknown-callee' : 'leaking-parameter'
  if (last.word === 'return' || reachesResult(fact)) return 'returned-address'
  const target = fact.flow.findLast((step) => step.word === '')?.text ?? ''
  if (target.startsWith('{heap} ←') || target.startsWith('{storage for ')) return 'stored-in-heap'
  return 'other'
}

/** A call through a value, `h.Write(x)`: the compiler explains `call parameter` into the heap for callees that it cannot see. */
function isMethodCall(expression: string): boolean {
  return /^[a-z_]\w*(?:\.\w+)*\.\w+\(/.test(expression)
}

function isFormatting(step: FlowStep): boolean {
  return FORMATTING.test(step.expression)
}

function reachesResult(fact: Fact): boolean {
  return fact.flow.some((step) => step.word === 'return' || /^~r\d* ←/.test(step.text))
}

function isStringBytesConversion(expression: string): boolean {
  return /^string\(/.test(expression) || /^\(\[\](?:byte|rune|uint8|int32)\)\(/.test(expression)
}

function isConcatenation(expression: string): boolean {
  return / \+ /.test(expression) && !/^(?:make|new|&)/.test(expression)
}
