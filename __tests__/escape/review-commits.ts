/** Runs the real escape diff on two states of a module, given as folders or as files. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { resolveConfig } from '../../src/config/resolve.ts'
import { createAssets } from '../../src/io/assets.ts'
import { createClock } from '../../src/io/clock.ts'
import { createFiles } from '../../src/io/files.ts'
import { openRepository } from '../../src/io/git.ts'
import { createUninterrupted } from '../../src/io/interruption.ts'
import { createLog } from '../../src/io/log.ts'
import { createMachine } from '../../src/io/machine.ts'
import { createPrograms } from '../../src/io/programs.ts'
import type { Review } from '../../src/review/schema.ts'
import { runReview } from '../../src/run.ts'

/** A folder's path, or texts by path. */
export type Tree = string | Readonly<Record<string, string>>

export async function reviewCommits(base: Tree, head: Tree): Promise<Review> {
  const folder = mkdtempSync(join(tmpdir(), 'escape-test-'))
  try {
    git(folder, 'init', '-q')
    commit(folder, base)
    git(folder, 'rm', '-r', '-q', '.')
    commit(folder, head)
    return await review(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function review(repository: string): Promise<Review> {
  const log = createLog({ stream: process.stderr, live: false, quiet: true })
  const interruption = createUninterrupted()
  const programs = createPrograms({ passThrough: [], interruption })
  const files = createFiles()
  const opened = await openRepository(repository, { programs, log, interruption })
  const ports = {
    programs,
    git: opened,
    files,
    log,
    clock: createClock(),
    machine: createMachine(),
    assets: createAssets(),
  }
  try {
    const [base, head] = [await opened.resolve('HEAD~1'), await opened.resolve('HEAD')]
    const parts = { escapes: true, benchmarks: false }
    return (
      await runReview(
        { base, head, config: resolveConfig([]), parts, labels: [], keepsArtifacts: false, reproduce: '' },
        ports,
      )
    ).review
  } finally {
    await opened.close()
    await files.close()
  }
}

function commit(folder: string, tree: Tree): void {
  if (typeof tree === 'string') cpSync(tree, folder, { recursive: true })
  else {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  }
  git(folder, 'add', '-A')
  git(folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '--allow-empty', '-m', 'state')
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, stdio: 'ignore' })
}
