/** Bad input: one clear sentence on stderr (what, where, what to do), exit 2, no report, and nothing of the user's touched. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { FileTree } from '../fixtures/shapes.ts'
import { buildProgram, makeTemporaryRoot, type ProgramOptions, planVariables, runProgram } from './program.ts'
import { commitFiles, fingerprint, makeChange, makeGround, makeRepository, runGit, writeFiles } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

const MODULE: FileTree = { 'go.mod': 'module example.com/small\n\ngo 1.21\n', 'small.go': 'package small\n' }
const CHANGED: FileTree = { ...MODULE, 'small.go': '// Package small is small.\npackage small\n' }
const CONFIG = '.github/go-perf-review.yml'

let count = 0
function makeSmallChange(sides: { readonly base?: FileTree; readonly head?: FileTree } = {}) {
  const folder = path.join(ground.folder, `repository-${++count}`)
  return makeChange(folder, { base: sides.base ?? MODULE, head: sides.head ?? CHANGED })
}

/** Runs the program on a repository and expects it to refuse. Returns the sentence and the indented lines below it. */
async function refuse(folder: string, args: readonly string[], options: ProgramOptions = {}) {
  const before = fingerprint(folder)
  const { exitCode, stdout, stderr, leftovers } = await runProgram(args, { cwd: folder, ...options })
  expect({ exitCode, stdout, leftovers }).toEqual({ exitCode: 2, stdout: '', leftovers: [] })
  expect(fingerprint(folder)).toEqual(before)
  return readComplaint(stderr)
}

function readComplaint(stderr: string): { readonly sentence: string; readonly details: readonly string[] } {
  const [sentence = '', ...details] = stderr.replace(/\n$/, '').split('\n')
  expect(sentence).toMatch(/^go-perf-review: \S/)
  expect(details.filter((line) => !line.startsWith('  '))).toEqual([])
  expect(stderr).not.toMatch(/\bat .*\.js:\d+|this is a bug/)
  return { sentence, details }
}

function expectWords(sentence: string, words: readonly string[]): void {
  for (const word of words) expect(sentence).toContain(word)
}

describe('the repository', () => {
  test('a folder that is in none', async () => {
    const folder = path.join(ground.folder, 'plain')
    writeFiles(folder, MODULE)
    const { sentence } = await refuse(folder, ['review'])
    expectWords(sentence, [folder, 'not in a git repository', '--repo'])
  })

  test('a folder that does not exist', async () => {
    const { repository } = makeSmallChange()
    const { sentence } = await refuse(repository, ['review', '--repo', 'missing'])
    expectWords(sentence, [path.join(repository, 'missing'), 'no folder', '--repo'])
  })

  test('no git on PATH', async () => {
    const { repository } = makeSmallChange()
    const { sentence } = await refuse(repository, ['review'], { variables: { PATH: makePath('no-git', ['go']) } })
    expectWords(sentence, ['git', 'PATH', 'install'])
  })

  test('no commit yet', async () => {
    const folder = makeRepository(path.join(ground.folder, 'empty'))
    writeFiles(folder, MODULE)
    const { sentence } = await refuse(folder, ['review'])
    expectWords(sentence, ['no commit yet', 'commit'])
  })

  test('a merge with conflicts', async () => {
    const { repository } = makeSmallChange()
    runGit(repository, 'switch', '--quiet', '--create', 'other', 'main')
    commitFiles(repository, { 'small.go': '// Another word.\npackage small\n' })
    expect(() => runGit(repository, 'merge', '--quiet', 'change')).toThrow()
    const { sentence } = await refuse(repository, ['review'])
    expectWords(sentence, ['small.go', 'conflicts', 'resolve'])
  })
})

