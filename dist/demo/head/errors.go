// Copyright The logline authors
// SPDX-License-Identifier: MIT

package logline

import "fmt"

// A SyntaxError tells what is wrong with a line, and where.
type SyntaxError struct {
	Line    int     // counted from 1
	Partial *Record // what was read of the line before the mistake
	Err     error
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, after %d good fields: %v", e.Line, e.Partial.Fields, e.Err)
}

// Unwrap lets errors.Is find ErrKey, ErrQuote and ErrNumber.
func (e *SyntaxError) Unwrap() error {
	return e.Err
}
