import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderLineNotes } from '../../src/report/line-notes.ts'
import { renderNotReviewed } from '../../src/report/not-reviewed.ts'
import { renderCheckSummary, renderHeadline } from '../../src/report/summary.ts'
import type { Review } from '../../src/review/schema.ts'
import { hostile } from '../fixtures/reviews/hostile.ts'
import { hot } from '../fixtures/reviews/hot.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'
import { regressed } from '../fixtures/reviews/regressed.ts'
import { withoutCode } from './inert.ts'

const ADDRESS = { serverUrl: 'https://github.com', repository: 'example/token' }

function printed(review: Review): string {
  return renderLineNotes(review, ADDRESS)
    .map((note) => `${note.file}:${note.line}${note.blocking ? ' (blocks)' : ''}\n\n${note.render(false)}`)
    .join('\n---\n\n')
}

test.each(Object.entries({ regressed, hot }))(
  'the notes of the sample %s read as they were approved',
  (name, review) => {
    const path = fileURLToPath(new URL(`../golden/${name}.notes.md`, import.meta.url))
    const actual = printed(review)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, actual)
    expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
  },
)

test('one note a line, of two to four lines, what blocks first', () => {
  for (const review of Object.values(SAMPLES)) {
    const notes = renderLineNotes(review, ADDRESS)
    expect(new Set(notes.map(({ file, line }) => `${file}:${line}`)).size).toBe(notes.length)
    expect(new Set(notes.map(({ identity }) => identity)).size).toBe(notes.length)
    expect(notes.map(({ blocking }) => !blocking).toSorted()).toEqual(notes.map(({ blocking }) => !blocking))
    for (const note of notes) expect(note.render(true).trim().split('\n').length).toBeLessThanOrEqual(7)
  }
})

test('hostile text stays text', () => {
  const notes = renderLineNotes(hostile, ADDRESS)
  expect(notes.length).toBeGreaterThan(0)
  for (const note of notes) {
    for (const withPlace of [true, false]) {
      expect(withoutCode(note.render(withPlace))).not.toMatch(/<!--|<img|<script|@octocat|(?<!\\)!\[/)
    }
  }
})

test('a line that moved does not make another note of it', () => {
  const review = regressed
  const down = 17
  const moved: Review = {
    ...review,
    escapes: { ...review.escapes, added: review.escapes.added.map((site) => ({ ...site, line: site.line + down })) },
    findings: review.findings.map((finding) => ({
      ...finding,
      id: finding.id.replace(/:(\d+):(\d+)$/, (_, line, column) => `:${Number(line) + down}:${column}`),
      line: finding.line === null ? null : finding.line + down,
    })),
  }
  const identities = (of: Review) => renderLineNotes(of, ADDRESS).map(({ identity }) => identity)
  expect(identities(moved)).toEqual(identities(review))
})

test("a check's summary has no more than 65,535 bytes, whatever was found", () => {
  for (const review of Object.values(SAMPLES)) {
    expect(new TextEncoder().encode(renderCheckSummary(review)).length).toBeLessThanOrEqual(65_535)
  }
})

test('the headline is the first line of the report, as plain text', () => {
  expect(renderHeadline(regressed)).toBe('Performance: 3 benchmarks allocate more, from 2 new heap escapes (1 cause)')
  for (const review of Object.values(SAMPLES)) expect(renderHeadline(review)).toMatch(/^Performance.*[^\s]$/)
})

test('why a commit was not reviewed is inert, whatever the words', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('-->', '<!-- go-perf-review: -->', '@everyone', '```', '\n', '![x](http://evil.example)', '</sub>'),
  )
  fc.assert(
    fc.property(fc.array(text), fc.array(text), (reason, details) => {
      const body = renderNotReviewed(
        { sha: 'a'.repeat(40), reason: reason.join(''), details, reportUrl: null },
        '<!-- marker -->',
      )
      expect(body.startsWith('<!-- marker -->\n### 🔴')).toBe(true)
      expect(body.match(/<!--/g)).toHaveLength(1)
      expect(body.length).toBeLessThan(65_536)
      const outside = body.replace(/^(`{3,})text\n[\s\S]*?\n\1$/m, '')
      expect(outside).not.toMatch(/@everyone|!\[|<\/sub>/)
    }),
  )
})
