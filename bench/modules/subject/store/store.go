// Package store keeps values in maps, whose seeds are random.
package store

import "hash/maphash"

const (
	countRounds = 10
	countExtra  = 0
	findRounds  = 10
)

type tally struct {
	counts [26]int32
	spare  [countExtra]byte
}

// Count counts letters, in a new object each time.
func Count(text string) *tally {
	// cost: Count
	result := new(tally)
	for range countRounds {
		for at := range len(text) {
			if letter := text[at] - 'a'; letter < 26 {
				result.counts[letter]++
			}
		}
	}
	return result
}

// Find looks keys up in a map and allocates nothing.
func Find(index map[string]int, keys []string) int {
	// cost: Find
	sum := 0
	for range findRounds {
		for _, key := range keys {
			sum += index[key]
		}
	}
	return sum
}

// Insert fills a map that was not presized.
func Insert(count int) map[int]int {
	result := make(map[int]int)
	for number := range count {
		result[number*7919] = number
	}
	return result
}

// Group puts words into slices by their hash, whose seed is another one in each process.
func Group(words []string, seed maphash.Seed) map[uint64][]string {
	groups := make(map[uint64][]string)
	for _, word := range words {
		key := maphash.String(seed, word) % 16
		groups[key] = append(groups[key], word)
	}
	return groups
}

// First gives the first of each group of keys in the random order of a map.
func First(index map[string]int, limit int) []string {
	var found []string
	for key, value := range index {
		found = append(found, key)
		if value > limit {
			break
		}
	}
	return found
}
