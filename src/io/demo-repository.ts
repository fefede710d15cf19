import { cp, readFile } from 'node:fs/promises'
import { ExpectedFailure } from '../errors.ts'
import type { Files, Programs } from '../ports.ts'
import { createRunGit, requireSuccess } from './git-command.ts'

export interface DemoRepository {
  readonly folder: string
  readonly base: string
  readonly head: string
}

/** Lays the sample module out as a git repository with a base and a head commit. `shipped`: folders that may hold `demo/`. */
export async function writeDemoRepository(
  shipped: readonly string[],
  programs: Programs,
  files: Files,
): Promise<DemoRepository> {
  const source = await findDemo(shipped)
  const folder = await files.makeTemporaryFolder('demo')
  const git = createRunGit(programs, folder)
  const run = async (...args: string[]): Promise<void> => {
    requireSuccess(await git(args), 'git could not write the sample repository')
  }
  await run('init', '--quiet', '--initial-branch=main')
  for (const side of ['base', 'head'] as const) {
    // What the head no longer has must not stay from the base.
    if (side === 'head') await run('rm', '--quiet', '-r', '.')
    await cp(`${source}/${side}`, folder, { recursive: true })
    await run('add', '--all')
    await run(
      '-c',
      'user.name=go-perf-review demo',
      '-c',
      'user.email=demo@go-perf-review.invalid',
      '-c',
      'commit.gpgsign=false',
      'commit',
      '--quiet',
      '--message',
      await readFile(`${source}/${side}-message.txt`, 'utf8'),
    )
    await run('branch', `demo-${side}`)
  }
  return { folder, base: 'demo-base', head: 'demo-head' }
}

async function findDemo(shipped: readonly string[]): Promise<string> {
  for (const folder of shipped) {
    for (const candidate of [`${folder}/demo`, `${folder}/../demo`]) {
      if (await readFile(`${candidate}/base-message.txt`).catch(() => null)) return candidate
    }
  }
  throw new ExpectedFailure('usage', 'The sample module is missing from the installation: dist/demo must be complete.')
}
