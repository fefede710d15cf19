import type { ByteSink, Outcome, Programs } from '../ports.ts'

const GIBIBYTE = 1024 ** 3

export interface GoCall {
  readonly args: readonly string[]
  readonly cwd: string
  readonly variables?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
  readonly stderr?: ByteSink
}

/** Runs one `go` command and keeps what it prints to stdout, or hands it to `sink`. */
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
  return { outcome, stdout: pieces.join('') + decoder.decode() }
}
