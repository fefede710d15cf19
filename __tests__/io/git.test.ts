import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type GitOptions, openRepository } from '../../src/io/git.ts'
import { matchDiskFull } from '../../src/io/git-command.ts'
import { createPrograms } from '../../src/io/programs.ts'
import type { Git, Outcome, Programs } from '../../src/ports.ts'
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
beforeEach(() => {
  ground = makeGround()
})
afterEach(async () => {
  for (const git of opened) await git.close()
  opened = []
  ground.remove()
})

const programs = createPrograms({ passThrough: [] })

async function open(folder: string, more: Partial<GitOptions> = {}): Promise<Git> {
  const git = await openRepository(folder, {
    programs,
    log: createRecordedLog(),
    temporaryRoot: ground.temporaryRoot,
    ...more,
  })
  opened.push(git)
  return git
}

function makeBareRepository(): string {
  runGit(ground.folder, 'init', '--bare', '--quiet', 'bare')
  return place('bare')
}

const place = (name: string): string => path.join(ground.folder, name)

/** Everything that a user could miss: refs, stash, config, status, and the bytes of the index. */
function recordState(root: string) {
  const index = path.join(root, '.git/index')
  return {
    index: existsSync(index) ? readFileSync(index).toString('hex') : null,
    git: digestTree(path.join(root, '.git')),
    files: digestTree(root),
    status: runGit(root, '--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--show-stash'),
    refs: runGit(root, 'for-each-ref'),
    worktrees: runGit(root, 'worktree', 'list', '--porcelain'),
  }
}

describe('opening', () => {
  test('a folder below the top knows its prefix', async () => {
    const root = makeRepository(place('a b/Größe'))
    writeFiles(root, { 'sub/ü x/go.mod': 'module x\n' })
    expect((await open(path.join(root, 'sub/ü x'))).repository).toEqual({ root, prefix: 'sub/ü x' })
    expect((await open(root)).repository).toEqual({ root, prefix: '' })
  })

  test.each<[string, () => string, string]>([
    ['no folder', () => place('missing'), 'There is no folder'],
    ['no repository', () => ground.folder, 'is not in a git repository'],
    ['a bare repository', () => makeBareRepository(), 'is a bare repository'],
    ['inside of .git', () => path.join(makeRepository(place('r')), '.git/refs'), 'lies inside a .git folder'],
  ])('%s', async (_name, make, message) => {
    await expect(open(make())).rejects.toMatchObject({
      kind: 'not-a-repository',
      message: expect.stringContaining(message),
    })
  })

  const failing = (outcome: Partial<Outcome>): Programs => ({
    run: async () => ({
      exitCode: null,
      signal: null,
      timedOut: false,
      outputLimitExceeded: false,
      memoryLimitExceeded: false,
      failedToStart: null,
      stderrTail: '',
      elapsedMs: 0,
      ...outcome,
    }),
  })

  test('without git', async () => {
    const answer = failing({ failedToStart: '"git" was not found on PATH' })
    const message = expect.stringContaining('install git and put it on PATH')
    await expect(open(ground.folder, { programs: answer })).rejects.toMatchObject({ kind: 'not-a-repository', message })
  })

  test('a repository of another user', async () => {
    const stderrTail = `fatal: detected dubious ownership in repository at '/src/x'\nTo add an exception...`
    const message = expect.stringContaining("git config --global --add safe.directory '/src/x'")
    await expect(open(ground.folder, { programs: failing({ exitCode: 128, stderrTail }) })).rejects.toMatchObject({
      kind: 'not-a-repository',
      message,
    })
  })
})

