import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type BenchmarkRecord,
  createBenchmarkReader,
  type FormatOptions,
  parseBenchmarkLine,
  printBenchmarkFile,
  tidyValue,
} from '../../src/bench/format.ts'

function read(output: string, options: FormatOptions = { procs: 8 }): BenchmarkRecord[] {
  const reader = createBenchmarkReader(options)
  return [...output.split('\n').flatMap((line) => reader.push(line)), ...reader.finish()]
}

function results(output: string, options?: FormatOptions) {
  return read(output, options)
    .filter((record) => record.kind === 'result')
    .map(({ name, procs, iterations, values }) => [
      name,
      procs,
      iterations,
      values.map(({ value, unit }) => `${Number(value.toPrecision(12))} ${unit}`).join(', '),
    ])
}

describe('what a test binary really prints (Go 1.26)', () => {
  test('plain results, with their settings', () => {
    const output = [
      'goos: linux',
      'goarch: amd64',
      'pkg: example.com/a',
      'cpu: AMD EPYC',
      'BenchmarkLogs-8        \t     100\t       620.3 ns/op\t 161.21 MB/s\t         0.5000 p99-ns\t      24 B/op\t       1 allocs/op',
      'PASS',
      'ok  \texample.com/a\t0.015s',
    ].join('\n')
    expect(read(output).map(({ kind }) => kind)).toEqual([
      'config',
      'config',
      'config',
      'config',
      'result',
      'end',
      'end',
    ])
    expect(read(output)[3]).toEqual({ kind: 'config', key: 'cpu', value: 'AMD EPYC' })
    expect(results(output)).toEqual([
      ['BenchmarkLogs', 8, 100, '6.203e-7 sec/op, 161210000 B/s, 5e-10 p99-sec, 24 B/op, 1 allocs/op'],
    ])
  })

  test('a benchmark that prints lines of its own between its name and its numbers', () => {
    const output = [
      'hello 1',
      'BenchmarkPrints-8      \thello 100',
      'done: 3',
      'PASS',
      '     100\t       250 ns/op\t      11 B/op\t       0 allocs/op',
      'BenchmarkNext-8        \t     100\t       5 B/op\t       0 allocs/op',
    ].join('\n')
    expect(results(output)).toEqual([
      ['BenchmarkPrints', 8, 100, '2.5e-7 sec/op, 11 B/op, 0 allocs/op'],
      ['BenchmarkNext', 8, 100, '5 B/op, 0 allocs/op'],
    ])
    expect(read(output).filter(({ kind }) => kind === 'unfinished' || kind === 'config')).toEqual([])
  })

  test('the same with blanks in place of tabs', () => {
    expect(results('BenchmarkX-8   some log line\n     100   12 B/op')).toEqual([['BenchmarkX', 8, 100, '12 B/op']])
  })

  test('a benchmark that prints without a line end', () => {
    const output =
      'dots...BenchmarkNoNewline-8   \tdots...     100\t       500 ns/op\t      13 B/op\t       0 allocs/op'
    expect(results(output)).toEqual([['BenchmarkNoNewline', 8, 100, '5e-7 sec/op, 13 B/op, 0 allocs/op']])
    expect(results('BenchmarkX-8\ta\nb     100\t       13 B/op')).toEqual([['BenchmarkX', 8, 100, '13 B/op']])
  })

  test('digits that may have run into the iteration count are not taken for it', () => {
    expect(results('BenchmarkX-8\tstep 712345678\t       13 B/op')).toEqual([])
    expect(results('BenchmarkX-8\tstep 12345678\t       13 B/op')).toEqual([['BenchmarkX', 8, 12345678, '13 B/op']])
  })

  test('a table that the benchmark prints is not taken for its numbers', () => {
    const output = 'BenchmarkX-8\trow 3\t4 kB\n     100\t       13 B/op'
    expect(results(output)).toEqual([['BenchmarkX', 8, 100, '13 B/op']])
  })

  test('own lines that look like a benchmark do not take the numbers', () => {
    const output =
      'BenchmarkX-8\tstart\nBenchmarking now\nBenchmarkOther is next\nBenchmarkTable\tcolumn\n     100\t       7 B/op'
    expect(results(output)).toEqual([['BenchmarkX', 8, 100, '7 B/op']])
  })

  test('failures, skips and logs are named', () => {
    const output = [
      'BenchmarkFails-8       \t--- FAIL: BenchmarkFails-8',
      '    x_test.go:5: no',
      '--- FAIL: BenchmarkFails1',
      'BenchmarkSub/y-8                \t--- FAIL: BenchmarkSub/y-8',
      '--- BENCH: BenchmarkLogs-8',
      '    x_test.go:8: log',
      '--- SKIP: BenchmarkSkips',
      'FAIL',
      'exit status 2',
      'FAIL\texample.com/a\t0.2s',
    ].join('\n')
    expect(read(output).map((record) => [record.kind, 'name' in record ? record.name : null])).toEqual([
      ['fail', 'BenchmarkFails'],
      ['other', null],
      ['fail', 'BenchmarkFails1'],
      ['fail', 'BenchmarkSub/y'],
      ['log', 'BenchmarkLogs'],
      ['other', null],
      ['skip', 'BenchmarkSkips'],
      ['end', null],
      ['exit', null],
      ['end', null],
    ])
  })

  test('a panic: the "numbers" that Go prints for it are no measurement', () => {
    const output =
      'BenchmarkPanics-8\t       0\t               NaN ns/op\t       0 B/op\t       0 allocs/op\npanic: boom'
    expect(read(output)).toEqual([
      { kind: 'fail', name: 'BenchmarkPanics', procs: 8, printedName: 'BenchmarkPanics-8' },
      { kind: 'panic', message: 'boom' },
    ])
    expect(read('BenchmarkX-8 \tpanic: boom').map(({ kind }) => kind)).toEqual(['name', 'panic', 'unfinished'])
    expect(parseBenchmarkLine('fatal error: all goroutines are asleep - deadlock!').kind).toBe('panic')
  })

  test('a benchmark that never gave numbers is named', () => {
    expect(read('BenchmarkHangs-8 \t').at(-1)).toEqual({ kind: 'unfinished', name: 'BenchmarkHangs', procs: 8 })
    expect(read('BenchmarkExits-8 \t\nBenchmarkNext-8 \t     100\t       7 B/op').at(-1)?.kind).toBe('unfinished')
    expect(read('BenchmarkDies-8 \tx\nFAIL\texample.com/a\t0.1s').map(({ kind }) => kind)).toEqual([
      'name',
      'unfinished',
      'end',
    ])
  })

  test('under -v a name is announced on its own line', () => {
    const output = 'BenchmarkSub\nBenchmarkSub/x\nBenchmarkSub/x-8          \t     100\t       7 B/op\n'
    expect(results(output)).toEqual([['BenchmarkSub/x', 8, 100, '7 B/op']])
    expect(read(output).filter(({ kind }) => kind === 'unfinished')).toEqual([])
  })

  test('a time of 0 is left out by Go, and may leave nothing', () => {
    expect(results('BenchmarkX-8\t     100')).toEqual([['BenchmarkX', 8, 100, '']])
  })

  test('a metric that is no number is left out by name', () => {
    expect(parseBenchmarkLine('BenchmarkX 10 NaN hit-ratio 3 B/op +Inf MB/s')).toMatchObject({
      kind: 'result',
      values: [{ value: 3, unit: 'B/op' }],
      notFinite: ['hit-ratio', 'B/s'],
    })
  })
})

