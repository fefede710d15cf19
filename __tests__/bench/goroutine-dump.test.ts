import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createDumpCollector, findHang } from '../../src/bench/goroutine-dump.ts'

const place = (printed: string): string | null =>
  printed.startsWith('example.com/app/') ? printed.slice('example.com/app/'.length) : null

const MAIN = `goroutine 1 gp=0x2e1379b2a1e0 m=nil [chan receive]:
runtime.gopark(0x100000000?, 0x2000100000000?, 0x60?, 0xda?, 0x7efcdec94a00?)
	runtime/proc.go:462 +0xce fp=0x2e1379bcd820 sp=0x2e1379bcd800 pc=0x483c6e
testing.(*B).run1(0x2e1379bde308)
	testing/benchmark.go:247 +0xa6 fp=0x2e1379bcd9b0 sp=0x2e1379bcd8c0 pc=0x4def86
testing.(*B).runN(0x2e1379bde008, 0x1)
	testing/benchmark.go:219 +0x190 fp=0x2e1379bcdb88 sp=0x2e1379bcdaf8 pc=0x4ded90
main.main()
	_testmain.go:52 +0x9b
`
/** Waits for its sub-benchmark. */
const PARENT = `goroutine 17 [chan receive]:
testing.(*B).run1(0x329e41e3c608)
	testing/benchmark.go:247 +0xa6
testing.(*B).Run(0x329e41e3c308, {0x586662?, 0x4de9b2?}, 0x5944b8)
	testing/benchmark.go:867 +0x4de
example.com/app.BenchmarkParse(0x329e41e3c308?)
	example.com/app/app_test.go:10 +0x26
testing.(*B).runN(0x329e41e3c308, 0x1)
	testing/benchmark.go:219 +0x190
created by testing.(*B).run1 in goroutine 1
	testing/benchmark.go:238 +0x90
`
const SLEEPS = `goroutine 8 gp=0x3bc1104a1a40 m=nil [sleep]:
runtime.gopark(0xa46bb2a6fca?, 0x3bc110512e10?, 0xd8?, 0x3e?, 0x482569?)
	runtime/proc.go:462 +0xce fp=0x3bc1104d3e98 sp=0x3bc1104d3e78 pc=0x483c6e
time.Sleep(0x34630b8a000)
	runtime/time.go:363 +0x165 fp=0x3bc1104d3ef0 sp=0x3bc1104d3e98 pc=0x487585
example.com/app.(*Parser[...]).wait(0xc000010000, {0x1, 0x2})
	example.com/app/parse.go:44 +0x2b fp=0x3bc1104d3f10 sp=0x3bc1104d3ef0 pc=0x52f08b
example.com/app.BenchmarkParse.func1(0x3bc110554308)
	example.com/app/app_test.go:12 +0x2b
testing.(*B).runN(0x3bc110554308, 0x1)
	testing/benchmark.go:219 +0x190 fp=0x3bc1104d3fa0 sp=0x3bc1104d3f10 pc=0x4ded90
testing.(*B).run1.func1()
	testing/benchmark.go:245 +0x48
runtime.goexit({})
	runtime/asm_amd64.s:1771 +0x1
created by testing.(*B).run1 in goroutine 17
	testing/benchmark.go:238 +0x90

rax    0xfffffffffffffffc
rip    0x408fee
`
const dump = (...goroutines: string[]): string =>
  ['SIGQUIT: quit\nPC=0x48c5c3 m=0 sigcode=0\n', ...goroutines].join('\n')

describe('where a benchmark hangs', () => {
  test('in the module, through the library, though others wait for it', () => {
    expect(findHang(dump(MAIN, PARENT, SLEEPS), place)).toEqual({
      benchmark: 'BenchmarkParse.func1',
      file: 'parse.go',
      line: 44,
      function: '(*Parser[...]).wait',
      through: 'time.Sleep',
      stack: expect.stringMatching(/^goroutine 8 \[sleep\]:\ntime\.Sleep\(…\)\n\truntime\/time\.go:363\nexample\.com/),
    })
  })

  test('in a loop of its own: through nothing', () => {
    const spins = `goroutine 17 gp=0x2e1379b2ba40 m=nil [runnable]:
runtime.asyncPreempt2()
	runtime/preempt.go:320 +0x14
example.com/app.Spin()
	example.com/app/spin.go:7 +0x1
example.com/app.BenchmarkSpin(0x2e1379bde308)
	example.com/app/app_test.go:8 +0x25
testing.(*B).runN(0x2e1379bde308, 0x1)
	testing/benchmark.go:219 +0x190
`
    expect(findHang(dump(MAIN, spins), place)).toMatchObject({
      file: 'spin.go',
      line: 7,
      function: 'Spin',
      through: null,
    })
  })

  test('in a worker of RunParallel, not where the benchmark waits for it', () => {
    const waits = `goroutine 9 [sync.WaitGroup.Wait]:
sync.(*WaitGroup).Wait(0xc000012345)
	sync/waitgroup.go:118 +0x48
testing.(*B).RunParallel(0xc0, 0x5)
	testing/benchmark.go:900 +0x1
example.com/app.BenchmarkPar(0xc0)
	example.com/app/app_test.go:20 +0x1
testing.(*B).runN(0xc0, 0x1)
	testing/benchmark.go:219 +0x190
`
    const worker = `goroutine 10 [select (no cases)]:
example.com/app.Lock(...)
	example.com/app/lock.go:3 +0x1
example.com/app.BenchmarkPar.func1(0xc0)
	example.com/app/app_test.go:22 +0x1
created by testing.(*B).RunParallel in goroutine 9
	testing/benchmark.go:890 +0x1
`
    expect(findHang(dump(MAIN, waits, worker), place)).toMatchObject({
      benchmark: 'BenchmarkPar',
      file: 'lock.go',
      line: 3,
    })
  })

  test('before any benchmark: in the main goroutine', () => {
    const main = `goroutine 1 [sleep]:
time.Sleep(0x34630b8a000)
	runtime/time.go:363 +0x165
example.com/app.TestMain(0xc0)
	example.com/app/app_test.go:30 +0x1
main.main()
	_testmain.go:52 +0x9b
`
    expect(findHang(dump(main), place)).toMatchObject({
      benchmark: null,
      line: 30,
      function: 'TestMain',
      through: 'time.Sleep',
    })
  })

  test.each([
    ['no dump', 'panic: no more\n'],
    ['none of the code under review', dump(MAIN)],
    [
      'a stack that could not be read',
      dump(`goroutine 5 [running]:\n\tgoroutine running on other thread; stack unavailable\n`),
    ],
  ])('is not told from %s', (_, text) => {
    expect(findHang(text, place)).toBeNull()
  })

  test('is looked for in any text without failing', () => {
    const piece = fc.constantFrom(
      MAIN,
      PARENT,
      SLEEPS,
      'goroutine 1 [',
      ']:\n',
      '\t:1\n',
      '\n\n',
      'created by ',
      'SIGQUIT: quit',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) => void findHang(parts.join(''), (file) => file)),
    )
  })
})

test('the dump is kept from its first line on, up to a limit', () => {
  const collector = createDumpCollector()
  for (const line of ['goroutine 3 [a lie]:', 'SIGQUIT: quit', 'goroutine 1 [sleep]:']) collector.push(line)
  expect(collector.text()).toBe('SIGQUIT: quit\ngoroutine 1 [sleep]:')
  for (let at = 0; at < 300; at++) collector.push('x'.repeat(10_000))
  expect(collector.text().length).toBeLessThan(2.1 * 1024 * 1024)
})