describe('refs', () => {
  test('branches, tags, shas, expressions and names that begin with a dash', async () => {
    const root = makeRepository(place('r'))
    const first = commitFiles(root, { a: '1' })
    const second = commitFiles(root, { a: '2' })
    runGit(root, 'tag', '-m', 'annotated', 'v1', first)
    runGit(root, 'update-ref', 'refs/heads/--output=x', first)
    const git = await open(root)
    const resolved = await Promise.all(
      ['main', 'v1', 'HEAD~1', first, first.slice(0, 10), '--output=x'].map((ref) => git.resolve(ref)),
    )
    expect(resolved.map((commit) => commit.sha)).toEqual([second, first, first, first, first, first])
    expect(resolved[5]?.ref).toBe('--output=x')
    expect(readdirSync(root).sort()).toEqual(['.git', 'a'])
  })

  test.each(['missing', '--help', '', 'a..b', 'HEAD:a', 'x\0y', 'x\ny', '0'.repeat(40), ':/nothing'])(
    'no commit is known as %j',
    async (ref) => {
      const root = makeRepository(place('r'))
      commitFiles(root, { a: '1' })
      const git = await open(root)
      await expect(git.resolve(ref)).rejects.toMatchObject({
        kind: 'unknown-ref',
        message: expect.stringMatching(/^No commit is known as .*git fetch/),
      })
      await expect(git.resolve(ref)).rejects.toMatchObject({ message: expect.stringContaining(JSON.stringify(ref)) })
    },
  )

  test('a branch that only the remote has', async () => {
    const origin = makeRepository(place('origin'))
    const sha = commitFiles(origin, { a: '1' })
    runGit(origin, 'branch', 'feature/x')
    runGit(ground.folder, 'clone', '--quiet', origin, 'clone')
    expect(await (await open(place('clone'))).resolve('feature/x')).toEqual({ ref: 'feature/x', sha })
  })

  test('the default branch is what the remote says, else the usual names', async () => {
    const origin = makeRepository(place('origin'))
    const sha = commitFiles(origin, { a: '1' })
    runGit(origin, 'branch', '--move', 'trunk')
    runGit(ground.folder, 'clone', '--quiet', origin, 'clone')
    expect(await (await open(place('clone'))).defaultBranch()).toEqual({ ref: 'origin/trunk', sha })
    const message = expect.stringContaining('--base')
    await expect((await open(origin)).defaultBranch()).rejects.toMatchObject({ kind: 'unknown-ref', message })
    runGit(origin, 'branch', 'master')
    expect(await (await open(origin)).defaultBranch()).toEqual({ ref: 'master', sha })
  })

  test('the merge base, and histories without one', async () => {
    const root = makeRepository(place('r'))
    const fork = commitFiles(root, { a: '1' })
    runGit(root, 'switch', '--quiet', '--create', 'topic')
    commitFiles(root, { b: '1' })
    runGit(root, 'switch', '--quiet', 'main')
    commitFiles(root, { c: '1' })
    runGit(root, 'switch', '--quiet', '--orphan', 'other')
    commitFiles(root, { d: '1' })
    const git = await open(root)
    const [main, topic, other] = [await git.resolve('main'), await git.resolve('topic'), await git.resolve('other')]
    expect(await git.mergeBase(main, topic)).toBe(fork)
    await expect(git.mergeBase(main, other)).rejects.toMatchObject({
      kind: 'no-common-history',
      message: expect.stringMatching(/"main" and "other" .*unrelated/),
    })
  })

  test('a repository without a commit', async () => {
    const root = makeRepository(place('r'))
    writeFiles(root, { 'a.go': 'package a\n' })
    const git = await open(root)
    expect(await git.isDirty()).toBe(true)
    const failure = { kind: 'unknown-ref', message: expect.stringContaining('no commit yet') }
    await expect(git.resolve('HEAD')).rejects.toMatchObject(failure)
    await expect(git.snapshot()).rejects.toMatchObject(failure)
    expect(readdirSync(ground.temporaryRoot)).toEqual([])
  })
})

