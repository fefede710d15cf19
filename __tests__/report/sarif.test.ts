import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../src/config/config.ts'
import { renderSarif } from '../../src/report/sarif.ts'
import { describeRule, SARIF_RULES } from '../../src/report/sarif-rules.ts'
import { judgeFindings } from '../../src/review/findings.ts'
import type { Review } from '../../src/review/schema.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'
import { benchmark, exact, finding, HEAD_SHA, noisy, review, site } from '../fixtures/reviews/parts.ts'
import { sarifFaults } from './sarif-schema.ts'

const context = { serverUrl: 'https://github.com', repository: 'example/token', commentKey: '' }

function runOf(sample: Review, commentKey = '') {
  const log = JSON.parse(renderSarif(sample, { ...context, commentKey }))
  expect(log.runs).toHaveLength(1)
  return log.runs[0]
}

/** A finding of the shape that the review gives it, about one site. */
function aboutSite(where = site('a.go', 7, 'x'), rest: Partial<Review['findings'][number]> = {}) {
  return finding(`escape:${where.file}:${where.line}:${where.column}`, 'new-escape', where.message, {
    severity: 'notice',
    file: where.file,
    line: where.line,
    ...rest,
  })
}

function withSites(
  added: Review['escapes']['added'],
  findings: Review['findings'],
  rest: Partial<Review> = {},
): Review {
  return review({ escapes: { ...review({}).escapes, added }, findings, ...rest })
}

describe('the log', () => {
  test.each(Object.entries(SAMPLES))('of %s is valid SARIF 2.1.0', (_, sample) => {
    expect(sarifFaults(renderSarif(sample, context))).toEqual([])
    expect(sarifFaults(renderSarif(sample))).toEqual([])
  })

  test('that is not valid would be seen', () => {
    expect(sarifFaults('{"version": "2.1.0", "runs": [{"results": [{"level": "bad"}]}]}').length).toBeGreaterThan(1)
  })

  test('has what code scanning asks of each result: a rule, words, a file, a line, a fingerprint', () => {
    for (const sample of Object.values(SAMPLES)) {
      const { results, tool } = runOf(sample)
      expect(results).toHaveLength(sample.findings.length)
      for (const result of results) {
        const { artifactLocation, region } = result.locations[0].physicalLocation
        expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
        expect(result.message.text).toMatch(/\S/)
        expect(artifactLocation.uriBaseId).toBe('%SRCROOT%')
        expect(artifactLocation.uri).not.toMatch(/^\/|\.\.|:\/\//)
        expect(region.startLine).toBeGreaterThan(0)
        expect(Object.keys(result.partialFingerprints)).toContain('goPerfReview/v1')
      }
    }
  })

  test('names the commit that it is about, where its repository is known', () => {
    expect(runOf(review({})).versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://github.com/example/token',
        revisionId: HEAD_SHA,
        mappedTo: { uriBaseId: '%SRCROOT%' },
      },
    ])
    expect(JSON.parse(renderSarif(review({}))).runs[0].versionControlProvenance).toBeUndefined()
  })

  test.each([
    ['', 'go-perf-review/'],
    ['linux', 'go-perf-review/linux/'],
    ['a/b', 'go-perf-review/a~2f~b/'],
  ])('of the comment key %j is of its own category', (key, id) => {
    expect(runOf(review({}), key).automationDetails.id).toBe(id)
  })

  test('cannot take the place of another tool’s results', () => {
    const forged = review({ tool: { name: 'CodeQL', version: '2.0' } })
    expect(runOf(forged).tool.driver).toMatchObject({ name: 'go-perf-review', version: '2.0' })
  })

  test('of a review that could not tell is no clean one', () => {
    const [inconclusive] = runOf(review({ verdict: 'inconclusive' })).invocations
    expect(inconclusive.toolExecutionNotifications[0]).toMatchObject({ level: 'warning' })
    const [broken] = runOf(review({ verdict: 'broken' })).invocations
    expect(broken).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] })
    expect(runOf(review({})).invocations[0]).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] })
  })

  test('tells the problems of the run', () => {
    const problems = [{ stage: 'compile', side: 'base', severity: 'warning', message: 'No module.' }] as const
    const [{ toolExecutionNotifications }] = runOf(review({ problems: [...problems] })).invocations
    expect(toolExecutionNotifications).toEqual([{ level: 'warning', message: { text: 'No module.' } }])
  })
})

