import { describe, expect, test } from '@jest/globals'
import { speaksOf } from '../../src/report/blockers.ts'
import { FORMAT_NAMES, FORMATS } from '../../src/report/formats.ts'
import { permalink } from '../../src/report/permalink.ts'
import { groupSites } from '../../src/report/site-groups.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'
import { benchmark, finding, HEAD_SHA, site } from '../fixtures/reviews/parts.ts'

describe('a finding speaks of a benchmark', () => {
  test.each([
    ['allocs:example.com/token.BenchmarkParse', true],
    ['allocs:example.com/token.BenchmarkParse:B/op', true],
    ['allocs:example.com/token.BenchmarkParse/short', false],
    ['allocs:example.com/token.BenchmarkParseAll', false],
    ['allocs:example.com/token.MyBenchmarkParse', false],
    ['contracts:example.com/token.Parse', false],
  ])('%s: %s', (id, expected) => {
    expect(speaksOf(finding(id, 'allocs', 'title'), benchmark('BenchmarkParse', 'regressed'))).toBe(expected)
  })
})

describe('a permalink', () => {
  const address = { serverUrl: 'https://github.com', repository: 'a/b' }

  test('encodes what a path may hold', () => {
    expect(permalink(address, HEAD_SHA, 'dir (x)/a#b?.go', 3)).toBe(
      `https://github.com/a/b/blob/${HEAD_SHA}/dir%20%28x%29/a%23b%3F.go#L3`,
    )
  })

  test.each([
    ['a path out of the repository', address, HEAD_SHA, '../x.go'],
    ['an absolute path', address, HEAD_SHA, '/etc/passwd'],
    ['a ref that is no commit', address, 'main', 'x.go'],
    ['another scheme', { ...address, serverUrl: 'javascript:alert(1)' }, HEAD_SHA, 'x.go'],
    ['a scheme that is not the web', { ...address, serverUrl: 'ftp://x.example' }, HEAD_SHA, 'x.go'],
    ['a repository with more parts', { ...address, repository: 'a/b/../c' }, HEAD_SHA, 'x.go'],
    ['no repository', {}, HEAD_SHA, 'x.go'],
  ])('is not made for %s', (_, where, sha, file) => {
    expect(permalink(where, sha, file, 1)).toBeNull()
  })
})

test('groups of sites come hot, always, not cold first', () => {
  const groups = groupSites([
    site('cold.go', 1, 'x', { group: 'cold', coldPath: true }),
    site('sometimes.go', 1, 'x', { group: 'sometimes', allocates: 'conditional' }),
    site('always.go', 2, 'x', { group: 'always', coldPath: true }),
    site('always.go', 1, 'x', { group: 'always' }),
    site('hot.go', 1, 'x', { group: 'hot', hot: true, allocates: 'conditional' }),
  ])
  expect(groups.map(({ worst }) => `${worst.file}:${worst.line}`)).toEqual([
    'hot.go:1',
    'always.go:1',
    'sometimes.go:1',
    'cold.go:1',
  ])
  expect(groups[1]?.rest).toHaveLength(1)
})

test.each(Object.entries(SAMPLES))('the JSON of %s is the review again', (_, sample) => {
  const options = { color: false, width: 80 }
  expect(JSON.parse(FORMATS.json(sample))).toEqual(JSON.parse(JSON.stringify(sample)))
  for (const format of FORMAT_NAMES) {
    const text = FORMATS[format](sample, options)
    expect(text === '' || text.endsWith('\n')).toBe(true)
    expect(FORMATS[format](sample, options)).toBe(text)
  }
})
