package pool

import (
	"runtime"
	"sync/atomic"
	"testing"
)

var (
	sinkBytes  []byte
	sinkNumber atomic.Int64
	words      = []string{"alpha", "beta", "gamma", "delta", "epsilon"}
)

func BenchmarkRender(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkBytes = Render(words)
	}
}

func BenchmarkLength(b *testing.B) {
	total := 0
	for i := 0; i < b.N; i++ {
		total += Length(words)
	}
	sinkNumber.Add(int64(total))
}

func BenchmarkLengthParallel(b *testing.B) {
	b.RunParallel(func(pb *testing.PB) {
		total := 0
		for pb.Next() {
			total += Length(words)
		}
		sinkNumber.Add(int64(total))
	})
}

func BenchmarkPairParallel(b *testing.B) {
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		total := 0
		for pb.Next() {
			total += Pair(1)
		}
		sinkNumber.Add(int64(total))
	})
}

// Yields while it holds its blocks, so that many goroutines hold some at once.
func BenchmarkHeldParallel(b *testing.B) {
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			block := blocks.Get().(*[4096]byte)
			runtime.Gosched()
			block[0]++
			blocks.Put(block)
		}
	})
}

// Each collection takes away what the pool holds.
func BenchmarkLengthWithCollections(b *testing.B) {
	total := 0
	for i := 0; i < b.N; i++ {
		total += Length(words)
		if i%200 == 0 {
			runtime.GC()
		}
	}
	sinkNumber.Add(int64(total))
}
