/** Real repositories with a base and a head, and proof that a review left them as they were. */
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { FileTree } from '../fixtures/shapes.ts'
import { commitFiles, digestTree, makeRepository, runGit } from '../io/sample-repository.ts'

export { commitFiles, digestTree, makeGround, makeRepository, runGit, writeFiles } from '../io/sample-repository.ts'

/** Commits exactly these files, so that what an earlier commit had is gone. */
export function commitTree(repository: string, tree: FileTree): string {
  for (const name of readdirSync(repository)) {
    if (name !== '.git') rmSync(path.join(repository, name), { recursive: true, force: true })
  }
  return commitFiles(repository, tree)
}

export interface Change {
  readonly repository: string
  readonly base: string
  readonly head: string
}

/** A repository with one commit of `base` on `main`, and one of `head` on top of it on the branch `change`, which is checked out. */
export function makeChange(folder: string, sides: { readonly base: FileTree; readonly head: FileTree }): Change {
  const repository = makeRepository(folder)
  const base = commitTree(repository, sides.base)
  runGit(repository, 'switch', '--quiet', '--create', 'change')
  const head = commitTree(repository, sides.head)
  return { repository, base, head }
}

/**
 * Everything that is the user's: each file of the working tree and of `.git`
 * (index, refs, stash, config, reflogs, objects) by its digest.
 */
export function fingerprint(repository: string): Readonly<Record<string, string>> {
  return digestTree(repository)
}
