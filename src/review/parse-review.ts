import { ExpectedFailure } from '../errors.ts'
import { type Review, reviewSchema } from './schema.ts'

/** Reads a `review.json`. `name` is for the message. Throws `invalid-review-file` with the first problems. */
export function parseReview(text: string, name: string): Review {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ExpectedFailure(
      'invalid-review-file',
      `${name} is no JSON: name a review.json that go-perf-review wrote.`,
    )
  }
  const parsed = reviewSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ExpectedFailure(
    'invalid-review-file',
    `${name} is no review of schema version 1: make it anew with this version of go-perf-review.`,
    parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || '(top level)'}: ${issue.message}`),
  )
}
