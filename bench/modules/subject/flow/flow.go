// Package flow moves values between goroutines.
package flow

import (
	"sync"
	"time"
)

const (
	relayRounds = 10
	relayExtra  = 0
)

// Relay sends packets through a channel to a goroutine and back.
func Relay(count int) int {
	// cost: Relay
	there, back := make(chan []byte, 4), make(chan int, 4)
	go func() {
		for packet := range there {
			sum := 0
			for range relayRounds {
				for _, value := range packet {
					sum += int(value)
				}
			}
			back <- sum
		}
		close(back)
	}()
	packet := make([]byte, 192+relayExtra)
	for range count {
		there <- packet
	}
	close(there)
	total := 0
	for sum := range back {
		total += sum
	}
	return total
}

// Fan starts a goroutine for each value.
func Fan(values []int) int {
	var group sync.WaitGroup
	results := make([]int, len(values))
	for at, value := range values {
		group.Add(1)
		go func() {
			defer group.Done()
			results[at] = value * value
		}()
	}
	group.Wait()
	total := 0
	for _, result := range results {
		total += result
	}
	return total
}

// Wait waits for a timer of a few microseconds.
func Wait(limit time.Duration) bool {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-time.After(time.Second):
		return false
	}
}

// Until allocates for as long as the clock says: its allocations depend on the machine.
func Until(limit time.Duration) (kept [][]byte) {
	for end := time.Now().Add(limit); time.Now().Before(end); {
		kept = append(kept, make([]byte, 32))
	}
	return kept
}
