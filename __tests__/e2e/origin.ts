/** A repository on "GitHub" with a pull request, and a checkout of it as actions/checkout makes one. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Path to text, or to a link's target; null removes the file. */
export type Tree = Readonly<Record<string, string | { readonly link: string } | null>>

export interface Origin {
  /** The folder of the bare repository. */
  readonly folder: string
  readonly baseSha: string
  /** Commits on the pull request; GitHub's test merge follows the last one. */
  push(tree: Tree): { readonly headSha: string; readonly mergeSha: string }
  /** A shallow checkout of the test merge, its only commit. */
  checkOut(mergeSha: string): string
  /** The pull request's diff as GitHub shows it: from the merge base, three lines around each change. */
  diff(headSha: string): string
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: os.devNull,
}

function git(cwd: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...IDENTITY }
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

function write(folder: string, tree: Tree): void {
  for (const [name, text] of Object.entries(tree)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    if (text === null) rmSync(file)
    else if (typeof text === 'object') {
      rmSync(file, { recursive: true, force: true })
      symlinkSync(text.link, file)
    } else writeFileSync(file, text)
  }
}

/** `main` holds `base` and one commit that the pull request does not have; the pull request starts before that. */
export function createOrigin(base: Tree, laterOnMain: Tree): Origin {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'origin-')))
  const bare = path.join(root, 'origin.git')
  const work = path.join(root, 'work')
  mkdirSync(work)
  git(root, 'init', '--quiet', '--bare', '--initial-branch=main', bare)
  // As on GitHub, where any commit can be fetched by its sha.
  git(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  git(work, 'init', '--quiet', '--initial-branch=main')
  git(work, 'remote', 'add', 'origin', bare)
  const commit = (tree: Tree, message: string): string => {
    write(work, tree)
    git(work, 'add', '--all')
    git(work, 'commit', '--quiet', '--allow-empty', '-m', message)
    return git(work, 'rev-parse', 'HEAD')
  }
  commit(base, 'base')
  git(work, 'branch', 'faster')
  const baseSha = commit(laterOnMain, 'later on main')
  git(work, 'push', '--quiet', 'origin', 'main')
  return {
    folder: bare,
    baseSha,
    push(tree) {
      git(work, 'switch', '--quiet', 'faster')
      const headSha = commit(tree, 'change')
      git(work, 'switch', '--quiet', '--detach', 'main')
      git(work, 'merge', '--quiet', '--no-ff', '-m', 'test merge', 'faster')
      const mergeSha = git(work, 'rev-parse', 'HEAD')
      const refs = [`${headSha}:refs/pull/7/head`, `+${mergeSha}:refs/pull/7/merge`]
      git(work, 'push', '--quiet', 'origin', ...refs)
      return { headSha, mergeSha }
    },
    diff: (headSha) => git(work, 'diff', '--unified=3', `main...${headSha}`),
    checkOut(mergeSha) {
      const workspace = mkdtempSync(path.join(root, 'checkout-'))
      git(workspace, 'init', '--quiet', '--initial-branch=main')
      git(workspace, 'remote', 'add', 'origin', `file://${bare}`)
      const target = `+${mergeSha}:refs/remotes/pull/7/merge`
      git(workspace, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', target)
      git(workspace, 'checkout', '--quiet', '--force', 'refs/remotes/pull/7/merge')
      return workspace
    },
  }
}

/** What tells a checkout from another: commit, index, files, branches and stash. */
export function describeCheckout(workspace: string): string {
  return [
    git(workspace, 'rev-parse', 'HEAD'),
    git(workspace, 'status', '--porcelain', '--ignored'),
    git(workspace, 'branch', '--all', '--list'),
    git(workspace, 'stash', 'list'),
    git(workspace, 'worktree', 'list'),
  ].join('\n')
}
