import type { Config, Waiver } from '../config/config.ts'
import { matchBenchmark, matchFunction } from '../config/pattern.ts'
import { judgeSiteGate } from './findings.ts'
import type { Benchmark, Finding, Problem, Site } from './schema.ts'

/**
 * Takes the block from findings whose cost a maintainer accepted, by a label of
 * the pull request or in the config file. `today` is an ISO date. Waivers that
 * expired or that nothing needs become problems.
 */
export function judgeWaivers(
  findings: readonly Finding[],
  context: {
    readonly benchmarks: readonly Benchmark[]
    readonly added: readonly Site[]
    readonly labels: readonly string[]
    readonly today: string
  },
  config: Config,
): { readonly findings: readonly Finding[]; readonly problems: readonly Problem[] } {
  const label = context.labels.includes(config.waiverLabel) ? `label ${config.waiverLabel}` : null
  const expired = config.waivers.filter((waiver) => isExpired(waiver, context.today))
  const valid = config.waivers.filter((waiver) => !expired.includes(waiver))
  const used = new Set<Waiver>()
  const waived = findings.map((finding): Finding => {
    if (!finding.blocking || finding.rule.startsWith('broken')) return finding
    const waivers =
      findBenchmarkWaivers(finding, valid, context.benchmarks) ?? findSiteWaivers(finding, valid, context.added, config)
    for (const waiver of waivers) used.add(waiver)
    const reason = waivers[0]?.reason ?? label
    return reason === null ? finding : { ...finding, blocking: false, severity: 'warning', waiver: reason }
  })
  const unused = valid.filter((waiver) => !used.has(waiver))
  return { findings: waived, problems: [...expired.map(describeExpired), ...unused.map(describeUnused)] }
}

function isExpired(waiver: Waiver, today: string): boolean {
  return waiver.expires !== null && waiver.expires < today
}

/** Null where the finding is about no benchmark's metric. */
function findBenchmarkWaivers(
  finding: Finding,
  waivers: readonly Waiver[],
  benchmarks: readonly Benchmark[],
): readonly Waiver[] | null {
  for (const measured of benchmarks) {
    for (const metric of Object.values(measured.metrics)) {
      if (finding.id !== `${finding.rule}:${measured.package}.${measured.name}:${metric.unit}`) continue
      const waiver = waivers.find(
        (w) =>
          w.benchmark !== null &&
          matchBenchmark(w.benchmark, measured.package, measured.name) &&
          (w.metric === null || w.metric === metric.unit) &&
          (w.ceiling === null || (metric.head?.center ?? Number.POSITIVE_INFINITY) <= w.ceiling),
      )
      return waiver ? [waiver] : []
    }
  }
  return null
}

/** One finding stands for all sites of one cause: each that blocks has to be waived, by whichever waiver. */
function findSiteWaivers(
  finding: Finding,
  waivers: readonly Waiver[],
  added: readonly Site[],
  config: Config,
): readonly Waiver[] {
  const shown = added.find((site) => finding.id === `escape:${site.file}:${site.line}:${site.column}`)
  const blocking = added.filter((site) => site.group === shown?.group && judgeSiteGate(site, config))
  const found = blocking.map((site) =>
    waivers.find((w) => w.function !== null && matchFunction(w.function, site.package, site.function)),
  )
  return found.every((waiver) => waiver !== undefined) ? found : []
}

function describeExpired(waiver: Waiver): Problem {
  return {
    stage: 'gate',
    side: null,
    severity: 'warning',
    message: `The waiver for ${nameOf(waiver)} expired on ${waiver.expires ?? ''} and no longer counts.`,
  }
}

function describeUnused(waiver: Waiver): Problem {
  return {
    stage: 'gate',
    side: null,
    severity: 'notice',
    message: `The waiver for ${nameOf(waiver)} waives nothing in this change: remove it if what it was for is merged.`,
  }
}

function nameOf(waiver: Waiver): string {
  return waiver.benchmark ?? waiver.function ?? ''
}
