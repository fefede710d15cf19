import type { Fact, FlowStep } from './fact.ts'
import { normaliseExpression, stripQualifiers } from './normalise.ts'
import type { Diagnostic, DiagnosticsReceiver } from './parse-diagnostics.ts'
import type { SourcePosition } from './statement.ts'

/** Whether the compiler can inline a function, as it says at the function's declaration. */
export interface InliningDecision {
  readonly package: string
  readonly file: string
  readonly line: number
  readonly function: string
  readonly inlinable: boolean
  readonly cost: number | null
  readonly budget: number | null
  /** Why not; '' where it can be inlined. */
  readonly reason: string
}

/** A parameter through which the caller's value reaches the heap. */
export interface ParameterLeak {
  readonly package: string
  readonly function: string
  readonly parameter: string
  /** `{heap}`, or what holds it. */
  readonly target: string
  /** Where the function lets it go: the last step of the compiler's explanation, else the parameter. */
  readonly at: SourcePosition
}

/** What the compiler says of a value that stays where it is, or is captured: evidence against a guess, or for one. */
export type Remark = SourcePosition &
  (
    | { readonly kind: 'no-escape' | 'zero-copy'; readonly expression: string }
    | { readonly kind: 'captured'; readonly expression: string; readonly width: number }
  )

export interface CollectedFacts {
  /** Of the files that `remarksOn` of the collector asks for. */
  readonly remarks: readonly Remark[]
  readonly facts: readonly Fact[]
  /** Inlined calls and their callees by place, as `placeKey` writes it: a fact there is a callee's. */
  readonly inlinedCalls: ReadonlyMap<string, readonly string[]>
  readonly leaks: readonly ParameterLeak[]
  readonly inlining: readonly InliningDecision[]
  /** Lines that are no diagnostics, the first hundred. */
  readonly otherLines: readonly string[]
}

/**
 * Tells where a file that the compiler names lies; null for files that are not
 * under review. A name without a folder comes from a `//line` directive of the package in `header`.
 */
export type PlaceFile = (
  printedFile: string,
  header: string,
) => { readonly file: string; readonly package: string } | null

interface OpenExplanation {
  readonly function: string
  readonly flow: FlowStep[]
}

interface OpenLeak extends Omit<ParameterLeak, 'at'> {
  readonly parameterAt: SourcePosition
  readonly flow: FlowStep[]
}

const MAX_OTHER_LINES = 100
/** Several explanations at one place: none of them is surely meant. */
const UNEXPLAINED: OpenExplanation = { function: '', flow: [] }

/**
 * Gathers heap facts from the diagnostics of one side. The same place printed
 * for several headers (test variant, importing package) or instantiations is one fact.
 */
