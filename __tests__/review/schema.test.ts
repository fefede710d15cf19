import { expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { z } from 'zod'
import { reviewSchema } from '../../src/review/schema.ts'
import { readGenerated } from '../config/generated.ts'

// UPDATE_SCHEMA=1 brings the committed file up to date.

// As input: the program itself reads a file that has more fields than it knows.
function renderReviewSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(reviewSchema, { target: 'draft-7', io: 'input' })
  const schema = {
    $schema,
    $id: 'urn:go-perf-review:review:1',
    title: 'review.json of go-perf-review, version 1',
    description: 'The whole review of a change, which every report is made from.',
    ...rest,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

test('schema/review.schema.json is made from the schema that the program checks with', () => {
  const expected = renderReviewSchema()
  expect(readGenerated('schema/review.schema.json', expected)).toBe(expected)
})

test('the published schema compiles, and refuses what is no review', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(renderReviewSchema()))
  expect(validate({ schemaVersion: 2 })).toBe(false)
  expect(validate([])).toBe(false)
})