describe('the -N suffix', () => {
  test.each([
    ['BenchmarkX-8', 8, 'BenchmarkX', 8],
    ['BenchmarkX/size-8-8', 8, 'BenchmarkX/size-8', 8],
    ['BenchmarkX/size-8', 1, 'BenchmarkX/size-8', 1],
    ['BenchmarkX/size-8', 4, 'BenchmarkX/size-8', null],
    ['BenchmarkX-1', 1, 'BenchmarkX-1', 1],
    ['BenchmarkX-8', null, 'BenchmarkX-8', null],
    ['BenchmarkX/ü_日本-18', 8, 'BenchmarkX/ü_日本-18', null],
  ])('%s in a run at %p', (printed, procs, name, expected) => {
    expect(parseBenchmarkLine(`${printed} 5 1 B/op`, { procs })).toMatchObject({
      kind: 'result',
      name,
      procs: expected,
    })
  })

  test('of a -cpu list', () => {
    const output = 'BenchmarkX\t5\t1 B/op\nBenchmarkX-4\t5\t1 B/op\nBenchmarkX-8\t5\t1 B/op'
    expect(results(output, { procs: [1, 4, 8] }).map(([, procs]) => procs)).toEqual([1, 4, 8])
  })
})

describe('units', () => {
  test.each([
    ['ns/op', 'sec/op', 1e-9],
    ['MB/s', 'B/s', 1e6],
    ['B/op', 'B/op', 1],
    ['allocs/op', 'allocs/op', 1],
    ['p99-ns', 'p99-sec', 1e-9],
    ['peak-MB', 'peak-B', 1e6],
    ['B/ns', 'B/ns', 1],
    ['ns/GC*MB', 'sec/GC*B', 1e-9 * 1e6],
    ['bins/op', 'bins/op', 1],
    ['constructor', 'constructor', 1],
  ])('%s is shown as %s', (unit, tidied, value) => {
    expect(tidyValue({ value: 1, unit })).toEqual({ value, unit: tidied })
  })

  test('a line that describes one', () => {
    expect(parseBenchmarkLine('Unit p99-ns better=lower assume=exact x')).toEqual({
      kind: 'unit',
      unit: 'p99-sec',
      settings: [
        { key: 'better', value: 'lower' },
        { key: 'assume', value: 'exact' },
      ],
    })
  })
})

