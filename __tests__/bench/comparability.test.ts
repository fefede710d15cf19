import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  findChangedInput,
  judgeBenchmarkCode,
  parseTestLog,
  type TestDeclaration,
  type TouchedPath,
} from '../../src/bench/comparability.ts'
import type { GoParser } from '../../src/syntax/go-parser.ts'
import { makeGoModule } from '../compile/go-module.ts'
import { startParser } from '../syntax/parser.ts'

let parser: GoParser
beforeAll(async () => {
  parser = await startParser()
})

const FILE = `
//go:embed input.txt
var input string

var table = makeTable(3)

const size = 8

type fake struct{ n int }

func (f *fake) Read() int { return f.n }

func makeTable(n int) []int { return make([]int, n) }

func helper(b *testing.B) int { return deeper(size) }

func deeper(n int) int { return n }

func TestMain(m *testing.M) { setUp(); os.Exit(m.Run()) }

func setUp() { deepSetUp() }

func deepSetUp() {}

func init() { register("one") }

func init() { register("two") }

func register(name string) {}

func unused() int { return 1 }

func BenchmarkOne(b *testing.B) { helper(b); _ = table; new(fake).Read(); _ = input }

func BenchmarkTwo(b *testing.B) { two() }
`

const read = (text: string): TestDeclaration[] => [...parser.parseOutline(`package p\n${text}`).declarations]

/** What of BenchmarkOne's own code changed when this text becomes that one. */
function judge(from: string, to: string, benchmark = 'BenchmarkOne'): string | null {
  expect(FILE).toContain(from)
  return judgeBenchmarkCode(benchmark, read(FILE), read(FILE.replace(from, to)))
}

