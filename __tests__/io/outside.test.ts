import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openRepository } from '../../src/io/git.ts'
import { createPrograms } from '../../src/io/programs.ts'
import type { Git } from '../../src/ports.ts'
import {
  commitFiles,
  createRecordedLog,
  digestTree,
  type Ground,
  makeGround,
  makeRepository,
  runGit,
  writeFiles,
} from './sample-repository.ts'

let ground: Ground
let opened: Git[] = []
let goWork: string | undefined
beforeEach(() => {
  ground = makeGround()
  goWork = process.env.GOWORK
  delete process.env.GOWORK
})
afterEach(async () => {
  if (goWork === undefined) delete process.env.GOWORK
  else process.env.GOWORK = goWork
  for (const git of opened) await git.close()
  opened = []
  ground.remove()
})

const programs = createPrograms({ passThrough: [] })
const place = (...names: readonly string[]): string => path.join(ground.folder, ...names)

async function openWorktrees(folder: string, base: string, head: string) {
  const git = await openRepository(folder, { programs, log: createRecordedLog(), temporaryRoot: ground.temporaryRoot })
  opened.push(git)
  return git.openWorktrees(base, head)
}

/** Builds and runs a command of the module, as a reviewer of that worktree would; returns what it prints, or Go's complaint. */
async function goRun(folder: string, ...args: readonly string[]): Promise<string> {
  const out: Buffer[] = []
  const command = { program: 'go', args: ['run', ...args], cwd: folder, environment: 'toolchain' } as const
  const outcome = await programs.run(
    { ...command, timeoutMs: 110_000, maxOutputBytes: 1_000_000 },
    { stdout: (chunk) => out.push(Buffer.from(chunk)) },
  )
  return outcome.exitCode === 0 ? Buffer.concat(out).toString() : outcome.stderrTail
}

const makeLibrary = (name: string, word: string) => ({
  [`${name}/go.mod`]: `module example.com/lib\n\ngo 1.22\n`,
  [`${name}/lib.go`]: `package lib\n\nfunc Word() string { return "${word}" }\n`,
})
const MAIN = 'package main\n\nimport "example.com/lib"\n\nfunc main() { print2(lib.Word()) }\n'
const PRINT = 'package main\n\nimport "os"\n\nfunc print2(s string) { os.Stdout.WriteString(SIDE + s) }\n'
const side = (name: string) => `package main\n\nconst SIDE = "${name} "\n`
const GO_MOD = 'module example.com/app\n\ngo 1.22\n\nrequire example.com/lib v0.0.0\n'

/** A repository with a base and a head whose program says which side it is and what the library says. */
function makeApp(root: string, goMod: string, folder = ''): { base: string; head: string } {
  makeRepository(root)
  const at = (name: string): string => path.posix.join(folder, name)
  const base = commitFiles(root, {
    [at('go.mod')]: goMod,
    [at('main.go')]: MAIN,
    [at('print.go')]: PRINT,
    [at('side.go')]: side('base'),
  })
  const head = commitFiles(root, { [at('side.go')]: side('head') })
  // What the user has on disk is neither side: nobody may build it.
  writeFiles(root, { [at('side.go')]: side('checkout') })
  return { base, head }
}

