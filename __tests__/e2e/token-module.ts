import type { Tree } from './origin.ts'

const PARSE_TEST = `package token

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	for _, name := range []string{"INPUT_GITHUB-TOKEN", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN"} {
		if os.Getenv(name) != "" {
			panic("the benchmark can see " + name)
		}
	}
	os.Stdout.WriteString("::error::forged by a benchmark\\n##[error]forged in the old form\\n")
	os.Stderr.WriteString("::set-output name=verdict::pass\\n")
	os.Exit(m.Run())
}

var sum int

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		sum += Parse("token")
	}
}
`

/** Looks where a secret of the job could be, and writes where the runner listens. */
export const SPY_TEST = `package token

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	for pid := os.Getppid(); pid > 1; {
		environ, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/environ")
		if err != nil {
			break
		}
		for _, variable := range strings.Split(string(environ), "\\x00") {
			if strings.HasPrefix(variable, "INPUT_GITHUB-TOKEN=") && variable != "INPUT_GITHUB-TOKEN=" {
				panic("a token in the environment of an ancestor")
			}
			if strings.HasPrefix(variable, "SECRET_") {
				panic("found " + variable)
			}
		}
		status, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		fields := strings.Fields(string(status[strings.LastIndexByte(string(status), ')')+1:]))
		pid, _ = strconv.Atoi(fields[1])
	}
	for _, name := range []string{"GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"} {
		if file := os.Getenv(name); file != "" {
			os.WriteFile(file, []byte("forged=1\\n"), 0o644)
			panic(name + " is in reach")
		}
	}
	os.Stdout.WriteString("::set-output name=verdict::pass\\n::stop-commands::x\\n##[error]forged\\n")
	os.Exit(m.Run())
}

var sum int

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		sum += Parse("token")
	}
}
`

/** Nothing is allocated. */
export const BASE: Tree = {
  'go.mod': 'module example.com/token\n\ngo 1.21\n',
  'token.go': `package token

type scanner struct {
	text string
	at   int
}

//go:noinline
func (s *scanner) scan() int {
	s.at++
	return len(s.text) + s.at
}

// Parse measures a text.
func Parse(text string) int {
	s := scanner{text: text}
	return s.scan()
}
`,
  'token_test.go': PARSE_TEST,
}

const KEPT = `package token

type scanner struct {
	text string
	at   int
}

var last *scanner

//go:noinline
func (s *scanner) scan() int {
	s.at++
	return len(s.text) + s.at
}

// Parse measures a text.
func Parse(text string) int {
	s := scanner{text: text}
	last = &s
	return s.scan()
}
`

/** The scanner is kept, so each Parse allocates one. */
export const ALLOCATING: Tree = { 'token.go': KEPT }
/** Where the scanner is moved to the heap in ALLOCATING. */
export const NEW_ESCAPE = { file: 'token.go', line: 18 }
export const FIXED: Tree = { 'token.go': `${BASE['token.go']}\n// Nothing is kept.\n` }
export const NOT_COMPILING: Tree = { 'token.go': `${BASE['token.go']}\nfunc broken() int { return "text" }\n` }
