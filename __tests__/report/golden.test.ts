import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { createPatch } from 'diff'
import { FORMATS } from '../../src/report/formats.ts'
import { commentMarker } from '../../src/report/markdown.ts'
import { reviewSchema } from '../../src/review/schema.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'

const EXTENSIONS = { terminal: 'txt', markdown: 'md', json: 'json', annotations: 'annotations.txt' } as const
const options = {
  color: false,
  width: 100,
  serverUrl: 'https://github.com',
  repository: 'example/token',
  reportUrl: 'https://github.com/example/token/actions/runs/42',
  marker: commentMarker(''),
  waiverLabel: 'perf-regression-accepted',
}

/** The JSON of these adds nothing to look at: it is the sample, key by key. */
const WITHOUT_JSON = new Set(['huge', 'hostile'])

/** What machines read, and the page, for the samples that show most of it. */
const FURTHER = [
  ['regressed', 'sarif', (text: string) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`],
  ['waived', 'sarif', (text: string) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`],
  ['regressed', 'html', (text: string) => text],
] as const

describe.each(Object.entries(SAMPLES))('the report of the sample %s', (name, review) => {
  test('is a review that the schema allows', () => {
    expect(reviewSchema.safeParse(review).error?.issues ?? []).toEqual([])
  })

  test.each(Object.entries(EXTENSIONS).filter(([format]) => format !== 'json' || !WITHOUT_JSON.has(name)))(
    'as %s reads as it was approved',
    (format, extension) => {
      expectApproved(`${name}.${extension}`, FORMATS[format as keyof typeof EXTENSIONS](review, options))
    },
  )
})

test.each(FURTHER)('the sample %s as %s reads as it was approved', (name, format, shown) => {
  const sample = SAMPLES[name]
  expect(sample).toBeDefined()
  if (sample !== undefined) expectApproved(`${name}.${format}`, shown(FORMATS[format](sample, options)))
})

function expectApproved(file: string, actual: string): void {
  const path = fileURLToPath(new URL(`../golden/${file}`, import.meta.url))
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, actual)
  const approved = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (actual !== approved) {
    throw new Error(
      `Differs from __tests__/golden/${file}; read the difference, then run with UPDATE_GOLDEN=1 to approve it.\n${createPatch(file, approved, actual)}`,
    )
  }
}
