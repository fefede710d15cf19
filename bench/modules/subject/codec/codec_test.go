package codec

import (
	"strings"
	"testing"
)

var (
	sinkBytes  []byte
	sinkText   string
	sinkInts   []int
	sinkNumber uint32
	numbers    = []int{3, 14, 159, 2653, 58979, 323846, 2643383, 27950288, 419716939, 937510582, 97494459, 2307816}
	words      = []string{"alpha", "beta", "\"gamma\"", "δέλτα", "epsilon\n", "zeta"}
)

func BenchmarkEncode(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkBytes = Encode(numbers)
	}
}

func BenchmarkChecksum(b *testing.B) {
	text := strings.Repeat("some text ", 20)
	b.SetBytes(int64(len(text)))
	for i := 0; i < b.N; i++ {
		sinkNumber += Checksum(text)
	}
}

func BenchmarkGrow(b *testing.B) {
	for _, size := range []struct {
		name  string
		count int
	}{{"10", 10}, {"1000", 1000}, {"10000", 10000}} {
		b.Run(size.name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				sinkInts = Grow(size.count)
			}
		})
	}
}

func BenchmarkQuote(b *testing.B) {
	for b.Loop() {
		sinkText = Quote(words)
	}
}

func BenchmarkUpper(b *testing.B) {
	for b.Loop() {
		sinkText = Upper("the quick brown fox jumps over the lazy dog")
	}
}

// The allocations of its growth depend on the number of iterations.
func BenchmarkLog(b *testing.B) {
	var log Log
	for i := 0; i < b.N; i++ {
		log.Add(i)
	}
	sinkNumber += uint32(log.Len())
}
