import type { Config } from '../config/config.ts'
import { renderGate } from '../config/gate-words.ts'
import type { Finding, Review } from './schema.ts'

/** What the gate watched, in the units of the configuration, and which findings it stopped at or let pass. */
export function renderGateResult(config: Config, findings: readonly Finding[]): Review['gate'] {
  return {
    failOn: [...renderGate(config)],
    escapes: config.escapesGate,
    allocsThreshold: config.allocsThreshold,
    bytesThresholdPercent: config.bytesThreshold,
    timeThresholdPercent: config.timeThreshold,
    blocking: findings.filter((finding) => finding.blocking).map((finding) => finding.id),
    waived: findings.filter((finding) => finding.waiver !== undefined).map((finding) => finding.id),
  }
}
