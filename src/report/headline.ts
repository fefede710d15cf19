import type { Benchmark, Review } from '../review/schema.ts'
import { type Blockers, sitesAt, type WorseBenchmark } from './blockers.ts'
import { type Block, type Line, type Mark, mark, say } from './document.ts'
import { count, verb } from './plural.ts'
import { groupSites, siteKey } from './site-groups.ts'
import type { Telling } from './telling.ts'

/** The report's first line: verdict and counts. */
export function headline(telling: Telling, blockers: Blockers): Block {
  const [sign, words] = verdictWords(telling, blockers)
  return { kind: 'headline', line: say`${mark(sign)} ${words}` }
}

function verdictWords(telling: Telling, blockers: Blockers): readonly [Mark, Line] {
  const { review } = telling
  if (isQuiet(review)) return ['good', say`Performance: nothing to review, ${quietReason(review)}`]
  switch (review.verdict) {
    case 'regressed':
      return ['bad', say`Performance: ${regressedWords(telling, blockers)}`]
    case 'inconclusive':
      return ['unsure', say`Performance: could not tell`]
    case 'broken':
      return ['bad', brokenWords(review, blockers)]
    case 'pass':
      return ['good', say`Performance: ${passWords(review, blockers)}`]
  }
}

function regressedWords(telling: Telling, blockers: Blockers): Line {
  const benchmarks = blockers.groups.flatMap((group) => group.benchmarks)
  const kinds = [
    told(benchmarks, 'allocs/op', 'allocates more', 'allocate more'),
    told(benchmarks, 'B/op', 'takes more memory', 'take more memory'),
    told(benchmarks, 'sec/op', 'is slower', 'are slower'),
    told(benchmarks, null, 'got worse', 'got worse'),
  ].filter((words) => words !== '')
  const sources = escapesAtFault(telling.review, blockers)
  const others = otherFindings(telling, blockers, kinds.length > 0)
  if (kinds.length === 0 && others.length === 0) return ['regressed']
  return [kinds.join(', ') + sources, ...(kinds.length > 0 && others.length > 0 ? [', '] : []), ...others]
}

/** "2 benchmarks allocate more"; each benchmark counts for its first, worst metric only. */
function told(benchmarks: readonly WorseBenchmark[], metric: string | null, one: string, many: string): string {
  const named = ['allocs/op', 'B/op', 'sec/op']
  const matching = benchmarks.filter(({ worse }) => {
    const first = worse[0]?.name ?? ''
    return metric === null ? !named.includes(first) : first === metric
  })
  return matching.length === 0 ? '' : `${count(matching.length, 'benchmark')} ${verb(matching.length, one, many)}`
}

function escapesAtFault(review: Review, blockers: Blockers): string {
  const sites = review.escapes.added.filter((site) => blockers.sites.has(siteKey(site)))
  if (sites.length === 0) return ''
  const causes = groupSites(sites).length
  return `, from ${count(sites.length, 'new heap escape')}${sites.length > 1 ? ` (${count(causes, 'cause')})` : ''}`
}

function otherFindings(telling: Telling, blockers: Blockers, besides: boolean): Line {
  const { findings } = blockers
  const [only] = findings
  if (only === undefined) return []
  const hot = findings.filter((finding) => sitesAt(finding, telling.review).some((site) => site.hot)).length
  if (hot === findings.length)
    return [`${count(hot, 'new heap escape')} in ${verb(hot, 'a hot function', 'hot functions')}`]
  if (findings.length === 1 && !besides) return telling.sentence(only.title)
  return [
    `${count(findings.length, besides ? 'other finding' : 'finding')} ${verb(findings.length, 'blocks', 'block')}`,
  ]
}

function brokenWords(review: Review, blockers: Blockers): Line {
  const failing = review.benchmarks.filter(({ verdict }) => verdict === 'broken').length
  const worked = review.escapes.analysed || review.measurement.measured
  const regressed = blockers.groups.flatMap((group) => group.benchmarks).length
  if (failing === 0 || !worked) return ['Performance review could not run']
  const also = regressed === 0 ? '' : `, ${regressed} ${verb(regressed, 'allocates', 'allocate')} more`
  return [`Performance: ${count(failing, 'benchmark')} ${verb(failing, 'fails', 'fail')}${also}`]
}

function passWords(review: Review, blockers: Blockers): Line {
  const accepted = review.findings.filter((finding) => finding.waiver !== undefined).length || blockers.accepted.length
  const added = review.escapes.added.length
  const slower = advisory(review)
  const parts = [
    ...(accepted > 0 ? [`${count(accepted, 'accepted cost')}`] : []),
    ...(added > 0 ? [`${count(added, 'new heap escape')}`] : []),
    ...(slower > 0 ? [`${count(slower, 'benchmark')} worse in what is advisory`] : []),
  ]
  if (parts.length > 0) return [`nothing blocks; ${parts.join(', ')}`]
  const better = review.benchmarks.filter(({ verdict, comparable }) => comparable && verdict === 'improved').length
  return [`nothing got worse${better > 0 ? `, ${count(better, 'benchmark')} got better` : ''}`]
}

function advisory(review: Review): number {
  return review.benchmarks.filter((benchmark) => benchmark.comparable && hasAdvisory(benchmark)).length
}

function hasAdvisory(benchmark: Benchmark): boolean {
  return Object.values(benchmark.metrics).some(({ verdict, watched }) => verdict === 'regressed' && !watched)
}

/** True where nothing concerns performance: one line says all. */
export function isQuiet(review: Review): boolean {
  const { escapes, scope, checklist, findings, problems, benchmarks } = review
  return (
    review.verdict === 'pass' &&
    findings.length === 0 &&
    escapes.added.length === 0 &&
    escapes.removed.length === 0 &&
    escapes.problems.length === 0 &&
    scope.benchmarksRun === 0 &&
    benchmarks.every(({ verdict, comparable }) => verdict === 'skipped' && comparable) &&
    checklist.every(({ state }) => state === 'not-touched') &&
    problems.every(({ severity }) => severity === 'notice')
  )
}

function quietReason(review: Review): string {
  const { filesChanged, goFilesChanged, packagesChanged, packages } = review.scope
  if (goFilesChanged === 0) return `no Go file changed (${count(filesChanged, 'other file')} did)`
  const files = `${count(goFilesChanged, 'Go file')} changed`
  if (packagesChanged === 0) return `${files}, but none of the ${count(packages, 'package')} compiled differs`
  return `${files} in ${count(packagesChanged, 'package')}, without a new heap escape or a benchmark that could differ`
}
