/** Benchmarks of every kind that real packages hold, well and badly behaved, in one review. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Benchmark, reviewSchema } from '../../src/review/schema.ts'
import type { FileTree } from '../fixtures/shapes.ts'
import { type ProgramResult, runProgram, runReview } from './program.ts'
import { fingerprint, makeChange, makeGround } from './repository.ts'

const onWindows = process.platform === 'win32'
const ground = makeGround()
afterAll(() => ground.remove())

const GO_MOD = 'module example.com/app\n\ngo 1.24\n'

/** `Name` allocates on the head, below fmt, and `Same` always; `Tenth` in one of ten operations; `Quick` no longer; `Broken` tells the side. */
const app = (head: boolean): string => `package app

import (
	"fmt"
	"time"
)

var kept *[64]int64

// Broken tells whether to misbehave.
func Broken() bool { return ${head} }

// Name names n.
func Name(n int) string {
	${head ? 'return fmt.Sprint("number ", n)' : 'return "number"'}
}

// Same does the same on both sides.
func Same(_ int) string { return fmt.Sprint("the ", "same") }

// Tenth allocates now and then.
//
//go:noinline
func Tenth(n int) int {
${head ? '\tif n%10 == 0 {\n\t\tkept = new([64]int64)\n\t}\n' : ''}	return n
}

// Quick allocated.
//
//go:noinline
func Quick(n int) int {
${head ? '' : '\tkept = new([64]int64)\n'}	return n
}

// Wait waits for ever.
func Wait() { time.Sleep(time.Hour) }

// Spin never ends.
//
//go:noinline
func Spin() {
	for n := 0; ; n++ {
		number += n
	}
}

var number int
`

const TESTS = `package app

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

var text string
var count int

func BenchmarkHang(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if Broken() {
			Wait()
		}
	}
}

func BenchmarkSpin(b *testing.B) {
	b.Run("deep down", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			if Broken() {
				Spin()
			}
		}
	})
}

func BenchmarkExitZero(b *testing.B) {
	if Broken() {
		os.Exit(0)
	}
}

func BenchmarkExitOne(b *testing.B) {
	if Broken() {
		os.Exit(1)
	}
}

func BenchmarkFatal(b *testing.B) {
	if Broken() {
		b.Fatal("no more")
	}
}

func BenchmarkFatalAnyway(b *testing.B) { b.Fatal("never") }

func BenchmarkPrints(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if i == 0 {
			fmt.Println("a line of its own\\nBenchmarkLie 1 1 ns/op")
			fmt.Fprintln(os.Stderr, "another")
		}
		text = Same(i)
	}
}

func BenchmarkNames(b *testing.B) {
	for _, name := range []string{"a b", "ü/x", "", "same", "same", "(.*)", "a=1,b=[2]", "trailing-8"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				text = Same(i)
			}
		})
	}
}

func BenchmarkLoop(b *testing.B) {
	for b.Loop() {
		text = Same(count)
	}
}

func BenchmarkTenth(b *testing.B) {
	for i := 0; i < b.N; i++ {
		count += Tenth(i)
	}
}

func BenchmarkQuick(b *testing.B) {
	for i := 0; i < b.N; i++ {
		count += Quick(i)
	}
}

func BenchmarkReadsItsFolder(b *testing.B) {
	if _, err := os.ReadFile("testdata/in.txt"); err != nil {
		b.Fatal(err)
	}
	for i := 0; i < b.N; i++ {
		text = Same(i)
	}
}

func here() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "testdata", "in.txt")
}

func BenchmarkFindsItsSource(b *testing.B) {
	if _, err := os.ReadFile(here()); err != nil {
		b.Fatal(err)
	}
	for i := 0; i < b.N; i++ {
		text = Name(i)
	}
}

func BenchmarkSkipsWithoutItsSource(b *testing.B) {
	if _, err := os.ReadFile(here()); err != nil {
		b.Skip(err)
	}
	for i := 0; i < b.N; i++ {
		text = Same(i)
	}
}

func BenchmarkStartsChildren(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if i == 0 {
			if err := exec.Command("sleep", "4321").Start(); err != nil {
				b.Skip(err)
			}
		}
		text = Same(i)
	}
}
`
const ONE_SIDE = (name: string): string =>
  `package app\n\nimport "testing"\n\nfunc Benchmark${name}(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\ttext = Same(len("${name}"))\n\t}\n}\n`
