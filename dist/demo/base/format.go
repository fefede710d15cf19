package logline

import (
	"fmt"
	"strconv"
)

// Append writes the record to the end of dst, as a line that Parse reads.
func (r Record) Append(dst []byte) []byte {
	dst = append(dst, "level="...)
	dst = append(dst, r.Level.String()...)
	dst = append(dst, fmt.Sprintf(" took=%.3f", float64(r.Micros)/1000)...)
	dst = append(dst, " msg="...)
	return strconv.AppendQuote(dst, r.Message)
}
