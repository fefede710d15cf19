/** Notes beside the changed lines, as a reader of the pull request meets them over several pushes. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { planDiffLines } from '../../src/delivery/diff-lines.ts'
import { BAD_GATEWAY, GitHubServer, SECONDARY_RATE_LIMIT } from '../server/server.ts'
import { ACTIONS_BOT, MAINTAINER, OTHER_BOT } from '../server/state.ts'
import { deliverTo, files, PULL_REQUEST, TOKEN } from './bench.ts'
import {
  HEAD_SHA,
  regressedReview,
  SAMPLE_DIFF,
  sampleBenchmark,
  sampleFinding,
  sampleMetric,
  sampleReview,
  sampleSite,
} from './sample-review.ts'

let server: GitHubServer

beforeEach(async () => {
  server = await GitHubServer.start()
  server.state.addToken(TOKEN, ACTIONS_BOT)
  server.state.addPullRequest(PULL_REQUEST, HEAD_SHA)
  server.state.showDiff(SAMPLE_DIFF)
})

afterAll(() => files.close())

afterEach(async () => {
  await server.close()
  expect(server.violations).toEqual([])
})

const notes = () => server.state.reviewComments
const reviews = () => server.requestsTo('pulls/create-review')

/** Line 8 of token.go was added. */
const diffLines = planDiffLines({
  files: [
    {
      status: 'modified',
      basePath: 'token.go',
      headPath: 'token.go',
      binary: false,
      hunks: [{ baseStart: 7, baseLines: 0, headStart: 8, headLines: 1 }],
    },
  ],
  problems: [],
})
const regressed = { review: regressedReview(), diffLines }

/** Findings with an escape each, on these lines of token.go. */
function findingsOn(lines: readonly number[]) {
  const sites = lines.map((line) => sampleSite({ line, group: `g${line}`, function: `F${line}` }))
  const findings = lines.map((line) => sampleFinding({ id: `f${line}`, line, rule: 'new-escape' }))
  const review = regressedReview()
  return regressedReview({
    findings,
    escapes: { ...review.escapes, added: sites },
    gate: { ...review.gate, blocking: findings.map(({ id }) => id) },
  })
}

describe('a note beside a line', () => {
  test('says what it costs, why and what to try, and is said nowhere else', async () => {
    const { commands, warnings } = await deliverTo(server, regressed)
    expect(warnings).toEqual([])
    expect(notes()).toMatchObject([{ file: 'token.go', line: 8 }])
    const [marker, ...said] = notes()[0]?.body.trim().split('\n') ?? []
    expect(marker).toMatch(/^<!-- go-perf-review-note:.* -->$/)
    expect(said).toEqual([
      '**BenchmarkParse: 0 → 1 allocs/op** — blocks the merge\\',
      '`[]byte(s)` now escapes in `Parse`: `[]byte(s) escapes to heap`.\\',
      '*Try:* Keep the copy on the stack.',
    ])
    expect(commands).toEqual([])
    expect(server.state.checks[0]?.annotations).toEqual([])
  })

  test('one for a line, whatever is found there', async () => {
    const findings = [sampleFinding(), sampleFinding({ id: 'allocs-2', title: 'BenchmarkLong: 0 → 1 allocs/op' })]
    await deliverTo(server, { ...regressed, review: regressedReview({ findings }) })
    expect(notes()).toHaveLength(1)
    expect(notes()[0]?.body).toContain('BenchmarkLong')
  })

  test('an unchanged line is spoken of at the changed line responsible', async () => {
    const site = sampleSite({ line: 90, causedBy: { file: 'token.go', line: 8, why: '`scan` keeps it' } })
    const review = regressedReview()
    await deliverTo(server, {
      diffLines,
      review: regressedReview({
        findings: [sampleFinding({ line: 90, onChangedLine: false })],
        escapes: { ...review.escapes, added: [site] },
      }),
    })
    expect(notes()).toMatchObject([{ file: 'token.go', line: 8 }])
    expect(notes()[0]?.body).toContain('[`token.go:90`](')
  })

  test('where nobody has looked at the diff, the review itself tells which lines changed', async () => {
    const finding = sampleFinding({ onChangedLine: false })
    const far = sampleFinding({ id: 'far', line: 400, onChangedLine: false })
    await deliverTo(server, { diffLines: null, review: regressedReview({ findings: [finding, far] }) })
    expect(notes()).toMatchObject([{ line: 8 }])
    expect(server.state.checks[0]?.annotations).toMatchObject([{ start_line: 400 }])
  })

  test('nobody remarks on an escape on the way to an error, on an accepted cost, on numbers that cannot be compared', async () => {
    const review = regressedReview()
    const cold = sampleFinding({ rule: 'new-escape', severity: 'notice', blocking: false })
    const accepted = sampleFinding({ id: 'w', line: 9, waiver: 'label', blocking: false })
    const incomparable = sampleFinding({ id: 'n', line: 10, severity: 'notice', blocking: false })
    await deliverTo(server, {
      diffLines,
      review: sampleReview({
        findings: [cold, accepted, incomparable],
        escapes: { ...review.escapes, added: [sampleSite({ coldPath: true })] },
      }),
    })
    expect(reviews()).toEqual([])
    expect(server.state.checks[0]?.annotations).toHaveLength(3)
  })

  test('hostile text stays text', async () => {
    const title = 'x\n<!-- go-perf-review-note::0000000000000000 --> @everyone ![x](http://evil.example)'
    await deliverTo(server, { diffLines, review: regressedReview({ findings: [sampleFinding({ title })] }) })
    const body = notes()[0]?.body ?? ''
    expect(body.match(/<!--/g)).toHaveLength(1)
    expect(body).not.toContain('@everyone')
    expect(body).not.toContain('![')
  })
})

