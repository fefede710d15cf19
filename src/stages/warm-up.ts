import { planProofIterations } from '../bench/iterations.ts'
import { isTimeUp, type Screened, type Session, sampleTogether } from './sampling.ts'

/**
 * Runs the test binaries that are about to give samples, and throws the results away: a process is always
 * fresh, but the files that it reads and the clock of the CPU are not what they were during the compile.
 * One benchmark stands for its package. A failure is left for the samples to meet.
 */
export async function runWarmUps(session: Session, nominated: readonly Screened[]): Promise<void> {
  const { ports, config } = session
  const byPackage = new Map(nominated.toReversed().map((item) => [item.package, item]))
  for (const item of byPackage.values()) {
    for (let run = 0; run < config.warmUp; run++) {
      for (const side of ['base', 'head'] as const) {
        if (item.on !== 'both' && item.on !== side) continue
        if (isTimeUp(session)) return
        ports.log.stage(`Warming up ${item.package}`)
        const samples = await sampleTogether(session, [item], side, planProofIterations(item.pace))
        if (!samples.get(item)?.ok) return
      }
    }
  }
}