const MAIN = `package setup

import (
	"fmt"
	"os"
	"testing"

	"example.com/app"
)

var ready bool
var text string

func TestMain(m *testing.M) {
	fmt.Println("setting up")
	ready = true
	status := m.Run()
	fmt.Println("tearing down")
	os.Exit(status)
}

func BenchmarkReady(b *testing.B) {
	if !ready {
		b.Fatal("TestMain did not run")
	}
	for i := 0; i < b.N; i++ {
		text = app.Same(i)
	}
}
`
const tree = (head: boolean): FileTree => ({
  'go.mod': GO_MOD,
  'app.go': app(head),
  'app_test.go': TESTS,
  'testdata/in.txt': 'hello\n',
  [`${head ? 'new' : 'old'}_test.go`]: ONE_SIDE(head ? 'OnlyHead' : 'OnlyBase'),
  'setup/setup.go': 'package setup\n',
  'setup/setup_test.go': MAIN,
  'untested/untested.go':
    'package untested\n\nimport "example.com/app"\n\n// Name names.\nfunc Name() string { return app.Name(1) }\n',
  'untested/untested_test.go': `package untested\n\nimport "testing"\n\nfunc BenchmarkName(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tName(${head ? '"one"' : ''})\n\t}\n}\n`,
})

const ARGS = ['--base', 'main', '--count', '6', '--benchmark-timeout', '2s', '--fail-on', 'allocs,bytes,broken']
let repository = ''
let result: ProgramResult
let benchmarks: ReadonlyMap<string, Benchmark>
const artifacts = path.join(ground.folder, 'kept')
const read = (name: string): string => readFileSync(path.join(artifacts, name), 'utf8')

beforeAll(async () => {
  repository = makeChange(path.join(ground.folder, 'repository'), { base: tree(false), head: tree(true) }).repository
  const before = fingerprint(repository)
  result = await runProgram(['review', ...ARGS, '--artifacts', artifacts], { cwd: repository })
  const review = reviewSchema.parse(JSON.parse(read('review.json')))
  benchmarks = new Map(review.benchmarks.map((benchmark) => [benchmark.name, benchmark]))
  expect(fingerprint(repository)).toEqual(before)
}, 300_000)

const allocs = (name: string) => {
  const metric = benchmarks.get(name)?.metrics['allocs/op']
  return [metric?.base?.center, metric?.head?.center]
}

test('the review ends, says what is broken, and leaves nothing behind', () => {
  expect(result).toMatchObject({ exitCode: 2, stderr: '', leftovers: [] })
  expect(result.stdout).toContain('fail on the head')
})

describe('what fails on the head', () => {
  test.each([
    ['BenchmarkExitZero', 'panic: unexpected call to os.Exit(0) during test'],
    ['BenchmarkExitOne', 'ended with exit status 1'],
    ['BenchmarkFatal', 'BenchmarkFatal failed'],
  ])('%s', (name, message) => {
    expect(benchmarks.get(name)).toMatchObject({ verdict: 'broken', problem: { side: 'head', message } })
  })

  if (onWindows)
    console.warn('Windows has no SIGQUIT and no ps: where benchmarks hang, and what they leave, is not tested.')
  const dumps = onWindows ? test.skip : test
  dumps.each([
    ['BenchmarkHang', /^ran longer than 2 s, and hangs at app\.go:\d+ in Wait, through time\.Sleep$/, 'app.Wait(…)'],
    ['BenchmarkSpin', /^ran longer than 2 s, and hangs at app\.go:\d+ in Spin$/, 'app.BenchmarkSpin.func1(…)'],
  ])('%s, with the place at which it hangs (Windows has no such signal)', (name, message, stack) => {
    const { verdict, problem } = benchmarks.get(name) ?? {}
    expect([verdict, problem?.side]).toEqual(['broken', 'head'])
    expect(problem?.message).toMatch(message)
    expect(problem?.stderr).toContain(stack)
    expect(problem?.stderr).not.toMatch(/runtime\.gopark|fp=0x/)
  })

  test('on both sides alike it is nobody’s fault', () => {
    expect(benchmarks.get('BenchmarkFatalAnyway')).toMatchObject({ verdict: 'inconclusive', problem: { side: 'both' } })
  })

  test('tests that do not build are told', () => {
    expect(result.stdout).toMatch(/tests of example\.com\/app\/untested do not build/)
  })
})

