import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { git, run } from './started.ts'
import { bare, ROOT, readText, rowsOf, sectionOf } from './texts.ts'

/*
 * The README's table of what is compared, held against the program. Of this history:
 *
 *     root ── main
 *        └─── topic     (checked out)
 *        └─── other
 */
const rows = rowsOf(sectionOf(readText('README.md'), 'At a terminal')).map((cells) => cells.map(bare))
const shas: Record<string, string> = {}
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'refs-'))
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  await commit('root')
  for (const branch of ['main', 'other', 'topic']) {
    await git(folder, 'checkout', '--quiet', '-B', branch, shas.root ?? '')
    await commit(branch)
  }
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('which two states are compared', () => {
  test('the table has a row for each way of asking', () => {
    expect(rows.map(([written]) => written)).toEqual([
      'nothing',
      '--base A',
      '--head B',
      '--base A --head B',
      '--worktree',
    ])
  })

  test.each([
    [
      'nothing',
      [],
      'merge base of the default branch and HEAD',
      'root',
      'the working tree where it differs from HEAD, else HEAD',
      'topic',
    ],
    ['--base A', ['--base', 'other'], 'merge base of A and HEAD', 'root', 'the same', 'topic'],
    ['--head B', ['--head', 'other'], 'merge base of the default branch and B', 'root', 'B', 'other'],
    ['--base A --head B', ['--base', 'main', '--head', 'other'], 'A as it stands', 'main', 'B as it stands', 'other'],
  ])('%s', async (written, flags, baseText, base, headText, head) => {
    expect(rows).toContainEqual([written, baseText, headText])
    expect(await compare(flags)).toEqual({ base: shas[base], head: shas[head] })
  })

  test('the working tree: on its own where it is dirty, and with --worktree', async () => {
    expect(rows).toContainEqual(['--worktree', 'as without it', 'the working tree'])
    await writeFile(path.join(folder, 'untracked.go'), 'package sample\n')
    const before = await git(folder, 'status', '--porcelain')
    for (const flags of [[], ['--worktree'], ['--worktree', '--base', 'main']]) {
      const { base, head } = await compare(flags)
      expect(base).toBe(shas.root)
      expect(Object.values(shas)).not.toContain(head)
    }
    expect(await compare(['--head', 'topic'])).toEqual({ base: shas.root, head: shas.topic })
    expect(await git(folder, 'status', '--porcelain')).toBe(before)
    await rm(path.join(folder, 'untracked.go'))
  })
})

async function commit(name: string): Promise<void> {
  await writeFile(path.join(folder, 'go.mod'), 'module example.com/sample\n\ngo 1.21\n')
  await writeFile(path.join(folder, 'sample.go'), `package sample\n\nconst Name = "${name}"\n`)
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message', name)
  shas[name] = await git(folder, 'rev-parse', 'HEAD')
}

async function compare(flags: readonly string[]): Promise<{ readonly base: string; readonly head: string }> {
  const { stdout, stderr } = await run(
    [path.join(ROOT, 'dist/cli.js'), 'escapes', ...flags, '--format', 'json'],
    folder,
  )
  if (stdout === '') throw new Error(stderr)
  const review = JSON.parse(stdout)
  return { base: review.base.sha, head: review.head.sha }
}
