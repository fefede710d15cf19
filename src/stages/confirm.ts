import { planProofIterations } from '../bench/iterations.ts'
import { planLooks, planRound } from '../bench/schedule.ts'
import type { Judge } from './judge.ts'
import { isTimeUp, type Screened, type Session, sampleTogether, TIME_UP } from './sampling.ts'

/** A process that takes longer than this to start is shared, so that its start is not paid for each benchmark. */
const SLOW_START_SECONDS = 0.5

/** Takes alternating rounds of all nominated benchmarks until they are decided, the count is reached or time is up. */
export async function confirm(session: Session, nominated: Screened[], judge: Judge): Promise<number> {
  if (nominated.length === 0) return 0
  for (const item of nominated) startProof(item)
  const rounds = await takeRounds(session, nominated, judge)
  for (const item of nominated) if (hasNoSample(item)) item.problem ??= TIME_UP
  return rounds
}

/** Nothing is known of it: the sample of the screening is no part of a proof. */
function hasNoSample({ leaf, on }: Screened): boolean {
  return (['base', 'head'] as const).some((side) => (on === 'both' || on === side) && leaf?.[side].length === 0)
}

async function takeRounds(session: Session, nominated: readonly Screened[], judge: Judge): Promise<number> {
  const { ports, config } = session
  const looks = planLooks(config.count)
  const most = looks.at(-1) ?? config.count
  let open = nominated
  let rounds = 0
  for (let round = 0; round < most && open.length > 0; round++) {
    ports.log.stage(`Confirming ${open.length} benchmark${open.length === 1 ? '' : 's'}, round ${round + 1} of ${most}`)
    for (const batch of planBatches(open)) {
      if (isTimeUp(session)) return rounds
      await sampleRound(session, batch, round)
    }
    rounds = round + 1
    open = open.filter((item) => item.problem === null)
    const look = looks.indexOf(rounds)
    if (look === -1) continue
    for (const item of open) item.confirmed = true
    const undecided = new Set(
      judge.findOpen(
        open.flatMap((item) => (item.leaf ? [item.leaf] : [])),
        look,
      ),
    )
    open = open.filter((item) => item.leaf !== null && undecided.has(item.leaf))
  }
  return rounds
}

/** The screening sample gives way to samples at the iteration count of the proof. */
function startProof(item: Screened): void {
  if (!item.leaf) return
  item.leaf = { ...item.leaf, iterations: planProofIterations(item.pace), base: [], head: [] }
}

/** Each benchmark has a process of its own, in which no other can disturb it, unless that is dear. */
function planBatches(items: readonly Screened[]): readonly (readonly Screened[])[] {
  const shared = new Map<string, Screened[]>()
  const batches: Screened[][] = []
  for (const item of items) {
    const key = [item.package, item.procs, item.leaf?.iterations].join(' ')
    const batch = item.startSeconds > SLOW_START_SECONDS ? shared.get(key) : undefined
    if (batch) batch.push(item)
    else {
      const started = [item]
      batches.push(started)
      if (item.startSeconds > SLOW_START_SECONDS) shared.set(key, started)
    }
  }
  return batches
}

async function sampleRound(session: Session, batch: readonly Screened[], round: number): Promise<void> {
  for (const side of planRound(round)) {
    const here = batch.filter((item) => item.problem === null && (item.on === 'both' || item.on === side))
    const samples = await sampleTogether(session, here, side, here[0]?.leaf?.iterations ?? 1)
    for (const [item, outcome] of samples) {
      if (!outcome.ok) item.problem = outcome.problem
      else if (item.leaf) item.leaf = { ...item.leaf, [side]: [...item.leaf[side], outcome.result] }
    }
  }
}
