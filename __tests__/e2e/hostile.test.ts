/** A pull request that attacks whoever reviews it: real processes, started as a runner does. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type Review, reviewSchema } from '../../src/review/schema.ts'
import { withoutCode } from '../report/inert.ts'
import { GitHubServer } from '../server/server.ts'
import { ACTIONS_BOT } from '../server/state.ts'
import { ACTION } from './entry.ts'
import { createOrigin, type Tree } from './origin.ts'
import { pullRequestPayload } from './payload.ts'
import { runStep, type StepOptions, type StepResult } from './step.ts'

const traces = mkdtempSync(path.join(os.tmpdir(), 'traces-'))
const traceOf = (name: string): string => path.join(traces, name)

const used = (word: string): string => `package ${word}\n\nimport "example.com/token/lib"\n\nvar _ = lib.Work\n`
const benchmark = (word: string, imports: string, body: string): string => `package ${word}

import (
	"testing"
${imports
  .split(' ')
  .filter(Boolean)
  .map((name) => `\t"${name}"\n`)
  .join('')}
	"example.com/token/lib"
)

func BenchmarkIt(b *testing.B) {
${body}
	for i := 0; i < b.N; i++ {
		lib.Work(i)
	}
}
`

const BASE: Tree = {
  'go.mod': 'module example.com/token\n\ngo 1.21\n',
  'lib/lib.go': 'package lib\n\nfunc Work(i int) int { return i }\n',
  'testdata/input.txt': 'text\n',
  ...Object.fromEntries(['flood', 'sleeper', 'forker', 'names'].map((word) => [`${word}/${word}.go`, used(word)])),
}

const EVIL_NAME = '::error::x|`@everyone`<img src=//evil.example>](//evil.example)<!-- go-perf-review: -->'
const EVIL_FILE = "names/a'`$(touch $HOME) |<b>@everyone ::error::.go"

const ATTACK: Tree = {
  'lib/lib.go': 'package lib\n\nvar kept *int\n\nfunc Work(i int) int {\n\tkept = &i\n\treturn *kept\n}\n',
  // 500 MB, of which not a byte may get to our own output.
  'flood/it_test.go': benchmark(
    'flood',
    'os strings',
    '\tline := []byte(strings.Repeat("::error::flood ", 70_000) + "\\n")\n\tfor i := 0; i < 500; i++ {\n\t\tos.Stdout.Write(line)\n\t}',
  ),
  'sleeper/it_test.go': benchmark('sleeper', 'time', '\ttime.Sleep(time.Hour)'),
  'forker/it_test.go': benchmark(
    'forker',
    'os os/exec strconv',
    `\tchild := exec.Command("sleep", "600")\n\tchild.Start()\n\tos.WriteFile(${JSON.stringify(traceOf('child'))}, []byte(strconv.Itoa(child.Process.Pid)), 0o644)`,
  ),
  'names/it_test.go': `package names

import (
	"testing"

	"example.com/token/lib"
)

func BenchmarkIt(b *testing.B) {
	b.Run(${JSON.stringify(EVIL_NAME)}, func(b *testing.B) {
		b.ReportMetric(1, "|<b>\`@everyone/op")
		for i := 0; i < b.N; i++ {
			lib.Work(i)
		}
	})
}
`,
  [EVIL_FILE]: 'package names\n\nvar Kept *int\n\nfunc Evil() {\n\tx := 1\n\tKept = &x\n}\n',
  // Only the user's and Go's own are read.
  'go.env': `GOFLAGS=-toolexec=${traceOf('evil.sh')}\nGOTOOLCHAIN=go1.99.0\n`,
  'lib/go.env': 'GOFLAGS=-toolexec=./evil.sh\n',
  'evil.sh': `#!/bin/sh\ntouch ${traceOf('toolexec')}\nexec "$@"\n`,
  // The review reads what benchmarks read.
  'testdata/input.txt': null,
}

interface Attacked {
  readonly step: StepResult
  readonly review: Review
  readonly comment: string
}

async function attack(base: Tree, change: Tree, options: Partial<StepOptions> = {}): Promise<Attacked> {
  const server = await GitHubServer.start()
  server.state.addToken('ghs_token', ACTIONS_BOT)
  const origin = createOrigin(base, {})
  const { headSha, mergeSha } = origin.push(change)
  server.state.addPullRequest(7, headSha)
  const step = await runStep({
    action: ACTION,
    event: 'pull_request',
    payload: pullRequestPayload({ baseSha: origin.baseSha, headSha }),
    workspace: origin.checkOut(mergeSha),
    sha: mergeSha,
    apiUrl: server.url,
    ...options,
    inputs: {
      'github-token': 'ghs_token',
      count: '1',
      'benchmark-timeout': '4s',
      'time-budget': '60s',
      ...options.inputs,
    },
  })
  await server.close()
  expect(server.violations).toEqual([])
  const written = step.outputs['report-path'] ?? ''
  return {
    step,
    review: reviewSchema.parse(JSON.parse(written === '' ? 'null' : readFileSync(written, 'utf8'))),
    comment: server.state.commentsOf(ACTIONS_BOT)[0]?.body ?? '',
  }
}

describe('benchmarks that attack', () => {
  let attacked: Attacked
  beforeAll(async () => {
    attacked = await attack(BASE, ATTACK)
  }, 300_000)
  const problemOf = (word: string) =>
    attacked.review.benchmarks.find((one) => one.package.endsWith(word))?.problem?.message ?? ''

  test('end in a report all the same, as broken, and nothing of the runner is written', () => {
    expect(attacked.step).toMatchObject({ exitCode: 2, elsewhere: '' })
    expect(attacked.review.verdict).toBe('broken')
  })

  test('one that prints 500 MB is ended, and what it prints gets nowhere', () => {
    // Whichever limit a busy machine reaches first.
    expect(problemOf('flood')).toMatch(/printed more|ran longer/)
    expect(attacked.step.stdout.length + attacked.step.stderr.length).toBeLessThan(100_000)
  })

  test('one that sleeps for ever is ended after its time', () => {
    expect(problemOf('sleeper')).toMatch(/4 s|time/)
  })

  test('one that leaves children behind leaves none', () => {
    const child = Number(readFileSync(traceOf('child'), 'utf8'))
    expect(child).toBeGreaterThan(1)
    expect(() => process.kill(child, 0)).toThrow('ESRCH')
  })

  test('names of benchmarks, metrics and files are no commands, no mentions, no links, no pictures', () => {
    const { comment, step } = attacked
    expect(attacked.review.benchmarks.some(({ name }) => name.includes('@everyone'))).toBe(true)
    expect(step.commands.filter((line) => !/^::(?:error|warning|notice|debug)[ :]/.test(line))).toEqual([])
    expect(step.commands.filter((line) => line.startsWith('::error::'))).toHaveLength(1)
    expect(comment.split('\n').filter((line) => line.startsWith('<!--'))).toHaveLength(1)
    for (const text of [comment, step.summary]) {
      const outsideCode = withoutCode(text)
      expect(outsideCode).not.toMatch(/(?<![\w\\&;#])@everyone/)
      expect(outsideCode).not.toMatch(/<(?:img|b)\b/)
      expect(outsideCode).not.toMatch(/\]\(\/\/evil/)
    }
  })

  test('a go.env of the repository starts no program', () => {
    expect(existsSync(traceOf('toolexec'))).toBe(false)
  })
})

describe('files that attack', () => {
  const QUICK = { inputs: { bench: '^$' } }

  test('a linked testdata is not followed out of the repository', async () => {
    const reading = benchmark('flood', 'os', '\tos.ReadFile("testdata/passwd")')
    const base = { ...BASE, 'flood/testdata/input.txt': 'text\n', 'flood/it_test.go': reading }
    const { step, review } = await attack(base, {
      'lib/lib.go': ATTACK['lib/lib.go'] ?? null,
      'flood/testdata/input.txt': null,
      'flood/testdata': { link: '/etc' },
    })
    expect(step.exitCode).not.toBe(2)
    expect(JSON.stringify(review) + step.stdout + step.stderr).not.toContain('root:')
    expect(review.benchmarks).toMatchObject([
      { comparable: false, notComparableBecause: expect.stringContaining('flood/testdata') },
    ])
    expect(review.problems.map(({ message }) => message).join()).toContain('`flood/testdata` (to `/etc`) is a link out')
  }, 120_000)

  test('what a benchmark reads through a link within the repository counts as its input', async () => {
    const reading = benchmark('flood', 'os', '\tos.ReadFile("testdata/input.txt")')
    const base = {
      ...BASE,
      'shared/input.txt': 'text\n',
      'flood/testdata': { link: '../shared' },
      'flood/it_test.go': reading,
    }
    const { review } = await attack(base, {
      'lib/lib.go': ATTACK['lib/lib.go'] ?? null,
      'shared/input.txt': 'longer\n',
    })
    expect(review.benchmarks).toMatchObject([
      { comparable: false, notComparableBecause: expect.stringContaining('shared/input.txt') },
    ])
    expect(review.problems.map(({ message }) => message).join()).not.toContain('link out')
  }, 120_000)

  test('sources and module files that are links out are nothing that the review reads', async () => {
    const secret = traceOf('secret')
    writeFileSync(secret, 'replace secret => ./lib\n//perf:hot\nTOP SECRET\n')
    const { review, step } = await attack(
      BASE,
      {
        'lib/lib.go': ATTACK['lib/lib.go'] ?? null,
        'other/go.mod': { link: secret },
        'names/default.pgo': { link: '/dev/zero' },
      },
      QUICK,
    )
    expect(review.escapes.added).toHaveLength(1)
    expect(JSON.stringify(review) + step.stdout + step.stderr).not.toContain('TOP SECRET')
    expect(review.problems.map(({ message }) => message).join()).toContain('are links out of the repository')
  }, 120_000)

  test('a toolchain that go.mod asks for is not fetched where GOTOOLCHAIN says local', async () => {
    const change = {
      'lib/lib.go': ATTACK['lib/lib.go'] ?? null,
      'go.mod': 'module example.com/token\n\ngo 1.21\n\ntoolchain go1.99.0\n',
    }
    const { review } = await attack(BASE, change, { ...QUICK, variables: { GOTOOLCHAIN: 'local' } })
    expect(review.environment.go).not.toContain('1.99')
    expect(review.escapes.added).toHaveLength(1)
  }, 120_000)
})