describe('laws', () => {
  const piece = fc.constantFrom(
    'Benchmark',
    'BenchmarkX-8',
    '\t',
    ' ',
    '     100',
    '12.5 ns/op',
    'NaN',
    '--- FAIL: ',
    '--- BENCH:',
    'panic: ',
    'PASS',
    'FAIL',
    'key: value',
    'Unit ',
    '=',
    '\r',
    '\u0085',
    '9'.repeat(400),
  )
  const anyLine = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
      .map((all) => all.join('')),
  )

  test('any text gives records, and every number in them is finite', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), fc.constantFrom(null, 1, 8, [1, 8]), (lines, procs) => {
        const reader = createBenchmarkReader({ procs })
        for (const record of [...lines.flatMap((line) => reader.push(line)), ...reader.finish()]) {
          if (record.kind !== 'result') continue
          expect(Number.isSafeInteger(record.iterations) && record.iterations > 0).toBe(true)
          for (const { value } of record.values) expect(Number.isFinite(value)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a hostile long line is read without much ado', () => {
    for (const line of [
      'Benchmark'.repeat(200_000),
      `BenchmarkX-8\t${' '.repeat(2_000_000)}x`,
      '\t1 a'.repeat(500_000),
    ]) {
      expect(read(line).length).toBeGreaterThan(0)
    }
  })

  const result = fc.record({
    name: fc
      .tuple(
        fc.constantFrom('', '_a', 'Parse', 'Ünicode'),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 3 }),
      )
      .map(([first, rest]) => `Benchmark${[first, ...rest].join('/')}`.replace(/[\s\p{C}\p{Z}]/gu, '_')),
    procs: fc.constant(8),
    iterations: fc.integer({ min: 1, max: 1e9 }),
    values: fc.uniqueArray(
      fc.record({
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        unit: fc.constantFrom('sec/op', 'B/s', 'B/op', 'allocs/op', 'p99-sec', 'hits/op'),
      }),
      { minLength: 1, selector: ({ unit }) => unit },
    ),
    package: fc.constantFrom('a', 'a', 'b'),
  })

  test('what is printed reads back as it was, to the last bit', () => {
    fc.assert(
      fc.property(fc.array(result, { maxLength: 6 }), (all) => {
        const text = printBenchmarkFile({ config: { goos: 'linux', 'go-version': 'go1.26.0' }, results: all })
        let pkg = ''
        const back = read(text).flatMap((record) => {
          if (record.kind === 'config' && record.key === 'pkg') pkg = record.value
          if (record.kind !== 'result') return []
          const { name, procs, iterations, values } = record
          return [{ name, procs, iterations, values, package: pkg }]
        })
        // -0 is the one number that the text gives back as 0.
        const positiveZero = all.map((one) => ({
          ...one,
          values: one.values.map((v) => ({ ...v, value: v.value + 0 })),
        }))
        expect(back).toEqual(positiveZero)
      }),
    )
  })
})

describe('the file that is written', () => {
  const values = [
    { value: 125 * 1e-9, unit: 'sec/op' },
    { value: 0, unit: 'B/op' },
  ]

  test('looks as Go prints it', () => {
    expect(
      printBenchmarkFile({
        config: { goos: 'linux', cpu: 'Two\nLines', note: '' },
        better: { 'hits/op': 'higher' },
        results: [
          { name: 'BenchmarkA', procs: 8, iterations: 100, values, package: 'example.com/a' },
          { name: 'BenchmarkB/n-8', procs: 1, iterations: 100, values, package: 'example.com/a' },
          { name: 'BenchmarkNothing', procs: 8, iterations: 100, values: [] },
        ],
      }),
    ).toBe(
      'Unit hits/op better=higher\ngoos: linux\ncpu: Two Lines\npkg: example.com/a\n' +
        'BenchmarkA-8\t100\t125 ns/op\t0 B/op\nBenchmarkB/n-8\t100\t125 ns/op\t0 B/op\n',
    )
  })

  test('a time of 0 keeps its base unit, as benchstat would not recognise it otherwise', () => {
    const nothing = [{ value: 0, unit: 'sec/op' }]
    const result = { name: 'BenchmarkA', procs: null, iterations: 1, values: nothing }
    expect(printBenchmarkFile({ config: {}, results: [result] })).toBe('BenchmarkA\t1\t0 sec/op\n')
  })

  test('refuses what the format cannot hold', () => {
    expect(() => printBenchmarkFile({ config: { 'Go Version': '1' }, results: [] })).toThrow('Go Version')
    const result = { name: 'X', procs: null, iterations: 1, values }
    expect(() => printBenchmarkFile({ config: {}, results: [result] })).toThrow('"X" is no benchmark')
  })
})
