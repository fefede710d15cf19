import { stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedFailure } from '../errors.ts'
import type { Git, Programs, Repository } from '../ports.ts'
import { classifyDiskError, makeTemporaryFolder } from './files.ts'
import {
  createDiskFailure,
  createRunGit,
  decodeLine,
  describeGitFailure,
  type GitAnswer,
  matchDiskFull,
  type RunGit,
  requireSuccess,
} from './git-command.ts'
import { createUninterrupted, type Interruption } from './interruption.ts'
import { mirrorOutside } from './outside.ts'
import { readBlob, readDiff, readDirty } from './read-commits.ts'
import { findDefaultBranch, findMergeBase, type RefOptions, resolveRef } from './refs.ts'
import { quoteObjectFolder, type Snapshot, writeSnapshot } from './snapshot.ts'
import { addWorktrees, type Checkout, removeStaleEntries, removeWorktrees } from './worktrees.ts'

export interface GitOptions extends RefOptions {
  readonly programs: Programs
  /** Where worktrees and snapshots go; the system's folder for temporary files unless given. */
  readonly temporaryRoot?: string
  readonly interruption?: Interruption
}

/**
 * Opens the git repository that holds `folder`. Nothing of the user's checkout
 * is touched; notes about our worktrees in `.git/worktrees` go with `close`,
 * also when the program is interrupted.
 *
 * Throws `not-a-repository` where there is no such folder, no git, no
 * repository, a bare one, or one that git does not trust.
 */
export async function openRepository(folder: string, options: GitOptions): Promise<Git> {
  const git = createRunGit(options.programs, path.resolve(folder))
  const repository = await readRepository(git, path.resolve(folder))
  return createGit(createRunGit(options.programs, repository.root), repository, options)
}

async function readRepository(git: RunGit, folder: string): Promise<Repository> {
  if (!(await isFolder(folder))) {
    throw new ExpectedFailure(
      'not-a-repository',
      `There is no folder ${folder}: name the folder of a git repository with --repo.`,
    )
  }
  const top = await git(['rev-parse', '--show-toplevel'])
  if (top.exitCode !== 0) throw await describeNoRepository(git, folder, top)
  const prefix = decodeLine(requireSuccess(await git(['rev-parse', '--show-prefix']), 'read the repository'))
  return { root: path.resolve(decodeLine(top)), prefix: prefix.replace(/\/$/, '') }
}

async function describeNoRepository(git: RunGit, folder: string, answer: GitAnswer): Promise<ExpectedFailure> {
  const create = (message: string) => new ExpectedFailure('not-a-repository', message)
  if (answer.failedToStart !== null) {
    return create(`Git could not be started (${answer.failedToStart}): install git and put it on PATH.`)
  }
  if (/dubious ownership|unsafe repository/.test(answer.stderrTail)) {
    const root = /repository (?:at )?'([^']*)'/.exec(answer.stderrTail)?.[1] ?? folder
    return create(
      `Git does not trust ${root}, as it belongs to another user: run \`git config --global --add safe.directory '${root}'\`, or run as its owner.`,
    )
  }
  if (decodeLine(await git(['rev-parse', '--is-bare-repository'])) === 'true') {
    return create(`${folder} is a bare repository, without files to review: name a clone with a working tree.`)
  }
  if (decodeLine(await git(['rev-parse', '--is-inside-git-dir'])) === 'true') {
    return create(`${folder} lies inside a .git folder: name the folder of the working tree.`)
  }
  if (/not a git repository/i.test(answer.stderrTail)) {
    return create(`${folder} is not in a git repository: name one with --repo.`)
  }
  return describeGitFailure(answer, `read the repository at ${folder}`)
}

