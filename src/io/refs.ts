import { ExpectedFailure } from '../errors.ts'
import type { Commit, Log } from '../ports.ts'
import { fetchCommit, fetchHistory, isShallow } from './fetch-missing.ts'
import { decodeLine, type RunGit, requireSuccess } from './git-command.ts'

export interface RefOptions {
  readonly log: Log
  /** Fetch from origin what a shallow checkout lacks. For a runner's checkout; a user's repository is left as it is. */
  readonly fetchMissing?: boolean
}

const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i
/** Tried in this order where the remote does not say what its default branch is. */
const DEFAULT_BRANCHES = [
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
]

/** The commit that a ref leads to. Throws `unknown-ref`. */
export async function resolveRef(git: RunGit, ref: string, options: RefOptions): Promise<Commit> {
  const found = await readCommit(git, ref)
  if (found !== null) return { ref, sha: found }
  if (options.fetchMissing === true && FULL_SHA.test(ref)) {
    options.log.detail(`Fetching ${ref} from origin`)
    if (await fetchCommit(git, ref)) {
      const fetched = await readCommit(git, ref)
      if (fetched !== null) return { ref, sha: fetched }
    }
  }
  // A clone that checked out one branch knows the others by their remote names only, as `git switch` does.
  const remote = await readCommit(git, `refs/remotes/origin/${ref}`)
  if (remote !== null) return { ref, sha: remote }
  throw await describeUnknownRef(git, ref)
}

/** The sha of the commit that a ref leads to, or null. */
export async function readCommit(git: RunGit, ref: string): Promise<string | null> {
  // Neither can be handed to a program as an argument, nor be part of a ref.
  if (ref === '' || ref.includes('\0')) return null
  const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
  const sha = decodeLine(answer)
  return answer.exitCode === 0 && FULL_SHA.test(sha) ? sha : null
}

export async function describeUnknownRef(git: RunGit, ref: string): Promise<ExpectedFailure> {
  if ((await readCommit(git, 'HEAD')) === null) {
    const message = `The repository has no commit yet, so ${JSON.stringify(ref)} names none: commit once, then review.`
    return new ExpectedFailure('unknown-ref', message)
  }
  const hint = (await isShallow(git))
    ? 'this clone is shallow, so fetch it (`git fetch --unshallow`; in a workflow, `fetch-depth: 0` for actions/checkout)'
    : 'check the spelling, or `git fetch` if it is new on the remote'
  return new ExpectedFailure('unknown-ref', `No commit is known as ${JSON.stringify(ref)}: ${hint}.`)
}

/** The sha of the best common ancestor. Throws `no-common-history`. */
export async function findMergeBase(git: RunGit, a: Commit, b: Commit, options: RefOptions): Promise<string> {
  const find = async (): Promise<string | null> => {
    const answer = await git(['merge-base', '--end-of-options', a.sha, b.sha])
    if (answer.exitCode === 0) return decodeLine(answer).split('\n')[0] ?? null
    // 1 means none; anything else that git could not look.
    if (answer.exitCode !== 1) requireSuccess(answer, 'look for the common ancestor')
    return null
  }
  const found = await find()
  if (found !== null) return found
  if (options.fetchMissing === true && (await isShallow(git))) {
    options.log.detail('Fetching history from origin to find the common ancestor')
    const fetched = await fetchHistory(git, [a.sha, b.sha], find)
    if (fetched !== null) return fetched
  }
  const hint = (await isShallow(git))
    ? 'this clone is shallow, so fetch its history (`git fetch --unshallow`; in a workflow, `fetch-depth: 0` for actions/checkout)'
    : 'they have unrelated histories, so name another base'
  throw new ExpectedFailure(
    'no-common-history',
    `${JSON.stringify(a.ref)} and ${JSON.stringify(b.ref)} have no common ancestor here: ${hint}.`,
  )
}

/** The remote's default branch, or what is most likely it. Throws `unknown-ref`. */
export async function findDefaultBranch(git: RunGit): Promise<Commit> {
  const answer = await git(['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'])
  const named = answer.exitCode === 0 ? [decodeLine(answer)] : []
  for (const ref of [...named, ...DEFAULT_BRANCHES]) {
    const sha = await readCommit(git, ref)
    if (sha !== null) return { ref: ref.replace(/^refs\/(?:remotes|heads)\//, ''), sha }
  }
  throw new ExpectedFailure(
    'unknown-ref',
    'No default branch was found (origin/HEAD, origin/main, origin/master, main, master): say with --base what to compare with.',
  )
}
