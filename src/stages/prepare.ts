import { ExpectedFailure } from '../errors.ts'
import type { Ports, Worktrees } from '../ports.ts'

const TIMEOUT_MINUTES = 30

/** Runs the user's preparing command in both worktrees. Throws `prepare-failed` naming the side. */
export async function runPrepare(command: string, folder: string, worktrees: Worktrees, ports: Ports): Promise<void> {
  const shell = ports.machine.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['sh', '-c']
  const [program = 'sh', ...args] = shell
  for (const side of ['base', 'head'] as const) {
    ports.log.stage(`Preparing ${side}: ${command}`)
    const outcome = await ports.programs.run({
      program,
      args: [...args, command],
      cwd: folder === '' ? worktrees[side] : `${worktrees[side]}/${folder}`,
      environment: 'toolchain',
      timeoutMs: TIMEOUT_MINUTES * 60_000,
      maxOutputBytes: 256 * 1024 * 1024,
    })
    if (outcome.exitCode === 0) continue
    const how = outcome.timedOut
      ? `ran longer than ${TIMEOUT_MINUTES} minutes`
      : (outcome.failedToStart ?? `ended with exit status ${outcome.exitCode ?? outcome.signal ?? 'unknown'}`)
    throw new ExpectedFailure(
      'prepare-failed',
      `\`prepare\` (${command}) ${how} on the ${side}: make it work in a fresh checkout of both sides.`,
      outcome.stderrTail.trim().split('\n').slice(-10),
    )
  }
}
