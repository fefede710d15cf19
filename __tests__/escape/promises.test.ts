/** `//perf:noalloc`: a function that promises not to allocate. */
import { expect, test } from '@jest/globals'
import { reviewCommits } from './review-commits.ts'

const MODULE = { 'go.mod': 'module example.com/promise\n\ngo 1.21\n' }
const MARK = '//perf:noalloc\n'
const allocating = (mark: string): string => `package promise\n\n${mark}func New(n int) *int {\n\treturn &n\n}\n`
const clean = (mark: string): string => `package promise\n\n${mark}func New(n int) *int {\n\treturn nil\n}\n`

test.each([
  ['a new escape under an old mark blocks', clean(MARK), allocating(MARK), 'regressed'],
  ['a new mark over an old escape blocks', allocating(''), allocating(MARK), 'regressed'],
  [
    'an escape that was there under the mark does not',
    allocating(MARK),
    `${allocating(MARK)}\n// A comment.\n`,
    'pass',
  ],
  ['a mark that is kept does not', clean(''), clean(MARK), 'pass'],
])('%s', async (_what, before, after, verdict) => {
  const review = await reviewCommits({ ...MODULE, 'a.go': before }, { ...MODULE, 'a.go': after })
  expect(review.verdict).toBe(verdict)
  const contracts = review.findings.filter((finding) => finding.rule === 'noalloc-contract')
  expect(contracts.map(({ blocking, title }) => [blocking, title])).toEqual(
    verdict === 'regressed' ? [[true, 'moved to heap: n']] : [],
  )
})
