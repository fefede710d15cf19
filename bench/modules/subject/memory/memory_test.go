package memory

import (
	"runtime"
	"testing"
)

var (
	sinkAny  any
	sinkByte *byte
)

func BenchmarkTree(b *testing.B) {
	for b.Loop() {
		sinkAny = Tree(8)
	}
}

func BenchmarkBlocks(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkAny = Blocks(2)
	}
}

func BenchmarkTiny(b *testing.B) {
	for b.Loop() {
		sinkByte = Tiny(5)
	}
}

func BenchmarkFinalizers(b *testing.B) {
	for i := 0; i < b.N; i++ {
		node := Tree(1)
		runtime.SetFinalizer(node, func(*Node) {})
		sinkAny = node
	}
}

func BenchmarkCollect(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sinkAny = Tree(4)
		runtime.GC()
	}
}
