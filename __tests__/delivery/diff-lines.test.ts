/** Which lines GitHub takes comments on: held against what git prints with three lines of context. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parsePatch } from '../../src/change/parse-patch.ts'
import { isInDiff, planDiffLines } from '../../src/delivery/diff-lines.ts'
import { GitHubState } from '../server/state.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'diff-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function diff(context: number): string {
  const args = ['diff', '--no-index', '--no-color', `--unified=${context}`, 'base/f.go', 'head/f.go']
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
  } catch (error) {
    // Status 1 says that there is a difference.
    return (error as { stdout: string }).stdout
  }
}

for (const side of ['base', 'head']) execFileSync('mkdir', ['-p', path.join(folder, side)])

/** Kept, removed, added, replaced, line by line. Each line is there once: of equal ones git may choose by the context asked for. */
const edits = fc.array(
  fc.tuple(fc.constantFrom('keep', 'keep', 'keep', 'keep', 'remove', 'add', 'replace'), fc.integer({ min: 1, max: 5 })),
  { minLength: 1, maxLength: 15 },
)

test('the same lines as git shows with its usual context', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const [base, head]: [string[], string[]] = [['first'], ['first']]
      all.forEach(([what, count], index) => {
        for (let nth = 0; nth < count; nth++) {
          const line = `${index} ${nth}`
          if (what !== 'add') base.push(line)
          if (what !== 'remove') head.push(what === 'keep' ? line : `new ${line}`)
        }
      })
      writeFileSync(path.join(folder, 'base/f.go'), `${base.join('\n')}\n`)
      writeFileSync(path.join(folder, 'head/f.go'), `${head.join('\n')}\n`)
      const planned = planDiffLines(parsePatch(diff(0).replaceAll('/head/', '/').replaceAll('/base/', '/')))
      const state = new GitHubState()
      state.showDiff(diff(3).replaceAll('/head/', '/'))
      const numbers = head.map((_, index) => index + 1)
      const shown = numbers.filter((line) => state.isShown('f.go', line))
      expect(numbers.filter((line) => isInDiff(planned, 'f.go', line))).toEqual(shown)
    }),
    { numRuns: 60 },
  )
})

test('a file that was removed or only renamed has no line', () => {
  const planned = planDiffLines({
    files: [
      { status: 'deleted', basePath: 'a.go', headPath: null, binary: false, hunks: [] },
      { status: 'renamed', basePath: 'b.go', headPath: 'c.go', binary: false, hunks: [] },
    ],
    problems: [],
  })
  expect([...planned.keys()]).toEqual([])
})
