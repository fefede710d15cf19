import { planPattern } from '../bench/command.ts'
import { planProfileIterations } from '../bench/iterations.ts'
import type { Judge } from './judge.ts'
import { run, type Screened, type Session } from './sampling.ts'

/** Most benchmarks whose lines are looked for: each takes four runs. */
const MOST_PROFILED = 20

/** Takes memory profiles of what allocates more, twice a side, so that what happens once can be told from what happens every time. */
export async function profileRises(session: Session, nominated: readonly Screened[], judge: Judge): Promise<void> {
  const { ports, scratch, deadline } = session
  const worth = nominated.filter(
    (item) => item.confirmed && item.problem === null && item.leaf && judge.wantsProfile(item.leaf),
  )
  for (const [index, item] of worth.slice(0, MOST_PROFILED).entries()) {
    if (ports.clock.monotonicMs() > deadline) return
    ports.log.stage(`Finding the lines behind ${item.name}`)
    const operations = planProfileIterations(item.pace.timed)
    const taken = { base: { shorter: '', longer: '' }, head: { shorter: '', longer: '' } }
    let complete = true
    for (const side of ['base', 'head'] as const) {
      for (const [length, iterations] of [['shorter', operations] as const, ['longer', 2 * operations] as const]) {
        const binary = item.binaries?.[side]
        if (!binary) return
        taken[side][length] = `${scratch}/${side}-${index}-${length}.pprof`
        const settings = { procs: item.procs, iterations, memoryProfile: taken[side][length] }
        const outcome = await run(session, item.package, binary, planPattern(item.benchmark), settings)
        complete &&= outcome.failure === null
      }
    }
    if (complete) item.profiles = { operations, ...taken }
  }
}
