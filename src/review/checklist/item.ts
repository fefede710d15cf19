import { findRule } from '../../rules/table.ts'
import type { RuleFinding } from '../rule-findings.ts'
import type { Benchmark, ChecklistItem, Evidence, FunctionHeat, RuleGone, Site } from '../schema.ts'

/** What a checklist rule may look at. */
export interface ChecklistInput {
  readonly added: readonly Site[]
  readonly removed: readonly Site[]
  /** False where the escape diff could not be made or was not asked for. */
  readonly escapesAnalysed: boolean
  readonly benchmarks: readonly Benchmark[]
  readonly measured: boolean
  /** Go files of the change that are no tests. */
  readonly goFilesChanged: number
  readonly packagesChanged: number
  /** False where every changed Go file says the same to the compiler as before: comments and layout. */
  readonly changesCode: boolean
  /** What the rules on the text found, weighed against the other evidence. */
  readonly ruleFindings: readonly RuleFinding[]
  /** What rules saw on the base only, where it was felt. */
  readonly rulesGone: readonly RuleGone[]
  /** Identifiers inside the declarations that the change touches, on the head. */
  readonly touchedIdentifiers: ReadonlySet<string>
  /** Changed functions whose compiled code allocates at more or fewer places than the facts tell. */
  readonly unexplained: readonly {
    readonly function: string
    readonly file: string
    readonly line: number
    readonly calls: number
    readonly allocators: readonly string[]
  }[]
  /** Which functions benchmarks execute. */
  readonly coverage: {
    readonly measured: boolean
    readonly why: string
    readonly functions: readonly FunctionHeat[]
  }
}

export interface ChecklistRule {
  readonly id: string
  readonly number: number
  readonly title: string
  judge(input: ChecklistInput): Pick<ChecklistItem, 'state' | 'summary' | 'evidence'>
}

type Answer = Pick<ChecklistItem, 'state' | 'summary' | 'evidence'>

export const NOT_TOUCHED: Answer = { state: 'not-touched', summary: 'the change does not touch this', evidence: [] }

export function attention(summary: string, evidence: Evidence[]): Answer {
  return { state: 'attention', summary, evidence }
}

export function ok(summary: string, evidence: Evidence[]): Answer {
  return { state: 'ok', summary, evidence }
}

export function notMeasured(summary: string): Answer {
  return { state: 'not-measured', summary, evidence: [] }
}

/**
 * Sites worth a reader's attention: they allocate and are on no cold path, or a benchmark's memory profile counts more
 * allocations there, whatever the compiler leaves open.
 */
export function warmSites(sites: readonly Site[], benchmarks: readonly Benchmark[]): readonly Site[] {
  const measured = new Set(
    benchmarks
      .flatMap(({ attribution }) => attribution ?? [])
      .flatMap(({ site, side, allocsPerOp }) =>
        site && side !== 'base' && allocsPerOp >= 0.5 ? [placeOfSite(site)] : [],
      ),
  )
  return sites.filter((site) => (site.allocates === 'always' && !site.coldPath) || measured.has(placeOfSite(site)))
}

function placeOfSite({ file, line, column, message }: Site): string {
  return `${file}:${line}:${column} ${message}`
}

export function siteEvidence(site: Site): Evidence {
  return { kind: 'compiler', text: `${site.message} in ${site.function}`, file: site.file, line: site.line }
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** An answer with what the rules on the text found besides. What is known to be cold asks for no attention. */
export function withRules(answer: Answer, input: ChecklistInput, number: number): Answer {
  const told = new Set(answer.state === 'attention' ? answer.evidence.map(placeOf) : [])
  const found = input.ruleFindings
    .filter(({ item, finding }) => item === number && finding.hotness.level !== 'cold')
    .map(({ finding }) => finding)
    .filter(({ file, line }) => !told.has(`${file ?? ''}:${line ?? 0}`))
  const [first] = found
  if (!first) return answer
  const evidence = found.map(
    ({ evidence: kind, title, file, line }): Evidence => ({
      kind,
      text: title,
      ...(file === null ? {} : { file }),
      ...(line === null ? {} : { line }),
    }),
  )
  const guess = found.every((one) => one.evidence === 'syntax') ? 'a guess: ' : ''
  const others = found.length > 1 ? `, and ${found.length - 1} more` : ''
  const own = `${guess}${first.title}${others}`
  return answer.state === 'attention'
    ? attention(`${answer.summary}; ${own}`, [...answer.evidence, ...evidence])
    : attention(own, evidence)
}

/** An answer with what rules saw before and see no more. It was felt, which is evidence. */
export function withGone(answer: Answer, input: ChecklistInput, number: number): Answer {
  const gone = input.rulesGone.filter(({ rule }) => findRule(rule)?.item === number)
  const [first] = gone
  if (!first) return answer
  const evidence = gone.map(
    ({ evidence: kind, title, file, line }): Evidence => ({ kind, text: `gone: ${title}`, file, line }),
  )
  const own = `gone: ${first.title}${gone.length > 1 ? `, and ${gone.length - 1} more` : ''}`
  switch (answer.state) {
    // Its places are those of the head.
    case 'attention':
      return { ...answer, summary: `${answer.summary}; ${own}` }
    case 'ok':
      return ok(`${answer.summary}; ${own}`, [...answer.evidence, ...evidence])
    case 'not-measured':
      return { ...notMeasured(`${own}; ${answer.summary}`), evidence: [...evidence, ...answer.evidence] }
    case 'not-touched':
      return input.escapesAnalysed ? ok(own, evidence) : answer
  }
}

function placeOf(evidence: Evidence): string {
  return `${evidence.file ?? ''}:${evidence.line ?? 0}`
}

/** True where the change compiles to the same as before. */
export function changesNothing(input: ChecklistInput): boolean {
  const nothingFound = input.added.length === 0 && input.removed.length === 0 && input.unexplained.length === 0
  // Of a package, assembly, embedded files and dependencies count as well, and comments do not.
  return input.packagesChanged === 0 && (input.goFilesChanged === 0 || (!input.changesCode && nothingFound))
}

/** What did not build has no escapes to compare, so that nothing can be ticked; those of the rest may be known. */
export function withoutEscapeDiff({ added, removed }: ChecklistInput): Answer {
  const isPartial = added.length + removed.length > 0
  return notMeasured(
    isPartial ? 'the escape diff is not whole, as a package does not build' : 'the escape diff was not made',
  )
}

/** The common form of an item that one kind of escape answers. */
export function judgeByCause(
  input: ChecklistInput,
  isMeant: (site: Site) => boolean,
  words: { readonly found: string; readonly none: string },
): Answer {
  if (changesNothing(input)) return NOT_TOUCHED
  if (!input.escapesAnalysed) return withoutEscapeDiff(input)
  const found = warmSites(input.added, input.benchmarks).filter(isMeant)
  if (found.length > 0) return attention(`${count(found.length, 'new site')} ${words.found}`, found.map(siteEvidence))
  const quiet = input.added.filter(isMeant).length
  const none = quiet > 0 ? `${words.none}; ${quiet} cold or conditional` : words.none
  const gone = warmSites(input.removed, []).filter(isMeant)
  if (gone.length > 0) return ok(`${none}; ${gone.length} gone`, gone.map(siteEvidence))
  return ok(none, [{ kind: 'compiler', text: `escape diff of ${count(input.packagesChanged, 'changed package')}` }])
}
