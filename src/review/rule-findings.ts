import { CAUSE_TEXTS } from '../escape/cause.ts'
import type { Hit } from '../rules/rule.ts'
import type { Attribution, Benchmark, Finding, Hotness, Site } from './schema.ts'

/** How often a function runs, as far as this review knows. */
export type JudgeHotness = (importPath: string, functionName: string) => Hotness

/** What the compiler says besides escapes: of a value that stays on the stack, or is converted without a copy. */
export interface HarmlessRemark {
  readonly file: string
  readonly line: number
  readonly kind: string
  readonly expression: string
}

/** A rule's finding, and the item of the checklist that it answers. */
export interface RuleFinding {
  readonly item: number
  readonly rule: string
  readonly finding: Finding & { readonly evidence: 'syntax' | 'compiler' | 'measurement'; readonly hotness: Hotness }
}

/**
 * Weighs what the rules saw against what the compiler and the benchmarks know. What either contradicts is dropped;
 * what a benchmark's own lines show is proven; what neither speaks of stays a guess. None of them ever blocks.
 */
export function judgeRuleFindings(
  hits: readonly Hit[],
  evidence: {
    readonly added: readonly Site[]
    readonly remarks: readonly HarmlessRemark[]
    readonly benchmarks: readonly Benchmark[]
    readonly hotness: JudgeHotness
    isChangedLine(file: string, line: number): boolean
  },
): readonly RuleFinding[] {
  const remarks = new Map<string, string[]>()
  for (const remark of evidence.remarks) {
    const key = `${remark.file}:${remark.line}`
    if (remark.kind !== 'captured') remarks.set(key, [...(remarks.get(key) ?? []), comparable(remark.expression)])
  }
  const found = hits.flatMap((hit): RuleFinding[] => {
    const hotness = evidence.hotness(hit.package, hit.function)
    if (hit.onlyHot && hotness.level !== 'hot') return []
    const expressions = hit.expressions.map(comparable)
    const site = evidence.added.find(
      (one) => isOn(hit, one.file, one.line) && expressions.includes(comparable(one.expression)),
    )
    const measured = findMeasured(hit, evidence.benchmarks)
    const harmless = linesOf(hit).some((line) =>
      (remarks.get(`${hit.file}:${line}`) ?? []).some((said) => expressions.includes(said)),
    )
    if (harmless && !site) return []
    const kind = measured ? 'measurement' : site ? 'compiler' : 'syntax'
    return [{ item: hit.item, rule: hit.rule, finding: describe(hit, kind, hotness, measured, site, evidence) }]
  })
  return found.sort((a, b) => rank(a.finding) - rank(b.finding))
}

function describe(
  hit: Hit,
  evidence: 'syntax' | 'compiler' | 'measurement',
  hotness: Hotness,
  measured: { readonly benchmark: Benchmark; readonly attribution: Attribution } | null,
  site: Site | undefined,
  { isChangedLine }: { isChangedLine(file: string, line: number): boolean },
): RuleFinding['finding'] {
  const where =
    hit.function === '' ? '' : `In \`${hit.function}\`${hotness.level === 'hot' ? `, ${hotness.why}` : ''}. `
  const line = [...linesOf(hit), ...(hit.otherLine === null ? [] : [hit.otherLine])].find((one) =>
    isChangedLine(hit.file, one),
  )
  return {
    id: `${hit.rule}:${hit.file}:${hit.line}:${hit.subject.slice(0, 60)}`,
    rule: hit.rule,
    severity: evidence === 'measurement' ? 'warning' : 'notice',
    file: hit.file,
    line: line ?? hit.line,
    onChangedLine: line !== undefined,
    title: hit.title,
    detail: `${where}${explain(evidence, measured, site, line ?? hit.line)}`,
    advice: hit.advice,
    blocking: false,
    evidence,
    hotness,
    ...renderProof(measured, site),
    ...(hit.replacement === null ? {} : { replacement: { ...hit.replacement } }),
  }
}