describe('a benchmark measures something else where what it reaches in the test files changed', () => {
  test.each([
    ['itself', 'helper(b);', 'helper(b); helper(b);', 'BenchmarkOne'],
    ['a helper', 'deeper(size)', 'deeper(size + 1)', 'helper'],
    ["a helper's helper", '{ return n }', '{ return n + 1 }', 'deeper'],
    ['a constant behind a helper', 'size = 8', 'size = 9', 'size'],
    ['a table', 'makeTable(3)', 'makeTable(4)', 'table'],
    ['what fills the table', 'make([]int, n)', 'make([]int, n+1)', 'makeTable'],
    ['a type', 'struct{ n int }', 'struct{ n, m int }', 'fake'],
    ['a method', '{ return f.n }', '{ return 0 }', '(*fake).Read'],
    ['which file is embedded', 'embed input.txt', 'embed other.txt', 'input'],
    ['TestMain', 'setUp();', '', 'TestMain'],
    ["TestMain's helper's helper", 'deepSetUp() {}', 'deepSetUp() { println() }', 'deepSetUp'],
    ['one of several init', '"two"', '"three"', 'init'],
    ['the helper of init', 'register(name string) {}', 'register(name string) { println() }', 'register'],
    ['a helper that goes', 'func deeper(n int) int { return n }', '', 'deeper'],
  ])('%s', (_, from, to, name) => {
    expect(judge(from, to)).toBe(name)
  })

  test.each([
    ['nothing', 'helper', 'helper'],
    ['a comment', 'func helper', '// helper helps.\nfunc helper'],
    ['the layout', '{ return deeper(size) }', '{\n\n\treturn   deeper(size)\n}'],
    ['a helper of nobody', 'return 1', 'return 2'],
    ['another benchmark', 'two()', 'two(2)'],
    ['a new benchmark', 'func unused', 'func BenchmarkNew(b *testing.B) {}\n\nfunc unused'],
    ['the order', 'const size = 8\n', ''],
  ])('and the same where that changed not at all: %s', (what, from, to) => {
    if (what !== 'the order') return expect(judge(from, to)).toBeNull()
    const moved = `${FILE.replace(from, to)}\nconst size = 8\n`
    return expect(judgeBenchmarkCode('BenchmarkOne', read(FILE), read(moved))).toBeNull()
  })

  test('a helper is told by what reaches it: the other benchmark stays comparable', () => {
    expect(judge('deeper(size)', 'deeper(0)', 'BenchmarkTwo')).toBeNull()
    expect(judge('"two"', '"three"', 'BenchmarkTwo')).toBe('init')
  })

  test('a method counts with its type, whoever calls it, and not where nothing names the type', () => {
    const text = `${FILE}
type other struct{}

func (other) Read() int { return 1 }

func (f *fake) String() string { return "a" }
`
    const change = (from: string, to: string, benchmark: string) =>
      judgeBenchmarkCode(benchmark, read(text), read(text.replace(from, to)))
    expect(change('return 1 }\n\nfunc (f', 'return 2 }\n\nfunc (f', 'BenchmarkOne')).toBeNull()
    expect(change('"a"', '"b"', 'BenchmarkOne')).toBe('(*fake).String')
    expect(change('"a"', '"b"', 'BenchmarkTwo')).toBeNull()
  })

  test.each([
    ['var _ io.Reader = (*fake)(nil)', null],
    ['var _ io.Reader = (*other.Fake)(nil)', null],
    ['var _ io.Reader = &fake{}', null],
    ['var _ io.Reader = fake{}', null],
    ['var _ io.Reader = new(fake)', null],
    ['func _() { register("three") }', null],
    ['var _ = register("three")', '_'],
    ['var _ = *register(nil)', '_'],
    ['var _ io.Reader = wrap(&fake{})', '_'],
    ['var _, _ = 1, register("three")', '_'],
  ])('what is declared as %s', (added, expected) => {
    const text = FILE.replace('_ = table', '_ = table; for _, v := range table { _ = v }')
    expect(judgeBenchmarkCode('BenchmarkOne', read(text), read(`${text}\n${added}\n`))).toBe(expected)
  })

  test('a name that a function literal has for itself leads nowhere', () => {
    const from =
      'var inner = func() int {\n\tvar b int\n\treturn b\n}\n\nfunc BenchmarkOne(b *testing.B) { b.Loop() }\n'
    const to = from.replace('return b', 'return b + 1')
    expect(judgeBenchmarkCode('BenchmarkOne', read(from), read(to))).toBeNull()
  })

  test('calls in a circle come to an end', () => {
    const circle = 'func BenchmarkOne(b *testing.B) { f() }\nfunc f() { g() }\nfunc g() { f() }\nfunc h() {}\n'
    expect(judgeBenchmarkCode('BenchmarkOne', read(circle), read(circle.replace('h() {}', 'h() { f() }')))).toBeNull()
    expect(
      judgeBenchmarkCode('BenchmarkOne', read(circle), read(circle.replace('{ f() }\nfunc h', '{ }\nfunc h'))),
    ).toBe('g')
  })

  test('the same files on both sides: the same code, for any benchmark and any declarations', () => {
    const name = fc.constantFrom('BenchmarkOne', 'TestMain', 'init', 'a', 'b', '__proto__', 'constructor')
    const declaration = fc.record<TestDeclaration>({
      name,
      names: fc.array(name, { maxLength: 2 }),
      fingerprint: fc.constantFrom('x', 'y', 'z'),
      identifiers: fc.array(name).map((names) => new Set(names)),
    })
    fc.assert(
      fc.property(fc.array(declaration), fc.array(declaration), name, (one, other, benchmark) => {
        expect(judgeBenchmarkCode(benchmark, one, [...one].reverse())).toBeNull()
        const found = judgeBenchmarkCode(benchmark, one, other)
        if (found !== null) expect([...one, ...other].map((made) => made.name)).toContain(found)
      }),
    )
  })
})

