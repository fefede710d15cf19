import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ExpectedFailure } from '../../src/errors.ts'
import { parseUntrustedReview } from '../../src/review/parse-untrusted.ts'
import { regressedReview, sampleBenchmark, sampleMetric, sampleReview } from '../delivery/sample-review.ts'
import { SAMPLES } from '../fixtures/reviews/index.ts'

const read = (value: unknown) => parseUntrustedReview(JSON.stringify(value), 'review.json')

test('a review comes back as it is, also the largest of the samples', () => {
  expect(read(regressedReview())).toEqual(regressedReview())
  const { huge } = SAMPLES
  expect(() => read({ ...huge, base: sampleReview().base, head: sampleReview().head })).not.toThrow()
})

test.each<readonly [string, unknown, string]>([
  ['a name for a commit', sampleReview({ head: { ref: 'main', sha: 'main' } }), 'no commit shas'],
  [
    'more samples than can be taken',
    sampleReview({
      benchmarks: [
        sampleBenchmark({
          metrics: {
            x: {
              ...sampleMetric(0, 0, 'unchanged'),
              base: { samples: Array(1001).fill(1), center: 1, low: 1, high: 1 },
            },
          },
        }),
      ],
    }),
    'more than 1000 samples',
  ],
  ['a list without end', { ...sampleReview(), more: Array(20_001).fill(0) }, 'more than 20000 entries'],
  ['a long name', { ...sampleReview(), ['x'.repeat(70_000)]: 0 }, 'a name is longer'],
  ['no review', { schemaVersion: 1 }, 'no review of schema version 1'],
  ['null', null, 'no review'],
])('%s is refused', (_, value, why) => {
  expect(() => read(value)).toThrow(ExpectedFailure)
  expect(() => read(value)).toThrow(why)
})

test('whatever the text, the answer is a review or one sentence', () => {
  const any = fc.oneof(
    fc.json(),
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify({ ...sampleReview(), escapes: value })),
  )
  fc.assert(
    fc.property(any, (text) => {
      try {
        expect(parseUntrustedReview(text, 'x').schemaVersion).toBe(1)
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedFailure)
      }
    }),
  )
})
