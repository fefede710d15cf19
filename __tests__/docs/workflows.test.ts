import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { blocksOf, ROOT, readText, sectionOf } from './texts.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly on: unknown
  readonly permissions: unknown
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: unknown
        readonly steps: readonly Step[]
        readonly strategy?: { readonly matrix: Record<string, unknown> }
      }
    >
  >
}

const action = parse(readText('action.yml'))
const [inReadme = ''] = blocksOf(sectionOf(readText('README.md'), 'Review pull requests'), 'yaml')
const examples = readdirSync(path.join(ROOT, 'examples')).map((name) => `examples/${name}`)
const own = readdirSync(path.join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`)
const all = new Map([['README.md', inReadme], ...[...examples, ...own].map((file) => [file, readText(file)] as const)])

describe.each([...all])('the workflow in %s', (_, text) => {
  const workflow: Workflow = parse(text)
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)

  test('says when it runs, and gives no permission that it does not name', () => {
    expect(workflow.on).toBeTruthy()
    expect(Object.values(Object(workflow.permissions)).every((level) => level === 'read' || level === 'write')).toBe(
      true,
    )
    expect(workflow.permissions).toEqual({ contents: 'read' })
  })

  test('leaves no token on disk', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false))
  })

  test('hands no event to a shell', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([])
  })

  test('uses only inputs that the Action has', () => {
    const ours = steps.filter(({ uses }) => uses?.startsWith('go-perf-review/') || uses === './')
    const given = ours.flatMap((step) => Object.keys(step.with ?? {}))
    expect(given.filter((input) => !Object.hasOwn(action.inputs, input))).toEqual([])
  })
})

describe('the workflow to add', () => {
  test('is short, and is the example', () => {
    expect(inReadme.trim().split('\n')).toHaveLength(11)
    expect(parse(readText('examples/pull-request.yml'))).toEqual(parse(inReadme))
  })

  test('may do what comment, notes and check need, and no more', () => {
    const needed = { contents: 'read', 'pull-requests': 'write', checks: 'write' }
    expect(parse(inReadme).permissions).toEqual({ contents: 'read' })
    expect(Object.values<Workflow>(parse(inReadme).jobs).map(({ permissions }) => permissions)).toEqual([needed])
  })
})

test('whoever compiles the code of a pull request without trust in it has no token; whoever has one runs nothing', () => {
  for (const [, text] of all) {
    for (const job of Object.values(parse(text).jobs as Workflow['jobs'])) {
      const modes = job.steps.map((step) => step.with?.mode)
      if (modes.includes('measure')) {
        expect(job.permissions).toBeUndefined()
        expect(job.steps.find((step) => step.with?.mode === 'measure')?.with?.['github-token']).toBe('')
      }
      if (modes.includes('report')) {
        expect(job.steps.some(({ uses, run }) => run !== undefined || /checkout|setup-go/.test(uses ?? ''))).toBe(false)
      }
    }
  }
})

describe.each([...examples, ...own])('%s', (file) => {
  test('pins every action but this one to a commit, with its version beside it', () => {
    const uses = readText(file)
      .split('\n')
      .filter((line) => /\buses:/.test(line) && !/uses: (?:\.\/|go-perf-review\/)/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })
})

describe.each(own)('%s', (file) => {
  const text = readText(file)

  test('only reads', () => {
    expect(parse(text).permissions).toEqual({ contents: 'read' })
  })
})

describe('.ci/run', () => {
  const script = readText('.ci/run')

  test('can be started, and stops at the first failure', () => {
    expect(statSync(path.join(ROOT, '.ci/run')).mode & 0o111).toBe(0o111)
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n[\s\S]*\nset -euo pipefail\n/)
  })

  test('runs what the README says to run', () => {
    expect(blocksOf(readText('README.md'), 'sh').join('')).toContain('npm ci && npm test\n')
    expect(script).toMatch(/^npm ci$/m)
    expect(script).toMatch(/^npm test\b/m)
  })

  test('is what the workflow runs, on the oldest supported Node.js and on that of the Action', () => {
    const workflow: Workflow = parse(readText('.github/workflows/ci.yml'))
    const [job] = Object.values(workflow.jobs)
    expect(job?.steps.map(({ run }) => run)).toContain('.ci/run')
    const oldest = Number(/\d+/.exec(JSON.parse(readText('package.json')).engines.node)?.[0])
    const runners = Number(/\d+/.exec(action.runs.using)?.[0])
    expect(job?.strategy?.matrix.node).toEqual([oldest, runners])
  })
})