function explain(
  evidence: 'syntax' | 'compiler' | 'measurement',
  measured: { readonly benchmark: Benchmark; readonly attribution: Attribution } | null,
  site: Site | undefined,
  shownLine: number,
): string {
  if (evidence === 'measurement' && measured) {
    const { allocsPerOp, bytesPerOp, countUncertain, file, line } = measured.attribution
    const where = line === shownLine ? 'on this line' : `at \`${file}:${line}\``
    const count = countUncertain || allocsPerOp < 0.005 ? '' : `+${round(allocsPerOp)} allocs/op, `
    const words = `Measured: \`${measured.benchmark.name}\` allocates more ${where}: ${count}+${round(bytesPerOp)} B/op.`
    return site ? `${words} ${agree(site)}` : words
  }
  if (evidence === 'compiler' && site) return agree(site)
  return 'A guess from the text: nothing has measured it.'
}

/** An escape finding at the same place would say no more than this. */
function agree(site: Site): string {
  const why = site.cause === 'other' ? '' : `: ${CAUSE_TEXTS[site.cause].sentence}`
  return `The compiler agrees: ${site.message}${why}.`
}

function renderProof(
  measured: { readonly attribution: Attribution } | null,
  site: Site | undefined,
): Pick<Finding, 'proof'> {
  if (site) return { proof: { line: site.line, column: site.column } }
  return measured ? { proof: { line: measured.attribution.line, column: null } } : {}
}

/** Whether the rule's finding tells of this very escape, as the compiler and it agree. */
export function isAbout({ file, proof }: Finding, site: Site): boolean {
  return proof !== undefined && file === site.file && proof.line === site.line && proof.column === site.column
}

/** The benchmark that allocates more on the hit's own lines. */
function findMeasured(
  hit: Hit,
  benchmarks: readonly Benchmark[],
): { readonly benchmark: Benchmark; readonly attribution: Attribution } | null {
  for (const benchmark of benchmarks) {
    if (!benchmark.comparable || !['allocs/op', 'B/op'].some((unit) => isWorse(benchmark, unit))) continue
    const attribution = benchmark.attribution?.find(
      (line) =>
        line.side !== 'base' &&
        isOn(hit, line.file, line.line) &&
        (line.allocsPerOp >= 0.005 || line.bytesPerOp >= 0.5),
    )
    if (attribution) return { benchmark, attribution }
  }
  return null
}

function isWorse(benchmark: Benchmark, unit: string): boolean {
  return benchmark.metrics[unit]?.verdict === 'regressed'
}

/** Whether the line is the hit's own. */
export function isOn(hit: Hit, file: string, line: number): boolean {
  return (
    hit.file === file && line >= hit.line && line <= Math.max(hit.line, Math.min(hit.endLine, hit.line + MOST_LINES))
  )
}

/** A hit on a whole loop or function says nothing of each of its lines. */
const MOST_LINES = 3

function linesOf(hit: Hit): number[] {
  const last = Math.max(hit.line, Math.min(hit.endLine, hit.line + MOST_LINES))
  return Array.from({ length: last - hit.line + 1 }, (_, index) => hit.line + index)
}

/** `([]byte)(s)` and `[]byte(s)` are the same; `append(s, x)` is summed up as `append`. */
export function comparable(expression: string): string {
  return expression
    .replace(/\s+/g, '')
    .replace(/^\(\[\](\w+)\)\(/, '[]$1(')
    .replace(/^append\(.*$/s, 'append')
}

const EVIDENCE = ['measurement', 'compiler', 'syntax']
const LEVELS = ['hot', 'unknown', 'cold']

/** Proven first, then what runs often. */
function rank(finding: RuleFinding['finding']): number {
  return EVIDENCE.indexOf(finding.evidence) * 10 + LEVELS.indexOf(finding.hotness.level)
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}
