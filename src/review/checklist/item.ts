import type { Benchmark, ChecklistItem, Evidence, FunctionHeat, Site } from '../schema.ts'

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

/** Sites worth a reader's attention: they allocate and are on no cold path. */
export function warmSites(sites: readonly Site[]): readonly Site[] {
  return sites.filter((site) => site.allocates === 'always' && !site.coldPath)
}

export function siteEvidence(site: Site): Evidence {
  return { kind: 'compiler', text: `${site.message} in ${site.function}`, file: site.file, line: site.line }
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** The common form of an item that one kind of escape answers. */
export function judgeByCause(
  input: ChecklistInput,
  isMeant: (site: Site) => boolean,
  words: { readonly found: string; readonly none: string },
): Answer {
  if (input.packagesChanged === 0 && input.goFilesChanged === 0) return NOT_TOUCHED
  if (!input.escapesAnalysed) return notMeasured('the escape diff was not made')
  const found = warmSites(input.added).filter(isMeant)
  if (found.length > 0) return attention(`${count(found.length, 'new site')} ${words.found}`, found.map(siteEvidence))
  const gone = warmSites(input.removed).filter(isMeant)
  if (gone.length > 0) return ok(`${words.none}; ${gone.length} gone`, gone.map(siteEvidence))
  return ok(words.none, [
    { kind: 'compiler', text: `escape diff of ${count(input.packagesChanged, 'changed package')}` },
  ])
}
