import { planPattern } from '../bench/command.ts'
import { planProfileIterations } from '../bench/iterations.ts'
import type { Judge } from './judge.ts'

import { run, type Screened, type Session } from './sampling.ts'

/** Most benchmarks whose lines are looked for: each takes four runs. */
const MOST_RISES = 20
/** What got better is good to know, and worth less of everybody's time. */
const MOST_FALLS = 5
const FALLS_MILLISECONDS = 10_000

/**
 * Takes memory profiles of what allocates more, then of some that allocates less, twice a side, so that what happens
 * once can be told from what happens every time.
 */
export async function profileChanges(session: Session, nominated: readonly Screened[], judge: Judge): Promise<void> {
  const { ports, deadline } = session
  const worth = (direction: 'rise' | 'fall'): Screened[] =>
    nominated.filter(
      (item) => item.confirmed && item.problem === null && item.leaf && judge.findDirection(item.leaf) === direction,
    )
  let index = 0
  for (const item of worth('rise').slice(0, MOST_RISES)) {
    if (ports.clock.monotonicMs() > deadline) return
    await profile(session, item, index++)
  }
  const end = Math.min(deadline, ports.clock.monotonicMs() + FALLS_MILLISECONDS)
  for (const item of worth('fall').slice(0, MOST_FALLS)) {
    if (ports.clock.monotonicMs() > end) return
    await profile(session, item, index++)
  }
}

async function profile(session: Session, item: Screened, index: number): Promise<void> {
  const { ports, scratch } = session
  ports.log.stage(`Finding the lines behind ${item.name}`)
  const operations = planProfileIterations(item.pace.timed)
  const taken = { base: { shorter: '', longer: '' }, head: { shorter: '', longer: '' } }
  for (const side of ['base', 'head'] as const) {
    for (const [length, iterations] of [['shorter', operations] as const, ['longer', 2 * operations] as const]) {
      const binary = item.binaries?.[side]
      if (!binary) return
      taken[side][length] = `${scratch}/${side}-${index}-${length}.pprof`
      const settings = { procs: item.procs, iterations, memoryProfile: taken[side][length] }
      const outcome = await run(session, item.package, binary, planPattern(item.benchmark), settings)
      if (outcome.failure !== null) return
    }
  }
  item.profiles = { operations, ...taken }
}