describe('a shallow clone', () => {
  function makeShallow() {
    const origin = makeRepository(place('origin'))
    const fork = commitFiles(origin, { a: '0' })
    runGit(origin, 'switch', '--quiet', '--create', 'topic')
    const topic = commitFiles(origin, { b: '1' })
    runGit(origin, 'switch', '--quiet', 'main')
    for (let count = 1; count <= 60; count++) runGit(origin, 'commit', '--quiet', '--allow-empty', `--message=${count}`)
    const main = runGit(origin, 'rev-parse', 'HEAD')
    runGit(ground.folder, 'clone', '--quiet', '--depth=1', `file://${origin}`, 'clone')
    return { origin, clone: place('clone'), fork, topic, main }
  }

  test('is left as it is unless told to fetch, and the failure says how to', async () => {
    const { clone, topic } = makeShallow()
    const git = await open(clone)
    const before = digestTree(path.join(clone, '.git'))
    await expect(git.resolve(topic)).rejects.toMatchObject({
      kind: 'unknown-ref',
      message: expect.stringContaining('fetch-depth: 0'),
    })
    expect(digestTree(path.join(clone, '.git'))).toEqual(before)
  })

  test('fetches a missing commit and as much history as the merge base needs', async () => {
    const { clone, topic, main, fork } = makeShallow()
    const git = await open(clone, { fetchMissing: true })
    const head = await git.resolve(topic)
    expect(head).toEqual({ ref: topic, sha: topic })
    const base = await git.resolve(main)
    expect(await git.mergeBase(base, head)).toBe(fork)
    expect(await git.diff(fork, head.sha)).toContain('+++ b/b')
    expect(runGit(clone, 'for-each-ref', '--format=%(refname)').split('\n').sort()).toEqual([
      'refs/heads/main',
      'refs/remotes/origin/HEAD',
      'refs/remotes/origin/main',
    ])
  })

  test('fetches nothing that is not needed', async () => {
    const { clone, main } = makeShallow()
    const git = await open(clone, { fetchMissing: true })
    const before = digestTree(path.join(clone, '.git'))
    const commit = await git.resolve(main)
    expect(await git.mergeBase(commit, commit)).toBe(main)
    expect(digestTree(path.join(clone, '.git'))).toEqual(before)
  })

  test('gives up where there is nothing more to fetch', async () => {
    const { origin, clone } = makeShallow()
    runGit(origin, 'switch', '--quiet', '--orphan', 'other')
    const other = commitFiles(origin, { z: '1' })
    const git = await open(clone, { fetchMissing: true })
    const commits = [await git.resolve('main'), await git.resolve(other)] as const
    await expect(git.mergeBase(...commits)).rejects.toMatchObject({ kind: 'no-common-history' })
  })

  test('a complete clone stays complete', async () => {
    const { origin } = makeShallow()
    runGit(ground.folder, 'clone', '--quiet', '--single-branch', `file://${origin}`, 'complete')
    writeFiles(origin, { late: '1' })
    const late = commitFiles(origin, {})
    const git = await open(place('complete'), { fetchMissing: true })
    expect((await git.resolve(late)).sha).toBe(late)
    expect(runGit(place('complete'), 'rev-parse', '--is-shallow-repository')).toBe('false')
  })
})

