/**
 * A new fact on an unchanged line has its reason elsewhere: in a callee that is
 * inlined there, in a parameter that leaks now, or in a function that is inlined no more.
 */
import type { InliningDecision, ParameterLeak } from './collect-facts.ts'
import type { Fact } from './fact.ts'

export interface RootCause {
  readonly file: string
  readonly line: number
  /** One sentence for the reader. */
  readonly why: string
}

/** What the compiler said about functions on one side. */
export interface FunctionFacts {
  readonly decisions: readonly InliningDecision[]
  readonly leaks: readonly ParameterLeak[]
}

export interface RootCauseContext {
  /** `new`: the fact is on the head only; `gone`: on the base only. */
  readonly kind: 'new' | 'gone'
  /** The side that has the fact. */
  readonly own: FunctionFacts
  readonly other: FunctionFacts
  /** Functions that the compiler inlines at the fact's place, as it names them. */
  readonly inlinedCallees: readonly string[]
  /** Whether the declaration that holds the fact names this identifier. */
  mentions(name: string): boolean
  /** The first changed line, on the fact's side, of the function that is declared at a line; null where it is unchanged. */
  firstChangedLine(file: string, declaredAt: number): number | null
}

/** The changed place that made a fact new (or let it go), or null where it cannot be told. Call for facts on unchanged lines. */
export function judgeRootCause(fact: Fact, context: RootCauseContext): RootCause | null {
  return judgeInlinedCallee(fact, context) ?? judgeLeak(fact, context) ?? judgeLostInlining(context)
}

function judgeInlinedCallee(fact: Fact, context: RootCauseContext): RootCause | null {
  for (const name of context.inlinedCallees) {
    const callee = findFunction(context.own.decisions, name, fact.package)
    if (!callee) continue
    const before = findFunction(context.other.decisions, name, fact.package)
    if (before && !before.inlinable) {
      const cost = callee.cost === null ? '' : ` (cost ${callee.cost})`
      return {
        file: callee.file,
        line: callee.line,
        why:
          context.kind === 'new'
            ? `${callee.function} can be inlined now${cost}, and its allocation with it`
            : `${callee.function} was inlined here${cost} and is no more`,
      }
    }
    const line = context.firstChangedLine(callee.file, callee.line)
    if (line !== null) return { file: callee.file, line, why: `${callee.function}, which is inlined here, changed` }
  }
  return null
}

function judgeLeak(fact: Fact, context: RootCauseContext): RootCause | null {
  for (const step of fact.flow.toReversed()) {
    const callee = step.word === 'call parameter' ? calleeOf(step.expression) : null
    if (callee === null) continue
    const fresh = context.own.leaks.filter(
      (leak) => isMeant(leak, callee, fact.package) && !context.other.leaks.some((old) => isSame(old, leak)),
    )
    const [leak] = fresh
    if (leak) {
      return {
        file: leak.at.file,
        line: leak.at.line,
        why: `parameter ${leak.parameter} of ${leak.function} ${context.kind === 'new' ? 'leaks now' : 'leaked before'}`,
      }
    }
  }
  return null
}

/**
 * Facts that hang on another: a variable that a closure captures is on the heap
 * because the closure is. `causes` holds what is known already, by fact.
 */
export function judgeChainedCause(fact: Fact, causes: ReadonlyMap<Fact, RootCause | null>): RootCause | null {
  const target = fact.flow.findLast((step) => step.word === '')?.text
  const holder = target === undefined ? undefined : /^\{storage for (.+)\} ← /.exec(target)?.[1]
  if (holder === undefined) return null
  for (const [other, cause] of causes) {
    const isHolder =
      other.expression === holder && other.file === fact.file && other.compilerFunction === fact.compilerFunction
    if (cause && isHolder) return cause
  }
  return null
}

/** With one candidate only: of several functions that are inlined no more, any could be the reason. */
function judgeLostInlining(context: RootCauseContext): RootCause | null {
  const lost = compareInlining(context.other.decisions, context.own.decisions).filter(
    (change) => change.change === 'lost' && context.mentions(simpleName(change.function)),
  )
  const [only] = lost
  if (!only || lost.length > 1) return null
  return {
    file: only.file,
    line: only.line,
    why:
      context.kind === 'new'
        ? `${only.function} is inlined no more: ${only.reason}`
        : `${only.function} can be inlined now`,
  }
}

export interface InliningChange {
  readonly change: 'lost' | 'gained'
  readonly package: string
  readonly function: string
  readonly file: string
  readonly line: number
  readonly cost: number | null
  readonly budget: number | null
  readonly reason: string
}

/** Functions that exist on both sides and can be inlined on one of them only. Positions are the head's. */
export function compareInlining(
  base: readonly InliningDecision[],
  head: readonly InliningDecision[],
): InliningChange[] {
  const before = new Map(base.map((decision) => [`${decision.package}.${decision.function}`, decision]))
  return head.flatMap((decision) => {
    const old = before.get(`${decision.package}.${decision.function}`)
    if (!old || old.inlinable === decision.inlinable || isClosure(decision.function)) return []
    const { package: importPath, function: name, file, line, cost, budget, reason } = decision
    return [
      {
        change: decision.inlinable ? 'gained' : 'lost',
        package: importPath,
        function: name,
        file,
        line,
        cost,
        budget,
        reason,
      },
    ]
  })
}

/** Closures are numbered anew with every one that is added before them. */
function isClosure(name: string): boolean {
  return /\.func\d/.test(name)
}

function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** `inlined.New`, `New` or `pkg.(*T).Get`, seen from a package, among the module's functions. */
function findFunction(
  decisions: readonly InliningDecision[],
  name: string,
  fromPackage: string,
): InliningDecision | undefined {
  return decisions.find((decision) => isNamed(decision, name, fromPackage))
}

function isNamed(
  decision: { readonly package: string; readonly function: string },
  name: string,
  fromPackage: string,
): boolean {
  const plain = name.replace(/\[.*?\]/g, '')
  if (decision.function === plain) return decision.package === fromPackage
  const last = decision.package.slice(decision.package.lastIndexOf('/') + 1)
  return plain === `${last}.${decision.function}`
}

function isMeant(leak: ParameterLeak, callee: string, fromPackage: string): boolean {
  return isNamed(leak, callee, fromPackage)
}

function isSame(a: ParameterLeak, b: ParameterLeak): boolean {
  return a.package === b.package && a.function === b.function && a.parameter === b.parameter && a.target === b.target
}

/** The function's name in the compiler's text of a call: `(*Log).Record` of `(*Log).Record(l, &e)`. */
function calleeOf(call: string): string | null {
  const match = /^((?:[\w./]+\.)?(?:\(\*?[\w.]+\)\.)?[\p{L}_][\p{L}\p{N}_.]*)\(/u.exec(call)
  return match?.[1] ?? null
}
