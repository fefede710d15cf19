package logline

import "testing"

// The results of the benchmarks end here, so that the compiler cannot drop the work.
var (
	sinkRecord Record
	sinkLevel  Level
	sinkMicros int64
	sinkString string
	sinkBytes  []byte
	sinkInt    int
)

func BenchmarkParse(b *testing.B) {
	p := NewParser()
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		sinkRecord, _ = p.Parse(`level=warn took=12500.375 user=ada msg="cache is cold"`)
	}
}

func BenchmarkParseMicros(b *testing.B) {
	for _, bench := range []struct{ name, input string }{
		{"whole", "123456789"},
		{"fraction", "12500.375"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; i < b.N; i++ {
				sinkMicros, _ = ParseMicros(bench.input)
			}
		})
	}
}

func BenchmarkParseLevel(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		sinkLevel, _ = ParseLevel("warn")
	}
}

func BenchmarkUnescape(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		sinkString = unescape(`C:\\Program Files\\Go`)
	}
}

func BenchmarkAppend(b *testing.B) {
	r := Record{Level: Warn, Micros: 125_000_375, Message: "cache is cold"}
	dst := r.Append(nil)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		dst = r.Append(dst[:0])
	}
	sinkBytes = dst
}

func BenchmarkScan(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		s := scanner{rest: `level=info user=ada path="C:\\cache\\go"`}
		for s.next() {
			sinkInt += len(s.value)
		}
	}
}
