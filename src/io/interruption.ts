import { ExpectedFailure } from '../errors.ts'
import type { Log } from '../ports.ts'

/** How the parts that hold children or temporary folders learn that the user pressed Ctrl-C. */
export interface Interruption {
  /** Aborted at the first signal; its reason is an ExpectedFailure of kind `interrupted`. */
  readonly signal: AbortSignal
  /**
   * Registers what must be done before the program ends early. Cleanups run
   * one after the other in the order of their registration, so whoever ends
   * children registers before whoever removes their folders. Returns a
   * function that takes the registration back.
   */
  beforeExit(cleanup: () => Promise<void>): () => void
}

export interface InterruptionListener extends Interruption {
  /** Stops listening for signals. */
  stop(): void
}

/** What a shell reports for a program ended by the signal: 128 plus its number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
type Signal = keyof typeof EXIT_CODES
const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

export interface InterruptionOptions {
  readonly log?: Log
  /** Ends the program with a code; `process.exit` unless told otherwise. */
  readonly exit?: (code: number) => void
}

/**
 * Listens for SIGINT, SIGTERM and SIGHUP. The first one aborts `signal`, runs
 * the cleanups and exits with 130, 143 or 129; a second one exits at once.
 */
export function listenForInterruption(options: InterruptionOptions = {}): InterruptionListener {
  const exit = options.exit ?? ((code) => process.exit(code))
  const controller = new AbortController()
  const cleanups = new Set<() => Promise<void>>()

  const onSignal = (signal: Signal) => {
    const code = EXIT_CODES[signal]
    if (controller.signal.aborted) {
      exit(code)
      return
    }
    options.log?.warn(`Interrupted by ${signal}: ending what runs and removing the worktrees.`)
    controller.abort(createInterrupted())
    void runCleanups(cleanups).then(() => exit(code))
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)

  return {
    signal: controller.signal,
    beforeExit(cleanup) {
      cleanups.add(cleanup)
      return () => cleanups.delete(cleanup)
    },
    stop() {
      for (const signal of SIGNALS) process.off(signal, onSignal)
    },
  }
}

/** For callers that nobody interrupts. */
export function createUninterrupted(): Interruption {
  return { signal: new AbortController().signal, beforeExit: () => () => undefined }
}

/** The failure with which everything ends that was under way. */
export function createInterrupted(): ExpectedFailure {
  return new ExpectedFailure('interrupted', 'Interrupted: the review was ended before it was complete.')
}

async function runCleanups(cleanups: ReadonlySet<() => Promise<void>>): Promise<void> {
  for (const cleanup of cleanups) {
    // One that fails must not keep the others from running.
    await cleanup().catch(() => undefined)
  }
}