describe('the rules', () => {
  test('have every text, within what GitHub shows of it', () => {
    for (const { id, name, short, full, help } of SARIF_RULES) {
      expect([id, describeRule(id).id]).toEqual([id, id])
      expect(name).toMatch(/^(?:[A-Z][a-z]+)+$/)
      for (const text of [short, full, help]) expect(text).toMatch(/^\S.{10,1023}$/s)
    }
    expect(new Set(SARIF_RULES.map(({ id }) => id)).size).toBe(SARIF_RULES.length)
  })

  test('know every rule that a review can judge', () => {
    const worse = (unit: string) => exact(unit, 0, 9, 'regressed')
    const benchmarks = [
      benchmark('BenchmarkA', 'regressed', {
        metrics: {
          'allocs/op': worse('allocs/op'),
          'B/op': worse('B/op'),
          'sec/op': noisy('sec/op', 1, 2, 'regressed', 0.001),
          'hops/op': worse('hops/op'),
        },
      }),
      benchmark('BenchmarkB', 'broken', { problem: { side: 'head', message: 'panics', stderr: '' } }),
    ]
    const added = [site('a.go', 1, 'x'), site('a.go', 2, 'y', { noalloc: true })]
    const problems = [{ stage: 'compile', side: 'head', severity: 'error', message: 'no' }] as const
    const ceilings = [{ benchmark: 'BenchmarkA', metric: 'B/op', ceiling: 1 }]
    const findings = judgeFindings({ added, benchmarks, problems }, { ...DEFAULT_CONFIG, ceilings })
    const judged = new Set(findings.map(({ rule }) => rule))
    expect([...judged].sort()).toEqual(SARIF_RULES.map(({ id }) => id).sort())
  })

  test('of a newer version’s file get a plain description and an id that harms nothing', () => {
    const { results, tool } = runOf(review({ findings: [finding('x', 'a rule/<b>', 'Title')] }))
    expect(tool.driver.rules[results[0].ruleIndex]).toMatchObject({ id: 'a-rule-b-', name: 'Finding' })
  })
})

describe('a result', () => {
  test('is an error if it blocks, else as severe as the finding', () => {
    const findings = [
      finding('a', 'time', 'A'),
      finding('b', 'allocs', 'B', { blocking: true }),
      finding('c', 'new-escape', 'C', { severity: 'notice' }),
    ]
    const levels = runOf(review({ findings })).results.map((result: { level: string }) => result.level)
    expect(levels).toEqual(['error', 'warning', 'note'])
  })

  test('that was accepted is suppressed and says by what', () => {
    const [accepted] = runOf(review({ findings: [finding('a', 'allocs', 'A', { waiver: 'cache, see 12' })] })).results
    expect(accepted).toMatchObject({
      level: 'note',
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'cache, see 12' }],
    })
    const [open] = runOf(review({ findings: [finding('a', 'allocs', 'A')] })).results
    expect(open.suppressions).toEqual([])
  })

  test('shows the flow that puts the value on the heap, also through files that are not of the repository', () => {
    const flow = [
      { text: '{heap} = &x', file: 'b.go', line: 3, column: 4 },
      { text: 'x (spill)', file: '../go/src/fmt/print.go', line: 9, column: 1 },
    ]
    const where = site('a.go', 7, 'x', { flow })
    const [{ codeFlows }] = runOf(withSites([where], [aboutSite(where)])).results
    const steps = codeFlows[0].threadFlows[0].locations.map(
      ({ location }: { location: { message: { text: string }; physicalLocation: unknown } }) => [
        location.message.text,
        location.physicalLocation,
      ],
    )
    const at = (uri: string, startLine: number, startColumn: number) => ({
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine, startColumn },
    })
    expect(steps).toEqual([
      ['x escapes to heap', at('a.go', 7, 9)],
      ['{heap} = &x', at('b.go', 3, 4)],
      ['x (spill) (in ../go/src/fmt/print.go:9)', at('a.go', 7, 9)],
    ])
  })

  test('links what caused it, and where the same cause shows', () => {
    const causedBy = { file: 'b.go', line: 3, why: '`f` keeps it now' }
    const where = site('a.go', 7, 'x', { causedBy, group: 'g' })
    const companion = site('c.go', 8, 'y', { group: 'g' })
    const [result] = runOf(withSites([where, companion], [aboutSite(where)])).results
    expect(result.message.text).toBe('x escapes to heap. Caused by [this line](1). The same cause: [here](2).')
    expect(
      result.relatedLocations.map(({ id, message }: { id: number; message: { text: string } }) => [id, message.text]),
    ).toEqual([
      [1, '`f` keeps it now'],
      [2, 'y escapes to heap'],
    ])
  })

  test('of two on a line is about its own site', () => {
    const sites = [site('a.go', 7, 'x', { column: 3 }), site('a.go', 7, 'y', { column: 30 })]
    const { results } = runOf(
      withSites(
        sites,
        sites.map((where) => aboutSite(where)),
      ),
    )
    expect(
      results.map(
        (result: { locations: { physicalLocation: { region: unknown } }[] }) =>
          result.locations[0]?.physicalLocation.region,
      ),
    ).toEqual([
      { startLine: 7, startColumn: 3 },
      { startLine: 7, startColumn: 30 },
    ])
  })

  test.each([
    ['without a file', null],
    ['in a dependency', 'github.com/else/where/a.go'],
    ['outside of the repository', '../../etc/passwd'],
    ['with an absolute path', '/etc/passwd'],
  ])('%s lies at no line, and is told apart by a fingerprint of its own', (_, file) => {
    const findings = ['time:p.BenchmarkA:sec/op', 'time:p.BenchmarkB:sec/op'].map((id) =>
      finding(id, 'time', 'Slower', { file, line: 4 }),
    )
    const { results } = runOf(review({ findings }))
    const marks = results.map(
      (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints.primaryLocationLineHash,
    )
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('no-file-is-known')
    expect(marks[0]).toMatch(/^[0-9a-f]{16}:1$/)
    expect(new Set(marks).size).toBe(2)
  })

  test('keeps the characters of a path', () => {
    const [{ locations }] = runOf(review({ findings: [aboutSite(site('a b/ü#1%.go', 3, 'x'))] })).results
    const { uri } = locations[0].physicalLocation.artifactLocation
    expect(uri).toBe('a%20b/%C3%BC%231%25.go')
    expect(decodeURIComponent(uri)).toBe('a b/ü#1%.go')
  })

  test('has no link and no placeholder that Go code happens to look like', () => {
    const [{ message }] = runOf(
      review({ findings: [finding('a', 'new-escape', 'f[int](1) and []int{0} escape')] }),
    ).results
    expect(message.text).not.toMatch(/\]\(|\{\d+\}/)
    expect(message.text.replaceAll('\u200b', '')).toBe('f[int](1) and []int{0} escape.')
  })
})

