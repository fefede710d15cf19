package logline

import "fmt"

// Level is the severity of a log line.
type Level int

const (
	Debug Level = iota
	Info
	Warn
	Error
)

// String returns the level as it is written in a log line.
func (l Level) String() string {
	switch l {
	case Debug:
		return "debug"
	case Info:
		return "info"
	case Warn:
		return "warn"
	case Error:
		return "error"
	}
	return "level?"
}

// MarshalText writes the level for encoding/json and its kin.
func (l Level) MarshalText() ([]byte, error) {
	if l < Debug || l > Error {
		return nil, fmt.Errorf("logline: level %d is not between %d and %d", int(l), Debug, Error)
	}
	return []byte(l.String()), nil
}

// ParseLevel reads the name of a level.
func ParseLevel(s string) (Level, error) {
	switch s {
	case "debug":
		return Debug, nil
	case "info":
		return Info, nil
	case "warn", "warning":
		return Warn, nil
	case "error":
		return Error, nil
	}
	return Info, fmt.Errorf("logline: unknown level %q", s)
}
