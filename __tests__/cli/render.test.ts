/** How a report leaves the program: formats, files, colours, and what stays silent. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execa } from 'execa'
import { ALLOCATING, LEAN } from './measured.ts'
import { buildProgram, makeTemporaryRoot, planVariables, runProgram } from './program.ts'
import { makeChange, makeGround } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const ESCAPE = String.fromCharCode(27)

let repository: string
let file: string
let json: string
beforeAll(async () => {
  repository = makeChange(path.join(ground.folder, 'repository'), { base: LEAN, head: ALLOCATING }).repository
  json = await print(['--format', 'json'])
  file = path.join(ground.folder, 'review.json')
  writeFileSync(file, json)
})

/** What a review prints, with benchmarks left out: measured times would differ from run to run. */
async function print(flags: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(['escapes', '--base', 'main', ...flags], { cwd: repository })
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout
}

async function render(flags: readonly string[], variables: Readonly<Record<string, string | undefined>> = {}) {
  const { exitCode, stdout, stderr } = await runProgram(['render', file, ...flags], { variables })
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout
}

/** How long the stages took, and how busy the machine was, is not the same twice. */
const withoutDurations = (text: string): string =>
  text.replaceAll(/\d+(?:\.\d+)? s\b/g, '0 s').replace(/^.*load average.*\n/gm, '')

describe('render', () => {
  test.each(['markdown', 'terminal', 'annotations', 'sarif', 'html'])(
    '%s is what the review itself prints',
    async (format) => {
      const rendered = await render(['--format', format])
      expect(rendered).toContain('sum.go')
      expect(withoutDurations(rendered)).toBe(withoutDurations(await print(['--format', format])))
    },
  )

  test('json is the file itself, and the terminal is the default', async () => {
    const rendered = await render(['--format', 'json'])
    expect(JSON.parse(rendered)).toEqual(JSON.parse(json))
    expect(await render([])).toBe(await render(['--format', 'terminal']))
  })

  test.each([
    ['that does not exist', null, ['no file']],
    ['that is a folder', '', ['review.json']],
    ['that is no JSON', '{"schemaVersion": 1,', ['no JSON', 'review.json']],
    ['that is no review', '{"schemaVersion": 1}', ['no review of schema version 1', 'tool:']],
    ['of another schema version', '{"schemaVersion": 2}', ['no review of schema version 1', 'schemaVersion:']],
  ])('a file %s', async (name, text, words) => {
    const bad = text === '' ? ground.folder : path.join(ground.folder, `${name}.json`)
    if (text) writeFileSync(bad, text)
    const { exitCode, stdout, stderr } = await runProgram(['render', bad])
    expect([exitCode, stdout]).toEqual([2, ''])
    for (const word of [bad, ...words]) expect(stderr).toContain(word)
    const [sentence, ...details] = stderr.trimEnd().split('\n')
    expect(sentence).toMatch(/^go-perf-review: /)
    expect(details.filter((line) => !line.startsWith('  '))).toEqual([])
  })
})

describe('--output', () => {
  test('takes the report, and makes the folders on its way', async () => {
    const target = path.join(ground.folder, 'new folder/deep/review.md')
    expect(await render(['--format', 'markdown', '--output', target])).toBe('')
    expect(readFileSync(target, 'utf8')).toBe(await render(['--format', 'markdown']))
  })

  test('of a review', async () => {
    const target = path.join(ground.folder, 'written.json')
    expect(await print(['--format', 'json', '--output', target])).toBe('')
    expect(withoutDurations(readFileSync(target, 'utf8')).length).toBeGreaterThan(1000)
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ schemaVersion: 1, verdict: 'pass' })
  })

  test('that cannot be written is said before anything is measured', async () => {
    const target = path.join(file, 'review.md')
    const args = ['review', '--base', 'main', '--output', target, '--prepare', `touch '${ground.folder}/measured'`]
    const { exitCode, stdout, stderr } = await runProgram(args, { cwd: repository })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`${target} cannot be written`)
    expect(existsSync(path.join(ground.folder, 'measured'))).toBe(false)
  })

  test('has no colours, whatever is forced', async () => {
    const target = path.join(ground.folder, 'plain.txt')
    await render(['--output', target], { FORCE_COLOR: '1' })
    expect(readFileSync(target, 'utf8')).not.toContain(ESCAPE)
  })
})

