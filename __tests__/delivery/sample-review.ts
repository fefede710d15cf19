import type { RuleFinding } from '../../src/review/rule-findings.ts'
import type { Benchmark, Finding, Metric, Review, RuleGone, Site } from '../../src/review/schema.ts'

export const BASE_SHA = 'b'.repeat(40)
export const HEAD_SHA = 'a'.repeat(40)

/** The lines 5 to 11 of token.go, of which 8 is new, as `git diff --unified=3` prints them. */
export const SAMPLE_DIFF = `--- a/token.go
+++ b/token.go
@@ -5,6 +5,7 @@ package token
 five
 six
 seven
+eight
 nine
 ten
 eleven
`

/** A review in which nothing changed. */
export function sampleReview(changes: Partial<Review> = {}): Review {
  return {
    schemaVersion: 1,
    tool: { name: 'go-perf-review', version: '0.1.0' },
    verdict: 'pass',
    base: { ref: 'main', sha: BASE_SHA },
    head: { ref: 'faster', sha: HEAD_SHA },
    environment: {
      go: 'go1.26.8',
      goos: 'linux',
      goarch: 'amd64',
      goflags: '',
      tags: '',
      cgo: false,
      gomaxprocs: 2,
      cpu: 'Example CPU',
      kernel: 'Linux 6.1',
      node: 'v24.0.0',
      timingWarnings: [],
    },
    scope: {
      modules: ['example.com/token'],
      workingDirectory: '',
      packages: 1,
      packagesChanged: 1,
      filesChanged: 1,
      goFilesChanged: 1,
      benchmarksFound: 1,
      benchmarksRun: 1,
    },
    escapes: { added: [], removed: [], nonAllocating: { added: 0, removed: 0 }, analysed: true, problems: [] },
    benchmarks: [],
    measurement: { measured: true, rounds: 6, elapsedSeconds: 4, budgetSeconds: 600, timeNoiseFloor: 0.02 },
    checklist: [],
    findings: [],
    gate: {
      failOn: ['allocs', 'bytes', 'escapes', 'contracts', 'broken'],
      escapes: 'hot',
      allocsThreshold: 0,
      bytesThresholdPercent: 5,
      timeThresholdPercent: 10,
      blocking: [],
      waived: [],
    },
    problems: [],
    stages: [],
    reproduce: 'go-perf-review review',
    ...changes,
  }
}

export function sampleSite(changes: Partial<Site> = {}): Site {
  return {
    package: 'example.com/token',
    file: 'token.go',
    line: 8,
    column: 2,
    function: 'Parse',
    expression: '[]byte(s)',
    kind: 'escapes',
    message: '[]byte(s) escapes to heap',
    cause: 'other',
    advice: 'Keep the copy on the stack.',
    allocates: 'always',
    flow: [],
    onChangedLine: true,
    coldPath: false,
    hot: false,
    noalloc: false,
    group: 'g1',
    ...changes,
  }
}

export function sampleFinding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'allocs-1',
    rule: 'allocs',
    severity: 'error',
    file: 'token.go',
    line: 8,
    onChangedLine: true,
    title: 'BenchmarkParse: 0 → 1 allocs/op',
    detail: '[]byte(s) now escapes.',
    advice: 'Keep the copy on the stack.',
    blocking: true,
    ...changes,
  }
}

export function sampleMetric(base: number, head: number, verdict: Metric['verdict']): Metric {
  return {
    unit: 'allocs/op',
    base: { samples: [base, base], center: base, low: null, high: null },
    head: { samples: [head, head], center: head, low: null, high: null },
    delta: head - base,
    ratio: base === 0 ? null : head / base,
    p: null,
    pAdjusted: null,
    exact: true,
    watched: true,
    verdict,
    warnings: [],
  }
}

export function sampleBenchmark(changes: Partial<Benchmark> = {}): Benchmark {
  return {
    package: 'example.com/token',
    name: 'BenchmarkParse',
    verdict: 'regressed',
    comparable: true,
    iterations: 1000,
    rounds: 6,
    metrics: { 'allocs/op': sampleMetric(0, 1, 'regressed') },
    ...changes,
  }
}

/** One benchmark allocates once more, from one new escape, and that blocks. */
export function regressedReview(changes: Partial<Review> = {}): Review {
  const pass = sampleReview()
  return {
    ...pass,
    verdict: 'regressed',
    escapes: { ...pass.escapes, added: [sampleSite()] },
    benchmarks: [sampleBenchmark()],
    findings: [sampleFinding()],
    gate: { ...pass.gate, blocking: ['allocs-1'] },
    ...changes,
  }
}

export function sampleRuleFinding(item: number, changes: Partial<RuleFinding['finding']> = {}): RuleFinding {
  const finding: RuleFinding['finding'] = {
    id: 'rule:token.go:88',
    rule: 'rule',
    severity: 'notice',
    file: 'token.go',
    line: 88,
    onChangedLine: true,
    title: 'something is done the slow way',
    detail: '',
    advice: 'Do it the fast way.',
    blocking: false,
    evidence: 'syntax',
    hotness: { level: 'unknown', why: '' },
    ...changes,
  }
  return { item, rule: finding.rule, finding }
}

export function sampleRuleGone(rule: string, changes: Partial<RuleGone> = {}): RuleGone {
  return {
    rule,
    title: 'something was done the slow way',
    file: 'token.go',
    line: 88,
    function: 'Parse',
    evidence: 'measurement',
    benchmark: { package: 'example.com/token', name: 'BenchmarkParse' },
    ...changes,
  }
}
