// Copyright The logline authors
// SPDX-License-Identifier: MIT

package logline

import "strings"

// unescape drops the backslashes of a quoted value: \" becomes " and \\ becomes \.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}
