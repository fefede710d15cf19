package logline

import (
	"errors"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		line string
		want Record
	}{
		{"", Record{Level: Info}},
		{"level=warn", Record{Level: Warn, Fields: 1}},
		{"took=12.5 user=ada", Record{Level: Info, Micros: 12_500, Fields: 2}},
		{`msg="say \"hi\"" level=error`, Record{Level: Error, Message: `say "hi"`, Fields: 2}},
	}
	for _, test := range tests {
		got, err := NewParser().Parse(test.line)
		if err != nil || got != test.want {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", test.line, got, err, test.want)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	tests := []struct {
		line string
		want error
	}{
		{"=1", ErrKey},
		{"lone", ErrKey},
		{`msg="open`, ErrQuote},
		{"took=", ErrNumber},
		{"took=1.2.3", ErrNumber},
		{"took=0.1234", ErrNumber},
	}
	for _, test := range tests {
		if _, err := NewParser().Parse(test.line); !errors.Is(err, test.want) {
			t.Errorf("Parse(%q) gave error %v; want %v", test.line, err, test.want)
		}
	}
}

func TestAppend(t *testing.T) {
	want := Record{Level: Warn, Micros: 12_005, Message: `a "b"`, Fields: 3}
	line := string(want.Append(nil))
	if got, err := NewParser().Parse(line); err != nil || got != want {
		t.Errorf("Parse(%q) = %+v, %v; want %+v", line, got, err, want)
	}
}

func TestFilter(t *testing.T) {
	f, err := ParseFilter("warn,250")
	if err != nil {
		t.Fatal(err)
	}
	if !f.Match(Record{Level: Error}) || !f.Match(Record{Micros: 250_000}) || f.Match(Record{Level: Info}) {
		t.Errorf("%+v lets the wrong records through", f)
	}
}