describe('refs', () => {
  test.each(['--base', '--head'])('an unknown %s', async (flag) => {
    const { repository } = makeSmallChange()
    const other = flag === '--base' ? [] : ['--base', 'main']
    const { sentence } = await refuse(repository, ['review', ...other, flag, 'mian'])
    expectWords(sentence, ['"mian"', 'check the spelling', 'git fetch'])
  })

  test('a ref that looks like an option', async () => {
    const { repository } = makeSmallChange()
    const { sentence } = await refuse(repository, ['review', '--base=--output=x'])
    expectWords(sentence, ['"--output=x"', 'check the spelling'])
  })

  test('no base named, and no default branch to take for one', async () => {
    const { repository } = makeSmallChange()
    runGit(repository, 'branch', '--move', 'main', 'release-7')
    const { sentence } = await refuse(repository, ['review'])
    expectWords(sentence, ['default branch', '--base'])
  })

  test('no common history', async () => {
    const { repository } = makeSmallChange()
    runGit(repository, 'switch', '--quiet', '--orphan', 'island')
    commitFiles(repository, { 'island.go': 'package island\n' })
    const { sentence } = await refuse(repository, ['review', '--base', 'main'])
    expectWords(sentence, ['"main"', '"HEAD"', 'no common ancestor', 'another base'])
  })

  test('a shallow clone: how to get what is missing', async () => {
    const { repository } = makeSmallChange()
    const clone = path.join(ground.folder, 'shallow')
    runGit(ground.folder, 'clone', '--quiet', '--depth=1', '--branch=change', `file://${repository}`, clone)
    const { sentence } = await refuse(clone, ['review', '--base', 'HEAD~1'])
    expectWords(sentence, ['"HEAD~1"', 'shallow', '--unshallow', 'fetch-depth: 0'])
  })
})

describe('Go', () => {
  test('none on PATH', async () => {
    const { repository } = makeSmallChange()
    const { sentence } = await refuse(repository, ['review', '--base', 'main'], {
      variables: { PATH: makePath('no-go', ['git']) },
    })
    expectWords(sentence, ['Go could not be started', 'PATH', '1.21', 'install'])
  })

  test('one older than 1.21', async () => {
    const { repository } = makeSmallChange()
    const folder = makePath('old-go', ['git', 'cat', 'sh'])
    const answer = { GOVERSION: 'go1.20.14', GOOS: 'linux', GOARCH: 'amd64', GOFLAGS: '', GOROOT: '/usr/local/go' }
    const printed = JSON.stringify({ ...answer, GOMOD: '/x/go.mod', GOWORK: '', CGO_ENABLED: '0' })
    writeFileSync(path.join(folder, 'go'), `#!/bin/sh\nif [ "$2" = -json ]; then\ncat <<'END'\n${printed}\nEND\nfi\n`)
    chmodSync(path.join(folder, 'go'), 0o755)
    const { sentence } = await refuse(repository, ['review', '--base', 'main'], { variables: { PATH: folder } })
    expectWords(sentence, ['go1.20.14', 'too old', '1.21', 'install'])
  })

  test('one that ends with an error: its own words', async () => {
    const { repository } = makeSmallChange()
    const folder = makePath('broken-go', ['git', 'sh'])
    writeFileSync(path.join(folder, 'go'), '#!/bin/sh\necho "go: cannot find GOROOT directory: /nowhere" >&2\nexit 2\n')
    chmodSync(path.join(folder, 'go'), 0o755)
    const { sentence, details } = await refuse(repository, ['review', '--base', 'main'], {
      variables: { PATH: folder },
    })
    expectWords(sentence, ['go env'])
    expect(details.join('\n')).toContain('cannot find GOROOT')
  })
})

