/** What a project needs before its code compiles and its benchmarks run: `prepare` and `env`. */
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { ALLOCATING, LEAN, NEW_SITE } from './measured.ts'
import { runProgram, runReview } from './program.ts'
import { fingerprint, makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const USES_GENERATED = 'package app\n\n// Size is generated.\nfunc Size() int { return generatedSize }\n'
const GENERATE = "printf 'package app\\n\\nconst generatedSize = 7\\n' > generated.go"

describe('prepare', () => {
  test('generates code in both worktrees, and none in the checkout', async () => {
    const { repository } = makeChange(path.join(ground.folder, 'generated'), {
      base: { ...LEAN, 'size.go': USES_GENERATED },
      head: { ...ALLOCATING, 'size.go': USES_GENERATED },
    })
    const before = fingerprint(repository)
    const args = ['escapes', '--base', 'main', '--prepare', GENERATE]
    const { exitCode, stderr, review, leftovers } = await runReview(args, { cwd: repository })
    expect([exitCode, stderr, leftovers, review.problems]).toEqual([0, '', [], []])
    expect(review.escapes.added).toMatchObject([NEW_SITE])
    expect(fingerprint(repository)).toEqual(before)
    const without = await runReview(['escapes', '--base', 'main'], { cwd: repository })
    expect(without.review.problems).toMatchObject([{ side: 'both', detail: expect.stringContaining('generatedSize') }])
  })

  test('runs in the working directory', async () => {
    const inside = (tree: typeof LEAN) =>
      Object.fromEntries(Object.entries(tree).map(([name, text]) => [`deep/er/${name}`, text]))
    const { repository } = makeChange(path.join(ground.folder, 'inside'), {
      base: inside({ ...LEAN, 'size.go': USES_GENERATED }),
      head: inside({ ...ALLOCATING, 'size.go': USES_GENERATED }),
    })
    const args = ['escapes', '--base', 'main', '--working-directory', 'deep/er', '--prepare', GENERATE]
    const { review } = await runReview(args, { cwd: repository })
    expect(review.problems).toEqual([])
    expect(review.escapes.added).toMatchObject([{ ...NEW_SITE, file: `deep/er/${NEW_SITE.file}` }])
  })

  test.each([
    ['base', 'echo needs sum >&2; grep -q kept.=..all sum.go'],
    ['head', 'echo needs sum >&2; ! grep -q kept.=..all sum.go'],
  ])('one that fails on the %s only: names the side and shows what it said', async (side, command) => {
    const { repository } = makeChange(path.join(ground.folder, `fails-${side}`), { base: LEAN, head: ALLOCATING })
    const before = fingerprint(repository)
    const args = ['review', '--base', 'main', '--prepare', command]
    const { exitCode, stdout, stderr, leftovers } = await runProgram(args, { cwd: repository })
    expect([exitCode, stdout, leftovers]).toEqual([2, '', []])
    const [sentence, ...details] = stderr.trimEnd().split('\n')
    expect(sentence).toContain(`exit status 1 on the ${side}`)
    expect(sentence).toContain(command)
    expect(details).toEqual(['  needs sum'])
    expect(fingerprint(repository)).toEqual(before)
  })

  test('sees no secrets', async () => {
    const { repository } = makeChange(path.join(ground.folder, 'secrets'), { base: LEAN, head: ALLOCATING })
    const { exitCode, stderr } = await runProgram(
      ['escapes', '--base', 'main', '--prepare', 'test -z "$GITHUB_TOKEN$DEPLOY_PASSWORD" && test -n "$PATH"'],
      { cwd: repository, variables: { GITHUB_TOKEN: 'ghs_x', DEPLOY_PASSWORD: 'x' } },
    )
    expect([exitCode, stderr]).toEqual([0, ''])
  })
})

describe('env', () => {
  const BENCHMARK = `package app

import (
	"os"
	"testing"
)

func BenchmarkSum(b *testing.B) {
	if os.Getenv("NOT_LISTED") != "" {
		b.Fatal("sees what is not listed")
	}
	if os.Getenv("DB_ADDRESS") != "localhost:5432" {
		b.Skip("no database")
	}
	for i := 0; i < b.N; i++ {
		Sum(i)
	}
}
`
  const variables = { DB_ADDRESS: 'localhost:5432', NOT_LISTED: 'x', GITHUB_TOKEN: 'ghs_x' }
  const make = (name: string) =>
    makeChange(path.join(ground.folder, name), {
      base: { ...LEAN, 'sum_test.go': BENCHMARK },
      head: { ...ALLOCATING, 'sum_test.go': BENCHMARK },
    })

  test('a variable that is listed reaches the benchmark', async () => {
    const { repository } = make('listed')
    const args = ['bench', '--base', 'main', '--count', '6', '--env', 'DB_ADDRESS']
    const { exitCode, review, stderr } = await runReview(args, { cwd: repository, variables })
    expect([exitCode, stderr, review.problems]).toEqual([1, '', []])
    expect(review.benchmarks).toMatchObject([{ verdict: 'regressed' }])
  })

  test('one that is not listed does not', async () => {
    const { repository } = make('unlisted')
    const { exitCode, review } = await runReview(['bench', '--base', 'main'], { cwd: repository, variables })
    expect(exitCode).toBe(0)
    expect(review.benchmarks).toMatchObject([{ verdict: 'skipped', skipped: expect.stringContaining('skips itself') }])
  })

  test('what belongs to the job is refused even when listed', async () => {
    const { repository } = make('refused')
    const args = ['bench', '--base', 'main', '--env', 'DB_ADDRESS GITHUB_TOKEN']
    const { exitCode, stdout, stderr } = await runProgram(args, { cwd: repository, variables })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('GITHUB_TOKEN')
  })
})
