import type { Config, Waiver } from '../config/config.ts'
import { matchBenchmark, matchFunction } from '../config/pattern.ts'
import type { Benchmark, Finding, Problem, Site } from './schema.ts'

/**
 * Takes the block from findings whose cost a maintainer accepted, by a label of
 * the pull request or in the config file. `today` is an ISO date. Stale waivers become problems.
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
  const used = new Set<Waiver>()
  const waived = findings.map((finding): Finding => {
    if (!finding.blocking || finding.rule.startsWith('broken')) return finding
    const waiver = config.waivers.find((w) => !isExpired(w, context.today) && isMeant(w, finding, context))
    if (waiver) used.add(waiver)
    const reason = waiver?.reason ?? label
    return reason === null ? finding : { ...finding, blocking: false, severity: 'warning', waiver: reason }
  })
  const expired = config.waivers.filter((waiver) => isExpired(waiver, context.today))
  return { findings: waived, problems: expired.map((waiver) => describeStale(waiver)) }
}

function isExpired(waiver: Waiver, today: string): boolean {
  return waiver.expires !== null && waiver.expires < today
}

function isMeant(
  waiver: Waiver,
  finding: Finding,
  context: { readonly benchmarks: readonly Benchmark[]; readonly added: readonly Site[] },
): boolean {
  const { benchmark, function: functionPattern } = waiver
  if (benchmark !== null) {
    const measured = context.benchmarks.find((b) => finding.id.includes(`:${b.package}.${b.name}:`))
    if (!measured || !matchBenchmark(benchmark, measured.package, measured.name)) return false
    const unit = finding.id.slice(finding.id.lastIndexOf(':') + 1)
    if (waiver.metric !== null && waiver.metric !== unit) return false
    return (
      waiver.ceiling === null || (measured.metrics[unit]?.head?.center ?? Number.POSITIVE_INFINITY) <= waiver.ceiling
    )
  }
  if (functionPattern === null) return false
  const site = context.added.find((s) => finding.id === `escape:${s.file}:${s.line}:${s.column}`)
  return site !== undefined && matchFunction(functionPattern, site.package, site.function)
}

function describeStale(waiver: Waiver): Problem {
  return {
    stage: 'gate',
    side: null,
    severity: 'warning',
    message: `The waiver for ${waiver.benchmark ?? waiver.function ?? ''} expired on ${waiver.expires ?? ''} and no longer counts.`,
  }
}