describe('what is measured all the same', () => {
  test.each([
    ['BenchmarkPrints'],
    ['BenchmarkNames/a_b'],
    ['BenchmarkNames/ü/x'],
    ['BenchmarkNames/#00'],
    ['BenchmarkNames/same'],
    ['BenchmarkNames/same#01'],
    ['BenchmarkNames/(.*)'],
    ['BenchmarkNames/a=1,b=[2]'],
    ['BenchmarkNames/trailing-8'],
    ['BenchmarkLoop'],
    ['BenchmarkReadsItsFolder'],
    ['BenchmarkSkipsWithoutItsSource'],
    ['BenchmarkStartsChildren'],
    ['BenchmarkReady'],
  ])('%s', (name) => {
    expect(benchmarks.get(name)?.problem).toBeUndefined()
    expect(benchmarks.get(name)?.verdict).toBe('unchanged')
    expect(allocs(name)).toEqual([1, 1])
  })

  test('a line that a benchmark prints is no benchmark', () => {
    expect(benchmarks.has('BenchmarkLie')).toBe(false)
  })

  test('what one side alone has is new or removed', () => {
    expect(benchmarks.get('BenchmarkOnlyHead')?.verdict).toBe('new')
    expect(benchmarks.get('BenchmarkOnlyBase')?.verdict).toBe('removed')
  })

  const withProcesses = onWindows ? test.skip : test
  withProcesses('and no child of a benchmark is left (needs ps)', () => {
    expect(execFileSync('ps', ['-Ao', 'args'], { encoding: 'utf8' })).not.toMatch(/^sleep 4321$/m)
  })
})

describe('a build that knows the paths of its sources', () => {
  test('is used for what needs it and for nothing else, and is told', () => {
    const untrimmed = [...benchmarks.values()].filter((benchmark) => benchmark.untrimmed).map(({ name }) => name)
    expect(untrimmed.sort()).toEqual(['BenchmarkFindsItsSource', 'BenchmarkSkipsWithoutItsSource'])
    expect(result.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /SkipsWithoutItsSource: built without -trimpath on both sides/,
    )
  })

  test('its lines are those of the repository', () => {
    expect(benchmarks.get('BenchmarkFindsItsSource')?.attribution).toMatchObject([
      { file: 'app.go', function: 'Name', through: 'fmt.Sprint' },
    ])
  })
})

