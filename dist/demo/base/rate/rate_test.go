package rate

import "testing"

func TestCounter(t *testing.T) {
	c := New(3)
	for _, second := range []int64{1, 1, 2, 4} {
		c.Add(second)
	}
	if got := c.Total(); got != 2 {
		t.Errorf("Total() = %d, want 2", got)
	}
	c.Add(1000)
	if got := c.Total(); got != 1 {
		t.Errorf("after a long pause Total() = %d, want 1", got)
	}
}

func BenchmarkAdd(b *testing.B) {
	c := New(60)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		c.Add(int64(i))
	}
}
