package logline

import "strings"

// A scanner walks over the key=value fields of one line.
type scanner struct {
	rest       string
	key, value string
	err        error
}

// next reads one field into key and value. It returns false at the end of the
// line, or at a mistake, which err then holds.
func (s *scanner) next() bool {
	s.rest = strings.TrimLeft(s.rest, " ")
	if s.rest == "" {
		return false
	}
	key, rest, found := strings.Cut(s.rest, "=")
	if !found || key == "" || strings.Contains(key, " ") {
		s.err = ErrKey
		return false
	}
	s.key = key
	if !strings.HasPrefix(rest, `"`) {
		s.value, s.rest, _ = strings.Cut(rest, " ")
		return true
	}
	end := closingQuote(rest)
	if end < 0 {
		s.err = ErrQuote
		return false
	}
	s.value, s.rest = unescape(rest[1:end]), rest[end+1:]
	return true
}

// closingQuote returns the index of the quote that closes the one at s[0], or -1.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

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
