/**
 * One sentence of the compiler's `-m=2` diagnostics, without its position.
 * Forms observed from Go 1.21 to 1.27; what is not known stays `unknown` with its text.
 */
export type Statement =
  | { readonly kind: 'escapes'; readonly expression: string }
  | { readonly kind: 'moved'; readonly expression: string }
  /** Opens an explanation: `X escapes to heap in F:` (Go ≥ 1.25) or `X escapes to heap:`. */
  | { readonly kind: 'explained'; readonly expression: string; readonly function: string }
  | { readonly kind: 'leak-explained'; readonly parameter: string; readonly target: string; readonly function: string }
  | { readonly kind: 'leak'; readonly parameter: string; readonly content: boolean; readonly to: string }
  | { readonly kind: 'no-escape'; readonly expression: string }
  | { readonly kind: 'inlinable'; readonly function: string; readonly cost: number | null }
  | {
      readonly kind: 'not-inlinable'
      readonly function: string
      readonly reason: string
      readonly cost: number | null
      readonly budget: number | null
    }
  | { readonly kind: 'inlined-call'; readonly function: string }
  | {
      readonly kind: 'captured'
      readonly function: string
      readonly variable: string
      readonly by: string
      readonly width: number
    }
  | { readonly kind: 'zero-copy'; readonly conversion: string }
  | { readonly kind: 'flow'; readonly target: string; readonly source: string }
  | {
      readonly kind: 'flow-step'
      readonly expression: string
      readonly word: string
      readonly at: SourcePosition | null
    }
  /** Known, and of no use to a review: bounds checks, devirtualised calls, self-assignments. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string }

export interface SourcePosition {
  readonly file: string
  readonly line: number
  /** 0 where the compiler prints none. */
  readonly column: number
}

const ESCAPES = ' escapes to heap'
const NO_ESCAPE = ' does not escape'

const NOTE =
  /^index bounds check elided$|^(?:PGO )?devirtualizing |^ignoring self-assignment |^\S+ ignoring self-assignment |^marking \S+ as escaping uintptr$|^skip inlining/

/** Parses the text behind `FILE:LINE:COL: `. Total: any text gives a statement. */
export function parseStatement(text: string): Statement {
  if (text.startsWith('  ')) return parseFlow(text)
  if (text.endsWith(ESCAPES)) return { kind: 'escapes', expression: text.slice(0, -ESCAPES.length) }
  if (text.endsWith(NO_ESCAPE)) return { kind: 'no-escape', expression: text.slice(0, -NO_ESCAPE.length) }
  if (text.startsWith('moved to heap: ')) return { kind: 'moved', expression: text.slice(15) }
  if (text.startsWith('inlining call to ')) return { kind: 'inlined-call', function: text.slice(17) }
  if (text.startsWith('can inline ')) return parseInlinable(text)
  if (text.startsWith('cannot inline ')) return parseNotInlinable(text)
  if (text.startsWith('leaking param')) return parseLeak(text)
  if (text.startsWith('zero-copy ')) return { kind: 'zero-copy', conversion: text.slice(10) }
  return parseExplanation(text) ?? parseCapture(text) ?? { kind: NOTE.test(text) ? 'note' : 'unknown', text }
}

function parseExplanation(text: string): Statement | null {
  if (!text.endsWith(':')) return null
  const leak = /^parameter (.+?) leaks to (.+?)(?: for (.+))? with derefs=\d+:$/.exec(text)
  if (leak) return { kind: 'leak-explained', parameter: leak[1] ?? '', target: leak[2] ?? '', function: leak[3] ?? '' }
  // The last occurrence: a quoted constant in the expression may hold the same words.
  const at = text.lastIndexOf(ESCAPES)
  if (at === -1) return null
  const rest = text.slice(at + ESCAPES.length, -1)
  if (rest !== '' && !rest.startsWith(' in ')) return null
  return { kind: 'explained', expression: text.slice(0, at), function: rest.slice(4) }
}

function parseInlinable(text: string): Statement {
  const match = /^can inline (.+?) with cost (\d+) as: /.exec(text)
  if (match) return { kind: 'inlinable', function: match[1] ?? '', cost: Number(match[2]) }
  return { kind: 'inlinable', function: text.slice(11), cost: null }
}

function parseNotInlinable(text: string): Statement {
  const colon = text.indexOf(': ', 14)
  if (colon === -1) return { kind: 'unknown', text }
  const reason = text.slice(colon + 2)
  const cost = /cost (\d+) exceeds budget (\d+)/.exec(reason)
  return {
    kind: 'not-inlinable',
    function: text.slice(14, colon),
    reason,
    cost: cost ? Number(cost[1]) : null,
    budget: cost ? Number(cost[2]) : null,
  }
}

function parseLeak(text: string): Statement {
  const match = /^leaking param( content)?: (\S+)(?: to (.+))?$/.exec(text)
  if (!match) return { kind: 'unknown', text }
  return { kind: 'leak', parameter: match[2] ?? '', content: match[1] !== undefined, to: match[3] ?? '' }
}

function parseCapture(text: string): Statement | null {
  const match = /^(.+) capturing by (ref|value): (\S+) \(.*\bwidth=(\d+)\)$/.exec(text)
  if (!match) return null
  return {
    kind: 'captured',
    function: match[1] ?? '',
    by: match[2] ?? '',
    variable: match[3] ?? '',
    width: Number(match[4]),
  }
}

function parseFlow(text: string): Statement {
  const trimmed = text.trimStart()
  // An arrow since Go 1.25, an equals sign before.
  const flow = /^flow: (.*?) (?:←|<-|=) (.*):$/.exec(trimmed)
  if (flow) return { kind: 'flow', target: flow[1] ?? '', source: flow[2] ?? '' }
  if (!trimmed.startsWith('from ')) return { kind: 'unknown', text }
  const at = trimmed.lastIndexOf(' at ')
  const open = trimmed.lastIndexOf(' (', at)
  if (at === -1 || open === -1 || trimmed[at - 1] !== ')') return { kind: 'unknown', text }
  return {
    kind: 'flow-step',
    expression: trimmed.slice(5, open),
    word: trimmed.slice(open + 2, at - 1),
    at: parsePosition(trimmed.slice(at + 4)),
  }
}

/** Parses `FILE:LINE:COL` or `FILE:LINE`; null for anything else. */
export function parsePosition(text: string): SourcePosition | null {
  const match = /^(.+?):(\d+)(?::(\d+))?$/.exec(text)
  return match ? { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3] ?? 0) } : null
}
