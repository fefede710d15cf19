import { type PatternLevels, planNamesArguments, splitPattern } from '../bench/command.ts'
import type { Ports } from '../ports.ts'
import type { TestBinary } from './run-binary.ts'

/** What `bench` leaves of one package: which alternatives of the pattern mean a top-level benchmark; none: it is excluded. */
export type Selection = (name: string) => readonly PatternLevels[]

const EVERYTHING = '.'
const TIMEOUT_MS = 60_000
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024

/**
 * Asks the test binaries which names the user's pattern matches, since only Go
 * knows its regular expressions. A binary that cannot say excludes nothing: running it will tell why.
 */
export async function readSelection(
  pattern: string,
  binaries: readonly TestBinary[],
  variables: Readonly<Record<string, string>>,
  ports: Ports,
): Promise<Selection> {
  const alternatives = splitPattern(pattern)
  if (pattern === EVERYTHING) return () => alternatives
  const names = new Map<PatternLevels, ReadonlySet<string> | null>()
  for (const alternative of alternatives) {
    const listed = new Set<string>()
    let failed = false
    for (const binary of binaries) {
      const answer = await readNames(binary, alternative[0], variables, ports)
      if (answer === null) failed = true
      else for (const name of answer) listed.add(name)
    }
    names.set(alternative, failed ? null : listed)
  }
  return (name) => alternatives.filter((alternative) => names.get(alternative)?.has(name) ?? true)
}

async function readNames(
  binary: TestBinary,
  top: string,
  variables: Readonly<Record<string, string>>,
  ports: Ports,
): Promise<readonly string[] | null> {
  const decoder = new TextDecoder()
  const pieces: string[] = []
  const outcome = await ports.programs.run(
    {
      program: binary.path,
      args: planNamesArguments(top),
      cwd: binary.folder,
      environment: 'benchmark',
      variables,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
    },
    { stdout: (chunk) => pieces.push(decoder.decode(chunk, { stream: true })) },
  )
  return outcome.exitCode === 0 ? `${pieces.join('')}${decoder.decode()}`.split(/\r?\n/) : null
}