describe('reading commits', () => {
  test("the patch is the same whatever the user's configuration and the attributes say", async () => {
    const root = makeRepository(place('r'))
    const body = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('')
    const base = commitFiles(root, { 'old name.go': body, 'b.go': 'one\ntwo\n', 'ü.go': 'x\n' })
    renameSync(path.join(root, 'old name.go'), path.join(root, 'new name.go'))
    const head = commitFiles(root, {
      'b.go': 'one\n2\n',
      'ü.go': 'y\n',
      '.gitattributes': '*.go -diff\nb.go diff=evil\n',
    })
    const plain = await (await open(root)).diff(base, head)
    expect(plain).toContain('rename from old name.go\nrename to new name.go\n')
    expect(plain).toContain('--- a/b.go\n+++ b/b.go\n@@ -2 +2 @@ one\n-two\n+2\n')
    expect(plain).toContain('+++ b/ü.go\n')

    const settings = {
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.renames': 'false',
      'diff.algorithm': 'patience',
      'diff.context': '9',
      'diff.interHunkContext': '9',
      'diff.orderFile': path.join(root, 'b.go'),
      'diff.external': 'touch evil #',
      'diff.evil.command': 'touch evil #',
      'diff.evil.textconv': 'touch evil #',
      'diff.relative': 'true',
      'color.ui': 'always',
      'color.diff': 'always',
      'core.quotePath': 'true',
      'core.pager': 'touch evil #',
    }
    for (const [name, value] of Object.entries(settings)) runGit(root, 'config', name, value)
    mkdirSync(path.join(root, 'sub'))
    expect(await (await open(path.join(root, 'sub'))).diff(base, head)).toBe(plain)
    expect(existsSync(path.join(root, 'evil'))).toBe(false)
  })

  test('show gives text as it is, null where there is none', async () => {
    const root = makeRepository(place('r'))
    const sha = commitFiles(root, {
      'sub/ä ö.yml': '\ufeffa: ü\r\n',
      '-dash': 'd',
      '.gitattributes': '*.yml text eol=lf diff=x',
    })
    runGit(root, 'config', 'diff.x.textconv', 'echo no #')
    const git = await open(path.join(root, 'sub'))
    expect(await git.show(sha, '-dash')).toBe('d')
    expect(await git.show(sha, 'sub/ä ö.yml')).toMatch(/^\ufeffa: ü\r?\n$/)
    for (const missing of ['sub', 'sub/none', 'ä ö.yml', '', '../x', 'a\0b'])
      expect(await git.show(sha, missing)).toBeNull()
    await expect(git.show('0'.repeat(40), '-dash')).rejects.toMatchObject({ kind: 'unknown-ref' })
  })

  test('dirty: changed, staged, deleted or untracked files, but not ignored ones', async () => {
    const root = makeRepository(place('r'))
    commitFiles(root, { 'a.go': '1\n', '.gitignore': '*.log\n' })
    runGit(root, 'config', 'status.showUntrackedFiles', 'no')
    const git = await open(root)
    writeFiles(root, { 'x.log': '' })
    expect(await git.isDirty()).toBe(false)
    writeFiles(root, { 'new.go': '' })
    expect(await git.isDirty()).toBe(true)
    rmSync(path.join(root, 'new.go'))
    writeFiles(root, { 'a.go': '2\n' })
    expect(await git.isDirty()).toBe(true)
    runGit(root, 'add', '--all')
    expect(await git.isDirty()).toBe(true)
    runGit(root, 'reset', '--quiet', '--hard')
    expect(await git.isDirty()).toBe(false)
    rmSync(path.join(root, 'a.go'))
    expect(await git.isDirty()).toBe(true)
  })
})

