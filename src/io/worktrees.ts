import { mkdir, readdir, readFile, readlink, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Side, Worktrees } from '../ports.ts'
import { removeTree, TEMPORARY_PREFIX } from './files.ts'
import { decodeList, type RunGit, requireSuccess } from './git-command.ts'
import { isWithin } from './within.ts'

export interface Checkout {
  /** The commit whose files are laid out. */
  readonly sha: string
  /** What the worktree's HEAD names: another commit only where `sha` is a snapshot that the repository itself does not hold. */
  readonly head: string
  /** Where git finds the objects of a snapshot. */
  readonly variables: Readonly<Record<string, string>>
}

export interface WorktreePlaces {
  /** The repository's top folder. */
  readonly root: string
  /** The `.git` folder that all worktrees of the repository share. */
  readonly commonFolder: string
  readonly temporaryFolder: string
}

/**
 * Lays out both sides below the temporary folder, each at the mirror of the
 * repository's own path, so that a relative path out of the repository leads
 * to the mirror of what it meant. Throws `disk`.
 */
export async function addWorktrees(
  git: RunGit,
  root: string,
  temporaryFolder: string,
  checkouts: Readonly<Record<Side, Checkout>>,
): Promise<Worktrees> {
  const base = planMirror(path.join(temporaryFolder, 'base'), root)
  const head = planMirror(path.join(temporaryFolder, 'head'), root)
  // Entries are added one after the other: git does not lock the choice of their names.
  await addWorktree(git, base, checkouts.base)
  await addWorktree(git, head, checkouts.head)
  // Both are waited for, so that a failing one is not cleaned up after while the other still writes.
  const laidOut = await Promise.allSettled([layOut(git, base, checkouts.base), layOut(git, head, checkouts.head)])
  for (const side of laidOut) if (side.status === 'rejected') throw side.reason
  return { base, head, links: { base: await readLinks(git, base), head: await readLinks(git, head) } }
}

const INDEX_BYTES = 256 * 1024 * 1024

/** The symbolic links that git laid out, by path, to their targets as written; none where the system has no links. */
async function readLinks(git: RunGit, worktree: string): Promise<ReadonlyMap<string, string>> {
  const answer = await git(['ls-files', '--stage', '-z'], { cwd: worktree, maxOutputBytes: INDEX_BYTES })
  const links = new Map<string, string>()
  for (const entry of decodeList(requireSuccess(answer, 'list the files of a commit'))) {
    const name = /^120000 [^\t]*\t(.+)$/s.exec(entry)?.[1]
    const target = name && (await readlink(path.join(worktree, name)).catch(() => null))
    if (name && target) links.set(name, path.sep === '\\' ? target.replaceAll('\\', '/') : target)
  }
  return links
}

/** Where an absolute path is mirrored below a folder: `/a/b` at FOLDER/a/b, `C:\a` at FOLDER/C/a. */
export function planMirror(folder: string, absolute: string): string {
  const { root } = path.parse(absolute)
  const rest = absolute.slice(root.length).split(path.sep)
  const drive = root.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '')
  const parts = [drive, ...rest].filter((part) => part !== '')
  // A repository at the very top of a file system still needs a folder of its own.
  return path.join(folder, ...(parts.length === 0 ? ['root'] : parts))
}

async function addWorktree(git: RunGit, folder: string, checkout: Checkout): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true })
  const args = ['worktree', 'add', '--quiet', '--detach', '--no-checkout', folder, checkout.head]
  requireSuccess(await git(args), 'add a worktree')
}

async function layOut(git: RunGit, folder: string, checkout: Checkout): Promise<void> {
  const args = ['read-tree', '--reset', '-u', checkout.sha]
  requireSuccess(await git(args, { cwd: folder, variables: checkout.variables }), 'lay out the files of a commit')
}

/** Removes a temporary folder, the worktrees in it and what the repository notes about them. Throws nothing of git's. */
export async function removeWorktrees(git: RunGit, places: WorktreePlaces): Promise<void> {
  for (const side of ['base', 'head']) {
    const worktree = planMirror(path.join(places.temporaryFolder, side), places.root)
    if (!(await exists(worktree))) continue
    // Twice --force: also where someone locked it. An interrupted program runs no git any more; then the rest below does it.
    await git(['worktree', 'remove', '--force', '--force', worktree]).catch(() => undefined)
  }
  await removeTree(places.temporaryFolder)
  await removeEntries(places.commonFolder, (worktree) => isWithin(places.temporaryFolder, worktree))
}

/** Removes the entries of an earlier run that was killed and whose temporary folder is gone. */
export async function removeStaleEntries(commonFolder: string): Promise<void> {
  await removeEntries(commonFolder, async (worktree) => {
    const temporaryFolder = OURS.exec(worktree)?.[1]
    return temporaryFolder !== undefined && !(await exists(temporaryFolder))
  })
}

/** A name as `mkdtemp` makes it, then a side: a user's worktree whose name only begins like ours is not ours. */
const OURS = new RegExp(`^(.*[\\\\/]${TEMPORARY_PREFIX}[A-Za-z0-9]{6})[\\\\/](?:base|head)[\\\\/]`)

async function removeEntries(
  commonFolder: string,
  isOurs: (worktree: string) => boolean | Promise<boolean>,
): Promise<void> {
  const entries = path.join(commonFolder, 'worktrees')
  for (const name of await readdir(entries).catch(() => [])) {
    const entry = path.join(entries, name)
    const gitFile = (await readFile(path.join(entry, 'gitdir'), 'utf8').catch(() => '')).trim()
    const worktree = path.resolve(entry, path.dirname(gitFile))
    if (gitFile !== '' && (await isOurs(worktree))) await rm(entry, { recursive: true, force: true })
  }
  // As git itself does it after the last one; a folder that is not empty stays.
  await rmdir(entries).catch(() => undefined)
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