export function createFactCollector(
  placeFile: PlaceFile,
  remarksOn: (file: string) => boolean = () => false,
): {
  readonly receiver: DiagnosticsReceiver
  collected(): CollectedFacts
} {
  const facts = new Map<string, Fact>()
  const inlining = new Map<string, InliningDecision>()
  const inlinedCalls = new Map<string, string[]>()
  const leaks = new Map<string, OpenLeak>()
  const declaredFunctions = new Set<string>()
  const otherLines: string[] = []
  const remarks = new Map<string, Remark>()
  const placed = new Map<string, ReturnType<PlaceFile>>()
  // Explanations precede the sentence that they explain, function by function.
  let explanations = new Map<string, OpenExplanation>()
  let open: { readonly flow: FlowStep[] } | null = null
  let packageId = ''

  function place(file: string): ReturnType<PlaceFile> {
    // A bare name means another file in every package.
    if (!file.includes('/')) return placeFile(file, packageId)
    let result = placed.get(file)
    if (result === undefined) {
      result = placeFile(file, packageId)
      placed.set(file, result)
    }
    return result
  }

  function diagnostic(d: Diagnostic): void {
    if (d.package !== packageId) {
      packageId = d.package
      explanations = new Map()
      open = null
    }
    const { statement } = d
    switch (statement.kind) {
      case 'flow':
      case 'flow-step':
        open?.flow.push(describeStep(statement, place))
        return
      case 'explained': {
        open = null
        if (place(d.file) === null) return
        const explanation: OpenExplanation = { function: statement.function, flow: [] }
        explanations.set(keyOf(d, statement.expression), explanation)
        // `append(s, x)` is explained and `append` summed up; a constant is summed up by its value.
        const alone = keyOf(d, '')
        explanations.set(alone, explanations.has(alone) ? UNEXPLAINED : explanation)
        open = explanation
        return
      }
      case 'leak-explained':
        open = addLeak(d, statement)
        return
      case 'escapes':
      case 'moved':
        open = null
        add(d, statement.kind, statement.expression)
        return
      case 'inlinable':
      case 'not-inlinable':
        open = null
        decide(d, statement)
        return
      case 'inlined-call': {
        open = null
        const at = place(d.file)
        if (at) append(inlinedCalls, placeKey(at.file, d.line, d.column), statement.function)
        return
      }
      case 'no-escape':
      case 'zero-copy':
      case 'captured':
        open = null
        remark(d, statement)
        return
      default:
        open = null
    }
  }

  function remark(d: Diagnostic, statement: Diagnostic['statement'] & { kind: Remark['kind'] }): void {
    const at = place(d.file)
    if (!at || !remarksOn(at.file)) return
    const position = { file: at.file, line: d.line, column: d.column }
    const said: Remark =
      statement.kind === 'captured'
        ? { kind: 'captured', ...position, expression: detach(statement.variable), width: statement.width }
        : {
            kind: statement.kind,
            ...position,
            expression: detach(statement.kind === 'zero-copy' ? statement.conversion : statement.expression),
          }
    // The same is printed for the test variant too.
    remarks.set(`${placeKey(at.file, d.line, d.column)} ${said.kind} ${said.expression}`, said)
  }

  function add(d: Diagnostic, kind: Fact['kind'], expression: string): void {
    const at = place(d.file)
    if (!at || d.file === '<autogenerated>') return
    const identity = `${at.file}:${d.line}:${d.column}:${kind}:${stripQualifiers(normaliseExpression(expression))}`
    const known = facts.get(identity)
    // An importing package qualifies what the package itself names plainly.
    if (known && known.expression.length <= expression.length) return
    const explanation = explanations.get(keyOf(d, expression)) ?? explanations.get(keyOf(d, ''))
    facts.set(identity, {
      package: at.package,
      file: at.file,
      line: d.line,
      column: d.column,
      kind,
      renamed: !d.file.includes('/') || !d.file.endsWith('.go'),
      expression: detach(expression),
      compilerFunction: detach(explanation?.function ?? ''),
      flow: explanation?.flow ?? [],
    })
  }

  function addLeak(d: Diagnostic, statement: Diagnostic['statement'] & { kind: 'leak-explained' }): OpenLeak | null {
    const at = place(d.file)
    if (!at || statement.function.includes('[go.shape.')) return null
    const identity = `${at.file}:${d.line}:${d.column} ${statement.parameter} ${statement.target}`
    // The same leak is printed for the test variant too.
    if (leaks.has(identity)) return null
    const leak: OpenLeak = {
      package: at.package,
      function: detach(statement.function),
      parameter: detach(statement.parameter),
      target: detach(statement.target),
      parameterAt: { file: at.file, line: d.line, column: d.column },
      flow: [],
    }
    leaks.set(identity, leak)
    return leak
  }

  function decide(d: Diagnostic, statement: Diagnostic['statement'] & { kind: 'inlinable' | 'not-inlinable' }): void {
    const at = place(d.file)
    if (!at) return
    // The wrapper of a generic instance repeats a fact at the function's name, where no value can stand.
    if (!/\.func\d|\.gowrap|\.deferwrap/.test(statement.function))
      declaredFunctions.add(placeKey(at.file, d.line, d.column))
    if (statement.function.includes('[go.shape.')) return
    inlining.set(`${at.file}:${d.line}:${d.column}`, {
      package: at.package,
      file: at.file,
      line: d.line,
      function: detach(statement.function),
      inlinable: statement.kind === 'inlinable',
      cost: statement.cost,
      budget: statement.kind === 'not-inlinable' ? statement.budget : null,
      reason: statement.kind === 'not-inlinable' ? detach(statement.reason) : '',
    })
  }

  return {
    receiver: {
      diagnostic,
      wants: (file) => place(file) !== null,
      other(line) {
        if (otherLines.length < MAX_OTHER_LINES) otherLines.push(detach(line))
      },
    },
    collected: () => ({
      facts: [...facts.values()].filter((fact) => !declaredFunctions.has(placeKey(fact.file, fact.line, fact.column))),
      inlinedCalls,
      leaks: [...leaks.values()].map(({ flow, parameterAt, ...leak }) => ({
        ...leak,
        function: leak.function === '' ? findEnclosing([...inlining.values()], parameterAt) : leak.function,
        at: flow.findLast((step) => step.at !== null)?.at ?? parameterAt,
      })),
      inlining: [...inlining.values()],
      remarks: [...remarks.values()],
      otherLines,
    }),
  }
}

/** Before Go 1.25 the compiler does not name the function of a leak: it is the last one declared above. */
function findEnclosing(decisions: readonly InliningDecision[], at: SourcePosition): string {
  const above = decisions.filter((decision) => decision.file === at.file && decision.line <= at.line)
  return (
    above.reduce<InliningDecision | null>((best, one) => (best && best.line > one.line ? best : one), null)?.function ??
    ''
  )
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (!list) map.set(key, [detach(value)])
  else if (!list.includes(value)) list.push(detach(value))
}

export function placeKey(file: string, line: number, column: number): string {
  return `${file}:${line}:${column}`
}

function keyOf(d: Diagnostic, expression: string): string {
  return `${d.file}:${d.line}:${d.column}:${expression}`
}

function describeStep(
  statement: Diagnostic['statement'] & { kind: 'flow' | 'flow-step' },
  place: (file: string) => ReturnType<PlaceFile>,
): FlowStep {
  if (statement.kind === 'flow') {
    return { text: detach(`${statement.target} ← ${statement.source}`), word: '', expression: '', at: null }
  }
  const at = statement.at && { ...statement.at, file: place(statement.at.file)?.file ?? detach(statement.at.file) }
  return {
    text: detach(`${statement.expression} (${statement.word})`),
    word: detach(statement.word),
    expression: detach(statement.expression),
    at,
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A copy of its own: a string cut from a chunk would keep the whole chunk in memory. */
function detach(text: string): string {
  return text.length < 13 ? text : decoder.decode(encoder.encode(text))
}
