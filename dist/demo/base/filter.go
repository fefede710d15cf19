package logline

import "strings"

// A Filter lets through what is severe or slow.
type Filter struct {
	Level  Level
	Micros int64
}

// ParseFilter reads a level and a duration in milliseconds, such as "warn,250".
func ParseFilter(s string) (Filter, error) {
	name, took, _ := strings.Cut(s, ",")
	level, err := ParseLevel(name)
	if err != nil {
		return Filter{}, err
	}
	micros, err := ParseMicros(took)
	if err != nil {
		return Filter{}, err
	}
	return Filter{Level: level, Micros: micros}, nil
}

// Match reports whether the filter lets r through.
func (f Filter) Match(r Record) bool {
	return r.Level >= f.Level || r.Micros >= f.Micros
}