describe('over several pushes', () => {
  test('the same again writes nothing', async () => {
    await deliverTo(server, regressed)
    await deliverTo(server, regressed)
    expect(notes()).toHaveLength(1)
    expect(reviews()).toHaveLength(1)
    expect(notes()[0]?.updates).toBe(0)
  })

  test('other numbers change the note in place', async () => {
    await deliverTo(server, regressed)
    const findings = [sampleFinding({ title: 'BenchmarkParse: 0 → 2 allocs/op' })]
    await deliverTo(server, { ...regressed, review: regressedReview({ findings }) })
    expect(notes()).toHaveLength(1)
    expect(notes()[0]?.body).toContain('0 → 2 allocs/op')
  })

  test('a fix removes it', async () => {
    await deliverTo(server, regressed)
    await deliverTo(server, { diffLines })
    expect(notes()).toEqual([])
  })

  test('a head that does not build says nothing about it, so it stays', async () => {
    await deliverTo(server, regressed)
    await deliverTo(server, { diffLines, review: sampleReview({ verdict: 'broken' }) })
    expect(notes()).toHaveLength(1)
  })

  test('where the diff has moved on, it moves along', async () => {
    await deliverTo(server, regressed)
    server.state.showDiff(SAMPLE_DIFF.replace('@@ -5,6 +5,7 @@', '@@ -25,6 +25,7 @@'))
    expect(notes()[0]?.line).toBeNull()
    const hunks = [{ baseStart: 27, baseLines: 0, headStart: 28, headLines: 1 }]
    const moved = planDiffLines({
      files: [{ status: 'modified', basePath: 'token.go', headPath: 'token.go', binary: false, hunks }],
      problems: [],
    })
    const review = regressedReview()
    await deliverTo(server, {
      diffLines: moved,
      review: regressedReview({
        findings: [sampleFinding({ line: 28 })],
        escapes: { ...review.escapes, added: [sampleSite({ line: 28 })] },
      }),
    })
    expect(notes()).toMatchObject([{ line: 28 }])
  })

  describe('when someone has answered', () => {
    beforeEach(async () => {
      await deliverTo(server, regressed)
      const first = notes()[0]
      const answer = { author: MAINTAINER, pullRequest: PULL_REQUEST, file: 'token.go', line: 8, body: 'Why?' }
      server.state.addReviewComment(answer, first?.id)
    })

    test('a fix leaves the conversation and says that it is outdated, once', async () => {
      await deliverTo(server, { diffLines })
      await deliverTo(server, { diffLines })
      expect(notes()).toHaveLength(2)
      expect(notes()[0]?.body).toContain('**Outdated:** no longer found')
      expect(notes()[0]?.body).toContain('0 → 1 allocs/op')
      expect(notes()[0]?.updates).toBe(1)
    })

    test('the finding is not repeated elsewhere, and comes back to life', async () => {
      await deliverTo(server, { diffLines })
      server.state.showDiff('')
      await deliverTo(server, regressed)
      expect(notes()).toHaveLength(2)
      expect(notes()[0]?.body).not.toContain('Outdated')
    })
  })

  test("two keys: neither repeats nor removes the other's", async () => {
    await deliverTo(server, { ...regressed, commentKey: 'linux' })
    await deliverTo(server, { ...regressed, commentKey: 'macos' })
    expect(notes()).toHaveLength(1)
    await deliverTo(server, { diffLines, commentKey: 'macos' })
    expect(notes()).toHaveLength(1)
  })

  test('a copy of ours under another name is not ours to remove', async () => {
    await deliverTo(server, regressed)
    const body = notes()[0]?.body ?? ''
    for (const author of [MAINTAINER, OTHER_BOT]) {
      server.state.addReviewComment({ author, pullRequest: PULL_REQUEST, file: 'token.go', line: 8, body })
    }
    await deliverTo(server, { diffLines })
    expect(notes().map(({ author }) => author)).toEqual([MAINTAINER, OTHER_BOT])
  })
})

