import type { HostProblem } from '../ports.ts'

/** Something of a delivery that could not be written. */
export interface Loss {
  readonly what: 'the comment' | 'the notes on lines' | 'the check'
  readonly problem: HostProblem
  /** What stands for it, if anything does. */
  readonly instead: string | null
}

const PERMISSIONS: Readonly<Record<Loss['what'], string>> = {
  'the comment': 'pull-requests: write',
  'the notes on lines': 'pull-requests: write',
  'the check': 'checks: write',
}

/** Whether the host is not worth asking for anything else in this run. */
export function isHostGone({ kind, status }: HostProblem): boolean {
  return kind === 'unreachable' || kind === 'rate-limited' || status === 401
}

/**
 * One warning for all that was lost, with what would bring it back; null for no
 * loss. `fromFork`: no workflow can give this run a token that writes.
 */
export function describeLosses(losses: readonly Loss[], fromFork: boolean): string | null {
  const denied = losses.filter(({ problem }) => problem.kind === 'missing-permission')
  const failed = losses.filter(({ problem }) => problem.kind !== 'missing-permission')
  if (losses.length === 0) return null
  return [...describeDenied(denied, fromFork), ...describeFailed(failed), 'The verdict stands.'].join(' ')
}

function describeDenied(losses: readonly Loss[], fromFork: boolean): readonly string[] {
  if (losses.length === 0) return []
  const permissions = [...new Set(losses.map(({ what }) => `"${PERMISSIONS[what]}"`))]
  const advice = fromFork
    ? 'The token of a pull request from a fork only reads; two workflows (mode: measure, then mode: report) can write there.'
    : `Add ${permissions.join(' and ')} under "permissions:" of the job to get ${losses.length === 1 ? 'it' : 'them'}.`
  return [`The token lacks a permission, so ${describe(losses)}.`, advice, `(${losses[0]?.problem.message})`]
}

function describeFailed(losses: readonly Loss[]): readonly string[] {
  if (losses.length === 0) return []
  const reasons = [...new Set(losses.map(({ problem }) => problem.message))]
  return [`On GitHub, ${describe(losses)} (${reasons.join('; ')}). The job summary has the whole report.`]
}

function describe(losses: readonly Loss[]): string {
  const names = losses.map(({ what, instead }) => (instead === null ? what : `${what} (${instead} stands for it)`))
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  const one = losses.length === 1 && losses[0]?.what !== 'the notes on lines'
  return `${list} ${one ? 'was' : 'were'} not written`
}