describe('the fingerprint', () => {
  const marksOf = (sample: Review): readonly string[] =>
    runOf(sample).results.map(
      (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['goPerfReview/v1'],
    )
  const at = (line: number, column = 9) => site('a.go', line, 'x', { column })

  test('stays when lines move', () => {
    const before = withSites([at(7)], [aboutSite(at(7))])
    const after = withSites([at(70, 3)], [aboutSite(at(70, 3))])
    expect(marksOf(after)).toEqual(marksOf(before))
  })

  test('stays when a benchmark’s numbers, or the line that it is traced to, change', () => {
    const measured = (title: string, line: number) =>
      review({ findings: [finding('allocs:p.BenchmarkA:allocs/op', 'allocs', title, { file: 'a.go', line })] })
    expect(marksOf(measured('0 → 1', 3))).toEqual(marksOf(measured('0 → 2', 9)))
  })

  test('differs between benchmarks, expressions, functions, files and rules, and counts what is equal', () => {
    const sites = [at(1), at(2), site('a.go', 3, 'y'), site('a.go', 4, 'x', { function: 'F' }), site('b.go', 5, 'x')]
    const findings = [
      ...sites.map((where) => aboutSite(where)),
      aboutSite(at(1), { rule: 'noalloc-contract' }),
      finding('time:p.BenchmarkA:sec/op', 'time', 'slower'),
      finding('time:p.BenchmarkB:sec/op', 'time', 'slower'),
    ]
    const marks = marksOf(withSites(sites, findings))
    expect(new Set(marks).size).toBe(findings.length)
    const hashes = marks.map((mark) => mark.split(':')[0])
    expect(new Set(hashes).size).toBe(findings.length - 1)
  })
})

describe('the limits of code scanning', () => {
  const many = (amount: number, words = ''): Review => {
    const findings = Array.from({ length: amount }, (_, index) =>
      finding(`time:p.Benchmark${index}:sec/op`, `rule-${index}`, `${index} ${words}`, {
        detail: words,
        advice: words,
      }),
    )
    return review({ findings: [...findings, finding('last', 'allocs', 'blocks', { blocking: true })] })
  }

  test('keep the 5,000 worst results and say how many are missing', () => {
    const run = runOf(many(6000))
    expect(run.results).toHaveLength(5000)
    expect(run.results[0].message.text).toBe('blocks.')
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^1,001 more findings left out/)
  })

  test('keep the file below 10 MB, even before it is compressed', () => {
    const text = renderSarif(many(5000, '漢字'.repeat(1000)), context)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(10_000_000)
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
    expect(JSON.parse(text).runs[0].results.length).toBeGreaterThan(400)
  })

  test('keep a flow to 1,000 steps', () => {
    const flow = Array.from({ length: 3000 }, (_, index) => ({ text: `${index}`, file: 'a.go', line: 1, column: 1 }))
    const where = site('a.go', 7, 'x', { flow })
    const [{ codeFlows }] = runOf(withSites([where], [aboutSite(where)])).results
    expect(codeFlows[0].threadFlows[0].locations).toHaveLength(1000)
  })
})