describe('the module', () => {
  test('no go.mod', async () => {
    const { repository } = makeSmallChange({
      base: { 'small.go': 'package small\n' },
      head: { 'small.go': '// Changed.\npackage small\n' },
    })
    const { sentence } = await refuse(repository, ['review', '--base', 'main'])
    expectWords(sentence, ['go.mod', "the repository's root", 'working-directory'])
  })

  test('no go.mod in the working directory that is named', async () => {
    const { repository } = makeSmallChange({
      base: { 'a/small.go': 'package small\n', 'b/go.mod': MODULE['go.mod'] ?? '' },
      head: { 'a/small.go': '// Changed.\npackage small\n', 'b/go.mod': MODULE['go.mod'] ?? '' },
    })
    const { sentence } = await refuse(repository, ['review', '--base', 'main', '--working-directory', 'a'])
    expectWords(sentence, ['go.mod', ' a ', 'working-directory'])
  })

  test('a working directory that does not exist', async () => {
    const { repository } = makeSmallChange()
    const { sentence } = await refuse(repository, ['review', '--base', 'main', '--working-directory', 'servces'])
    expectWords(sentence, ['servces', 'no such folder', 'working-directory'])
  })

  test.each(['./missing', './missing/...', 'example.com/elsewhere/...'])(
    'packages: %s matches none',
    async (pattern) => {
      const { repository } = makeSmallChange()
      const { sentence } = await refuse(repository, ['review', '--base', 'main', '--packages', pattern])
      expectWords(sentence, [pattern, 'No Go package matches', 'packages'])
    },
  )

  test('a replacement that would make both sides build the checkout', async () => {
    const library = path.join(ground.folder, `repository-${count + 1}`, 'library')
    const text = `module example.com/small\n\ngo 1.21\n\nrequire example.com/library v0.0.0\n\nreplace example.com/library => ${library}\n`
    const { repository } = makeSmallChange({
      head: { ...CHANGED, 'go.mod': text, 'library/go.mod': 'module example.com/library\n' },
    })
    const { sentence } = await refuse(repository, ['review', '--base', 'main'])
    expectWords(sentence, ['go.mod, line 7', library, 'write ./library'])
  })
})

describe('the command line', () => {
  test.each([
    ['an unknown option', ['review', '--bse', 'main'], ["'--bse'", '--base', 'review --help']],
    ['an unknown command', ['reveiw'], ["'reveiw'", 'review', '--help']],
    ['a word too many', ['review', 'main'], ['too many arguments', 'review --help']],
    ['an option without its value', ['review', '--base'], ['--base', 'review --help']],
    ['a file that is not named', ['render'], ['file', 'render --help']],
    ['an unknown format of a review', ['review', '--format', 'xml'], ['--format', '"xml"', 'markdown', 'json']],
    ['an unknown format of a file', ['render', 'x.json', '--format', 'xml'], ['--format', 'xml', 'markdown', 'json']],
    ['a number that is none', ['review', '--count', 'ten'], ['--count', '"ten"', 'a whole number']],
    ['a tree and a head', ['review', '--worktree', '--head', 'main'], ['--worktree', '--head']],
    ['a package that is an option', ['review', '--packages', '-toolexec=x'], ['--packages', '"-toolexec=x"']],
    ['a folder outside', ['review', '--working-directory', '../x'], ['--working-directory', '"../x"', "'..'"]],
    ['an unknown word of the gate', ['review', '--fail-on', 'alocs'], ['--fail-on', 'alocs', 'allocs']],
  ])('%s', async (_, args, words) => {
    const { repository } = makeSmallChange()
    const { sentence, details } = await refuse(repository, args)
    expectWords([sentence, ...details].join('\n'), words)
  })

  test('no command: what there is', async () => {
    const { exitCode, stdout, stderr } = await runProgram([])
    expect([exitCode, stdout]).toEqual([2, ''])
    for (const name of ['review', 'escapes', 'bench', 'render', 'demo']) expect(stderr).toContain(name)
  })

  test('several at once are named at once', async () => {
    const { repository } = makeSmallChange()
    const { sentence, details } = await refuse(repository, ['review', '--count', '0', '--time-budget', 'soon'])
    expect(sentence).toContain('2 problems')
    expect(details.map((line) => line.trim().split(':')[0])).toEqual(['--count', '--time-budget'])
  })
})

