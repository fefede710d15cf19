import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { decodeLine, type RunGit, requireSuccess } from './git-command.ts'
import { describeUnknownRef, readCommit } from './refs.ts'

const DIFF_BYTES = 256 * 1024 * 1024

/** True when tracked files differ from HEAD or untracked, not ignored files exist. */
export async function readDirty(git: RunGit): Promise<boolean> {
  // What is dirty inside of a submodule is not part of this repository's commits.
  const args = ['status', '--porcelain=v1', '-z', '--untracked-files=normal', '--ignore-submodules=dirty']
  const answer = await git(args)
  // A tree with more changes than fit is dirty, too.
  if (answer.outputLimitExceeded) return true
  return requireSuccess(answer, 'read the state of the working tree').stdout.length > 0
}

/** The patch from base to head: renames detected, no context lines, untouched by any configuration. */
export async function readDiff(
  git: RunGit,
  gitFolder: string,
  base: string,
  head: string,
  temporaryFolder: string,
): Promise<string> {
  // An empty working tree and no index: then no .gitattributes can declare Go files binary and so hide a change.
  const empty = path.join(temporaryFolder, 'empty')
  await mkdir(empty, { recursive: true })
  const variables = {
    GIT_DIR: gitFolder,
    GIT_WORK_TREE: empty,
    GIT_INDEX_FILE: path.join(temporaryFolder, 'no-index'),
  }
  // The plumbing command, as it does not read the user's diff.* settings; the few that it reads are set here.
  const args = [
    'diff-tree',
    '-r',
    '--patch',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--find-renames',
    '-l1000',
    '--unified=0',
    '--inter-hunk-context=0',
    '--diff-algorithm=default',
    '--indent-heuristic',
    '--submodule=short',
    '--no-relative',
    '--full-index',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    '--end-of-options',
    base,
    head,
  ]
  const answer = await git(args, { cwd: empty, variables, maxOutputBytes: DIFF_BYTES })
  return requireSuccess(answer, `compare ${base} with ${head}`).stdout.toString('utf8')
}

/** A file's text at a commit, or null where there is no such file. Throws `unknown-ref` for an unknown commit. */
export async function readBlob(git: RunGit, sha: string, file: string): Promise<string | null> {
  if (file.includes('\0')) return null
  const commit = await readCommit(git, sha)
  if (commit === null) throw await describeUnknownRef(git, sha)
  const named = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${file}`])
  if (named.exitCode !== 0) return null
  const blob = decodeLine(named)
  const kind = decodeLine(requireSuccess(await git(['cat-file', '-t', blob]), `read ${file}`))
  if (kind !== 'blob') return null
  return requireSuccess(await git(['cat-file', 'blob', blob]), `read ${file}`).stdout.toString('utf8')
}
