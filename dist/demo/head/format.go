// Copyright The logline authors
// SPDX-License-Identifier: MIT

package logline

import "strconv"

// Append writes the record to the end of dst, as a line that Parse reads.
func (r Record) Append(dst []byte) []byte {
	dst = append(dst, "level="...)
	dst = append(dst, r.Level.String()...)
	dst = append(dst, " took="...)
	dst = strconv.AppendFloat(dst, float64(r.Micros)/1000, 'f', 3, 64)
	dst = append(dst, " msg="...)
	return strconv.AppendQuote(dst, r.Message)
}
