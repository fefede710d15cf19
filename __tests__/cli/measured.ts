/** A module whose one benchmark allocates nothing, and the same with one allocation more. */
import type { FileTree } from '../fixtures/shapes.ts'

const GO_MOD = 'module example.com/app\n\ngo 1.21\n'

const sum = (keeps: boolean): string => `package app

var kept *[4]int

// Sum sums.
//
//go:noinline
func Sum(n int) int {
	var all [4]int
	all[n&3] = n
${keeps ? '\tkept = &all\n' : ''}	return all[0]
}
`

const BENCHMARK = `package app

import "testing"

var sink int

func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sink += Sum(i)
	}
}
`

export const LEAN: FileTree = { 'go.mod': GO_MOD, 'sum.go': sum(false), 'sum_test.go': BENCHMARK }
export const ALLOCATING: FileTree = { ...LEAN, 'sum.go': sum(true) }
/** What ALLOCATING adds to LEAN. */
export const NEW_SITE = { file: 'sum.go', line: 9, message: 'moved to heap: all' }
