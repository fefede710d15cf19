package flow

import (
	"testing"
	"time"
)

var (
	sinkNumber int
	sinkAny    any
)

func BenchmarkRelay(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkNumber += Relay(4)
	}
}

func BenchmarkFan(b *testing.B) {
	values := []int{1, 2, 3, 4, 5, 6, 7, 8}
	for b.Loop() {
		sinkNumber += Fan(values)
	}
}

func BenchmarkWait(b *testing.B) {
	for b.Loop() {
		Wait(20 * time.Microsecond)
	}
}

func BenchmarkUntil(b *testing.B) {
	for b.Loop() {
		sinkAny = Until(10 * time.Microsecond)
	}
}

func BenchmarkRoundTripParallel(b *testing.B) {
	b.RunParallel(func(pb *testing.PB) {
		answers := make(chan *int)
		for pb.Next() {
			go func() { answers <- new(int) }()
			<-answers
		}
	})
}
