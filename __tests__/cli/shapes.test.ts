/** A change with one known effect, in every shape that Go repositories come in. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Review } from '../../src/review/schema.ts'
import { SHAPES, type Shape } from '../fixtures/shapes.ts'
import { runReview } from './program.ts'
import { fingerprint, makeChange, makeGround, writeFiles } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const hasCompiler = canCompileC()
if (!hasCompiler) console.warn('No C compiler on PATH: the shapes that need cgo are skipped.')

describe.each(SHAPES.map((shape) => [shape.name, shape] as const))('%s', (name, shape) => {
  const run = shape.cgo && !hasCompiler ? test.skip : test
  run(`adds one escape and one allocation${shape.cgo ? ' (needs a C compiler)' : ''}`, async () => {
    const parent = path.join(ground.folder, name)
    writeFiles(parent, shape.outside ?? {})
    const { repository, base, head } = makeChange(path.join(parent, shape.repositoryFolder), shape.files)
    const before = fingerprint(parent)
    const result = await runReview(['review', '--base', base, '--head', head, '--count', '6', ...planFlags(shape)], {
      cwd: repository,
    })
    const { review } = result
    expect(review.problems).toEqual([])
    expect(review.scope.modules).toEqual(shape.expect.modules)
    expect(listSites(review)).toEqual(
      shape.expect.addedEscapes.map(({ file, line, messageIncludes }) => `${file}:${line} ${messageIncludes}`),
    )
    expect(review.escapes.removed).toEqual([])
    expect(listRegressions(review)).toEqual(
      shape.expect.allocRegressions.map((expected) => `${expected.package} ${expected.name} 0 → 1`),
    )
    expect(review.benchmarks.filter((b) => !['regressed', 'skipped'].includes(b.verdict))).toEqual([])
    expect(review.coverage).toMatchObject({ measured: true, why: '' })
    expect(new Set(review.coverage?.functions.map(({ executed }) => executed))).toEqual(new Set([true]))
    expect(review.verdict).toBe('regressed')
    expect(result).toMatchObject({ exitCode: 1, stderr: '', leftovers: [] })
    expect(fingerprint(parent)).toEqual(before)
  })
})

function planFlags({ workingDirectory, packages, tags }: Shape): string[] {
  return [
    ...(workingDirectory === undefined ? [] : ['--working-directory', workingDirectory]),
    ...(packages === undefined ? [] : ['--packages', packages.join(' ')]),
    ...(tags === undefined ? [] : ['--tags', tags]),
  ]
}

function listSites(review: Review): string[] {
  return review.escapes.added.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

function listRegressions(review: Review): string[] {
  return review.benchmarks
    .filter((benchmark) => benchmark.verdict === 'regressed')
    .map((benchmark) => {
      const allocs = benchmark.metrics['allocs/op']
      return `${benchmark.package} ${benchmark.name} ${allocs?.base?.center} → ${allocs?.head?.center}`
    })
}

/** As the go command does without CGO_ENABLED: cgo is on where the compiler that it would use exists. */
function canCompileC(): boolean {
  try {
    const [compiler = 'gcc'] = execFileSync('go', ['env', 'CC'], { encoding: 'utf8' }).trim().split(' ')
    execFileSync(compiler, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
