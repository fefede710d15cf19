/** Uncommitted changes are reviewed without being touched. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ALLOCATING, LEAN, NEW_SITE } from './measured.ts'
import { runProgram, runReview } from './program.ts'
import { commitFiles, fingerprint, makeGround, makeRepository, runGit, writeFiles } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const KEEPS = 'package app\n\nvar last *int\n\n// Keep keeps n.\nfunc Keep(n int) { last = &n }\n'
/** What the untracked file adds. */
const UNTRACKED_SITE = { file: 'new.go', line: 6, message: 'moved to heap: n' }
/** What the deleted file takes away. */
const DELETED_SITE = { file: 'old.go', line: 6, message: 'moved to heap: n' }

let repository: string
beforeAll(() => {
  repository = makeRepository(path.join(ground.folder, 'dirty tree'))
  const old = KEEPS.replace('var last', 'var oldest').replace('last = &n', 'oldest = &n').replaceAll('Keep', 'Hold')
  commitFiles(repository, { ...LEAN, 'old.go': old, '.gitignore': 'ignored.go\n' })
  // Staged and not, a stash, a branch: all of it is the user's.
  writeFiles(repository, { 'stashed.go': 'package app\n' })
  runGit(repository, 'stash', 'push', '--quiet', '--include-untracked')
  runGit(repository, 'switch', '--quiet', '--create', 'work')
  writeFiles(repository, { 'sum.go': ALLOCATING['sum.go'] ?? '', 'new.go': KEEPS, 'ignored.go': 'package no go\n' })
  rmSync(path.join(repository, 'old.go'))
  writeFiles(repository, { 'staged.go': 'package app\n' })
  runGit(repository, 'add', 'staged.go')
})

describe.each([
  ['by default', []],
  ['with --worktree', ['--worktree']],
])('%s', (_, flags) => {
  test('modified, untracked and deleted files count, ignored ones do not', async () => {
    const before = fingerprint(repository)
    const { exitCode, stderr, review, leftovers } = await runReview(['escapes', ...flags], { cwd: repository })
    expect(fingerprint(repository)).toEqual(before)
    expect([exitCode, stderr, leftovers]).toEqual([0, '', []])
    expect(review.escapes.added).toMatchObject([UNTRACKED_SITE, { ...NEW_SITE, onChangedLine: false }])
    expect(review.escapes.removed).toMatchObject([DELETED_SITE])
    expect(review.problems).toEqual([])
    expect(review.head.ref).toBe('working tree')
    expect(review.reproduce).toMatch(/ --worktree$/)
    expect(review.reproduce).not.toContain('--head')
  })
})

test('with benchmarks', async () => {
  const before = fingerprint(repository)
  const { exitCode, review } = await runReview(['review', '--count', '6'], { cwd: repository })
  expect(fingerprint(repository)).toEqual(before)
  expect([exitCode, review.verdict]).toEqual([1, 'regressed'])
  expect(review.benchmarks).toMatchObject([{ name: 'BenchmarkSum', verdict: 'regressed' }])
})

test('with --head the commit is reviewed, whatever the tree looks like', async () => {
  const { exitCode, review } = await runReview(['escapes', '--head', 'work'], { cwd: repository })
  expect([exitCode, review.verdict, review.head.ref]).toEqual([0, 'pass', 'work'])
  expect([review.escapes.added, review.escapes.removed]).toEqual([[], []])
})

test('with --worktree and --head there is no telling what is meant', async () => {
  const { exitCode, stdout, stderr } = await runProgram(['review', '--worktree', '--head', 'work'], { cwd: repository })
  expect([exitCode, stdout]).toEqual([2, ''])
  expect(stderr).toContain('either --worktree or --head')
})

test('--worktree of a clean tree is what is committed', async () => {
  const clean = makeRepository(path.join(ground.folder, 'clean'))
  commitFiles(clean, LEAN)
  runGit(clean, 'switch', '--quiet', '--create', 'work')
  commitFiles(clean, ALLOCATING)
  for (const flags of [[], ['--worktree']]) {
    const { review } = await runReview(['escapes', ...flags], { cwd: clean })
    expect(review.escapes.added).toMatchObject([NEW_SITE])
  }
})
