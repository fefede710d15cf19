// Package codec turns values into texts: the same work and the same allocations each time.
package codec

import (
	"strconv"
	"strings"
)

const (
	encodeRounds   = 10
	encodeExtra    = 0
	checksumRounds = 10
)

// Encode writes numbers, separated by commas.
func Encode(numbers []int) []byte {
	// cost: Encode
	out := make([]byte, 0, 192+encodeExtra)
	for range encodeRounds {
		out = out[:0]
		for _, number := range numbers {
			out = strconv.AppendInt(out, int64(number), 10)
			out = append(out, ',')
		}
	}
	return out
}

// Checksum allocates nothing.
func Checksum(text string) uint32 {
	// cost: Checksum
	sum := uint32(2166136261)
	for range checksumRounds {
		for at := range len(text) {
			sum = (sum ^ uint32(text[at])) * 16777619
		}
	}
	return sum
}

// Grow appends to a slice that was not presized.
func Grow(count int) []int {
	var out []int
	for number := range count {
		out = append(out, number)
	}
	return out
}

// Quote quotes and joins.
func Quote(words []string) string {
	var out strings.Builder
	for _, word := range words {
		out.WriteString(strconv.Quote(word))
		out.WriteByte(' ')
	}
	return out.String()
}

// Upper splits, changes and joins.
func Upper(text string) string {
	words := strings.Fields(text)
	for at, word := range words {
		words[at] = strings.ToUpper(word)
	}
	return strings.Join(words, "-")
}

// Log keeps what it is given for ever: its growth is shared by all operations.
type Log struct{ entries []int }

// Add appends an entry.
func (log *Log) Add(entry int) { log.entries = append(log.entries, entry) }

// Len tells how many entries there are.
func (log *Log) Len() int { return len(log.entries) }
