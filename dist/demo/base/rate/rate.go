// Package rate counts events over the last seconds.
package rate

// A Counter knows how many events the last seconds saw.
type Counter struct {
	slots []int
	now   int64
	total int
}

// New returns a Counter over a window of so many seconds.
func New(seconds int) *Counter {
	return &Counter{slots: make([]int, seconds)}
}

// Add counts one event at a second that is not before those of earlier calls.
func (c *Counter) Add(second int64) {
	size := int64(len(c.slots))
	if second-c.now > size {
		c.now = second - size
	}
	for c.now < second {
		c.now++
		slot := c.now % size
		c.total -= c.slots[slot]
		c.slots[slot] = 0
	}
	c.slots[second%size]++
	c.total++
}

// Total returns the events within the window.
func (c *Counter) Total() int {
	return c.total
}
