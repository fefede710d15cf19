/** What goroutines wait for, profiled by the real toolchain. */
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { runReview } from './program.ts'
import { makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const tree = (body: string) => ({
  'go.mod': 'module example.com/c\n\ngo 1.21\n',
  'c.go': `package c\n\n// Get gets.\nfunc Get(n int) int {\n${body}\n}\n`,
  'c_test.go':
    'package c\n\nimport "testing"\n\nfunc BenchmarkGet(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tGet(i)\n\t}\n}\n',
})
const WAITS = '\tdone := make(chan int)\n\tgo func() { done <- n }()\n\treturn <-done'

test('the line at which every operation newly waits is named, as a hint', async () => {
  const { repository } = makeChange(path.join(ground.folder, 'waits'), { base: tree('\treturn n'), head: tree(WAITS) })
  const { review } = await runReview(['bench', '--base', 'main', '--count', '1'], { cwd: repository })
  // The worst one first; the goroutine may have to wait at times, too.
  const [contention] = review.benchmarks[0]?.contention ?? []
  expect(contention).toMatchObject({ file: 'c.go', line: 7, function: 'Get', profile: 'block', base: 0 })
  expect(contention?.head).toBeGreaterThan(0.2)
  expect(contention?.delayNanoseconds.head).toBeGreaterThan(0)
  const item = review.checklist.find(({ id }) => id === 'concurrency')
  expect(item?.state).toBe('not-measured')
  expect(item?.summary).toMatch(
    /^the change touches go, chan: BenchmarkGet waits more often at c\.go:7: 0 → \S+ contentions\/op in its block profile \(one run a side: a hint\)(?:, and \d+ more such)?; /,
  )
})

test('a change that touches nothing to wait for takes no such profile', async () => {
  const { repository } = makeChange(path.join(ground.folder, 'calm'), {
    base: tree('\treturn n'),
    head: tree('\treturn n + 1'),
  })
  const { review } = await runReview(['bench', '--base', 'main', '--count', '1'], { cwd: repository })
  expect(review.benchmarks).toMatchObject([{ name: 'BenchmarkGet', verdict: 'unchanged' }])
  expect(review.benchmarks[0]).not.toHaveProperty('contention')
})
