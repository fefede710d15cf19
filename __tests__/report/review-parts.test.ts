import { describe, expect, test } from '@jest/globals'
import { speaksOf } from '../../src/report/blockers.ts'
import { FORMAT_NAMES, FORMATS } from '../../src/report/formats.ts'
import { permalink } from '../../src/report/permalink.ts'
import { groupSites } from '../../src/report/site-groups.ts'
import type { Site } from '../../src/review/schema.ts'
import { green } from '../fixtures/reviews/green.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'
import { benchmark, finding, HEAD_SHA, review, site } from '../fixtures/reviews/parts.ts'

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

describe('how hot the functions of new escapes are', () => {
  const told = (hotness: Site['hotness'], more: Partial<Site> = {}): Site =>
    site('a.go', 1, 'x', { group: hotness?.level ?? '', ...(hotness ? { hotness } : {}), ...more })
  const hot = told({ level: 'hot', why: 'executed by BenchmarkParse' })
  const cold = told({ level: 'cold', why: 'no benchmark executes it' }, { line: 2 })
  const unknown = told(undefined, { line: 3 })

  test('orders their groups: hot, unknown, cold; what is declared hot before all, cold paths behind all', () => {
    const groups = groupSites([
      told({ level: 'hot', why: 'executed by BenchmarkA' }, { group: 'error', coldPath: true }),
      cold,
      unknown,
      hot,
      told(undefined, { group: 'declared', hot: true }),
    ])
    expect(groups.map(({ worst }) => worst.group)).toEqual(['declared', 'hot', '', 'cold', 'error'])
  })

  test('is told where it is known, and folds away what no benchmark executes', () => {
    const review = { ...green, escapes: { ...green.escapes, added: [cold, hot] } }
    const text = FORMATS.markdown(review, { color: false, width: 100 })
    expect(text).toMatch(/a\.go:1.*Hot: executed by BenchmarkParse\./)
    expect(text).toMatch(
      /<summary>1 new escape in functions that no benchmark executes<\/summary>\s+(?:- |\n).*a\.go:2/,
    )
    // What the gate watches is never folded.
    const declared = { ...review.escapes, added: [{ ...cold, hot: true }] }
    expect(FORMATS.markdown({ ...review, escapes: declared }, { color: false, width: 100 })).not.toContain(
      'that no benchmark executes',
    )
  })
})

test('a suggested benchmark is shown as it is, and ends no block of code', () => {
  const text = 'package p\n\nvar sinkF struct{ s string `json:"a"` }\n// ```\n// </details>\n'
  const suggestion = {
    package: 'example.com/p',
    file: 'suggested_bench_test.go',
    functions: ['F'],
    text,
    skipped: [{ function: 'Map', reason: 'it is generic' }],
  }
  const made = FORMATS.markdown({ ...green, suggestions: [suggestion] }, { color: false, width: 100 })
  expect(made).toContain('<summary>Suggested benchmarks for 1 of 2 changed functions that none executes</summary>')
  expect(made).toContain(`\n\`\`\`\`text\n${text.trimEnd()}\n\`\`\`\`\n`)
  expect(made).toContain('Not for `Map`: it is generic')
})

test('a benchmark that could not be measured is named with the reason, whatever the verdict', () => {
  const problem = { side: 'both' as const, message: 'panic: no more', stderr: '' }
  const failing = ['BenchmarkOne', 'BenchmarkTwo'].map((name) => ({ ...benchmark(name, 'inconclusive'), problem }))
  for (const verdict of ['inconclusive', 'regressed', 'pass'] as const) {
    const review = { ...green, verdict, benchmarks: [...green.benchmarks, ...failing] }
    const told = FORMATS.markdown(review, { width: 80, color: false })
    expect(told.split('`One` and `Two` could not be measured on either side: panic: no more')).toHaveLength(2)
  }
})

test('a benchmark that is new is told as that, and not as one that cannot be compared', () => {
  const fresh = benchmark('BenchmarkFresh', 'new', {
    comparable: false,
    notComparableBecause: 'BenchmarkFresh changed',
  })
  const told = FORMATS.markdown(review({ benchmarks: [fresh] }), { color: false, width: 100 })
  expect(told).toContain('**New**, with nothing to compare to: `Fresh`')
  expect(told.toLowerCase()).not.toContain('not comparable')
})
