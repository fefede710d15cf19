import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commentMarker, renderMarkdown } from '../../src/report/markdown.ts'
import { renderSummary } from '../../src/report/summary.ts'
import type { Review } from '../../src/review/schema.ts'
import { hostile } from '../fixtures/reviews/hostile.ts'
import { huge } from '../fixtures/reviews/huge.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'
import { benchmark, exact, finding, review, site } from '../fixtures/reviews/parts.ts'
import { quiet } from '../fixtures/reviews/quiet.ts'
import { regressed } from '../fixtures/reviews/regressed.ts'
import { withoutCode } from './inert.ts'

const context = {
  serverUrl: 'https://ghe.example.org',
  repository: 'team/token',
  reportUrl: 'https://ghe.example.org/team/token/actions/runs/42',
  marker: commentMarker('linux'),
}
const OUR_TAGS = /<\/?(?:details|summary|sub|code)>/g
const OUR_LINK =
  /\]\((?:https:\/\/github\.com\/go-perf-review\/go-perf-review\/blob\/main\/docs\/checklist\.md#[a-z-]+|https:\/\/ghe\.example\.org\/team\/token\/(?:blob\/[0-9a-f]{40}\/[\w.%/-]+#L\d+|blob\/[0-9a-f]{40}\/[\w.%/-]+|actions\/runs\/42))\)/g

function tally(text: string, part: RegExp): number {
  return text.match(part)?.length ?? 0
}

/** What must hold for any text that is shown as Markdown. */
function expectWellFormed(markdown: string): void {
  const read = withoutCode(markdown)
  expect(tally(read, /<details>/g)).toBe(tally(read, /<\/details>/g))
  expect(tally(read, /<summary>/g)).toBe(tally(read, /<\/summary>/g))
  expect(tally(markdown, /^`{3,}(?:text)?$/gm) % 2).toBe(0)
  const lines = read.split('\n')
  lines.forEach((line, index) => {
    if (!line.startsWith('|')) return
    const header = lines[index - 1]?.startsWith('|') === true ? null : line
    if (header !== null) expect(lines[index + 1]).toMatch(/^\|(?:---|--:)(?:\|(?:---|--:))*\|$/)
    expect(tally(line, /(?<!\\)\|/g)).toBe(5)
  })
}

describe('the comment', () => {
  test('begins with the marker, then verdict and counts', () => {
    const [marker, headline] = renderMarkdown(regressed, context).split('\n')
    expect(marker).toBe('<!-- go-perf-review:linux -->')
    expect(headline).toBe('### 🔴 Performance: 3 benchmarks allocate more, from 2 new heap escapes (1 cause)')
  })

  test('links places to the commit that they were seen at', () => {
    const text = renderMarkdown(regressed, context)
    expect(text).toContain(`(https://ghe.example.org/team/token/blob/${regressed.head.sha}/token.go#L88)`)
    expect(text).toContain(`(https://ghe.example.org/team/token/blob/${regressed.base.sha}/lex.go#L17)`)
  })

  test('shows places without links where no repository is known', () => {
    const text = renderMarkdown(regressed)
    expect(text).toContain('- `token.go:88` ')
    expect(text.replace(OUR_LINK, '')).not.toContain('](')
  })

  test('is one line, and no more, for a change that concerns no performance', () => {
    expect(renderMarkdown(quiet)).toBe(
      '### 🟢 Performance: nothing to review: no Go code besides tests in 2 changed files\n',
    )
  })

  test('tells a benchmark once, though a finding, its site and the table know of it', () => {
    const blocking = renderMarkdown(regressed, context)
      .split('\n')
      .filter((line) => line.includes('blocks the merge'))
    expect(blocking).toHaveLength(3)
  })

  test('tells what was left out, and where it is', () => {
    expect(renderMarkdown(huge, context)).toMatch(/Left out here: .*rows of measurements.*\[full report\]\(/)
    expect(renderMarkdown(regressed, context)).not.toContain('Left out')
  })

  test('never claims a pass for what nobody blocks yet got worse', () => {
    const slower = review({ escapes: { ...review({}).escapes, added: [site('a.go', 1, 'x')] } })
    expect(renderMarkdown(slower)).toContain('nothing blocks; 1 new heap escape')
    expect(renderMarkdown(slower)).not.toContain('nothing got worse')
  })

  test.each([
    ['not comparable', benchmark('BenchmarkA', 'unchanged', { comparable: false }), '1 benchmark not comparable'],
    ['undecided', benchmark('BenchmarkA', 'inconclusive'), '1 benchmark undecided'],
    ['failing on both sides', benchmark('BenchmarkA', 'broken'), '1 benchmark fails'],
  ])('does not say that nothing got worse when a benchmark is %s', (_, unknown, words) => {
    expect(renderMarkdown(review({ benchmarks: [unknown] }))).toContain(`nothing blocks; ${words}\n`)
  })

  test('says that something blocks only where the review does', () => {
    const worse = benchmark('BenchmarkA', 'regressed', {
      metrics: { 'allocs/op': exact('allocs/op', 0, 1, 'regressed') },
    })
    expect(renderMarkdown(review({ verdict: 'regressed', benchmarks: [worse] }))).toContain('blocks the merge')
    expect(renderMarkdown(review({ verdict: 'pass', benchmarks: [worse] }))).not.toContain('blocks the merge')
  })

  test('does not shorten to one line what could not be told', () => {
    const text = renderMarkdown({ ...quiet, verdict: 'inconclusive' })
    expect(text).toContain('### 🟡 Performance: could not tell')
    expect(text).toContain('How this was measured')
  })

  test('speaks of escapes only, where nothing was measured', () => {
    const measurement = { ...review({}).measurement, measured: false }
    const gone = { ...review({}).escapes, removed: [site('a.go', 1, 'x')] }
    expect(renderMarkdown(review({ measurement, escapes: gone }))).toContain('Performance: no new heap escape\n')
  })

  test('does not call an escape unfelt when a benchmark got worse in anything', () => {
    const measured = (verdict: 'unchanged' | 'regressed'): Review =>
      review({
        escapes: { ...review({}).escapes, added: [site('a.go', 1, 'x')] },
        benchmarks: [benchmark('BenchmarkA', 'unchanged', { metrics: { 'sec/op': exact('sec/op', 1, 2, verdict) } })],
      })
    expect(renderMarkdown(measured('unchanged'))).toContain('felt by no benchmark')
    expect(renderMarkdown(measured('regressed'))).not.toContain('felt by no benchmark')
  })

  test('shows a blocking finding that belongs to no benchmark', () => {
    const contract = finding('contracts:F', 'contracts', '`F` allocates', {
      blocking: true,
      detail: 'It escapes.',
      advice: 'reuse it',
    })
    const text = renderMarkdown(review({ verdict: 'regressed', findings: [contract] }))
    expect(text).toContain('### 🔴 Performance: `F` allocates')
    expect(text).toContain('**`F` allocates** — blocks the merge')
    expect(text).toContain('*Try:* reuse it.')
  })
})

describe('hostile text', () => {
  const read = withoutCode(renderMarkdown(hostile, context).slice(context.marker.length))

  test('brings no tag, comment or image of its own', () => {
    expect(read.replace(OUR_TAGS, '').match(/<.{0,20}/g) ?? []).toEqual([])
    expect(read.match(/(?<!\\)!\[.{0,20}/g) ?? []).toEqual([])
  })

  test('links nowhere', () => {
    expect(read.replace(OUR_LINK, '').match(/(?<!\\)\]\(.{0,20}|https?:\/\/.{0,20}|www\./gi) ?? []).toEqual([])
  })

  test('calls nobody and refers to nothing', () => {
    expect(read.match(/@(?!&#8203;)\S{1,20}/g) ?? []).toEqual([])
    expect(read.match(/(?<!&)#\d+/g) ?? []).toEqual([])
    expect(read.match(/GH-\d+/g) ?? []).toEqual([])
  })

  test('cannot forge the marker, not even in code', () => {
    expect(renderMarkdown(hostile, context).split('<!--')).toHaveLength(2)
  })

  test('cannot break the marker by its key', () => {
    expect(commentMarker('a --> <b> -- c')).toBe('<!-- go-perf-review:a-b-c -->')
  })

  test('breaks no table, fold or fence', () => {
    expectWellFormed(renderMarkdown(hostile, context))
  })

  test('breaks no row of a table by a pipe in a name', () => {
    const metrics = { 'allocs/op': exact('allocs/op', 0, 1, 'regressed') }
    const piped = benchmark('BenchmarkA/x|y', 'regressed', { metrics })
    expectWellFormed(renderMarkdown(review({ verdict: 'regressed', benchmarks: [piped] })))
  })

  test('begins no heading and no list where it begins a line', () => {
    const timingWarnings = ['# loud', '1. one', '- item']
    const text = renderMarkdown(review({ environment: { ...review({}).environment, timingWarnings } }))
    expect(text).toContain('- \\# loud\n- 1\\. one\n- \\- item\n')
  })

  test('reaches no address that a caller gave', () => {
    const text = renderMarkdown(hostile, {
      serverUrl: 'javascript:alert(1)//',
      repository: '../../x',
      reportUrl: 'https://x.example/) <img>',
    })
    expect(
      withoutCode(text)
        .replace(OUR_LINK, '')
        .match(/(?<!\\)\]\(.{0,20}/g) ?? [],
    ).toEqual([])
  })
})

test('the environment of the benchmarks is one line', () => {
  const sample = review({})
  const text = renderMarkdown({
    ...sample,
    environment: { ...sample.environment, gogc: 'off', gomemlimit: '2GiB', pinned: '2-3' },
    measurement: { ...sample.measurement, warmUp: 1, correction: 'holm' },
  })
  expect(text).toContain('GOMAXPROCS 4, GOGC off, GOMEMLIMIT 2GiB, pinned to CPU 2-3, AMD')
  expect(text).toContain('6 interleaved rounds after 1 discarded warm-up run, 41 s')
  expect(text).toContain("noise floor of time ± 3.1 %, p-values corrected by Holm's method")
  // What is as it always is needs no words.
  const usual = renderMarkdown({
    ...sample,
    environment: { ...sample.environment, gogc: '', gomemlimit: '', pinned: null },
    measurement: { ...sample.measurement, warmUp: 0, correction: 'benjamini-hochberg' },
  })
  expect(usual).toBe(renderMarkdown(sample))
})

describe('the size', () => {
  test.each(Object.entries(SAMPLES))('of %s stays within any limit, and what is shown is whole', (_, sample) => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 70_000 }), (maxCharacters) => {
        const text = renderMarkdown(sample, { ...context, maxCharacters })
        expect(text.length).toBeLessThanOrEqual(maxCharacters)
        expect(text.split('\n')[1]).toMatch(/^### (?:🔴|🟢|🟡) Performance/u)
        expectWellFormed(text)
      }),
      { numRuns: 12 },
    )
  })

  test('stays within a limit that nothing fits in', () => {
    for (let maxCharacters = 0; maxCharacters < 200; maxCharacters += 9) {
      const text = renderMarkdown(hostile, { ...context, maxCharacters })
      expect(text.length).toBeLessThanOrEqual(maxCharacters)
      expect(text).not.toMatch(/\p{Cs}/u)
    }
  })

  test('of the comment is GitHub’s when none is given', () => {
    const text = renderMarkdown(huge, context)
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text.length).toBeGreaterThan(20_000)
  })

  test('of the summary is counted in bytes', () => {
    const wide = '漢'.repeat(150)
    const many = review({
      escapes: {
        ...review({}).escapes,
        added: Array.from({ length: 1500 }, (_, index) => site(`a${index}.go`, 1, wide, { function: wide })),
      },
    })
    const text = renderSummary(many)
    expect(text.length).toBeLessThan(1_048_576)
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(1_048_576)
    expect(text).toContain('Left out here')
  })

  test('gives the blockers up last', () => {
    const text = renderMarkdown(huge, { ...context, maxCharacters: 6000 })
    expect(text).toContain('blocks the merge')
    expect(text).not.toContain('on cold paths')
  })
})
