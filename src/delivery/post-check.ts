import type { Host, HostAnswer, HostWrittenCheck } from '../ports.ts'
import { type Attempt, failedReading, failedWriting, fetchNewerHead, type Target, untilDone } from './attempts.ts'
import type { CheckPlan } from './check.ts'

export interface CheckResult {
  /** How many of the annotations are on the check, from the first on. */
  readonly annotations: number
  readonly stale: string | null
}

/**
 * Writes the check and adds the annotations that did not fit into the first
 * request. After a failure the host is asked what it has of this run: neither a
 * second check nor annotations twice come of an answer that was lost.
 */
export async function postCheck(
  plan: CheckPlan,
  target: Target,
  host: Host,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HostAnswer<CheckResult>> {
  let tries = 0
  return await untilDone(() => tryOnce(plan, target, tries++ > 0, host), wait)
}

async function tryOnce(plan: CheckPlan, target: Target, again: boolean, host: Host): Promise<Attempt<CheckResult>> {
  const { check, more } = plan
  let there: HostWrittenCheck | undefined
  if (again) {
    const known = await host.fetchChecks(check.sha, check.name)
    if (!known.ok) return failedReading(known.problem)
    there = known.value.find(({ externalId }) => externalId === check.externalId)
  }
  const newer = await fetchNewerHead(target, host)
  if (!newer.ok) return failedReading(newer.problem)
  if (newer.value !== null) return { ok: true, value: { annotations: 0, stale: newer.value } }
  if (there === undefined) {
    const created = await host.createCheck(check)
    if (!created.ok) return failedWriting(created.problem)
    there = created.value
  }
  let written = check.output.annotations.length
  for (const output of more) {
    written += output.annotations.length
    if (there.annotations >= written) continue
    const added = await host.addAnnotations(there.id, output)
    if (!added.ok) return failedWriting(added.problem)
  }
  return { ok: true, value: { annotations: written, stale: null } }
}
