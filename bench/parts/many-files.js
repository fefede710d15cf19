/** A module of many Go files as people write them, before and after a change of every one of them. */

/** Functions by number: what stays, and what the change turns from one form into another. */
const FUNCTIONS = [
  (n) => `
// Names lists what the rows are called.
func names${n}(rows []row, changed bool) []string {
	found := make([]string, 0, len(rows))
	for _, one := range rows {
		if one.name == "" && changed {
			one.name = strconv.Itoa(one.id)
		}
		found = append(found, one.name)
	}
	return found
}
`,
  (n, after) => `
// Index numbers the rows by name.
func index${n}(rows []row) map[string]int {
	numbers := make(map[string]int${after ? '' : ', len(rows)'})
	for at, one := range rows {
		numbers[one.name] = at
	}
	return numbers
}
`,
  (n) => `
func (s *store) find${n}(id int) (row, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, one := range s.rows {
		switch {
		case one.id == id && key != "":
			return one, nil
		case one.id > id:
			continue
		}
	}
	return row{}, fmt.Errorf("find %d: %w", id, errMissing)
}
`,
  (n, after) => `
func (s *store) labels${n}(ids []int) []string {
	labels := make([]string, len(ids))
	for at, id := range ids {
		labels[at] = ${after ? 'fmt.Sprintf("%d", id)' : 'strconv.Itoa(id)'}
	}
	return labels
}
`,
  (n) => `
func render${n}(to *bytes.Buffer, rows []row) int {
	written := 0
	for _, one := range rows {
		before := to.Len()
		to.WriteString(one.name)
		to.WriteByte(' ')
		if one.id > 10 {
			to.WriteString(strconv.Itoa(one.id))
		} else if one.id < 0 {
			to.WriteByte('-')
		}
		written += to.Len() - before
	}
	return written
}
`,
  (n, after) => `
func join${n}(parts []string) string {
${after ? '\tall := ""' : '\tvar all strings.Builder'}
	for _, part := range parts {
		${after ? 'all += part' : 'all.WriteString(part)'}
	}
	return all${after ? '' : '.String()'}
}
`,
  (n) => `
func (s *store) serve${n}(items <-chan row, done <-chan struct{}) int {
	served := 0
	for {
		select {
		case one, ok := <-items:
			if !ok {
				return served
			}
			s.mu.Lock()
			s.rows[one.name] = one
			s.mu.Unlock()
			served++
		case <-done:
			return served
		}
	}
}
`,
  (n, after) => `
func total${n}(rows []row) (sum int) {
	for at := 0; at < len(rows); at++ {
		sum += rows[at].id${after ? ' * 2' : ''}
	}
	return sum
}
`,
]

const PER_FILE = 24

/** @returns {Record<string, string>} path to text; the same but for three functions in each of the files */
export function makeFiles(files, after) {
  const tree = { 'go.mod': 'module example.com/many\n\ngo 1.24\n' }
  for (let at = 0; at < files; at++) {
    const folder = `part${Math.floor(at / 10)}`
    if (at % 10 === 0) tree[`${folder}/types.go`] = types(folder)
    const parts = Array.from({ length: PER_FILE }, (_, number) => {
      const changes = after && number % 8 === 1 + 2 * (at % 4)
      return FUNCTIONS[number % FUNCTIONS.length](`${at % 10}n${number}`, changes)
    })
    tree[`${folder}/file${at % 10}.go`] = `package ${folder}

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

var _ = strings.ToLower
${parts.join('')}`
  }
  return tree
}

function types(name) {
  return `package ${name}

import (
	"errors"
	"sync"
)

var errMissing = errors.New("missing")

type row struct {
	id   int
	name string
}

type store struct {
	mu   sync.Mutex
	rows map[string]row
}
`
}
