import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CAUSES } from '../../src/escape/cause.ts'
import type { ChecklistInput } from '../../src/review/checklist/item.ts'
import { CHECKLIST, judgeChecklist } from '../../src/review/checklist/rules.ts'
import {
  BENCHMARK_VERDICTS,
  type ChecklistItem,
  type FunctionHeat,
  METRIC_VERDICTS,
  type Site,
} from '../../src/review/schema.ts'
import {
  sampleBenchmark,
  sampleMetric,
  sampleRuleFinding,
  sampleRuleGone,
  sampleSite,
} from '../delivery/sample-review.ts'

const NOTHING: ChecklistInput = {
  added: [],
  removed: [],
  escapesAnalysed: true,
  benchmarks: [],
  measured: true,
  goFilesChanged: 0,
  packagesChanged: 0,
  changesCode: true,
  ruleFindings: [],
  rulesGone: [],
  touchedIdentifiers: new Set(),
  unexplained: [],
  coverage: { measured: true, why: '', functions: [] },
}
const CHANGED: ChecklistInput = { ...NOTHING, goFilesChanged: 1, packagesChanged: 1 }

const changedFunction = (executed: boolean | null, index = 0): FunctionHeat => ({
  package: 'example.com/p',
  function: `F${index}`,
  file: 'p.go',
  line: 10 + index,
  changed: true,
  executed,
  executedBy: executed === true ? ['BenchmarkP'] : [],
  hot: executed === true ? 'benchmark' : null,
})

function item(id: string, input: Partial<ChecklistInput>): ChecklistItem {
  const found = judgeChecklist({ ...CHANGED, ...input }).find((one) => one.id === id)
  if (!found) throw new Error(`no item ${id}`)
  return found
}

