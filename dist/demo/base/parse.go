// Package logline reads log lines of the form
//
//	level=warn took=12.5 user=ada msg="cache is cold"
package logline

import "errors"

// What can be wrong with a line.
var (
	ErrKey    = errors.New("logline: a field needs a key")
	ErrQuote  = errors.New("logline: a quote is not closed")
	ErrNumber = errors.New("logline: not a number of milliseconds")
)

// A Record is what one line says.
type Record struct {
	Level   Level
	Micros  int64 // what the line's took= says, in microseconds
	Message string
	Fields  int // the fields on the line, known or not
}

// A Parser reads lines and counts them.
type Parser struct {
	line int
}

// NewParser returns a Parser at line 1.
func NewParser() *Parser {
	return &Parser{line: 1}
}

// Parse reads one line. Keys that Record has no room for are skipped.
//
//perf:hot
func (p *Parser) Parse(line string) (Record, error) {
	r := Record{Level: Info}
	s := scanner{rest: line}
	for s.next() {
		var err error
		switch s.key {
		case "level":
			r.Level, err = ParseLevel(s.value)
		case "took":
			r.Micros, err = ParseMicros(s.value)
		case "msg":
			r.Message = s.value
		}
		if err != nil {
			return Record{}, err
		}
		r.Fields++
	}
	if s.err != nil {
		return Record{}, s.err
	}
	p.line++
	return r, nil
}

// ParseMicros reads milliseconds such as 12 or 0.375 and returns microseconds.
func ParseMicros(s string) (int64, error) {
	return ParseMicrosBytes([]byte(s))
}

// ParseMicrosBytes is ParseMicros for those who hold bytes.
func ParseMicrosBytes(b []byte) (int64, error) {
	if len(b) == 0 || len(b) > 15 {
		return 0, ErrNumber
	}
	var micros int64
	missing := 3 // decimals until microseconds
	fraction := false
	for _, c := range b {
		switch {
		case c == '.' && !fraction:
			fraction = true
		case c < '0' || c > '9' || missing == 0:
			return 0, ErrNumber
		default:
			micros = micros*10 + int64(c-'0')
			if fraction {
				missing--
			}
		}
	}
	for ; missing > 0; missing-- {
		micros *= 10
	}
	return micros, nil
}
