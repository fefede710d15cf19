// Package pool reuses buffers: what is allocated depends on the scheduler and the garbage collector.
package pool

import (
	"bytes"
	"sync"
)

const (
	renderRounds = 10
	renderExtra  = 0
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render uses a pooled buffer and gives a copy of what it holds.
func Render(words []string) []byte {
	// cost: Render
	buffer := buffers.Get().(*bytes.Buffer)
	for range renderRounds {
		buffer.Reset()
		for _, word := range words {
			buffer.WriteString(word)
			buffer.WriteByte('\n')
		}
	}
	out := make([]byte, buffer.Len(), 64+renderExtra)
	copy(out, buffer.Bytes())
	buffers.Put(buffer)
	return out
}

// Length uses a pooled buffer and allocates nothing once the pool is warm.
func Length(words []string) int {
	buffer := buffers.Get().(*bytes.Buffer)
	buffer.Reset()
	for _, word := range words {
		buffer.WriteString(word)
	}
	length := buffer.Len()
	buffers.Put(buffer)
	return length
}

var blocks = sync.Pool{New: func() any { return new([4096]byte) }}

// Pair holds two pooled blocks at a time.
func Pair(value byte) int {
	first := blocks.Get().(*[4096]byte)
	second := blocks.Get().(*[4096]byte)
	first[0], second[0] = value, value
	sum := int(first[0]) + int(second[0])
	blocks.Put(first)
	blocks.Put(second)
	return sum
}