describe('a replacement outside of the repository', () => {
  test.each([
    ['beside it', 'src/libs ü/lib', '../libs ü/lib'],
    ['further up', 'lib', '../../lib'],
  ])('%s is found from both sides', async (_name, where, written) => {
    writeFiles(ground.folder, makeLibrary(where, 'outside'))
    const root = place('src', 'my app ü')
    const { base, head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => "${written}"\n`)
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(worktrees.base, '.')).toBe('base outside')
    expect(await goRun(worktrees.head, '.')).toBe('head outside')
  })

  test('of a module in a subfolder, when only the head has it', async () => {
    writeFiles(ground.folder, makeLibrary('lib', 'outside'))
    const root = place('app')
    makeRepository(root)
    const base = commitFiles(root, { 'readme.md': 'x' })
    const { head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ../../lib\n`, 'sub')
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(path.join(worktrees.head, 'sub'), '.')).toBe('head outside')
  })

  test('that is inside of the repository needs nothing, and each side has its own', async () => {
    const root = place('app')
    makeRepository(root)
    commitFiles(root, makeLibrary('lib', 'first'))
    const { base } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ./lib\n`)
    runGit(root, 'stash')
    const head = commitFiles(root, makeLibrary('lib', 'second'))
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(worktrees.base, '.')).toBe('base first')
    expect(await goRun(worktrees.head, '.')).toBe('head second')
  })

  test('a folder around the repository is mirrored without the repository', async () => {
    writeFiles(ground.folder, makeLibrary('around', 'around'))
    const root = place('around', 'app')
    const { base, head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ../\n`)
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(worktrees.head, '.')).toBe('head around')
    expect(lstatSync(worktrees.head).isSymbolicLink()).toBe(false)
  })

  test('what does not exist, or is hostile, is left to Go, and nothing outside is written', async () => {
    writeFiles(ground.folder, makeLibrary('lib/deep/lib', 'outside'))
    const root = place('app')
    const replaced = [
      '../gone',
      '../lib',
      '../lib/deep/lib',
      '../lib/deep/missing/x',
      '../../../../../../../etc/..',
      '../..',
    ]
      .map((folder, index) => `replace example.com/m${index} => ${folder}\n`)
      .join('')
    const { base, head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ../lib/deep/lib\n${replaced}`)
    const broken = commitFiles(root, { 'broken/go.mod': 'module replace =>\n', 'testdata/go.mod': 'replace\n' })
    const before = digestTree(place('lib'))
    const worktrees = await openWorktrees(root, base, broken)
    expect(await goRun(worktrees.base, '.')).toBe('base outside')
    await opened[0]?.close()
    expect(digestTree(place('lib'))).toEqual(before)
    expect(head).not.toBe(broken)
  })

  test('an absolute path outside of the repository stays', async () => {
    writeFiles(ground.folder, makeLibrary('lib', 'outside'))
    const root = place('app')
    const { base, head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ${place('lib')}\n`)
    expect(await goRun((await openWorktrees(root, base, head)).head, '.')).toBe('head outside')
  })

  test('an absolute path into the repository is refused with file, line and what to write', async () => {
    const root = place('app')
    makeRepository(root)
    commitFiles(root, makeLibrary('lib', 'inside'))
    const { base, head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ${root}/lib\n`)
    await expect(openWorktrees(root, base, head)).rejects.toMatchObject({
      kind: 'outside-dependency',
      message: expect.stringMatching(/^go\.mod, line 7: `replace` names .*\/app\/lib, .* write \.\/lib instead\.$/),
    })
    expect(readdirSync(ground.temporaryRoot)).toEqual([])
    expect(existsSync(path.join(root, '.git/worktrees'))).toBe(false)
  })
})

describe('a go.work', () => {
  test('above the repository is copied beside both worktrees, with what it and its modules use', async () => {
    writeFiles(ground.folder, {
      'ws/go.work': 'go 1.22\n\nuse (\n\t./app\n\t./lib\n)\n',
      'ws/lib/go.mod':
        'module example.com/lib\n\ngo 1.22\n\nrequire example.com/real v0.0.0\n\nreplace example.com/real => ../../real2\n',
      'ws/lib/lib.go': 'package lib\n\nimport "example.com/real"\n\nfunc Word() string { return real.Word() }\n',
      'real2/go.mod': 'module example.com/real\n\ngo 1.22\n',
      'real2/real.go': 'package real\n\nfunc Word() string { return "through two" }\n',
    })
    const root = place('ws', 'app')
    const { base, head } = makeApp(root, 'module example.com/app\n\ngo 1.22\n')
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(worktrees.base, '.')).toBe('base through two')
    expect(await goRun(worktrees.head, '.')).toBe('head through two')
    expect(lstatSync(path.join(worktrees.head, '../go.work')).isSymbolicLink()).toBe(false)
  })

  test('that git does not hold is copied to both sides, without modules that a side lacks', async () => {
    writeFiles(ground.folder, makeLibrary('lib', 'outside'))
    const root = place('app')
    const { base } = makeApp(root, GO_MOD)
    runGit(root, 'checkout', '--quiet', '--', '.')
    const head = commitFiles(root, {
      'side.go': side('head'),
      '.gitignore': 'go.work\n',
      'new/go.mod': 'module example.com/new\n\ngo 1.22\n',
      'new/new.go': 'package new\n',
    })
    writeFiles(root, { 'go.work': 'go 1.22\n\nuse (\n\t.\n\t./new\n\t../lib\n)\n' })
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(worktrees.base, '.')).toBe('base outside')
    expect(await goRun(worktrees.head, '.')).toBe('head outside')
    expect(readFileSync(path.join(worktrees.base, 'go.work'), 'utf8')).not.toContain('./new')
    expect(readFileSync(path.join(worktrees.head, 'go.work'), 'utf8')).toContain('./new')
  })

  test("that git holds is each side's own", async () => {
    writeFiles(ground.folder, { ...makeLibrary('one', 'one'), ...makeLibrary('two', 'two') })
    const root = place('app')
    makeRepository(root)
    commitFiles(root, { 'go.work': 'go 1.22\n\nuse .\n\nuse ../one\n' })
    const { base } = makeApp(root, GO_MOD)
    runGit(root, 'stash')
    const head = commitFiles(root, { 'go.work': 'go 1.22\n\nuse .\n\nuse ../two\n' })
    const worktrees = await openWorktrees(root, base, head)
    expect(await goRun(worktrees.base, '.')).toBe('base one')
    expect(await goRun(worktrees.head, '.')).toBe('head two')
  })

  test('that names the repository by an absolute path is refused', async () => {
    const root = place('ws', 'app')
    writeFiles(ground.folder, { 'ws/go.work': `go 1.22\n\nuse ./lib\nuse ${root}\n`, ...makeLibrary('ws/lib', 'x') })
    const { base, head } = makeApp(root, GO_MOD)
    await expect(openWorktrees(root, base, head)).rejects.toMatchObject({
      kind: 'outside-dependency',
      message: expect.stringMatching(/ws\/go\.work, line 4: `use` names .*\/ws\/app, .* write \.\/app instead\.$/),
    })
  })

  test('that GOWORK names is refused, as children would follow it to the checkout; off is fine', async () => {
    writeFiles(ground.folder, { 'w/go.work': 'go 1.22\n\nuse ../app\n', ...makeLibrary('lib', 'outside') })
    const root = place('app')
    const { base, head } = makeApp(root, `${GO_MOD}\nreplace example.com/lib => ../lib\n`)
    process.env.GOWORK = place('w', 'go.work')
    await expect(openWorktrees(root, base, head)).rejects.toMatchObject({
      kind: 'outside-dependency',
      message: expect.stringMatching(/^GOWORK is set to .*unset it/),
    })
    process.env.GOWORK = 'off'
    expect(await goRun((await openWorktrees(root, base, head)).head, '.')).toBe('head outside')
  })

  test('that happens to lie above the temporary folder is refused, not followed', async () => {
    writeFiles(path.dirname(ground.temporaryRoot), { 'temporary/go.work': 'go 1.22\n' })
    const root = place('app')
    const { base, head } = makeApp(root, GO_MOD)
    await expect(openWorktrees(root, base, head)).rejects.toMatchObject({
      kind: 'outside-dependency',
      message: expect.stringContaining('lies above the folder for temporary files'),
    })
  })
})

test('the worktrees lie where the repository lies, below a folder for each side of equal length', async () => {
  const root = place('a b', 'ü')
  makeRepository(root)
  const sha = commitFiles(root, { a: '' })
  const worktrees = await openWorktrees(root, sha, sha)
  expect(worktrees.base.endsWith(path.join('base', root))).toBe(true)
  expect(worktrees.head.endsWith(path.join('head', root))).toBe(true)
  expect(worktrees.base.length).toBe(worktrees.head.length)
  expect(realpathSync(worktrees.head)).toBe(worktrees.head)
})

test('a machine without Go still lays the worktrees out', async () => {
  const root = place('r')
  makeRepository(root)
  const sha = commitFiles(root, { 'go.mod': 'module x\n\nreplace y => ../y\n' })
  const withoutGo = {
    run: (command: Parameters<typeof programs.run>[0], sinks?: Parameters<typeof programs.run>[1]) =>
      programs.run(command.program === 'go' ? { ...command, program: 'no-such-go' } : command, sinks),
  }
  const git = await openRepository(root, {
    programs: withoutGo,
    log: createRecordedLog(),
    temporaryRoot: ground.temporaryRoot,
  })
  opened.push(git)
  expect(existsSync(path.join((await git.openWorktrees(sha, sha)).head, 'go.mod'))).toBe(true)
})

describe('a link in a commit that leads out of the repository', () => {
  const link = (root: string, name: string, target: string): string => {
    rmSync(path.join(root, name), { recursive: true, force: true })
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    symlinkSync(target, path.join(root, name))
    runGit(root, 'add', '--all')
    return commitFiles(root, { [`changed-${name.replaceAll('/', '-')}`]: '' })
  }

  test('is told, and read by nobody where it stands for a module file', async () => {
    writeFiles(ground.folder, {
      'elsewhere/x': 'x',
      'secret/go.mod': 'module example.com/secret\n\nreplace example.com/x => ../../../elsewhere\n',
    })
    const root = place('src', 'app')
    const { base } = makeApp(root, GO_MOD)
    link(root, 'inner', 'main.go')
    const head = link(root, 'sub/go.mod', place('secret', 'go.mod'))
    const worktrees = await openWorktrees(root, base, head)
    expect(worktrees.links.base).toEqual(new Map())
    expect(worktrees.links.head).toEqual(
      new Map([
        ['inner', 'main.go'],
        ['sub/go.mod', place('secret', 'go.mod')],
      ]),
    )
    expect(existsSync(path.join(worktrees.head, '..', '..', 'elsewhere'))).toBe(false)
  })

  test('is no way to write elsewhere: a go.work is not copied through it', async () => {
    writeFiles(ground.folder, { 'elsewhere/x': 'x' })
    const root = place('app')
    const { base } = makeApp(root, GO_MOD, 'sub')
    const head = link(root, 'sub', place('elsewhere'))
    runGit(root, 'checkout', '--quiet', base)
    writeFiles(root, { 'sub/go.work': 'go 1.22\n\nuse .\n' })
    await openWorktrees(path.join(root, 'sub'), base, head)
    expect(readdirSync(place('elsewhere'))).toEqual(['x'])
  })
})
