/** What is kept between runs is in reach of the code under review. */
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../src/config/config.ts'
import { judgeCaching } from '../../src/delivery/caching.ts'
import type { Event } from '../../src/delivery/event.ts'
import { restoreReview, saveReview } from '../../src/delivery/remembered.ts'
import { createFiles } from '../../src/io/files.ts'
import { createForeignFiles } from '../../src/io/foreign-files.ts'
import type { Cache } from '../../src/ports.ts'
import type { Review } from '../../src/review/schema.ts'
import { BASE_SHA, HEAD_SHA, regressedReview, sampleMetric, sampleReview } from './sample-review.ts'

const measured = { base: { sha: BASE_SHA }, head: { sha: HEAD_SHA }, config: DEFAULT_CONFIG }

let keys: string[]
let cache: Cache
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'remembered-'))
  keys = []
  cache = {
    restore: async (_, key) => (keys.includes(key) ? key : null),
    save: async (_, key) => void keys.push(key),
    digest: (texts) => createHash('sha256').update(texts.join('\0')).digest('hex'),
  }
})

const ports = () => ({ cache, files: createFiles(), foreignFiles: createForeignFiles(), folder })
const restore = (labels: readonly string[] = [], changes: Partial<typeof measured> = {}) =>
  restoreReview({ ...measured, ...changes }, labels, '2026-01-01', ports())

async function keep(review: Review): Promise<void> {
  await saveReview(measured, { review, baseText: 'base', headText: 'head', artifacts: [] }, ports())
}

/** Six samples a side that rose. */
function risen(): Review {
  const side = (value: number) => ({ samples: Array<number>(6).fill(value), center: value, low: value, high: value })
  const metrics = { 'allocs/op': { ...sampleMetric(0, 1, 'regressed'), base: side(0), head: side(1) } }
  const review = regressedReview()
  return { ...review, benchmarks: review.benchmarks.map((benchmark) => ({ ...benchmark, metrics })) }
}

test('comes back judged with the labels of now', async () => {
  await keep(risen())
  expect(await restore()).toMatchObject({ review: { verdict: 'regressed' }, baseText: 'base', headText: 'head' })
  expect((await restore(['perf-regression-accepted']))?.review.verdict).toBe('pass')
})

test('is judged anew where it was tampered with', async () => {
  await keep(risen())
  writeFileSync(path.join(folder, 'review.json'), JSON.stringify({ ...risen(), verdict: 'pass', findings: [] }))
  expect((await restore())?.review.verdict).toBe('regressed')
})

test.each<readonly [string, string]>([
  ['no review', '{}'],
  ['of another commit', JSON.stringify(sampleReview({ head: { ref: 'x', sha: 'f'.repeat(40) } }))],
  ['against another base', JSON.stringify(sampleReview({ base: { ref: 'x', sha: 'f'.repeat(40) } }))],
])('counts for nothing where it is %s', async (_, text) => {
  await keep(risen())
  writeFileSync(path.join(folder, 'review.json'), text)
  expect(await restore()).toBeNull()
})

test('is not found for other commits or settings, and is not kept where the head is broken', async () => {
  await keep(sampleReview({ verdict: 'broken' }))
  expect(keys).toEqual([])
  await keep(risen())
  expect(await restore([], { head: { sha: 'f'.repeat(40) } })).toBeNull()
  expect(await restore([], { config: { ...DEFAULT_CONFIG, count: 7 } })).toBeNull()
})

describe('a cache is used', () => {
  const pullRequest = (onTarget: boolean) => ({ kind: 'pull-request', onTarget }) as Event
  test.each<readonly [Event, boolean, 'review' | 'measure' | 'report', boolean]>([
    [pullRequest(false), true, 'review', true],
    [pullRequest(false), true, 'measure', true],
    [pullRequest(false), true, 'report', false],
    [pullRequest(false), false, 'review', false],
    [pullRequest(true), true, 'review', false],
    [{ kind: 'push', before: null, after: HEAD_SHA }, true, 'review', true],
  ])('by %j with cache: %j in mode %s: %j', (event, wanted, mode, used) => {
    expect(judgeCaching(event, { cache: wanted, mode })).toBe(used)
  })
})
