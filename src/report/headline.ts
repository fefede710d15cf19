import type { Benchmark, Finding, Review } from '../review/schema.ts'
import { type Blockers, metricsInOrder, sitesAt, type WorseBenchmark } from './blockers.ts'
import { isToldBySite } from './blocking-part.ts'
import { type Block, join, type Line, type Mark, mark, say } from './document.ts'
import { clip } from './escape-text.ts'
import { count, verb } from './plural.ts'
import { groupSites, siteKey } from './site-groups.ts'
import type { Telling } from './telling.ts'

/** The report's first line: verdict and counts. */
export function headline(telling: Telling, blockers: Blockers): Block {
  const [sign, words] = verdictWords(telling, blockers)
  return { kind: 'headline', line: say`${mark(sign)} ${words}` }
}

const TITLE_CHARACTERS = 120

function verdictWords(telling: Telling, blockers: Blockers): readonly [Mark, Line] {
  const { review } = telling
  if (isQuiet(review)) return ['good', say`Performance: nothing to review: ${quietReason(review)}`]
  switch (review.verdict) {
    case 'regressed':
      return ['bad', say`Performance: ${regressedWords(telling, blockers)}`]
    case 'inconclusive':
      return ['unsure', say`Performance: could not tell${undecidedCount(review)}`]
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

/** "2 new heap escapes in hot functions", the title of a single other finding, or how many block. */
function otherFindings(telling: Telling, blockers: Blockers, besides: boolean): Line {
  const isHot = (finding: Finding): boolean => sitesAt(finding, telling.review).some((site) => site.hot)
  // An escape that makes a benchmark worse has been counted with it.
  const remaining = blockers.findings.filter((finding) => !isToldBySite(finding, telling, blockers))
  const hot = remaining.filter(isHot).length
  const others = remaining.filter((finding) => !isHot(finding))
  const [first] = others
  const inHot = hot === 0 ? [] : [`${count(hot, 'new heap escape')} in ${verb(hot, 'a hot function', 'hot functions')}`]
  if (first === undefined) return inHot
  const single = others.length === 1 && !besides && hot === 0
  const rest = single
    ? telling.sentence(clip(first.title, TITLE_CHARACTERS))
    : [
        `${count(others.length, besides || hot > 0 ? 'other finding' : 'finding')} ${verb(others.length, 'blocks', 'block')}`,
      ]
  return join([inHot, rest], ', ')
}

function brokenWords(review: Review, blockers: Blockers): Line {
  const broken = review.benchmarks.filter(({ verdict }) => verdict === 'broken')
  const failing = broken.filter(({ problem }) => problem?.side === 'head').length
  const worked = review.escapes.analysed || review.measurement.measured
  const regressed = blockers.groups.flatMap((group) => group.benchmarks).length
  if (failing === 0 || !worked) return ['Performance review could not run']
  const also = regressed === 0 ? '' : `, ${regressed} ${verb(regressed, 'allocates', 'allocate')} more`
  return [`Performance: ${count(failing, 'benchmark')} ${verb(failing, 'fails', 'fail')} on the head${also}`]
}

function passWords(review: Review, blockers: Blockers): Line {
  const accepted = review.findings.filter((finding) => finding.waiver !== undefined).length || blockers.accepted.length
  const added = review.escapes.added.length
  const slower = advisoryWords(review)
  const parts = [
    ...(accepted > 0 ? [`${count(accepted, 'accepted cost')}`] : []),
    ...(added > 0 ? [`${count(added, 'new heap escape')}`] : []),
    ...(slower === '' ? [] : [slower]),
    ...unproven(review),
  ]
  if (parts.length > 0) return [`nothing blocks; ${parts.join(', ')}`]
  const better = review.benchmarks.filter(({ verdict, comparable }) => comparable && verdict === 'improved').length
  // Without a measurement only the compiler has spoken.
  if (!review.measurement.measured) return ['no new heap escape']
  return [`nothing got worse${better > 0 ? `, ${count(better, 'benchmark')} got better` : ''}`]
}

/** Benchmarks about which a pass says nothing: with one of these, "nothing got worse" would be a guess. */
function unproven({ benchmarks }: Review): readonly string[] {
  const incomparable = benchmarks.filter(
    ({ comparable, verdict }) => !comparable && verdict !== 'new' && verdict !== 'removed',
  ).length
  const undecided = benchmarks.filter(({ verdict, comparable }) => comparable && verdict === 'inconclusive').length
  const failing = benchmarks.filter(({ verdict }) => verdict === 'broken').length
  return [
    ...(incomparable > 0 ? [`${count(incomparable, 'benchmark')} not comparable`] : []),
    ...(undecided > 0 ? [`${count(undecided, 'benchmark')} undecided`] : []),
    ...(failing > 0 ? [`${count(failing, 'benchmark')} ${verb(failing, 'fails', 'fail')}`] : []),
  ]
}

function undecidedCount(review: Review): string {
  const undecided = review.benchmarks.filter(
    ({ verdict, comparable }) => comparable && verdict === 'inconclusive',
  ).length
  return undecided === 0 ? '' : `, ${count(undecided, 'benchmark')} undecided`
}

/** "1 benchmark is slower (advisory)", '' for none. */
function advisoryWords(review: Review): string {
  const worse = review.benchmarks.filter((benchmark) => benchmark.comparable && advisoryMetrics(benchmark).length > 0)
  if (worse.length === 0) return ''
  const slower = worse.every((benchmark) =>
    advisoryMetrics(benchmark).some((name) => name === 'sec/op' || name === 'ns/op'),
  )
  const words = slower ? verb(worse.length, 'is slower', 'are slower') : verb(worse.length, 'is worse', 'are worse')
  return `${count(worse.length, 'benchmark')} ${words} (advisory)`
}

function advisoryMetrics(benchmark: Benchmark): readonly string[] {
  return metricsInOrder(benchmark)
    .filter(({ metric }) => metric.verdict === 'regressed' && !metric.watched)
    .map(({ name }) => name)
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
  const { filesChanged, goFilesChanged, packagesChanged, packages, codeChanged } = review.scope
  if (goFilesChanged === 0) return `no Go code besides tests in ${count(filesChanged, 'changed file')}`
  if (codeChanged === false) return `${count(goFilesChanged, 'Go file')} changed, in comments and layout only`
  const files = `${count(goFilesChanged, 'Go file')} changed`
  if (packagesChanged === 0) return `${files}, but none of the ${count(packages, 'package')} compiled differs`
  return `${files} in ${count(packagesChanged, 'package')}, without a new heap escape or a benchmark that could differ`
}
