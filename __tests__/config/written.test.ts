import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { DEFAULT_CONFIG } from '../../src/config/config.ts'
import { DEFAULT_INVOCATION } from '../../src/config/invocation.ts'
import { OPTIONS, optionsIn, parseFlagValues, renderFlags } from '../../src/config/options.ts'
import { describeProblem, describeProblems } from '../../src/config/problem.ts'
import { resolveConfig, resolveInvocation } from '../../src/config/resolve.ts'
import { parseInvocation, parseWritten } from '../../src/config/written.ts'

const FILE = '.github/go-perf-review.yml'

function parseFile(text: string) {
  return parseWritten({ kind: 'file', path: FILE }, text)
}

/** The lines that a user sees for a file. */
function complain(text: string): readonly string[] {
  return parseFile(text).problems.map(describeProblem)
}

describe('the config file', () => {
  test.each(['', '# only a comment\n', '---\n', '\uFEFF', 'waivers:\nhot:\n'])('%j sets nothing', (text) => {
    expect(parseFile(text)).toEqual({ written: {}, problems: [] })
  })

  test('every option becomes what Config holds', () => {
    const { written, problems } = parseFile(`
packages: ./a ./b
working-directory: ./services/cart/
bench: Parse
skip: Slow
tags: [netgo, linux]
fail-on: [escapes=all, time]
allocs-threshold: 1
bytes-threshold: 2.5%
time-threshold: 7
count: 20
time-budget: 1h30m
benchmark-timeout: 90
memory-limit: 1.5GiB
cpu: 1, 4
gogc: off
gomemlimit: 2GiB
pin: [2, 3]
warm-up: 0
correction: holm
escape-scope: all
prepare: go generate ./...
env: DATABASE_URL, LANG
suggest-benchmark: true
comment: never
comment-key: linux
line-notes: 3
check: false
waiver-label: accepted
hot: example.com/m.Map[int, string]
ignore: {files: [a.go]}
waivers: [{benchmark: B, metric: ns/op, ceiling: 500, expires: 2028-02-29, reason: known}, {function: F, reason: rare}]
ceilings: [{benchmark: B, metric: allocs/op, ceiling: 0}]
metrics: {frames/s: higher-is-better}
overrides: [{packages: ./x/..., count: 3, skip: ''}]
`)
    expect(problems).toEqual([])
    expect(written).toEqual({
      packages: ['./a', './b'],
      workingDirectory: 'services/cart',
      bench: 'Parse',
      skip: 'Slow',
      tags: 'netgo,linux',
      failOn: ['time', 'escapes'],
      escapesGate: 'all',
      allocsThreshold: 1,
      bytesThreshold: 2.5,
      timeThreshold: 7,
      cpu: [1, 4],
      count: 20,
      timeBudget: 5400,
      benchmarkTimeout: 90,
      memoryLimit: { bytes: 1536 * 1024 ** 2 },
      gogc: 'off',
      gomemlimit: '2GiB',
      pin: '2,3',
      warmUp: 0,
      correction: 'holm',
      escapeScope: 'all',
      prepare: 'go generate ./...',
      env: ['DATABASE_URL', 'LANG'],
      comment: 'never',
      commentKey: 'linux',
      lineNotes: 3,
      check: false,
      suggestBenchmark: true,
      waiverLabel: 'accepted',
      hot: ['example.com/m.Map[int, string]'],
      ignore: { files: ['a.go'] },
      waivers: [
        { benchmark: 'B', function: null, metric: 'sec/op', ceiling: 5e-7, expires: '2028-02-29', reason: 'known' },
        { benchmark: null, function: 'F', metric: null, ceiling: null, expires: null, reason: 'rare' },
      ],
      ceilings: [{ benchmark: 'B', metric: 'allocs/op', ceiling: 0 }],
      metrics: { 'frames/s': 'higher-is-better' },
      overrides: [{ packages: ['./x/...'], settings: { count: 3, skip: null } }],
    })
    expect(Object.keys(resolveConfig([written])).sort()).toEqual(Object.keys(DEFAULT_CONFIG).sort())
    expect(Object.keys(written).sort()).toEqual(Object.keys(DEFAULT_CONFIG).sort())
  })

  test.each([
    ['count: ten', '1:8: count is "ten"; expected a whole number from 1 to 1000'],
    ['count: "10"', '1:8: count is "10"; expected a whole number from 1 to 1000'],
    ['count: 0', '1:8: count is 0; expected a whole number from 1 to 1000'],
    ['count: .inf', '1:8: count is Infinity; expected a whole number from 1 to 1000'],
    ['allocs-threshold: -1', '1:19: allocs-threshold is -1; expected a number of 0 or more'],
    ['\n\ncuont: 1', '3:1: unknown key "cuont"; expected an option; did you mean "count"?'],
    ['count: 1\ncount: 2', `2:1: the key "count" is there twice; expected it once; first at ${FILE}:1:1`],
    ['__proto__: {}', '1:1: unknown key "__proto__"; expected the name of an option'],
    ['metrics:\n  constructor: none', '2:3: unknown key "constructor"; expected the name of an option'],
    ['github-token: x', '1:1: "github-token" cannot be set here; expected it as an input of the Action'],
    ['- count', '1:1: the file is a list; expected a map of options'],
    ['hello', '1:1: the file is "hello"; expected a map of options'],
    ['hot: {a: 1}', "1:6: hot is a map; expected a list: a function's name such as import/path.Func, `*` allowed"],
    ['hot: [5]', "1:7: hot[0] is 5; expected a function's name such as import/path.Func, `*` allowed"],
    [
      'ignore: {genrated: true}',
      '1:10: unknown key "genrated" in ignore; expected one of packages, files, generated; did you mean "generated"?',
    ],
    ['bench: "Foo("', '1:8: bench is "Foo(": a "(" is not closed; expected a Go regular expression'],
    ['bench: ""', '1:8: bench is ""; expected a Go regular expression; "." for all, "^$" for none'],
    [
      'packages: [-exec=x]',
      '1:12: packages[0] is "-exec=x"; expected a Go package pattern such as ./... or example.com/module/package',
    ],
    ['packages: []', '1:11: packages is an empty list; expected at least one package pattern'],
    [
      'working-directory: ../x',
      '1:20: working-directory is "../x"; expected a path inside the repository, relative to its root, without \'..\'',
    ],
    [
      'time-budget: 10min',
      '1:14: time-budget is "10min"; expected a time such as 600 (seconds), "90s", "10m" or "1h30m"',
    ],
    ['gogc: -1', '1:7: gogc is -1; expected off or a whole number from 0 to 2147483647'],
    ['gogc: false', '1:7: gogc is false; expected off or a whole number from 0 to 2147483647'],
    ['gogc: 3000000000', '1:7: gogc is 3000000000; expected off or a whole number from 0 to 2147483647'],
    [
      'gomemlimit: 2GB',
      '1:13: gomemlimit is "2GB"; expected off or a size such as 2GiB or 512MiB, in B, KiB, MiB, GiB or TiB',
    ],
    [
      'gomemlimit: 9000000TiB',
      '1:13: gomemlimit is "9000000TiB"; expected off or a size such as 2GiB or 512MiB, in B, KiB, MiB, GiB or TiB',
    ],
    ['pin: 3-1', '1:6: pin is "3-1"; expected off, auto, or CPUs such as 2,3 or 0-3'],
    ['pin: yes', '1:6: pin is "yes"; expected off, auto, or CPUs such as 2,3 or 0-3'],
    ['warm-up: 11', '1:10: warm-up is 11; expected a whole number from 0 to 10'],
    ['correction: bonferroni', '1:13: correction is "bonferroni"; expected one of benjamini-hochberg, holm'],
    ['env: [GOGC]', '1:7: env[0] is "GOGC"; expected the options gogc and gomemlimit for these'],
    ['waivers: [{benchmark: B}]', '1:11: waivers[0].reason is missing; expected a reason or the link of an issue'],
    [
      'waivers: [{reason: r}]',
      '1:11: waivers[0] names both or neither of benchmark and function; expected exactly one of benchmark and function',
    ],
    [
      'waivers: [{benchmark: B, function: F, reason: r}]',
      '1:11: waivers[0] names both or neither of benchmark and function; expected exactly one of benchmark and function',
    ],
    [
      'waivers: [{benchmark: B, reason: r, ceiling: 1}]',
      '1:11: waivers[0] has a ceiling without a metric; expected the metric that the ceiling is for',
    ],
    [
      'waivers: [{function: F, reason: r, metric: B/op}]',
      '1:11: waivers[0] has a metric or ceiling for a function; expected metric and ceiling only beside benchmark',
    ],
    [
      'waivers: [{benchmark: B, reason: r, expires: 2027-02-29}]',
      '1:46: waivers[0].expires is "2027-02-29"; expected a day that exists, written YYYY-MM-DD',
    ],
    [
      'waivers: [{benchmark: B, reason: r, expires: tomorrow}]',
      '1:46: waivers[0].expires is "tomorrow"; expected a day that exists, written YYYY-MM-DD',
    ],
    [
      'metrics: {ns/op: none}',
      '1:18: metrics["ns/op"] is a metric of the testing package, whose direction is fixed; expected the unit of a custom metric',
    ],
    ['a: *b', '1:4: *b names no anchor; expected an anchor &b before it'],
    ['count: 1\n---\ncount: 2', '2:1: not valid YAML: there is more than one document; expected one YAML document'],
    [
      'count: !!js/function x',
      '1:8: not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function; expected one YAML document',
    ],
  ])('%j', (text, expected) => {
    expect(complain(text)).toEqual([`${FILE}:${expected}`])
  })

  test('all problems are told at once, from top to bottom', () => {
    const lines = complain(
      'count: x\nfail-on: [alocs]\nwaivers:\n  - ceiling: -1\n    metrc: B/op\n  - 5\nunknown: 1\n',
    )
    expect(lines.map((line) => line.slice(FILE.length + 1).split(' ')[0])).toEqual([
      '1:8:',
      '2:11:',
      '4:5:',
      '4:5:',
      '4:5:',
      '4:14:',
      '5:5:',
      '6:5:',
      '7:1:',
    ])
  })

  test('aliases work, and a value behind one is shown where it stands', () => {
    expect(parseFile('hot: &names [a, b]\nignore: {files: *names}').written).toEqual({
      hot: ['a', 'b'],
      ignore: { files: ['a', 'b'] },
    })
    expect(complain('hot: &names [a, 5]\nignore: {files: *names}')).toHaveLength(2)
  })

  test.each([
    ['an alias in itself', 'hot: &a [*a]', /nested too deeply/],
    ['a bomb of aliases', bomb(), /unfolds too many aliases/],
    ['deep nesting', `hot: ${'['.repeat(50)}${']'.repeat(50)}`, /nested too deeply/],
    ['nesting that exhausts the stack', '['.repeat(100_000), /nested too deeply/],
    ['many values', `hot: [${'a,'.repeat(30_000)}]`, /too many values/],
    ['a file of more than 1 MiB', `# ${'ü'.repeat(600_000)}`, /larger than 1 MiB/],
  ])('%s is refused in one line', (_, text, expected) => {
    const lines = complain(text)
    expect(lines.filter((line) => expected.test(line))).toHaveLength(1)
    expect(lines[0]).toMatch(/^\.github\/go-perf-review\.yml:\d+:\d+: /)
  })

  test('a hundred problems are enough', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `wrong${index}: 1`).join('\n')
    expect(complain(text)).toHaveLength(100)
  })

  test('a problem cannot forge lines of a log', () => {
    const lines = complain('"x\\n::set-output name=a::b\\u202e": 1\ncomment: "\\e[31m\\n::error::"')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  const POSITION = /^c\.yml:[1-9]\d*:[1-9]\d*$/

  test('any text is parsed or refused with positions, and nothing is thrown', () => {
    const piece = fc.constantFrom(
      ...OPTIONS.map((option) => `${option.key}: `),
      ...[
        '- ',
        '  ',
        '\n',
        '[',
        ']',
        '{',
        '}',
        '&a ',
        '*a',
        '!!int ',
        '"',
        "'",
        '#',
        '? ',
        ': ',
        '5',
        '5%',
        'x',
        '%YAML 1.1\n',
        '---\n',
        '|\n',
      ],
      ...['__proto__: ', '<<: ', '\t', '\0', '2026-01-01', 'yes', 'null'],
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: piece, maxLength: 30 })), (text) => {
        const { written, problems } = parseWritten({ kind: 'file', path: 'c.yml' }, text)
        for (const problem of problems) {
          expect(problem.where).toMatch(POSITION)
          expect(problem.message).not.toBe('')
          expect(problem.expected).not.toBe('')
        }
        expectComplete(written)
      }),
      { numRuns: 1500 },
    )
  })

  test('any JSON is parsed or refused with positions', () => {
    const keys = optionsIn('file').map((option) => option.key)
    const inner = ['packages', 'benchmark', 'function', 'reason', 'ceiling', 'metric', 'expires', '__proto__', 'count']
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(5, -1, 'x', '', null, true, 1.5),
        fc.array(tie('any'), { maxLength: 3 }),
        tie('map'),
      ),
      map: fc.dictionary(fc.constantFrom(...inner), tie('any'), { maxKeys: 4 }),
    })).any
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), value, { maxKeys: 5 }), (object) => {
        const { written, problems } = parseWritten({ kind: 'file', path: 'c.yml' }, stringify(object))
        for (const problem of problems) expect(problem.where).toMatch(POSITION)
        expectComplete(written)
      }),
      { numRuns: 1000 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

function expectComplete(written: ReturnType<typeof parseFile>['written']): void {
  const config = resolveConfig([written])
  expect(Object.keys(config).sort()).toEqual(Object.keys(DEFAULT_CONFIG).sort())
  expect(Object.values(config)).not.toContain(undefined)
}

function bomb(): string {
  const names = [...'abcdefghi']
  const lines = names.map(
    (name, index) => `${name}: &${name} [${Array(9).fill(index === 0 ? 'x' : `*${names[index - 1]}`)}]`,
  )
  return `${lines.join('\n')}\n`
}

describe('inputs and flags', () => {
  test('text becomes what Config holds', () => {
    const raw = {
      count: ' 20 ',
      'fail-on': 'allocs\nescapes=all',
      'time-budget': '90s',
      'bytes-threshold': '1',
      packages: './a,./b',
    }
    const expected = {
      count: 20,
      failOn: ['allocs', 'escapes'],
      escapesGate: 'all',
      timeBudget: 90,
      bytesThreshold: 1,
      packages: ['./a', './b'],
    }
    expect(parseWritten({ kind: 'input' }, raw)).toEqual({ written: expected, problems: [] })
    expect(parseWritten({ kind: 'flag' }, { ...raw, packages: ['./a', './b'] })).toEqual({
      written: expected,
      problems: [],
    })
  })

  test('an empty input is left out; an empty flag clears what the file says', () => {
    expect(parseWritten({ kind: 'input' }, { count: '', skip: '', tags: undefined })).toEqual({
      written: {},
      problems: [],
    })
    const file = parseFile('skip: Slow\ntags: netgo').written
    const flags = parseWritten({ kind: 'flag' }, { skip: '', tags: '' }).written
    expect(resolveConfig([file, flags])).toEqual(DEFAULT_CONFIG)
  })

  test.each([
    ['input', { 'fail-on': 'alocs' }, 'input fail-on: fail-on[0] is "alocs"; expected one of'],
    ['flag', { count: 'ten' }, '--count: count is "ten"; expected a whole number from 1 to 1000'],
    ['flag', { count: '' }, '--count: count is ""; expected a whole number from 1 to 1000'],
    ['flag', { count: '1.5' }, '--count: count is 1.5; expected a whole number'],
    ['input', { hot: 'x' }, 'input hot: "hot" cannot be set here; expected it as the config file'],
    ['flag', { conut: '1' }, '--conut: unknown key "conut"; expected an option; did you mean "count"?'],
    ['input', { 'comment-key': '-->' }, 'input comment-key: comment-key is "-->"; expected at most 100 characters'],
    ['input', { env: 'ACTIONS_RUNTIME_TOKEN' }, 'input env: env[0] is "ACTIONS_RUNTIME_TOKEN"; expected another name'],
  ] as const)('%s %j', (kind, raw, expected) => {
    const { problems } = parseWritten({ kind }, raw)
    expect(problems).toHaveLength(1)
    expect(problems.map(describeProblem)[0]).toContain(expected)
  })

  test('how the program was started', () => {
    const raw = { mode: 'measure', cache: 'FALSE', base: 'main', count: '3' }
    const { written, problems } = parseInvocation({ kind: 'input' }, raw)
    expect(problems).toEqual([])
    expect(resolveInvocation(written)).toEqual({ ...DEFAULT_INVOCATION, mode: 'measure', cache: false, base: 'main' })
    expect(parseInvocation({ kind: 'flag' }, { worktree: true, quiet: true, format: 'json' }).written).toEqual({
      worktree: true,
      quiet: true,
      format: 'json',
    })
  })

  test.each([
    ['input', { mode: 'reviw' }, 'input mode: mode is "reviw"; expected one of review, measure, report'],
    ['input', { cache: 'yes' }, 'input cache: cache is "yes"; expected true or false'],
    ['input', { mode: 'report' }, 'input report-file: there is nothing to report; expected the path of a review.json'],
    [
      'flag',
      { worktree: true, head: 'x' },
      '--worktree: a head is named as well; expected either --worktree or --head',
    ],
  ] as const)('%s %j', (kind, raw, expected) => {
    expect(parseInvocation({ kind }, raw).problems.map(describeProblem)).toEqual([expected])
  })

  test('any record is parsed or refused, and nothing is thrown', () => {
    const key = fc.oneof(fc.constantFrom(...OPTIONS.map((option) => option.key)), fc.string())
    fc.assert(
      fc.property(
        fc.constantFrom('input', 'flag'),
        fc.dictionary(key, fc.oneof(fc.string(), fc.anything())),
        (kind, raw) => {
          const { written, problems } = parseWritten({ kind }, raw)
          const started = parseInvocation({ kind }, raw)
          for (const problem of [...problems, ...started.problems]) {
            expect(problem.where).toMatch(kind === 'input' ? /^input / : /^--/)
            expect(describeProblem(problem)).not.toMatch(/\n/)
          }
          expectComplete(written)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('what the table shows as a default is read as the default', () => {
    for (const option of optionsIn('input')) {
      if (option.default === '' || option.part === 'invocation') continue
      const { written, problems } = parseWritten({ kind: 'input' }, { [option.key]: option.default })
      expect(problems).toEqual([])
      expect(resolveConfig([written])).toEqual(DEFAULT_CONFIG)
    }
    const raw = Object.fromEntries(
      optionsIn('flag').map((option) => [
        option.key,
        option.part === 'invocation' ? option.default || undefined : undefined,
      ]),
    )
    expect(resolveInvocation(parseInvocation({ kind: 'flag' }, raw).written)).toEqual(DEFAULT_INVOCATION)
  })

  test('flags are ready for the command line, and their values find back to their options', () => {
    expect(renderFlags()).toHaveLength(optionsIn('flag').length)
    expect(renderFlags().find((flag) => flag.key === 'time-budget')).toMatchObject({
      flags: '--time-budget <time>',
      attribute: 'timeBudget',
    })
    expect(parseFlagValues({ timeBudget: '5', quiet: true })).toEqual({ 'time-budget': '5', quiet: true })
  })
})

test('the table has each key once, and every option somewhere to be written', () => {
  const keys = OPTIONS.map((option) => option.key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const option of OPTIONS) {
    expect(option.key).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(option.in.length).toBeGreaterThan(0)
    expect(option.description).toMatch(/\.$/)
  }
})

test('one message lists every problem', () => {
  const { problems } = parseFile('count: x\nfoo: 1')
  expect(describeProblems(problems)).toBe(
    [
      '2 problems in the configuration:',
      `  ${FILE}:1:8: count is "x"; expected a whole number from 1 to 1000`,
      `  ${FILE}:2:1: unknown key "foo"; expected one of ${optionsIn('file')
        .map((option) => option.key)
        .join(', ')}`,
    ].join('\n'),
  )
  expect(describeProblems([])).toBe('')
})
