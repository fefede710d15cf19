import { describe, expect, test } from '@jest/globals'
import { type Config, DEFAULT_CONFIG } from '../src/config/config.ts'
import { reviewSchema } from '../src/review/schema.ts'
import { type ReviewRequest, runReview } from '../src/run.ts'
import { type Commit, createWorld, type World } from './world.ts'

const CODE = 'package p\n\nfunc P() *int {\n\tx := 1\n\treturn &x\n}\n'
const TESTS = 'package p\n\nimport "testing"\n\nfunc BenchmarkP(b *testing.B) {\n\tP()\n}\n'
const GO_MOD = 'module example.com/p\n\ngo 1.24\n'
const BASE: Commit = { files: { 'go.mod': GO_MOD, 'p.go': CODE, 'p_test.go': TESTS } }
const withCode = (code: string, more: Partial<Commit> = {}): Commit => ({
  files: { ...BASE.files, 'p.go': code },
  ...more,
})

/** The head has one line more, in front of line 4. */
const ONE_LINE = 'diff --git a/p.go b/p.go\n--- a/p.go\n+++ b/p.go\n@@ -3,0 +4 @@ func P() *int {\n+\tprintln()\n'
const LONGER = CODE.replace('x := 1', 'println()\n\tx := 1')

async function review(world: World, changes: Partial<Config> = {}, parts: Partial<ReviewRequest['parts']> = {}) {
  const result = await runReview(
    {
      base: { ref: 'main', sha: 'b'.repeat(40) },
      head: { ref: 'topic', sha: 'a'.repeat(40) },
      config: { ...DEFAULT_CONFIG, ...changes },
      parts: { escapes: true, benchmarks: true, ...parts },
      labels: [],
      keepsArtifacts: false,
      reproduce: 'go-perf-review review',
    },
    world.ports,
  )
  expect(reviewSchema.safeParse(result.review).error?.issues ?? []).toEqual([])
  // Who opened the repository closes it: delivery may still need it.
  expect(world.closed()).toBe(false)
  return result
}

const states = (made: Awaited<ReturnType<typeof review>>) => made.review.checklist.map(({ state }) => state)

describe('nothing is run that can tell nothing', () => {
  test('where nothing changed', async () => {
    const world = createWorld({ base: BASE, head: BASE })
    const made = await review(world)
    expect(made.review).toMatchObject({ verdict: 'pass', problems: [], findings: [] })
    expect(made.review.benchmarks).toMatchObject([
      { name: 'BenchmarkP', verdict: 'skipped', skipped: 'same code on both sides' },
    ])
    expect(new Set(states(made))).toEqual(new Set(['not-touched']))
    expect(world.ran).toEqual([
      'head: go env -json',
      'base: go list -m',
      'head: go list -m',
      'base: go list -e',
      'head: go list -e',
    ])
    expect(made).toMatchObject({ baseText: '', headText: '' })
  })

  test('where comments and layout changed, though the archives differ', async () => {
    const world = createWorld(
      { base: BASE, head: withCode(CODE.replace('x := 1', '// one\n\n\tx   := 1')) },
      { diff: ONE_LINE },
    )
    const { verdict, benchmarks } = (await review(world)).review
    expect({ verdict, benchmarks: benchmarks.map((one) => one.skipped) }).toEqual({
      verdict: 'pass',
      benchmarks: ['same code on both sides'],
    })
    expect(world.ran.filter((command) => command.endsWith('run') || command.includes('test -c'))).toEqual([])
  })
})

