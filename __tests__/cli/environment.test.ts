/** What a benchmark sees of the machine and of the collector: what the options say, and nothing of the shell's. */
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Review } from '../../src/review/schema.ts'
import { runReview } from './program.ts'
import { makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const SEEN = `package app

import (
	"os"
	"runtime"
	"runtime/debug"
	"testing"
)

func BenchmarkSeen(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Sum(i)
	}
	collector := debug.SetGCPercent(100)
	debug.SetGCPercent(collector)
	b.ReportMetric(float64(collector), "gogc")
	b.ReportMetric(float64(debug.SetMemoryLimit(-1)>>20), "limit-MiB")
	b.ReportMetric(float64(runtime.NumCPU()), "cpus")
	b.ReportMetric(float64(runtime.GOMAXPROCS(0)), "procs")
	b.ReportMetric(float64(len(os.Getenv("GODEBUG"))), "debug")
}
`
const tree = (by: string) => ({
  'go.mod': 'module example.com/app\n\ngo 1.21\n',
  'sum.go': `package app\n\n//go:noinline\nfunc Sum(n int) int { return n + ${by} }\n`,
  'sum_test.go': SEEN,
})

let repository: string
beforeAll(() => {
  repository = makeChange(path.join(ground.folder, 'repository'), { base: tree('1'), head: tree('2') }).repository
})

const SHELL = { GOGC: '7', GOMEMLIMIT: '3MiB', GODEBUG: 'madvdontneed=1', GOMAXPROCS: '1' }

async function look(
  flags: readonly string[],
): Promise<{ review: Review; seen: Record<string, (number | undefined)[]> }> {
  // With time watched every benchmark is confirmed, and all its metrics are in the report.
  const args = ['bench', '--base', 'main', '--count', '1', '--fail-on', 'time', ...flags]
  const { review } = await runReview(args, { cwd: repository, variables: SHELL })
  const metrics = Object.entries(review.benchmarks[0]?.metrics ?? {})
  const seen = Object.fromEntries(metrics.map(([unit, { base, head }]) => [unit, [base?.center, head?.center]]))
  return { review, seen }
}

test('the options, alike on both sides', async () => {
  const { review, seen } = await look(['--gogc', 'off', '--gomemlimit', '64MiB'])
  expect(seen).toMatchObject({ gogc: [-1, -1], 'limit-MiB': [64, 64], debug: [0, 0] })
  expect(review.environment).toMatchObject({ gogc: 'off', gomemlimit: '64MiB', pinned: null })
})

test('nothing of the shell, unless it is named', async () => {
  const { review, seen } = await look(['--env', 'GODEBUG'])
  expect(seen).toMatchObject({ gogc: [100, 100], debug: [SHELL.GODEBUG.length, SHELL.GODEBUG.length] })
  expect(seen['limit-MiB']?.[0]).toBeGreaterThan(1e6)
  expect(review.environment).toMatchObject({ gogc: '', gomemlimit: '', pinned: null })
})

const pinnable = process.platform === 'linux' ? test : test.skip
if (pinnable === test.skip) console.warn('Only Linux holds processes on CPUs: pinning is not tested.')
pinnable('pinned, or said why not', async () => {
  const { review, seen } = await look(['--pin', '0'])
  const { pinned, gomaxprocs, timingWarnings } = review.environment
  const warned = timingWarnings.filter((warning) => warning.includes('`pin: 0`'))
  // Where this test itself is held on other CPUs, or has no taskset, the program says so.
  expect([pinned, warned.length]).toEqual(pinned === null ? [null, 1] : ['0', 0])
  if (pinned !== null) expect([seen.cpus, seen.procs, gomaxprocs]).toEqual([[1, 1], [1, 1], 1])

  const elsewhere = await look(['--pin', '4000'])
  expect(elsewhere.review.environment.pinned).toBeNull()
  expect(elsewhere.review.environment.timingWarnings.join()).toContain('`pin: 4000`')
  expect(elsewhere.seen.procs?.[0]).toBe(elsewhere.review.environment.gomaxprocs)
})