async function createGit(git: RunGit, repository: Repository, options: GitOptions): Promise<Git> {
  const paths = await readPaths(git, repository.root)
  const snapshots = new Map<string, Snapshot>()
  const folders = createFolders(git, repository.root, paths.commonFolder, options)

  const planReading = (): Record<string, string> => {
    const objects = [...snapshots.values()].map((snapshot) => quoteObjectFolder(snapshot.objects))
    return objects.length === 0 ? {} : { GIT_ALTERNATE_OBJECT_DIRECTORIES: objects.join(path.delimiter) }
  }
  /** Finds the objects of snapshots too, which the repository itself never holds. */
  const readGit: RunGit = (args, call = {}) =>
    git(args, { ...call, variables: { ...planReading(), ...call.variables } })
  const planCheckout = (sha: string): Checkout => ({
    sha,
    head: snapshots.get(sha)?.parent ?? sha,
    variables: planReading(),
  })

  return {
    repository,
    resolve: (ref) => resolveRef(readGit, ref, options),
    mergeBase: (a, b) => findMergeBase(readGit, a, b, options),
    defaultBranch: () => findDefaultBranch(readGit),
    isDirty: () => readDirty(git),
    snapshot: () =>
      folders.fill(async (temporaryFolder) => {
        const snapshot = await writeSnapshot(git, { ...paths, temporaryFolder })
        snapshots.set(snapshot.sha, snapshot)
        return { ref: 'working tree', sha: snapshot.sha }
      }),
    diff: (base, head) =>
      folders.fill((temporaryFolder) => readDiff(readGit, paths.gitFolder, base, head, temporaryFolder)),
    show: (sha, file) => readBlob(readGit, sha, file),
    openWorktrees: (base, head) =>
      folders.fill(async (temporaryFolder) => {
        await removeStaleEntries(paths.commonFolder)
        const checkouts = { base: planCheckout(base), head: planCheckout(head) }
        const worktrees = await addWorktrees(git, repository.root, temporaryFolder, checkouts)
        await mirrorOutside(git, options.programs, { repository, temporaryFolder })
        return worktrees
      }),
    async close() {
      await folders.removeAll()
      snapshots.clear()
    },
  }
}

interface Folders {
  /** Makes a temporary folder and fills it; removes it at once if that fails. */
  fill<T>(work: (temporaryFolder: string) => Promise<T>): Promise<T>
  removeAll(): Promise<void>
}

function createFolders(git: RunGit, root: string, commonFolder: string, options: GitOptions): Folders {
  const interruption = options.interruption ?? createUninterrupted()
  const folders = new Set<string>()
  const underWay = new Set<Promise<unknown>>()
  let forget = (): void => undefined
  const remove = async (temporaryFolder: string): Promise<void> => {
    await removeWorktrees(git, { root, commonFolder, temporaryFolder })
    folders.delete(temporaryFolder)
    if (folders.size === 0) forget()
  }
  const removeAll = async (): Promise<void> => {
    // When interrupted, what still writes into the folders ends by itself: it can run no git any more.
    await Promise.allSettled(underWay)
    for (const folder of folders) await remove(folder)
  }
  const start = async <T>(work: (temporaryFolder: string) => Promise<T>): Promise<T> => {
    if (folders.size === 0) {
      forget()
      forget = interruption.beforeExit(removeAll)
    }
    const temporaryFolder = await makeTemporaryFolder(options.temporaryRoot, '')
    folders.add(temporaryFolder)
    try {
      return await work(temporaryFolder)
    } catch (error) {
      // Asked before the removal makes room.
      const freeBytes = await readFreeBytes(temporaryFolder)
      await remove(temporaryFolder)
      throw classifyFailure(error, temporaryFolder, freeBytes)
    }
  }
  return {
    fill(work) {
      const done = start(work)
      underWay.add(done)
      return done.finally(() => underWay.delete(done))
    },
    removeAll,
  }
}

function classifyFailure(error: unknown, temporaryFolder: string, freeBytes: number | null): unknown {
  if (!(error instanceof ExpectedFailure)) return classifyDiskError(error, temporaryFolder)
  const isFull = error.kind === 'not-a-repository' && matchDiskFull(error.details.join('\n'), freeBytes)
  return isFull ? createDiskFailure(`write below ${temporaryFolder}`, error.details) : error
}

async function readFreeBytes(folder: string): Promise<number | null> {
  return statfs(folder).then(
    // A file system can also run out of files.
    (found) => (found.files > 0 && found.ffree === 0 ? 0 : found.bavail * found.bsize),
    () => null,
  )
}

interface Paths {
  readonly gitFolder: string
  readonly commonFolder: string
  readonly objects: string
  readonly index: string
}

async function readPaths(git: RunGit, root: string): Promise<Paths> {
  const read = async (...args: readonly string[]): Promise<string> =>
    path.resolve(root, decodeLine(requireSuccess(await git(['rev-parse', ...args]), 'read the repository')))
  return {
    gitFolder: await read('--absolute-git-dir'),
    commonFolder: await read('--git-common-dir'),
    objects: await read('--git-path', 'objects'),
    index: await read('--git-path', 'index'),
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
