import { judgeAllocates } from '../escape/allocates.ts'
import { CAUSE_TEXTS, judgeCause } from '../escape/cause.ts'
import { type Fact, renderMessage } from '../escape/fact.ts'
import { judgeGroup } from '../escape/group.ts'
import type { RootCause } from '../escape/root-cause.ts'
import type { Testimony } from '../escape/witness.ts'
import type { Site } from './schema.ts'

export { findHolder } from '../escape/cause.ts'

/** Describes a fact for the report; `context` is what only the syntax tree and the change can tell. */
export function renderSite(
  fact: Fact,
  context: {
    readonly function: string
    readonly coldPath: boolean
    readonly hot: boolean
    readonly noalloc: boolean
    readonly onChangedLine: boolean
    isDeclared(name: string): boolean
    /** What the compiled code says; null where it cannot tell. */
    readonly rootCause: RootCause | null
    readonly witnessed: Testimony | null
  },
): Site {
  const byText = judgeAllocates(fact)
  const cause = judgeCause(fact, { allocators: context.witnessed?.allocators ?? [], isDeclared: context.isDeclared })
  return {
    package: fact.package,
    file: fact.file,
    line: fact.line,
    column: fact.column,
    function: context.function,
    expression: fact.expression,
    kind: fact.kind,
    message: renderMessage(fact),
    cause,
    advice: CAUSE_TEXTS[cause].advice,
    // A constant is known to be free; the code of its line may serve its neighbours.
    allocates: byText === 'never' ? 'never' : (context.witnessed?.allocates ?? byText),
    flow: fact.flow.map((step) => ({
      text: step.text,
      file: step.at?.file ?? fact.file,
      line: step.at?.line ?? fact.line,
      column: step.at?.column ?? fact.column,
    })),
    onChangedLine: context.onChangedLine,
    coldPath: context.coldPath,
    hot: context.hot,
    noalloc: context.noalloc,
    group: context.rootCause ? `${context.rootCause.file}:${context.rootCause.line}` : judgeGroup(fact),
    ...(context.rootCause ? { causedBy: context.rootCause } : {}),
  }
}

/** Sites join the group of those that name their line as the cause, so that one cause stays one finding. */
export function joinGroups(sites: readonly Site[]): Site[] {
  const caused = sites.filter((site) => site.causedBy !== undefined)
  return sites.map((site) => {
    const touches = (copy: Site): boolean =>
      copy.causedBy?.file === site.file &&
      (copy.causedBy.line === site.line ||
        site.flow.some((step) => step.file === site.file && step.line === copy.causedBy?.line))
    const copy = site.causedBy === undefined ? caused.find(touches) : undefined
    return copy ? { ...site, group: copy.group } : site
  })
}