describe('the config file', () => {
  test('every problem at once, each with its line', async () => {
    const { repository } = makeSmallChange({
      head: {
        ...CHANGED,
        [CONFIG]:
          'count: many\nfail-on: [alocs]\nwrong-key: 1\nwaivers:\n  - benchmark: BenchmarkX\n    until: tomorrow\n',
      },
    })
    const { sentence, details } = await refuse(repository, ['review', '--base', 'main'])
    expect(sentence).toMatch(/\d problems/)
    const all = details.join('\n')
    for (const line of [1, 2, 3, 6]) expect(all).toMatch(new RegExp(`go-perf-review\\.yml:${line}:\\d+: `))
    expectWords(all, ['"many"', 'alocs', 'wrong-key', 'until', 'expected'])
  })

  test('one that is no YAML', async () => {
    const { repository } = makeSmallChange({ head: { ...CHANGED, [CONFIG]: 'count: [1\n' } })
    const { sentence, details } = await refuse(repository, ['review', '--base', 'main'])
    expectWords([sentence, ...details].join('\n'), [`${CONFIG}:`, 'expected'])
  })

  test('one that is named and does not exist', async () => {
    const { repository } = makeSmallChange()
    const { sentence } = await refuse(repository, ['review', '--base', 'main', '--config', 'perf.yml'])
    expectWords(sentence, ['perf.yml', '--config'])
  })
})

describe('the disk', () => {
  test('a folder for temporary files that cannot be written', async () => {
    const { repository } = makeSmallChange()
    const before = fingerprint(repository)
    const file = path.join(ground.folder, 'a-file')
    writeFileSync(file, '')
    const args = [buildProgram(), 'review', '--base', 'main']
    const { exitCode, stdout, stderr } = await startIn(repository, process.execPath, args, file)
    expect([exitCode, stdout]).toEqual([2, ''])
    expectWords(readComplaint(stderr).sentence, [file, 'cannot be written'])
    expect(fingerprint(repository)).toEqual(before)
  })

  const small = canMount() ? test : test.skip
  if (small === test.skip) console.warn('No file system can be mounted here: the tests of a full disk are skipped.')

  small.each([
    ['a worktree', '2m', 'git could not'],
    ['a test binary', '6m', 'Go'],
  ])('no space for %s (needs the right to mount)', async (_, size, words) => {
    const blob = Array.from({ length: 40_000 }, (__, index) => `${index} ${(index * 7919) % 104_729}`).join('\n')
    const benchmark =
      'package small\n\nimport "testing"\n\nfunc BenchmarkNothing(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tNothing()\n\t}\n}\n'
    const shared = {
      ...MODULE,
      'small_test.go': benchmark,
      'a.txt': `${blob}a`,
      'b.txt': `${blob}b`,
      'c.txt': `${blob}c`,
    }
    const { repository } = makeSmallChange({
      base: { ...shared, 'small.go': 'package small\n\n// Nothing does nothing.\nfunc Nothing() {}\n' },
      head: { ...shared, 'small.go': 'package small\n\n// Nothing does nothing.\nfunc Nothing() { println() }\n' },
    })
    const before = fingerprint(repository)
    const disk = makeTemporaryRoot(ground.folder)
    const script = `mount -t tmpfs -o size=${size} tmpfs '${disk}' && '${process.execPath}' '${buildProgram()}' review --base main; status=$?; ls -A '${disk}' >&2; exit $status`
    const { exitCode, stdout, stderr } = await startIn(repository, 'unshare', [...UNSHARE, 'sh', '-c', script], disk)
    const { sentence } = readComplaint(stderr)
    expect([exitCode, stdout]).toEqual([2, ''])
    expectWords(sentence, ['No space left', words, 'TMPDIR'])
    expect(fingerprint(repository)).toEqual(before)
  })
})

const UNSHARE = ['--user', '--map-root-user', '--mount']

function canMount(): boolean {
  try {
    const folder = makeTemporaryRoot(ground.folder)
    const script = `mount -t tmpfs -o size=1m tmpfs '${folder}'`
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function startIn(cwd: string, program: string, args: readonly string[], temporaryRoot: string) {
  const { execa } = await import('execa')
  return await execa(program, [...args], {
    cwd,
    env: planVariables({}, temporaryRoot),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  })
}

/** A folder for PATH with these programs and no others. */
function makePath(name: string, programs: readonly string[]): string {
  const folder = path.join(ground.folder, `${name}-${++count}`)
  mkdirSync(folder)
  for (const program of programs) {
    const found = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
    symlinkSync(found, path.join(folder, program))
  }
  return folder
}