describe('lines', () => {
  test('one allocation in ten operations is told, though allocs/op shows none', () => {
    const tenth = benchmarks.get('BenchmarkTenth')
    expect(allocs('BenchmarkTenth')).toEqual([0, 0])
    expect(tenth?.metrics['B/op']?.verdict).toBe('regressed')
    expect(tenth?.attribution).toMatchObject([{ file: 'app.go', function: 'Tenth', allocsPerOp: 0.1 }])
    expect(tenth?.metrics['allocs/op']?.warnings).toEqual([
      'the testing package cuts allocs/op to a whole number; one memory profile a side shows +0.1',
    ])
    expect(result.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'cuts allocs/op to a whole number; one memory profile a side shows +0.1',
    )
  })

  test('what no longer allocates is found too, on the base', () => {
    expect(benchmarks.get('BenchmarkQuick')).toMatchObject({
      verdict: 'improved',
      attribution: [{ file: 'app.go', function: 'Quick', allocsPerOp: -1, bytesPerOp: -512, side: 'base' }],
      unexplained: { allocsPerOp: 0, bytesPerOp: 0 },
    })
  })

  test('add up to the difference of every benchmark', () => {
    const profiled = [...benchmarks.values()].filter(({ attribution }) => attribution !== undefined)
    expect(profiled.map(({ name }) => name).sort()).toEqual([
      'BenchmarkFindsItsSource',
      'BenchmarkQuick',
      'BenchmarkTenth',
    ])
    for (const { metrics, attribution = [], unexplained } of profiled) {
      const sum = attribution.reduce((total, { bytesPerOp }) => total + bytesPerOp, unexplained?.bytesPerOp ?? 0)
      expect(sum).toBeCloseTo(metrics['B/op']?.delta ?? Number.NaN, 1)
    }
  })
})

describe('what is kept', () => {
  test('samples of both sides, and profiles that go tool pprof opens', () => {
    expect(read('base.txt')).toMatch(/^BenchmarkQuick.* allocs\/op$/m)
    expect(read('head.txt')).toMatch(/^BenchmarkQuick.* allocs\/op$/m)
    const { profiles } = benchmarks.get('BenchmarkFindsItsSource') ?? {}
    if (profiles === undefined) throw new Error('no profiles are named')
    const args = ['tool', 'pprof', '-top', '-sample_index=alloc_objects', '-diff_base', profiles.base, profiles.head]
    expect(
      execFileSync('go', args, { cwd: artifacts, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    ).toContain('fmt.Sprint')
    const named = [...benchmarks.values()].flatMap((benchmark) => Object.values(benchmark.profiles ?? {}))
    expect(named.sort()).toEqual(
      readdirSync(artifacts)
        .filter((name) => name.endsWith('.pprof'))
        .sort(),
    )
  })

  test('nothing where nobody asked, and no profile is named', async () => {
    const { review } = await runReview(['review', ...ARGS, '--bench', 'Quick'], { cwd: repository })
    const quick = review.benchmarks.find(({ name }) => name === 'BenchmarkQuick')
    expect(quick?.attribution).toHaveLength(1)
    expect(quick?.profiles).toBeUndefined()
  })

  test('nothing where the folder cannot be written, which is told at once', async () => {
    const blocked = path.join(repository, 'app.go')
    const { exitCode, stdout, stderr } = await runProgram(['review', ...ARGS, '--artifacts', blocked], {
      cwd: repository,
    })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/cannot be written .*name another place for --artifacts/)
  })
})

const onLinux = process.platform === 'linux' ? test : test.skip
onLinux('a benchmark that takes too much memory is ended and named (memory is seen on Linux only)', async () => {
  const hog = (head: boolean): FileTree => ({
    'go.mod': GO_MOD,
    'hog.go': `package hog\n\nvar kept [][]byte\n\n// Take takes n MiB.\nfunc Take(n int) {\n${head ? '\tn *= 2000\n' : ''}\tfor i := 0; i < n; i++ {\n\t\tpiece := make([]byte, 1<<20)\n\t\tfor j := range piece {\n\t\t\tpiece[j] = 1\n\t\t}\n\t\tkept = append(kept, piece)\n\t}\n\tkept = nil\n}\n`,
    'hog_test.go':
      'package hog\n\nimport "testing"\n\nfunc BenchmarkTake(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tTake(1)\n\t}\n}\n',
  })
  const { repository: folder } = makeChange(path.join(ground.folder, 'hog'), { base: hog(false), head: hog(true) })
  const { exitCode, review } = await runReview(['bench', '--base', 'main', '--memory-limit', '200MiB'], { cwd: folder })
  expect(exitCode).toBe(2)
  expect(review.benchmarks).toMatchObject([
    { verdict: 'broken', problem: { side: 'head', message: 'used more than 200 MiB of memory (`memory-limit`)' } },
  ])
})
