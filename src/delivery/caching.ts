import type { Invocation } from '../config/invocation.ts'
import type { Event } from './event.ts'

/**
 * Whether this run may read and write the cache between runs. Mode `report`
 * never does. Nor does a run whose cache is the target branch's while it runs the
 * code of a pull request, which could leave there what a later, trusted run builds with.
 */
export function judgeCaching(event: Event, { cache, mode }: Pick<Invocation, 'cache' | 'mode'>): boolean {
  if (!cache || mode === 'report') return false
  return !(event.kind === 'pull-request' && event.onTarget) && event.kind !== 'workflow-run'
}