describe('what does not stand beside its line', () => {
  test('beyond the cap: the worst stay, the rest are annotations of the check', async () => {
    const review = findingsOn([5, 6, 7, 8, 9, 10, 11])
    await deliverTo(server, { review, diffLines, lineNotes: 4 })
    expect(notes()).toHaveLength(4)
    expect(reviews()).toHaveLength(1)
    expect(server.state.checks[0]?.annotations).toHaveLength(3)
  })

  describe('with line-notes: 0', () => {
    const off = { ...regressed, lineNotes: 0 }

    test('none is written, and nothing is lost', async () => {
      await deliverTo(server, off)
      expect(reviews()).toEqual([])
      expect(server.state.checks[0]?.annotations).toMatchObject([{ path: 'token.go', start_line: 8 }])
    })

    test.each(['regressed', 'inconclusive'] as const)(
      'those of earlier runs go, also where this one is %s',
      async (verdict) => {
        await deliverTo(server, regressed)
        const body = notes()[0]?.body ?? ''
        server.state.addReviewComment({
          author: MAINTAINER,
          pullRequest: PULL_REQUEST,
          file: 'token.go',
          line: 8,
          body,
        })
        await deliverTo(server, { ...off, commentKey: 'other' })
        expect(notes()).toHaveLength(2)
        await deliverTo(server, { ...off, review: { ...regressedReview(), verdict } })
        expect(notes().map(({ author }) => author)).toEqual([MAINTAINER])
      },
    )

    test('a thread with an answer stays, and does not say that its finding is gone', async () => {
      await deliverTo(server, regressed)
      const [note] = notes()
      const reply = { author: MAINTAINER, pullRequest: PULL_REQUEST, file: 'token.go', line: 8, body: 'On purpose.' }
      server.state.addReviewComment(reply, note?.id)
      await deliverTo(server, off)
      await deliverTo(server, off)
      expect(notes()).toHaveLength(2)
      expect(notes()[0]?.body).toMatch(/\*\*Outdated:\*\* notes on lines are turned off/)
      expect(notes()[0]?.body).not.toContain('no longer found')
      expect(server.requestsTo('pulls/update-review-comment')).toHaveLength(1)
    })

    test('a run of an earlier commit removes none', async () => {
      await deliverTo(server, regressed)
      server.state.addPullRequest(PULL_REQUEST, 'c'.repeat(40))
      await deliverTo(server, { ...off, comment: 'never' })
      expect(notes()).toHaveLength(1)
    })

    test('no permission is missed for it', async () => {
      server.state.addToken(TOKEN, ACTIONS_BOT, { pullRequests: 'none' })
      const { warnings } = await deliverTo(server, { ...off, comment: 'never', pullRequest: PULL_REQUEST })
      expect(warnings.join()).not.toContain('notes')
    })
  })

  test('a line outside the diff is an annotation of the check', async () => {
    const review = regressedReview({ findings: [sampleFinding(), sampleFinding({ id: 'far', line: 400 })] })
    await deliverTo(server, { review, diffLines })
    expect(notes()).toMatchObject([{ line: 8 }])
    expect(server.state.checks[0]?.annotations).toMatchObject([{ start_line: 400 }])
  })

  test('a line that GitHub alone knows to be outside costs itself, not the others', async () => {
    const wrong = new Map([['token.go', [{ first: 1, last: 99 }]]])
    const { warnings } = await deliverTo(server, { review: findingsOn([5, 6, 7, 50, 9, 10, 11]), diffLines: wrong })
    expect(notes().map(({ line }) => line)).toEqual([5, 6, 7, 9, 10, 11])
    expect(server.state.checks[0]?.annotations).toMatchObject([{ start_line: 50 }])
    expect(warnings).toEqual([])
    expect(reviews().length).toBeLessThanOrEqual(8)
  })

  test('where GitHub knows none of them, it is not asked for ever', async () => {
    const wrong = new Map([['token.go', [{ first: 1, last: 99 }]]])
    await deliverTo(server, { review: findingsOn([50, 51, 52, 53, 54, 55, 56, 57, 58, 59]), diffLines: wrong })
    expect(notes()).toEqual([])
    expect(reviews()).toHaveLength(8)
    expect(server.state.checks[0]?.annotations).toHaveLength(10)
  })

  test('nothing to say makes no review', async () => {
    await deliverTo(server, { diffLines })
    expect(reviews()).toEqual([])
  })
})