describe('what a test binary touched', () => {
  test('as a real one logs it', () => {
    const made = makeGoModule({
      'go.mod': 'module example.com/log\n\ngo 1.24\n',
      'testdata/with space.txt': 'x',
      'sub/y.txt': 'y',
      'log_test.go': `package log

import (
	"os"
	"testing"
)

func BenchmarkLog(b *testing.B) {
	os.ReadFile("testdata/with space.txt")
	os.Stat("nowhere")
	os.Getenv("SOME_NAME")
	os.Chdir("sub")
	os.ReadFile("y.txt")
	os.ReadDir("../testdata")
}
`,
    })
    try {
      made.go('test', '-c', '-o', 'log.test', '.')
      const log = `${made.folder}/log.txt`
      made.run('./log.test', '-test.run=^$', '-test.bench=.', '-test.benchtime=1x', `-test.testlogfile=${log}`)
      const touched = parseTestLog(readFileSync(log, 'utf8'))
      expect(touched).toEqual(
        expect.arrayContaining([
          { operation: 'open', path: 'testdata/with space.txt' },
          { operation: 'stat', path: 'nowhere' },
          { operation: 'getenv', path: 'SOME_NAME' },
          { operation: 'open', path: 'y.txt' },
          { operation: 'open', path: '../testdata' },
        ]),
      )
      const find = (changed: string) => findChangedInput(touched, made.folder, made.folder, new Set([changed]))
      expect(find('testdata/with space.txt')).toBe('testdata/with space.txt')
      expect(find('sub/y.txt')).toBe('sub/y.txt')
      // In a folder that it listed.
      expect(find('testdata/new.txt')).toBe('testdata/new.txt')
      expect(find('y.txt')).toBeNull()
      expect(find('nowhere')).toBeNull()
    } finally {
      made.remove()
    }
  })

  test('unknown lines are passed over', () => {
    expect(parseTestLog('# test log\nopen a\nopened b\n\nopen \nstat c d\n')).toEqual([
      { operation: 'open', path: 'a' },
      { operation: 'stat', path: 'c d' },
    ])
  })
})

