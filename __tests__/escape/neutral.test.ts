/** Changes that change nothing: no new site, no fixed one. */
import { expect, test } from '@jest/globals'
import { reviewCommits, type Tree } from './review-commits.ts'

const MODULE = { 'go.mod': 'module example.com/neutral\n\ngo 1.21\n' }
const SOURCE = `package neutral

import "fmt"

type kind int

const (
	first kind = iota
	second
)

type Box struct{ v interface{} }

func New(n int) *Box {
	return &Box{v: n}
}

func Kind() interface{} { return second }

func (b *Box) Text() string {
	f := func() string { return fmt.Sprint(b.v) }
	return f()
}
`
const AND_OTHER = 'package neutral\n\nfunc Other(n int) []int {\n\treturn make([]int, n)\n}\n'
const HELPER = `package neutral

//go:noinline
func box(n int) []int {
	b := make([]int, n)
	return b
}

//go:noinline
func User(n int) []int {
	return box(n)
}
`.replace('//go:noinline\nfunc box', 'func box')
const LONG = `package neutral

type Node struct{ sum, index int }

func Collect(values []int, limit int) *Node {
	sum, index := 0, 0
	for i, value := range values {
		if i > limit || sum > 10 {
			break
		}
		sum += value * limit
		index = i
	}
	return &Node{sum: sum, index: index}
}
`
const base = { ...MODULE, 'a.go': SOURCE }

const CHANGES: readonly (readonly [string, Tree, Tree])[] = [
  ['nothing', base, base],
  ['a comment', base, { ...MODULE, 'a.go': SOURCE.replace('func New', '// New boxes n.\n// It allocates.\nfunc New') }],
  [
    'white space, as gofmt changes it',
    { ...MODULE, 'a.go': SOURCE.replaceAll('\t', '  ').replace('&Box{v: n}', '&Box{v:n}') },
    base,
  ],
  ['the name of a file', base, { ...MODULE, 'renamed.go': SOURCE }],
  ['the folder of a package', { ...MODULE, 'old/a.go': SOURCE }, { ...MODULE, 'new/a.go': SOURCE }],
  [
    'the file of a function',
    { ...MODULE, 'a.go': SOURCE, 'b.go': AND_OTHER },
    { ...MODULE, 'a.go': `${SOURCE}${AND_OTHER.replace('package neutral\n', '')}`, 'b.go': 'package neutral\n' },
  ],
  ['the name of a function', base, { ...MODULE, 'a.go': SOURCE.replace('func New', 'func Make') }],
  ['the spelling of any', base, { ...MODULE, 'a.go': SOURCE.replaceAll('interface{}', 'any') }],
  ['the number of a constant', base, { ...MODULE, 'a.go': SOURCE.replace('\tsecond\n', '\tbetween\n\tsecond\n') }],
  [
    'the number of a closure',
    base,
    { ...MODULE, 'a.go': SOURCE.replace('\tf := func', '\tg := func() int { return 1 }\n\t_ = g()\n\tf := func') },
  ],
  [
    'a helper that is written out in its caller',
    { ...MODULE, 'a.go': HELPER },
    {
      ...MODULE,
      'a.go': HELPER.replace(/func box[^}]*}\n\n/s, '').replace('return box(n)', 'b := make([]int, n)\n\treturn b'),
    },
  ],
  [
    'the name and a little of the body of a function',
    { ...MODULE, 'a.go': LONG },
    { ...MODULE, 'a.go': LONG.replace('Collect', 'Gather').replace('sum > 10', 'sum > 11') },
  ],
]

test.each(CHANGES)('%s', async (_what, before, after) => {
  const review = await reviewCommits(before, after)
  expect(review.escapes.analysed).toBe(true)
  expect(review.escapes.added).toEqual([])
  expect(review.escapes.removed).toEqual([])
  expect(review.verdict).toBe('pass')
})

test('and one that does change something is seen', async () => {
  const review = await reviewCommits(base, {
    ...MODULE,
    'a.go': `${SOURCE}${AND_OTHER.replace('package neutral\n', '')}`,
  })
  expect(review.escapes.added.map((site) => `${site.function}: ${site.message}`)).toEqual([
    'Other: make([]int, n) escapes to heap',
  ])
})
