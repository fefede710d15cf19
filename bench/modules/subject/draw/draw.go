// Package draw works on random input.
package draw

import (
	"math/rand/v2"
	"sort"
	"strings"
)

const (
	sortRounds = 10
	sortExtra  = 0
)

// Sort gives sorted copies.
func Sort(numbers []int) []int {
	// cost: Sort
	out := make([]int, len(numbers), len(numbers)+sortExtra/8)
	for range sortRounds {
		copy(out, numbers)
		sort.Ints(out)
	}
	return out
}

// Numbers draws some numbers.
func Numbers(count int) []int {
	out := make([]int, count)
	for at := range out {
		out[at] = rand.IntN(1000)
	}
	return out
}

// Words draws words of random length.
func Words(count int) []string {
	out := make([]string, count)
	for at := range out {
		out[at] = strings.Repeat("x", 1+rand.IntN(200))
	}
	return out
}

// Copies gives a copy of each word: its bytes are those of its input.
func Copies(words []string) [][]byte {
	out := make([][]byte, 0, len(words))
	for _, word := range words {
		out = append(out, []byte(word))
	}
	return out
}

// Distinct gives a set: its allocations depend on how many of the words differ.
func Distinct(words []string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range words {
		set[word] = true
	}
	return set
}

// Long gives copies of the words of more than 100 bytes: its allocations are a matter of luck.
func Long(words []string) [][]byte {
	var out [][]byte
	for _, word := range words {
		if len(word) > 100 {
			out = append(out, []byte(word))
		}
	}
	return out
}