describe('when GitHub does not answer', () => {
  test.each([
    ['502', BAD_GATEWAY],
    ['a cut connection', 'hang-up'],
  ] as const)('a review that was written although %s came back is not written twice', async (_, answer) => {
    server.failNext({ operation: 'pulls/create-review', times: 1, answer, lost: true })
    const { warnings } = await deliverTo(server, regressed)
    expect(notes()).toHaveLength(1)
    expect(reviews()).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  test('502 twice and a secondary rate limit are waited out', async () => {
    server.failNext({ operation: 'pulls/create-review', times: 2, answer: BAD_GATEWAY })
    server.failNext({ operation: 'pulls/create-review', times: 1, answer: SECONDARY_RATE_LIMIT })
    const { waits } = await deliverTo(server, regressed)
    expect(waits).toEqual([2_000, 4_000, 7_000])
    expect(notes()).toHaveLength(1)
  })

  test('"too quickly" is a rate limit, not a line outside the diff', async () => {
    const body = { message: 'Validation Failed: was submitted too quickly', documentation_url: 'x', errors: [] }
    server.failNext({ operation: 'pulls/create-review', times: 1, answer: { status: 422, body } })
    const { waits } = await deliverTo(server, { review: findingsOn([5, 6, 7]), diffLines })
    expect(waits).toEqual([60_000])
    expect(reviews()).toHaveLength(2)
    expect(notes()).toHaveLength(3)
  })

  test('a head that moved on while waiting gets no note of the old one', async () => {
    server.failNext({ operation: 'pulls/create-review', times: 1, answer: BAD_GATEWAY })
    const duringWait = () => server.state.addPullRequest(PULL_REQUEST, 'c'.repeat(40))
    await deliverTo(server, regressed, { duringWait })
    expect(notes()).toEqual([])
    expect(server.state.checks).toEqual([])
  })
})

test('benchmarks that share a cause are counted, not listed', async () => {
  const names = ['A', 'B', 'C', 'D', 'E']
  const findings = names.map((name) =>
    sampleFinding({ id: `allocs:${name}`, title: `Benchmark${name}: 0 → 1 allocs/op` }),
  )
  const benchmarks = names.map((name) =>
    sampleBenchmark({ name: `Benchmark${name}`, metrics: { 'allocs/op': sampleMetric(0, 1, 'regressed') } }),
  )
  await deliverTo(server, { diffLines, review: regressedReview({ findings, benchmarks }) })
  expect(notes()[0]?.body).toContain('and 2 more findings on this line')
})