describe('a snapshot of the working tree', () => {
  test('holds what is on disk, and every later question knows it', async () => {
    const root = makeRepository(place('my repo ü'))
    const base = commitFiles(root, {
      'changed.go': 'old\n',
      'deleted.go': 'x\n',
      'renamed.go': Array.from({ length: 20 }, (_, line) => `${line}\n`).join(''),
      'staged.go': 'old\n',
      '.gitignore': 'ignored\n',
      'run.sh': '#!/bin/sh\n',
    })
    writeFiles(root, {
      'changed.go': 'new\n',
      ignored: 'x',
      'new dir/*ü.go': 'fresh\n',
      ':(exclude)new dir': 'pattern\n',
      'intended.go': 'intent\n',
    })
    rmSync(path.join(root, 'deleted.go'))
    renameSync(path.join(root, 'renamed.go'), path.join(root, 'sub-renamed.go'))
    writeFiles(root, { 'staged.go': 'staged\n' })
    runGit(root, 'add', 'staged.go')
    writeFiles(root, { 'staged.go': 'edited after staging\n' })
    runGit(root, 'add', '--intent-to-add', 'intended.go')
    chmodSync(path.join(root, 'run.sh'), 0o755)
    symlinkSync('changed.go', path.join(root, 'link.go'))

    const git = await open(path.join(root, 'new dir'))
    const snapshot = await git.snapshot()
    expect(snapshot.ref).toBe('working tree')
    const patch = await git.diff(base, snapshot.sha)
    expect([...patch.matchAll(/^diff --git (.*)$/gm)].map((match) => match[1])).toEqual([
      'a/:(exclude)new dir b/:(exclude)new dir',
      'a/changed.go b/changed.go',
      'a/deleted.go b/deleted.go',
      'a/intended.go b/intended.go',
      'a/link.go b/link.go',
      'a/new dir/*ü.go b/new dir/*ü.go',
      'a/run.sh b/run.sh',
      'a/staged.go b/staged.go',
      'a/renamed.go b/sub-renamed.go',
    ])
    expect(await git.show(snapshot.sha, 'staged.go')).toBe('edited after staging\n')
    expect(await git.show(snapshot.sha, 'intended.go')).toBe('intent\n')
    expect(await git.resolve(snapshot.sha)).toMatchObject({ sha: snapshot.sha })
    expect(await git.mergeBase({ ref: 'base', sha: base }, snapshot)).toBe(base)

    const worktrees = await git.openWorktrees(base, snapshot.sha)
    expect(readFileSync(path.join(worktrees.head, 'new dir/*ü.go'), 'utf8')).toBe('fresh\n')
    expect(existsSync(path.join(worktrees.head, 'deleted.go'))).toBe(false)
    expect(existsSync(path.join(worktrees.head, 'ignored'))).toBe(false)
    expect(readFileSync(path.join(worktrees.base, 'changed.go'), 'utf8')).toBe('old\n')
    // A `prepare` command may ask git: there HEAD is the commit that the tree stands on, with the changes on top.
    expect(runGit(worktrees.head, 'rev-parse', 'HEAD')).toBe(base)
    expect(runGit(worktrees.head, 'status', '--porcelain')).toContain('changed.go')
    expect(runGit(worktrees.base, 'status', '--porcelain')).toBe('')
  })

  test('sees an edit that changed neither size nor time of a file', async () => {
    const root = makeRepository(place('r'))
    runGit(root, 'config', 'core.trustctime', 'false')
    writeFiles(root, { a: '1\n' })
    utimesSync(path.join(root, 'a'), 1_700_000_000, 1_700_000_000)
    commitFiles(root, {})
    utimesSync(path.join(root, '.git/index'), 1_700_000_000, 1_700_000_000)
    writeFiles(root, { a: '2\n' })
    utimesSync(path.join(root, 'a'), 1_700_000_000, 1_700_000_000)
    const git = await open(root)
    expect(await git.isDirty()).toBe(true)
    expect(await git.show((await git.snapshot()).sha, 'a')).toBe('2\n')
  })

  test('is the same commit for the same files', async () => {
    const root = makeRepository(place('r'))
    commitFiles(root, { a: '1' })
    writeFiles(root, { b: '2' })
    const git = await open(root)
    const first = await git.snapshot()
    expect((await git.snapshot()).sha).toBe(first.sha)
    writeFiles(root, { b: '3' })
    const second = await git.snapshot()
    expect(await git.diff(first.sha, second.sha)).toContain('-2\n')
  })

  test('leaves nested repositories out and keeps submodules', async () => {
    const library = makeRepository(place('library'))
    const pinned = commitFiles(library, { l: '1' })
    const root = makeRepository(place('r'))
    commitFiles(root, { a: '1' })
    runGit(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'library')
    runGit(root, 'commit', '--quiet', '--message=submodule')
    makeRepository(path.join(root, 'empty-nested'))
    commitFiles(makeRepository(path.join(root, 'nested')), { n: '1' })
    writeFiles(root, { b: '2', 'library/dirty': 'x' })
    const git = await open(root)
    const head = await git.resolve('HEAD')
    const patch = await git.diff(head.sha, (await git.snapshot()).sha)
    expect([...patch.matchAll(/^diff --git (.*)$/gm)].map((match) => match[1])).toEqual(['a/b b/b'])
    const moved = commitFiles(path.join(root, 'library'), { l: '2' })
    expect(await git.diff(head.sha, (await git.snapshot()).sha)).toContain(
      `-Subproject commit ${pinned}\n+Subproject commit ${moved}`,
    )
  })

  test('refuses an unfinished merge, naming a file', async () => {
    const root = makeRepository(place('r'))
    commitFiles(root, { 'a b.go': '1\n' })
    runGit(root, 'switch', '--quiet', '--create', 'topic')
    commitFiles(root, { 'a b.go': '2\n' })
    runGit(root, 'switch', '--quiet', 'main')
    commitFiles(root, { 'a b.go': '3\n' })
    expect(() => runGit(root, 'merge', '--quiet', 'topic')).toThrow()
    await expect((await open(root)).snapshot()).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/unresolved merge conflicts \("a b\.go"\)/),
    })
  })

  test.each(['core.splitIndex', 'core.untrackedCache', 'feature.manyFiles', 'core.autocrlf', 'core.safecrlf'])(
    'works with %s and writes nothing into the repository',
    async (setting) => {
      const root = makeRepository(place('r'))
      runGit(root, 'config', setting, 'true')
      commitFiles(root, { 'a.go': 'x\n' })
      writeFiles(root, { 'a.go': 'y\r\n', 'b.go': 'z\n' })
      runGit(root, 'status')
      const before = recordState(root)
      const git = await open(root)
      const { sha } = await git.snapshot()
      expect(await git.diff('HEAD', sha)).toContain('+++ b/b.go')
      await git.close()
      expect(recordState(root)).toEqual(before)
    },
  )

  test('works in a sparse checkout', async () => {
    const root = makeRepository(place('r'))
    commitFiles(root, { 'in/a.go': '1\n', 'out/b.go': '1\n' })
    runGit(root, 'sparse-checkout', 'set', 'in')
    writeFiles(root, { 'in/a.go': '2\n', 'elsewhere/c.go': '1\n' })
    const git = await open(root)
    const patch = await git.diff('HEAD', (await git.snapshot()).sha)
    expect([...patch.matchAll(/^\+\+\+ (.*)$/gm)].map((match) => match[1])).toEqual(['b/elsewhere/c.go', 'b/in/a.go'])
  })
})

