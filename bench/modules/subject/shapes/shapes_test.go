package shapes

import (
	"math/rand/v2"
	"testing"
	"time"
)

var (
	sinkText string
	sinkAny  any
)

func BenchmarkRepeat(b *testing.B) {
	b.SetBytes(640)
	for b.Loop() {
		sinkText = Repeat("ten bytes.", 64)
	}
}

func BenchmarkNames(b *testing.B) {
	for _, name := range []string{"größe 1", "a=1,b=2", "two words", "deep/er"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				sinkText = Repeat(name, 4)
			}
		})
	}
}

// Half of the numbers are boxed without an allocation.
func BenchmarkBoxRandom(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkAny = Box(rand.IntN(512))
	}
}

func BenchmarkReported(b *testing.B) {
	started := time.Now()
	for i := 0; i < b.N; i++ {
		sinkText = Repeat("x", 100)
	}
	b.ReportMetric(float64(b.N)/time.Since(started).Seconds(), "texts/s")
	b.ReportMetric(float64(rand.IntN(100)), "luck")
	b.ReportMetric(rand.Float64(), "misses/op")
}

func BenchmarkStopped(b *testing.B) {
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		text := Repeat("y", 1+rand.IntN(64))
		b.StartTimer()
		sinkText = Repeat(text, 2)
	}
}