describe('a changed file that a benchmark read', () => {
  const TREE = '/trees/head'
  const find = (touched: readonly TouchedPath[], ...changed: string[]) =>
    findChangedInput(touched, `${TREE}/pkg`, TREE, new Set(changed))
  const open = (path: string): TouchedPath => ({ operation: 'open', path })
  const chdir = (path: string): TouchedPath => ({ operation: 'chdir', path })

  test.each<[string, readonly TouchedPath[], string]>([
    ['in its folder', [open('in.txt')], 'pkg/in.txt'],
    ['below', [open('./testdata//x/in.txt')], 'pkg/testdata/x/in.txt'],
    ['above', [open('../../head/shared/in.txt')], 'shared/in.txt'],
    ['at the top', [open('../in.txt')], 'in.txt'],
    ['by an absolute path', [open(`${TREE}/data/in.txt`)], 'data/in.txt'],
    ['in a folder that it opened', [open('testdata')], 'pkg/testdata/new.txt'],
    ['in its own folder, which it opened', [open('.')], 'pkg/new.txt'],
    ["in the repository's top folder, which it opened", [open('..')], 'new.txt'],
    ['after a change of the folder', [chdir('testdata'), open('in.txt')], 'pkg/testdata/in.txt'],
    ['after two', [chdir('testdata'), chdir('..'), open('in.txt')], 'pkg/in.txt'],
    ['after one to an absolute folder', [chdir(`${TREE}/other`), open('in.txt')], 'other/in.txt'],
    ['with a backslash in its name', [open('a\\b.txt')], 'pkg/a\\b.txt'],
  ])('%s', (_, touched, file) => {
    expect(find(touched, 'elsewhere/unrelated.txt', file)).toBe(file)
  })

  test.each<[string, readonly TouchedPath[], string]>([
    ['of the same name elsewhere', [open('in.txt')], 'other/in.txt'],
    ['deeper below a folder that it opened', [open('testdata')], 'pkg/testdata/deep/in.txt'],
    ['beside it, with a longer name', [open('test')], 'pkg/testdata'],
    ['outside of the repository', [open('../../other/pkg/in.txt')], 'pkg/in.txt'],
    ['in a folder whose name begins alike', [open(`${TREE}-old/in.txt`)], 'in.txt'],
    ['that it only looked for', [{ operation: 'stat', path: 'in.txt' }], 'pkg/in.txt'],
    ['that is the name of a variable', [{ operation: 'getenv', path: 'in.txt' }], 'pkg/in.txt'],
    ['that it read before it changed the folder', [open('in.txt'), chdir('sub')], 'pkg/sub/in.txt'],
  ])('is none %s', (_, touched, file) => {
    expect(find(touched, file)).toBeNull()
  })

  describe('through symbolic links', () => {
    const links = new Map([
      ['pkg/testdata', '../shared/data'],
      ['pkg/etc', '/etc'],
      ['shared/data/deep', '../more'],
    ])
    const through = (touched: readonly TouchedPath[], ...changed: string[]) =>
      findChangedInput(touched, `${TREE}/pkg`, TREE, new Set(changed), links)

    test.each<[string, readonly TouchedPath[], string]>([
      ['to a file that changed', [open('testdata/in.txt')], 'shared/data/in.txt'],
      ['to a folder in which one changed', [open('testdata')], 'shared/data/in.txt'],
      ['over two links', [open('testdata/deep/in.txt')], 'shared/more/in.txt'],
      ['after it went into one', [chdir('testdata'), open('in.txt')], 'shared/data/in.txt'],
      ['and back', [chdir('testdata'), open('../in.txt')], 'shared/in.txt'],
      ['of which the first changed', [open('testdata/deep/in.txt')], 'pkg/testdata'],
      ['of which the second changed', [open('testdata/deep/in.txt')], 'shared/data/deep'],
      ['of which one that leads out changed', [open('etc/passwd')], 'pkg/etc'],
    ])('%s', (_, touched, file) => {
      expect(through(touched, 'elsewhere.txt', file)).toBe(file)
    })

    test.each<[string, readonly TouchedPath[], string]>([
      ['what only has the name in front of the link', [open('testdata/in.txt')], 'pkg/testdata/in.txt'],
      ['what lies outside', [open('etc/passwd')], 'etc/passwd'],
      ['another link', [open('testdata/in.txt')], 'shared/data/deeper'],
    ])('it is not %s', (_, touched, file) => {
      expect(through(touched, file)).toBeNull()
    })
  })

  test('on Windows', () => {
    const tree = 'C:\\trees\\head'
    const windows = (path: string, changed: string) =>
      findChangedInput([open(path)], `${tree}\\pkg`, tree, new Set([changed]))
    expect(windows('testdata\\in.txt', 'pkg/testdata/in.txt')).toBe('pkg/testdata/in.txt')
    expect(windows('C:\\trees\\head\\data/in.txt', 'data/in.txt')).toBe('data/in.txt')
    expect(windows('..', 'in.txt')).toBe('in.txt')
    expect(windows('C:\\other\\in.txt', 'in.txt')).toBeNull()
  })

  test('any log and any folders: an answer is one of the changed files', () => {
    const part = fc.constantFrom('a', 'b', '..', '.', '', 'trees', 'head', 'C:', '\\', 'ü x')
    const path = fc.array(part, { maxLength: 5 }).map((parts) => parts.join('/'))
    const log = fc.array(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.constantFrom('open', 'stat', 'chdir', 'getenv'), path).map((pair) => pair.join(' ')),
      ),
    )
    fc.assert(
      fc.property(log, path, path, fc.uniqueArray(path), (lines, folder, tree, changed) => {
        const found = findChangedInput(parseTestLog(lines.join('\n')), folder, tree, new Set(changed))
        if (found !== null) expect(changed).toContain(found)
      }),
    )
  })
})
