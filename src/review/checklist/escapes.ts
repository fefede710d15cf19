import type { Evidence } from '../schema.ts'
import {
  attention,
  type ChecklistRule,
  changesNothing,
  count,
  NOT_TOUCHED,
  notMeasured,
  ok,
  siteEvidence,
  warmSites,
  withoutEscapeDiff,
} from './item.ts'

export const ESCAPES: ChecklistRule = {
  id: 'escapes',
  number: 1,
  title: 'Does the change add heap allocations?',
  judge(input) {
    if (changesNothing(input)) return NOT_TOUCHED
    if (!input.escapesAnalysed) return withoutEscapeDiff(input)
    const warm = warmSites(input.added, input.benchmarks)
    const cold = input.added.length - warm.length
    const causes = new Set(warm.map((site) => site.group)).size
    const rest = [
      cold > 0 ? `${cold} cold or conditional` : '',
      input.removed.length > 0 ? `${input.removed.length} fixed` : '',
    ].filter((part) => part !== '')
    const silent = input.unexplained.filter(({ calls }) => calls > 0)
    if (silent.length > 0) {
      rest.push(`the compiled code of ${count(silent.length, 'function')} allocates in more places than the facts tell`)
    }
    const silentEvidence = silent.map(
      ({ function: name, file, line, calls, allocators }): Evidence => ({
        kind: 'compiler',
        text: `${name}: ${count(calls, 'allocator call')} more without an escape fact (${allocators.join(', ')})`,
        file,
        line,
      }),
    )
    const tail = rest.length > 0 ? `; ${rest.join(', ')}` : ''
    if (warm.length > 0) {
      return attention(`${count(warm.length, 'new site')}, ${count(causes, 'cause')}${tail}`, [
        ...warm.map(siteEvidence),
        ...silentEvidence,
      ])
    }
    if (silent.length > 0) {
      return { ...notMeasured(`no new heap escape${tail}: a benchmark would tell`), evidence: silentEvidence }
    }
    return ok(`no new heap escape${tail}`, [
      { kind: 'compiler', text: `escape diff of ${count(input.packagesChanged, 'changed package')}` },
    ])
  },
}