describe("the user's repository", () => {
  function makeBusyRepository(): { root: string; base: string } {
    const root = makeRepository(place('my repo ü'))
    const base = commitFiles(root, {
      'go.mod': 'module example.com/x\n\ngo 1.22\n',
      'a.go': 'package x\n',
      'b.go': 'package x\n',
    })
    runGit(root, 'tag', 'v1')
    commitFiles(root, { 'a.go': 'package x\n\nvar A int\n' })
    writeFiles(root, { 'a.go': 'stashed\n' })
    runGit(root, 'stash')
    writeFiles(root, { 'b.go': 'package x // dirty\n', 'c.go': 'package x\n' })
    runGit(root, 'add', 'b.go')
    // Unchanged but for its time: git likes to note such a file in the index.
    utimesSync(path.join(root, 'go.mod'), 1, 1)
    return { root, base }
  }

  test('is byte for byte the same after a whole cycle', async () => {
    const { root, base } = makeBusyRepository()
    const before = recordState(root)
    const git = await open(root)
    await git.isDirty()
    const snapshot = await git.snapshot()
    await git.diff(base, snapshot.sha)
    const worktrees = await git.openWorktrees(base, snapshot.sha)
    expect(readFileSync(path.join(worktrees.head, 'c.go'), 'utf8')).toBe('package x\n')
    writeFiles(worktrees.head, { 'generated.go': 'x', 'a.go': 'changed by prepare' })
    await git.close()
    await git.close()
    expect(recordState(root)).toEqual(before)
    expect(readdirSync(ground.temporaryRoot)).toEqual([])
  })

  test('opens worktrees again after close', async () => {
    const { root, base } = makeBusyRepository()
    const git = await open(root)
    await git.openWorktrees(base, base)
    await git.close()
    expect(existsSync((await git.openWorktrees(base, base)).base)).toBe(true)
  })

  test('runs no hook of it', async () => {
    const { root, base } = makeBusyRepository()
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc']) {
      writeFiles(root, { [`.git/hooks/${hook}`]: `#!/bin/sh\ntouch '${ground.folder}/hook-ran'\n` })
      chmodSync(path.join(root, '.git/hooks', hook), 0o755)
    }
    const git = await open(root)
    await git.openWorktrees(base, (await git.snapshot()).sha)
    await git.close()
    expect(existsSync(place('hook-ran'))).toBe(false)
  })

  test('keeps no trace of a failed attempt', async () => {
    const { root, base } = makeBusyRepository()
    const before = recordState(root)
    const git = await open(root)
    await expect(git.openWorktrees(base, '0'.repeat(40))).rejects.toMatchObject({ kind: 'not-a-repository' })
    expect(recordState(root)).toEqual(before)
    expect(readdirSync(ground.temporaryRoot)).toEqual([])
  })

  test('a full disk is told as such, and leaves no trace', async () => {
    const { root, base } = makeBusyRepository()
    const before = recordState(root)
    // Stands for git on a full disk: lays nothing out and says what git says then.
    const full: Programs = {
      run: async (command, sinks) => {
        const outcome = await programs.run(command, sinks)
        const stderrTail = 'error: unable to write file a.go: No space left on device\nfatal: could not reset index\n'
        return command.args.includes('read-tree') ? { ...outcome, exitCode: 128, stderrTail } : outcome
      },
    }
    const git = await open(root, { programs: full })
    await expect(git.openWorktrees(base, base)).rejects.toMatchObject({
      kind: 'disk',
      message: expect.stringContaining('No space left on disk'),
    })
    expect(recordState(root)).toEqual(before)
    expect(readdirSync(ground.temporaryRoot)).toEqual([])
  })

  test.each<[string, number | null, boolean]>([
    ['error: x: No space left on device', null, true],
    ['fatal: Disk quota exceeded', 10 ** 12, true],
    // What git says when it lays files out on a full disk: the reason is missing.
    ['error: unable to write file a.go\nfatal: Could not reset index file', 4096, true],
    ['error: unable to write file a.go', 10 ** 12, false],
    ['error: unable to write file a.go', null, false],
    ['fatal: not a tree object', 4096, false],
  ])('%j with %j bytes left is a full disk: %j', (stderr, freeBytes, isFull) => {
    expect(matchDiskFull(stderr, freeBytes)).toBe(isFull)
  })

  test('is clean again where a worktree was locked or git cannot remove it', async () => {
    const { root, base } = makeBusyRepository()
    const before = recordState(root)
    const git = await open(root)
    const worktrees = await git.openWorktrees(base, base)
    runGit(root, 'worktree', 'lock', worktrees.base)
    rmSync(path.join(worktrees.head, '.git'))
    await git.close()
    expect(recordState(root)).toEqual(before)
  })

  test('loses the entries that a killed run left, and no others', async () => {
    const { root, base } = makeBusyRepository()
    const worktrees = path.join(root, '.git/worktrees')
    const gone = path.join(ground.folder, 'go-perf-review-AbC123')
    runGit(root, 'worktree', 'add', '--quiet', '--detach', path.join(gone, 'base/x/stale'), base)
    runGit(
      root,
      'worktree',
      'add',
      '--quiet',
      '--detach',
      path.join(ground.folder, 'go-perf-review-fix/base/mine'),
      base,
    )
    runGit(
      root,
      'worktree',
      'add',
      '--quiet',
      '--detach',
      path.join(ground.folder, 'go-perf-review-XyZ789/head/running'),
      base,
    )
    rmSync(gone, { recursive: true })
    rmSync(place('go-perf-review-fix'), { recursive: true })
    expect(readdirSync(worktrees).sort()).toEqual(['mine', 'running', 'stale'])
    const git = await open(root)
    await git.openWorktrees(base, base)
    await git.close()
    expect(readdirSync(worktrees).sort()).toEqual(['mine', 'running'])
  })

  test('may itself be a worktree or a submodule', async () => {
    const { root, base } = makeBusyRepository()
    runGit(root, 'worktree', 'add', '--quiet', '--detach', place('linked'), base)
    const outer = makeRepository(place('outer'))
    runGit(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'inner')
    for (const folder of [place('linked'), path.join(outer, 'inner')]) {
      writeFiles(folder, { 'dirty.go': 'package x\n' })
      const git = await open(folder)
      const { sha } = await git.snapshot()
      const worktrees = await git.openWorktrees(base, sha)
      expect(existsSync(path.join(worktrees.head, 'dirty.go'))).toBe(true)
      expect(runGit(worktrees.base, 'rev-parse', 'HEAD')).toBe(base)
      await git.close()
      expect(runGit(folder, 'status', '--porcelain')).toBe('?? dirty.go')
    }
  })
})
