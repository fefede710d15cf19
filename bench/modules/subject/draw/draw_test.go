package draw

import (
	"math/rand/v2"
	"testing"
)

// Drawn once: every operation of a process has the same input, another process another.
var (
	sinkAny any
	few     = Words(6)
	many    = Words(60)
	numbers = Numbers(60)
)

func BenchmarkSort(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkAny = Sort(numbers)
	}
}

func BenchmarkCopiesOfProcess(b *testing.B) {
	for b.Loop() {
		sinkAny = Copies(few)
	}
}

func BenchmarkDistinctOfProcess(b *testing.B) {
	for b.Loop() {
		sinkAny = Distinct(many)
	}
}

func BenchmarkLongOfProcess(b *testing.B) {
	for b.Loop() {
		sinkAny = Long(few)
	}
}

// One draw of two: half of the processes allocate one object more.
func BenchmarkCoinOfProcess(b *testing.B) {
	words := few[:1+rand.IntN(2)]
	for b.Loop() {
		sinkAny = Copies(words)
	}
}

// Rarely another amount: six samples of a side can well be constant.
func BenchmarkRareOfProcess(b *testing.B) {
	count := 8
	if rand.IntN(8) == 0 {
		count = 16
	}
	for b.Loop() {
		sinkAny = make([]*int, count, count*8)
	}
}

func BenchmarkCopiesOfOperation(b *testing.B) {
	for b.Loop() {
		sinkAny = Copies(many[rand.IntN(50):])
	}
}

func BenchmarkLongOfOperation(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkAny = Long(many[rand.IntN(58):])
	}
}