describe('colours', () => {
  test.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  ])('in a pipe with %j: %s', async (variables, colored) => {
    // Not looked at: stderr, where Node itself wonders about both being set.
    const { exitCode, stdout } = await runProgram(['render', file], { variables })
    expect([exitCode, stdout.includes(ESCAPE)]).toEqual([0, colored])
  })

  test('never in JSON, Markdown and commands for a runner', async () => {
    for (const format of ['json', 'markdown', 'annotations']) {
      expect(await render(['--format', format], { FORCE_COLOR: '1' })).not.toContain(ESCAPE)
    }
  })
})

describe('on a terminal', () => {
  const onTerminal = hasScript() ? test : test.skip
  if (onTerminal === test.skip) console.warn('No `script` of util-linux here: what a terminal shows is not tested.')

  /** `printed` is what the terminal showed; stdout may be kept apart in a file. */
  async function showOnTerminal(args: readonly string[], options: { stdout?: string; NO_COLOR?: string } = {}) {
    const { stdout, NO_COLOR } = options
    const words = [process.execPath, buildProgram(), ...args].map((word) => `'${word}'`).join(' ')
    const result = await execa(
      'script',
      ['-qefc', stdout === undefined ? words : `${words} > '${stdout}'`, '/dev/null'],
      {
        cwd: repository,
        env: planVariables({ variables: { TERM: 'xterm-256color', NO_COLOR } }, makeTemporaryRoot(ground.folder)),
        extendEnv: false,
        stdin: 'ignore',
        reject: false,
      },
    )
    return { printed: result.stdout, exitCode: result.exitCode }
  }

  onTerminal('colours unless NO_COLOR is set (needs `script`)', async () => {
    expect((await showOnTerminal(['render', file])).printed).toContain(`${ESCAPE}[`)
    const plain = await showOnTerminal(['render', file], { NO_COLOR: '1' })
    expect(plain.printed).toContain('Performance')
    expect(plain.printed).not.toContain(`${ESCAPE}[3`)
  })

  onTerminal('progress on stderr, the report on stdout alone (needs `script`)', async () => {
    const target = path.join(ground.folder, 'stdout.json')
    const args = ['escapes', '--base', 'main', '--format', 'json']
    const { printed, exitCode } = await showOnTerminal(args, { stdout: target })
    expect(exitCode).toBe(0)
    for (const stage of ['Checking out', 'Compiling base', 'Compiling head']) expect(printed).toContain(stage)
    // The live line is taken away at the end.
    expect(printed).toMatch(new RegExp(`\\r${ESCAPE}\\[2K$`))
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ schemaVersion: 1 })
    const quiet = await showOnTerminal([...args, '--quiet'], { stdout: target })
    expect(quiet).toEqual({ printed: '', exitCode: 0 })
  })
})

describe('help', () => {
  test.each([
    [['--help'], ['review', 'escapes', 'bench', 'render', 'demo']],
    [['help'], ['review', 'escapes', 'bench', 'render', 'demo']],
    [
      ['review', '--help'],
      ['--base', '--head', '--worktree', '--packages', '--fail-on', '--time-budget'],
    ],
    [
      ['render', '--help'],
      ['--format', '--output'],
    ],
    [['--version'], [JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version]],
  ])('%j', async (args, words) => {
    const { exitCode, stdout, stderr } = await runProgram(args)
    expect([exitCode, stderr]).toEqual([0, ''])
    for (const word of words) expect(stdout).toContain(word)
  })
})

test('a reader that goes away early is no error', async () => {
  const words = `'${process.execPath}' '${buildProgram()}' render '${file}' --format json`
  // Long before Node has started, `true` has ended.
  const { stdout, stderr } = await execa('bash', ['-c', `${words} | true; echo "\${PIPESTATUS[0]}"`], {
    env: planVariables({}, makeTemporaryRoot(ground.folder)),
    extendEnv: false,
    reject: false,
  })
  expect([stdout, stderr]).toEqual(['0', ''])
})

function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8', stdio: 'pipe' }).includes('util-linux')
  } catch {
    return false
  }
}
