import { planProofIterations } from '../bench/command.ts'
import { planLooks, planRound } from '../bench/schedule.ts'
import type { Judge } from './judge.ts'

import { type Screened, type Session, sample } from './sampling.ts'
/** Takes alternating rounds of all nominated benchmarks until they are decided, the count is reached or time is up. */
export async function confirm(session: Session, nominated: Screened[], judge: Judge): Promise<number> {
  const { ports, config, deadline } = session
  if (nominated.length === 0) return 0
  const looks = planLooks(config.count)
  const most = looks.at(-1) ?? config.count
  let open = nominated
  let rounds = 0
  for (let round = 0; round < most && open.length > 0; round++) {
    ports.log.stage(`Confirming ${open.length} benchmark${open.length === 1 ? '' : 's'}, round ${round + 1} of ${most}`)
    for (const item of open) {
      if (ports.clock.monotonicMs() > deadline) return rounds
      ports.log.progress(
        `${item.name}, ${Math.round((deadline - ports.clock.monotonicMs()) / 1000)} s left in the budget`,
      )
      if (round === 0) startProof(item)
      await sampleRound(session, item, round)
    }
    rounds = round + 1
    open = open.filter((item) => item.problem === null)
    const look = looks.indexOf(rounds)
    if (look === -1) continue
    for (const item of open) item.confirmed = true
    if (
      judge.isDecided(
        open.flatMap((item) => (item.leaf ? [item.leaf] : [])),
        look,
      )
    )
      break
  }
  return rounds
}

/** The screening sample gives way to samples at the iteration count of the proof. */
function startProof(item: Screened): void {
  if (!item.leaf) return
  item.leaf = { ...item.leaf, iterations: planProofIterations(item.secondsPerOperation), base: [], head: [] }
}

async function sampleRound(session: Session, item: Screened, round: number): Promise<void> {
  for (const side of planRound(round)) {
    if (!item.leaf || (item.on !== 'both' && item.on !== side)) continue
    const outcome = await sample(session, item, side, item.leaf.iterations)
    if (outcome.ok) item.leaf = { ...item.leaf, [side]: [...item.leaf[side], outcome.result] }
    else item.problem = outcome.problem
  }
}