describe('a head that allocates more', () => {
  const slower = (): World =>
    createWorld({ base: { ...BASE, allocs: 0 }, head: withCode(LONGER, { allocs: 1 }) }, { diff: ONE_LINE })

  test('regressed, after alternating rounds in fresh processes', async () => {
    const world = slower()
    const made = await review(world)
    expect(made.review).toMatchObject({
      verdict: 'regressed',
      measurement: { measured: true, rounds: 6 },
      benchmarks: [{ name: 'BenchmarkP', verdict: 'regressed', rounds: 6, comparable: true }],
      gate: { blocking: ['bytes:example.com/p.BenchmarkP:B/op', 'allocs:example.com/p.BenchmarkP:allocs/op'] },
    })
    expect(world.ran.filter((command) => command.endsWith('test -c'))).toEqual(['base: go test -c', 'head: go test -c'])
    const runs = world.ran.filter((command) => command.endsWith('run')).map((command) => command.slice(0, 4))
    const rounds = [
      ['base', 'head'],
      ['head', 'base'],
    ]
    // What there is, how long it takes, the look, a warm-up, then the proof.
    const before = ['base', 'head', 'base', 'base', 'base', 'base', 'head', 'base', 'head']
    expect(runs).toEqual([...before, ...[0, 1, 0, 1, 0, 1].flatMap((at) => rounds[at] ?? [])])
    expect(made.headText.match(/^BenchmarkP\S*\t\d+\t.*1 allocs\/op$/gm)).toHaveLength(6)
  })

  test('is confirmed without a warm-up where none is wanted, and with as many as are', async () => {
    const runsWith = async (warmUp: number): Promise<number> => {
      const world = slower()
      const { measurement } = (await review(world, { warmUp })).review
      expect(measurement).toMatchObject({ rounds: 6, warmUp, correction: 'benjamini-hochberg' })
      return world.ran.filter((command) => command.endsWith('run')).length
    }
    expect([await runsWith(0), await runsWith(3)]).toEqual([19, 25])
  })

  test('is not known, and no pass, where the time budget is used up before it runs', async () => {
    const world = slower()
    const { verdict, benchmarks, problems } = (await review(world, { timeBudget: -1 })).review
    expect(verdict).toBe('inconclusive')
    expect(benchmarks).toMatchObject([{ verdict: 'inconclusive', problem: { side: 'both' } }])
    expect(problems.map((problem) => problem.message).join()).toContain('`time-budget`')
    expect(world.ran.filter((command) => command.endsWith('run'))).toEqual([])
  })

  test('where only escapes are asked for, nothing of the project is run', async () => {
    const world = slower()
    const { review: made } = await review(world, {}, { benchmarks: false })
    expect(made.benchmarks).toEqual([])
    expect(made.measurement.measured).toBe(false)
    expect(world.ran.filter((command) => command.endsWith('run'))).toEqual([])
  })

  test('a benchmark that crashes on the head is broken, and says how', async () => {
    const head = withCode(LONGER, { crash: 'panic: index out of range\n\ngoroutine 1 [running]:\n' })
    const { verdict, findings } = (await review(createWorld({ base: BASE, head }, { diff: ONE_LINE }))).review
    expect(verdict).toBe('broken')
    expect(findings).toMatchObject([
      { rule: 'broken-benchmark', title: 'BenchmarkP panic: index out of range', blocking: true },
    ])
  })
})

describe('a new escape', () => {
  const diagnostics = (line: number) => `# example.com/p\nexample.com/p/p.go:${line}:2: moved to heap: x\n`

  test('is told apart from one that moved', async () => {
    const moved = createWorld(
      { base: { ...BASE, diagnostics: diagnostics(4) }, head: withCode(LONGER, { diagnostics: diagnostics(5) }) },
      { diff: ONE_LINE },
    )
    expect((await review(moved)).review.escapes).toMatchObject({ added: [], removed: [], analysed: true })
    const fresh = createWorld(
      { base: BASE, head: withCode(LONGER, { diagnostics: diagnostics(5) }) },
      { diff: ONE_LINE },
    )
    const made = (await review(fresh, { escapesGate: 'all' })).review
    expect(made.escapes.added).toMatchObject([{ file: 'p.go', line: 5, function: 'P', expression: 'x' }])
    expect(made).toMatchObject({ verdict: 'regressed', findings: [{ rule: 'new-escape', blocking: true }] })
  })
})

describe('what does not build', () => {
  const error = 'p.go:4:2: undefined: y'

  test('on the head: broken, with the first error, and nothing ticked', async () => {
    const world = createWorld({ base: BASE, head: withCode(LONGER, { error }) }, { diff: ONE_LINE })
    const made = await review(world)
    expect(made.review).toMatchObject({ verdict: 'broken', escapes: { analysed: false, removed: [] } })
    expect(made.review.findings[0]).toMatchObject({ rule: 'broken-build', blocking: true, detail: error })
    expect(states(made)).not.toContain('ok')
  })

  test('on the base: not the fault of the change', async () => {
    const world = createWorld({ base: { ...BASE, error }, head: withCode(LONGER) }, { diff: ONE_LINE })
    const made = await review(world)
    expect(made.review.verdict).toBe('inconclusive')
    expect(made.review.findings.filter(({ blocking }) => blocking)).toEqual([])
    expect(states(made)).not.toContain('ok')
  })
})

describe('where nothing can be said, nothing more is run', () => {
  test('without Go', async () => {
    const world = createWorld({ base: BASE, head: BASE }, { go: { exitCode: null, failedToStart: 'no such program' } })
    await expect(review(world)).rejects.toMatchObject({ kind: 'no-go' })
    expect(world.ran).toEqual(['head: go env -json'])
    expect(world.closed()).toBe(false)
  })

  test('where `prepare` fails', async () => {
    const world = createWorld({ base: BASE, head: BASE }, { prepare: { exitCode: 1, stderrTail: 'no such target' } })
    await expect(review(world, { prepare: 'make generate' })).rejects.toMatchObject({
      kind: 'prepare-failed',
      details: ['no such target'],
    })
    expect(world.ran).toEqual(['base: prepare'])
  })

  test('where git cannot lay out the commits', async () => {
    const world = createWorld({ base: BASE, head: BASE })
    const git = { ...world.ports.git, openWorktrees: () => Promise.reject(new Error('disk full')) }
    await expect(review({ ...world, ports: { ...world.ports, git } })).rejects.toThrow('disk full')
    expect(world.ran).toEqual([])
  })
})
