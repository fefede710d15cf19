package store

import (
	"fmt"
	"hash/maphash"
	"testing"
)

var (
	sinkTally  *tally
	sinkNumber int
	sinkAny    any
	keys       = makeKeys(64)
	index      = makeIndex(keys)
	seed       = maphash.MakeSeed()
)

func makeKeys(count int) []string {
	out := make([]string, count)
	for at := range out {
		out[at] = fmt.Sprintf("key-%d", at*at)
	}
	return out
}

func makeIndex(keys []string) map[string]int {
	out := make(map[string]int)
	for at, key := range keys {
		out[key] = at
	}
	return out
}

func BenchmarkCount(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkTally = Count("the quick brown fox jumps over the lazy dog")
	}
}

func BenchmarkFind(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkNumber += Find(index, keys[:16])
	}
}

func BenchmarkInsert(b *testing.B) {
	for _, count := range []int{8, 200, 2000} {
		b.Run(fmt.Sprintf("keys=%d", count), func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				sinkAny = Insert(count)
			}
		})
	}
}

func BenchmarkGroupSeedOfProcess(b *testing.B) {
	for b.Loop() {
		sinkAny = Group(keys, seed)
	}
}

func BenchmarkGroupSeedOfOperation(b *testing.B) {
	for b.Loop() {
		sinkAny = Group(keys, maphash.MakeSeed())
	}
}

func BenchmarkFirst(b *testing.B) {
	for b.Loop() {
		sinkAny = First(index, 40)
	}
}
