import { decodeLine, type RunGit } from './git-command.ts'

/** What a shallow clone fetches in search of a common ancestor, one step after the other. */
const STEPS = ['--deepen=50', '--deepen=500', '--unshallow'] as const

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-prune',
  '--no-recurse-submodules',
  '--no-auto-maintenance',
]
const REMOTE = 'origin'

/**
 * Fetches one commit from origin. In a complete clone with its history, as a
 * fetch of a given depth would make the clone shallow. Returns whether git said yes.
 */
export async function fetchCommit(git: RunGit, sha: string): Promise<boolean> {
  const depth = (await isShallow(git)) ? ['--depth=1'] : []
  return (await git([...FETCH, ...depth, REMOTE, sha])).exitCode === 0
}

/** Deepens a shallow clone until `find` finds something or there is nothing more to fetch. */
export async function fetchHistory(
  git: RunGit,
  shas: readonly string[],
  find: () => Promise<string | null>,
): Promise<string | null> {
  for (const step of STEPS) {
    if (!(await isShallow(git))) return null
    const together = await git([...FETCH, step, REMOTE, ...shas])
    // A sha that the remote does not know (a local commit) must not spoil the step for the other.
    if (together.exitCode !== 0) for (const sha of shas) await git([...FETCH, step, REMOTE, sha])
    const found = await find()
    if (found !== null) return found
  }
  return null
}

export async function isShallow(git: RunGit): Promise<boolean> {
  return decodeLine(await git(['rev-parse', '--is-shallow-repository'])) === 'true'
}
