import { copyFile, mkdir, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedFailure } from '../errors.ts'
import { decodeLine, type RunGit, requireSuccess } from './git-command.ts'

export interface SnapshotPlaces {
  /** The repository's own object folder; only read. */
  readonly objects: string
  /** The user's index file, which need not exist; only read. */
  readonly index: string
  /** A folder of ours for the index and the objects that the snapshot needs. */
  readonly temporaryFolder: string
}

export interface Snapshot {
  readonly sha: string
  /** The commit that HEAD names. */
  readonly parent: string
  /** Where the objects lie that only the snapshot has. */
  readonly objects: string
}

/** Fixed, so that the same working tree on the same commit gets the same sha. */
const IDENTITY = {
  GIT_AUTHOR_NAME: 'go-perf-review',
  GIT_AUTHOR_EMAIL: 'go-perf-review@localhost',
  GIT_AUTHOR_DATE: '2000-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'go-perf-review',
  GIT_COMMITTER_EMAIL: 'go-perf-review@localhost',
  GIT_COMMITTER_DATE: '2000-01-01T00:00:00Z',
}

/**
 * Records the working tree (tracked files as they are on disk, untracked files
 * that are not ignored) as a commit on top of HEAD, in an index and an object
 * folder of ours. Repositories nested inside, unless they are submodules, are left out.
 *
 * Throws `unknown-ref` where there is no commit yet and `usage` where a merge is
 * unfinished or a file cannot be read.
 */
export async function writeSnapshot(git: RunGit, places: SnapshotPlaces): Promise<Snapshot> {
  const parent = await readParent(git)
  await refuseConflicts(git)

  const index = path.join(places.temporaryFolder, 'index')
  const objects = path.join(places.temporaryFolder, 'objects')
  await mkdir(objects, { recursive: true })
  await copyIndex(places.index, index)
  const variables = {
    ...IDENTITY,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quoteObjectFolder(places.objects),
    // A file may be named like a pattern.
    GIT_LITERAL_PATHSPECS: '1',
  }

  await addFiles(git, ['add', '--update'], variables)
  const untracked = await listUntracked(git, variables)
  if (untracked.length > 0) {
    const list = path.join(places.temporaryFolder, 'untracked')
    await writeFile(list, untracked)
    await addFiles(git, ['add', `--pathspec-from-file=${list}`, '--pathspec-file-nul'], variables)
  }
  const tree = decodeLine(requireSuccess(await git(['write-tree'], { variables }), 'record the working tree'))
  const commit = await git(['commit-tree', tree, '-p', parent, '-m', 'Working tree'], { variables })
  return { sha: decodeLine(requireSuccess(commit, 'record the working tree')), parent, objects }
}

/** An entry of GIT_ALTERNATE_OBJECT_DIRECTORIES: git splits the variable at colons (Windows: semicolons) unless quoted. */
export function quoteObjectFolder(folder: string): string {
  return folder.includes(path.delimiter) || folder.startsWith('"')
    ? `"${folder.replace(/[\\"]/g, (character) => `\\${character}`)}"`
    : folder
}

/**
 * Git takes a file of unchanged size and time for unchanged, unless its time is
 * not before the index's own: then it looks inside. The copy therefore must not look
 * younger than the original. Full seconds, as that is what git compares.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const original = await stat(from).catch(() => null)
  // A repository whose files were never added has none.
  if (original === null) return
  await copyFile(from, to)
  const seconds = Math.floor(original.mtimeMs / 1000)
  await utimes(to, seconds, seconds)
}

async function readParent(git: RunGit): Promise<string> {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  if (head.exitCode === 0) return decodeLine(head)
  throw new ExpectedFailure(
    'unknown-ref',
    'The repository has no commit yet, so there is nothing to compare the working tree with: commit once, then review.',
  )
}

async function refuseConflicts(git: RunGit): Promise<void> {
  const unmerged = requireSuccess(await git(['ls-files', '--unmerged', '-z']), 'read the index')
  const file = /\t([^\0]*)\0/.exec(unmerged.stdout.toString('utf8'))?.[1]
  if (file === undefined) return
  throw new ExpectedFailure(
    'usage',
    `The working tree has unresolved merge conflicts (${JSON.stringify(file)}): resolve them and \`git add\` the files, or name commits to review.`,
  )
}

async function addFiles(
  git: RunGit,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  // A sparse checkout would refuse files outside of its patterns.
  const answer = await git(args, { variables, config: ['core.sparseCheckout=false', 'advice.addEmbeddedRepo=false'] })
  if (answer.exitCode === 0) return
  const unreadable = /error: (open\("[^"]*"\): [^\n]*)/.exec(answer.stderrTail)?.[1]
  if (unreadable === undefined) requireSuccess(answer, 'record the working tree')
  throw new ExpectedFailure(
    'usage',
    `The working tree cannot be recorded, as a file in it cannot be read (${unreadable}): change its permissions, ignore it, or name commits to review.`,
  )
}

// As bytes: a file's name need not be UTF-8. A name that ends with a slash is a repository inside this one.
async function listUntracked(git: RunGit, variables: Readonly<Record<string, string>>): Promise<Buffer> {
  const args = ['ls-files', '--others', '--exclude-standard', '-z']
  const answer = requireSuccess(await git(args, { variables }), 'list untracked files')
  const kept = answer.stdout
    .toString('latin1')
    .split('\0')
    .filter((name) => name !== '' && !name.endsWith('/'))
  return Buffer.from(kept.map((name) => `${name}\0`).join(''), 'latin1')
}
