import { ExpectedFailure } from '../errors.ts'
import type { ByteSink, Outcome, Programs } from '../ports.ts'

const GIBIBYTE = 1024 ** 3

export interface GoCall {
  readonly args: readonly string[]
  readonly cwd: string
  readonly variables?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
  readonly stderr?: ByteSink
}

/** Runs one `go` command and keeps what it prints to stdout, or hands it to `sink`. Throws `disk`. */
export async function runGo(
  programs: Programs,
  call: GoCall,
  sink?: ByteSink,
): Promise<{ readonly outcome: Outcome; readonly stdout: string }> {
  const decoder = new TextDecoder()
  const pieces: string[] = []
  const outcome = await programs.run(
    {
      program: 'go',
      args: call.args,
      cwd: call.cwd,
      environment: 'toolchain',
      ...(call.variables ? { variables: call.variables } : {}),
      timeoutMs: call.timeoutMs ?? 30 * 60_000,
      maxOutputBytes: 4 * GIBIBYTE,
    },
    {
      stdout: sink ?? ((chunk) => pieces.push(decoder.decode(chunk, { stream: true }))),
      ...(call.stderr ? { stderr: call.stderr } : {}),
    },
  )
  if (outcome.exitCode !== 0) refuseFullDisk(outcome.stderrTail)
  return { outcome, stdout: pieces.join('') + decoder.decode() }
}

/** Throws `disk` where Go says that there is no space: else the side that it was building would be blamed. */
export function refuseFullDisk(said: string): void {
  const line = said
    .split('\n')
    .find((text) => /no space left on device|disk quota exceeded|not enough space on the disk/i.test(text))
  if (line === undefined) return
  throw new ExpectedFailure(
    'disk',
    'No space left on disk, so Go could not build: free some, or set TMPDIR and GOCACHE to folders on another disk.',
    [line.trim()],
  )
}