test('nine questions and what fits in none of them, numbered in their order, each with an id of its own', () => {
  expect(CHECKLIST.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(new Set(CHECKLIST.map(({ id }) => id)).size).toBe(10)
})

test('a change of nothing touches nothing', () => {
  expect(new Set(judgeChecklist(NOTHING).map(({ state }) => state))).toEqual(new Set(['not-touched']))
})

test('a change of code that adds nothing: ticked is what the compiler or a benchmark answers', () => {
  expect(judgeChecklist(CHANGED).map(({ id, state }) => [id, state])).toEqual([
    ['escapes', 'ok'],
    ['boxing', 'ok'],
    ['presizing', 'not-touched'],
    ['sharing', 'not-touched'],
    ['conversions', 'ok'],
    ['caller-buffer', 'not-touched'],
    ['pools', 'not-touched'],
    ['concurrency', 'not-touched'],
    // No benchmark reaches it.
    ['measured', 'not-measured'],
    ['further', 'not-touched'],
  ])
})

describe('a new site draws attention, with its place', () => {
  test.each<[string, Partial<Site>]>([
    ['escapes', { cause: 'other' }],
    ['boxing', { cause: 'interface-boxing' }],
    ['boxing', { cause: 'fmt-or-reflection' }],
    ['presizing', { cause: 'append-growth' }],
    ['presizing', { cause: 'unknown-size' }],
    ['sharing', { cause: 'goroutine' }],
    ['sharing', { flow: [{ text: 'from c <- &x (send)', file: 'a.go', line: 1, column: 1 }] }],
    ['conversions', { cause: 'string-bytes-conversion' }],
    ['caller-buffer', { cause: 'returned-address', function: '(*T).Bytes', expression: 'make([]byte, n)' }],
  ])('%s: %j', (id, changes) => {
    const site = sampleSite({ line: 42, ...changes })
    expect(item(id, { added: [site] })).toMatchObject({
      state: 'attention',
      evidence: [{ kind: 'compiler', file: 'token.go', line: 42 }],
    })
    // Cold, or only for some values: counted, and no reason for attention.
    expect(item(id, { added: [{ ...site, coldPath: true }] }).state).not.toBe('attention')
    expect(item(id, { added: [{ ...site, allocates: 'conditional' }] }).state).not.toBe('attention')
  })

  test('what allocates for some values only is one to see where a benchmark allocates more there', () => {
    const site = sampleSite({ cause: 'interface-boxing', allocates: 'conditional' })
    const felt = (allocsPerOp: number, side?: 'base') => {
      const line = { file: site.file, line: site.line, function: site.function, allocsPerOp, bytesPerOp: 16, site }
      const attribution = [side === undefined ? line : { ...line, side }]
      return { added: [site], benchmarks: [{ ...sampleBenchmark(), attribution }] }
    }
    expect(item('boxing', felt(1)).state).toBe('attention')
    expect(item('escapes', felt(1)).summary).toBe('1 new site, 1 cause')
    for (const unfelt of [felt(0), felt(-1, 'base')]) {
      expect(item('boxing', unfelt)).toMatchObject({
        state: 'ok',
        summary: 'no new boxing into an interface; 1 cold or conditional',
      })
    }
  })

  test('a function that is not exported has no caller to ask for a buffer', () => {
    const site = sampleSite({ cause: 'returned-address', function: 'bytes', expression: 'make([]byte, n)' })
    expect(item('caller-buffer', { added: [site] }).state).toBe('not-measured')
  })

  test('what is gone is told beside what is new', () => {
    const gone = sampleSite({ cause: 'interface-boxing' })
    expect(item('escapes', { removed: [gone, gone] }).summary).toBe('no new heap escape; 2 fixed')
    expect(item('boxing', { removed: [gone] })).toMatchObject({ state: 'ok', evidence: [{ file: 'token.go' }] })
    const cold = sampleSite({ coldPath: true })
    expect(item('escapes', { added: [sampleSite(), sampleSite(), cold] }).summary).toBe(
      '2 new sites, 1 cause; 1 cold or conditional',
    )
  })
})

describe('words that the change touches', () => {
  test.each([
    ['pools', 'Pool'],
    ['concurrency', 'Mutex'],
    ['concurrency', 'go'],
  ])('%s: %s', (id, word) => {
    expect(item(id, { touchedIdentifiers: new Set([word]) }).state).toBe('not-measured')
    expect(item(id, { touchedIdentifiers: new Set([`${word}s`]) }).state).toBe('not-touched')
  })
})

test('growth that compiler and rules find no fault with is fine; without a compile nobody knows', () => {
  const touchedIdentifiers = new Set(['append'])
  expect(item('presizing', { touchedIdentifiers })).toMatchObject({ state: 'ok', evidence: [{ kind: 'compiler' }] })
  expect(item('presizing', { touchedIdentifiers, escapesAnalysed: false }).state).toBe('not-measured')
})

describe('what the rules on the text found', () => {
  const found = sampleRuleFinding(7, { title: 'the pool is misused', file: 'p.go', line: 3 })

  test('draws attention, marked as the guess that it is', () => {
    expect(item('pools', { ruleFindings: [found, found] })).toEqual({
      id: 'pools',
      number: 7,
      title: 'Is sync.Pool used properly?',
      state: 'attention',
      summary: 'a guess: the pool is misused, and 1 more',
      evidence: [
        { kind: 'syntax', text: 'the pool is misused', file: 'p.go', line: 3 },
        { kind: 'syntax', text: 'the pool is misused', file: 'p.go', line: 3 },
      ],
    })
  })

  test('is no guess where a benchmark measured it', () => {
    const measured = sampleRuleFinding(7, { title: 'the pool is misused', evidence: 'measurement' })
    expect(item('pools', { ruleFindings: [measured] }).summary).toBe('the pool is misused')
  })

  test('is nothing to attend to in code that is known to be cold', () => {
    const cold = sampleRuleFinding(7, { hotness: { level: 'cold', why: 'no benchmark executes it' } })
    expect(item('pools', { ruleFindings: [cold] }).state).toBe('not-touched')
  })

  test('is told once where the compiler tells of the same line', () => {
    const site = sampleSite({ cause: 'append-growth', file: 'p.go', line: 3 })
    const grows = sampleRuleFinding(3, { file: 'p.go', line: 3 })
    expect(item('presizing', { added: [site], ruleFindings: [grows] })).toMatchObject({
      summary: '1 new site of growth',
      evidence: [{ kind: 'compiler' }],
    })
  })
})

test('a change of comments and layout touches nothing', () => {
  const comments = {
    ...CHANGED,
    packagesChanged: 0,
    changesCode: false,
    touchedIdentifiers: new Set(['append', 'Pool']),
  }
  expect(judgeChecklist(comments).filter(({ state }) => state !== 'not-touched')).toEqual([])
})

test('comments beside a package that differs otherwise, by assembly or by what it needs, answer nothing', () => {
  const beside = judgeChecklist({ ...CHANGED, changesCode: false })
  expect(beside.find(({ id }) => id === 'measured')?.state).toBe('not-measured')
  const alone = judgeChecklist({ ...CHANGED, goFilesChanged: 0, changesCode: false })
  expect(alone.find(({ id }) => id === 'measured')?.state).toBe('not-measured')
})

describe('what benchmarks say', () => {
  const with_ = (verdict: (typeof METRIC_VERDICTS)[number], changes = {}) =>
    sampleBenchmark({
      verdict,
      metrics: { 'allocs/op': sampleMetric(1, verdict === 'regressed' ? 2 : 1, verdict) },
      ...changes,
    })

  test.each([
    ['all the same', [with_('unchanged')], 'ok', '1 benchmark ran, none got worse'],
    ['one better', [with_('unchanged'), with_('improved')], 'ok', '2 benchmarks ran, none got worse, 1 got better'],
    ['one worse', [with_('unchanged'), with_('regressed')], 'attention', '1 of 2 benchmarks got worse'],
    // Time, say: not watched, and proven all the same.
    [
      'one worse in what is not watched',
      [with_('regressed', { verdict: 'unchanged' })],
      'attention',
      '1 of 1 benchmark got worse',
    ],
    ['one undecided', [with_('unchanged'), with_('inconclusive')], 'not-measured', '1 benchmark could not be decided'],
    [
      'one that fails on the base',
      [with_('unchanged'), with_('inconclusive', { metrics: {} })],
      'not-measured',
      '1 benchmark could not be decided',
    ],
    [
      'one broken',
      [with_('unchanged'), sampleBenchmark({ verdict: 'broken', metrics: {} })],
      'attention',
      '1 benchmark no longer ran',
    ],
    [
      'a new one alone',
      [with_('unchanged', { verdict: 'new' })],
      'not-measured',
      'no comparable benchmark of the changed code ran',
    ],
    [
      'not comparable ones',
      [with_('regressed', { comparable: false })],
      'not-measured',
      'no comparable benchmark of the changed code ran',
    ],
    [
      'skipped ones',
      [sampleBenchmark({ verdict: 'skipped', metrics: {} })],
      'not-measured',
      'no comparable benchmark of the changed code ran',
    ],
    ['none', [], 'not-measured', 'no benchmark reaches the changed packages'],
  ])('%s', (_, benchmarks, state, summary) => {
    expect(item('measured', { benchmarks })).toMatchObject({ state, summary })
  })

  test('the numbers of the worst metric are the evidence', () => {
    const metrics = {
      'sec/op': sampleMetric(3, 2, 'improved'),
      'allocs/op': { ...sampleMetric(1, 2, 'regressed'), unit: 'allocs/op' },
    }
    expect(item('measured', { benchmarks: [sampleBenchmark({ metrics })] }).evidence).toEqual([
      { kind: 'measurement', text: 'BenchmarkParse 1 → 2 allocs/op' },
    ])
  })

  test('were not asked for', () => {
    expect(item('measured', { measured: false, benchmarks: [with_('unchanged')] }).state).toBe('not-measured')
  })
})

describe('laws, for any review', () => {
  const site = fc
    .record({
      cause: fc.constantFrom(...CAUSES),
      allocates: fc.constantFrom('always' as const, 'conditional' as const),
      coldPath: fc.boolean(),
      function: fc.constantFrom('Parse', 'parse', '(*T).Get'),
      expression: fc.constantFrom('x', 'make([]byte, n)', '[]byte(s)'),
    })
    .map((made) => sampleSite(made))
  const benchmark = fc
    .record({
      verdict: fc.constantFrom(...BENCHMARK_VERDICTS),
      comparable: fc.boolean(),
      metrics: fc.dictionary(
        fc.constantFrom('allocs/op', 'sec/op'),
        fc.constantFrom(...METRIC_VERDICTS).map((verdict) => sampleMetric(1, 2, verdict)),
      ),
    })
    .map((made) => sampleBenchmark(made))
  const input: fc.Arbitrary<ChecklistInput> = fc.record({
    added: fc.array(site, { maxLength: 4 }),
    removed: fc.array(site, { maxLength: 4 }),
    escapesAnalysed: fc.boolean(),
    benchmarks: fc.array(benchmark, { maxLength: 4 }),
    measured: fc.boolean(),
    goFilesChanged: fc.nat(2),
    packagesChanged: fc.nat(2),
    unexplained: fc.constant([]),
    coverage: fc.record({
      measured: fc.boolean(),
      why: fc.constantFrom('', 'the time for it was used up'),
      functions: fc.array(
        fc.constantFrom(true, false, null).map((executed) => changedFunction(executed)),
        { maxLength: 3 },
      ),
    }),
    changesCode: fc.boolean(),
    rulesGone: fc.constantFrom([], [sampleRuleGone('append-capacity')]),
    ruleFindings: fc.array(
      fc
        .record({
          item: fc.constantFrom(2, 3, 7, 8, 10),
          level: fc.constantFrom('hot' as const, 'cold' as const, 'unknown' as const),
        })
        .map(({ item, level }) => sampleRuleFinding(item, { hotness: { level, why: '' } })),
      { maxLength: 3 },
    ),
    touchedIdentifiers: fc.subarray(['go', 'chan', 'append', 'Pool', 'Mutex', 'x']).map((words) => new Set(words)),
  })

  test('nothing is ticked, and nothing draws attention, without evidence', () => {
    fc.assert(
      fc.property(input, (made) => {
        for (const { id, state, evidence, summary } of judgeChecklist(made)) {
          expect(summary).not.toBe('')
          const proven = ['ok', 'attention'].includes(state)
          if (proven || state === 'not-touched') {
            expect({ id, state, bare: evidence.length === 0 }).toEqual({ id, state, bare: !proven })
          }
          const needed = id === 'measured' ? made.measured : made.escapesAnalysed
          if (state === 'ok') expect({ id, needed }).toEqual({ id, needed: true })
        }
      }),
      { numRuns: 500 },
    )
  })

  test('no tick beside a warm new site of its kind, or a comparable benchmark that got worse', () => {
    fc.assert(
      fc.property(input, (made) => {
        const items = new Map(judgeChecklist(made).map(({ id, state }) => [id, state]))
        const warm = made.added.filter(({ allocates, coldPath }) => allocates === 'always' && !coldPath)
        if (warm.length > 0) expect(items.get('escapes')).not.toBe('ok')
        const worse = made.benchmarks.some(
          ({ verdict, comparable }) => comparable && ['regressed', 'broken', 'inconclusive'].includes(verdict),
        )
        if (worse) expect(items.get('measured')).not.toBe('ok')
      }),
      { numRuns: 300 },
    )
  })
})

describe('what benchmarks execute of the change', () => {
  const answer = (executed: readonly (boolean | null)[], why = '') =>
    item('measured', {
      benchmarks: [
        sampleBenchmark({ verdict: 'unchanged', metrics: { 'allocs/op': sampleMetric(1, 1, 'unchanged') } }),
      ],
      coverage: { measured: executed.some((one) => one !== null), why, functions: executed.map(changedFunction) },
    })

  test('is ticked where they execute all of it', () => {
    expect(answer([true, true])).toMatchObject({
      state: 'ok',
      summary: '1 benchmark ran, none got worse; all 2 changed functions are executed by a benchmark',
    })
    expect(answer([true]).evidence.map(({ text }) => text)).toContain('F0 is executed by BenchmarkP')
  })

  test('is not ticked where one is missing, which is named with its place', () => {
    const made = answer([true, false])
    expect(made).toMatchObject({
      state: 'not-measured',
      summary: '1 benchmark ran, none got worse; 1 of 2 changed functions executed by a benchmark, not F1',
    })
    expect(made.evidence).toContainEqual({
      kind: 'measurement',
      text: 'no benchmark executes F1',
      file: 'p.go',
      line: 11,
    })
  })

  test('names a few and counts the others', () => {
    expect(answer([false, false, false, false, false]).summary).toMatch(
      /; no benchmark executes F0, F1, F2 and 2 more$/,
    )
  })

  test('is not ticked where it is not known, and says why', () => {
    expect(answer([null, null], 'the time for it was used up')).toMatchObject({
      state: 'not-measured',
      summary:
        '1 benchmark ran, none got worse; whether they execute the changed code is not known (the time for it was used up)',
    })
    expect(answer([true, null]).summary).toMatch(/1 of 2 changed functions executed by a benchmark, 1 not known$/)
  })

  test('a change of types alone asks nothing of benchmarks', () => {
    expect(answer([])).toMatchObject({ state: 'ok', summary: '1 benchmark ran, none got worse' })
  })
})

test('profiles of waiting that hint at nothing are named, and tick nothing', () => {
  const made = item('concurrency', {
    touchedIdentifiers: new Set(['Mutex']),
    benchmarks: [sampleBenchmark({ name: 'BenchmarkP', contention: [] })],
  })
  expect(made).toMatchObject({
    state: 'not-measured',
    summary:
      "the change touches Mutex: the block and mutex profiles of BenchmarkP hint at no line that waits more often (one run a side); a look at every goroutine's end would tell the rest",
  })
})

describe('what a rule saw before and sees no more', () => {
  const gone = [sampleRuleGone('append-capacity', { title: 'it starts without capacity', line: 5 })]
  const words = 'gone: it starts without capacity'

  test('answers an item that nothing else does, with its place', () => {
    expect(item('presizing', { rulesGone: gone })).toMatchObject({
      state: 'ok',
      summary: words,
      evidence: [{ kind: 'measurement', text: words, file: 'token.go', line: 5 }],
    })
    expect(item('conversions', { rulesGone: gone }).summary).not.toContain('gone')
  })

  test('makes up for nothing new', () => {
    const added = [sampleSite({ cause: 'append-growth' })]
    const answer = item('presizing', { rulesGone: gone, added })
    expect(answer).toMatchObject({ state: 'attention', summary: expect.stringContaining(`; ${words}`) })
    expect(answer.evidence).toHaveLength(1)
  })

  test('leaves open what is not measured', () => {
    const pool = [sampleRuleGone('pool-put-value', { title: 'it is boxed' })]
    const answer = item('pools', { rulesGone: pool, touchedIdentifiers: new Set(['Pool']) })
    expect(answer).toMatchObject({
      state: 'not-measured',
      summary: expect.stringMatching(/^gone: it is boxed; the change/),
    })
  })

  test('that it is fresh memory now, too, is no news of a slice that was grown before', () => {
    const made = sampleSite({
      cause: 'returned-address',
      expression: 'make([]int, 0, n)',
      function: 'Parse',
      file: 'token.go',
    })
    expect(item('caller-buffer', { added: [made] }).state).toBe('attention')
    expect(item('caller-buffer', { added: [made], rulesGone: gone }).state).toBe('not-touched')
    const elsewhere = { ...made, function: 'Other' }
    expect(item('caller-buffer', { added: [elsewhere], rulesGone: gone }).state).toBe('attention')
  })
})
