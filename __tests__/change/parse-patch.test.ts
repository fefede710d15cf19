import { chmodSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FileChange } from '../../src/change/change.ts'
import { parsePatch } from '../../src/change/parse-patch.ts'
import { commitFiles } from '../io/sample-repository.ts'
import { type DiffGround, openDiffGround } from './real-diff.ts'

let ground: DiffGround
beforeAll(async () => {
  ground = await openDiffGround()
})
afterAll(() => ground.close())

const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join('')

/** Commits `before`, changes the folder, commits again, and reads what git says of it. */
async function changed(before: Readonly<Record<string, string>>, change: () => void): Promise<readonly FileChange[]> {
  const base = ground.commitOnly(before)
  change()
  const parsed = parsePatch(await ground.diff(base, ground.commitAsIs()))
  expect(parsed.problems).toEqual([])
  return parsed.files
}

const at = (name: string) => `${ground.folder}/${name}`
const file = (change: Partial<FileChange>): FileChange => ({
  status: 'modified',
  basePath: 'a.go',
  headPath: 'a.go',
  binary: false,
  hunks: [],
  ...change,
})

describe('what git prints', () => {
  test('no difference at all is no file and no problem', async () => {
    const sha = ground.commitOnly({ 'a.go': 'package a\n' })
    const text = await ground.diff(sha, sha)
    expect(parsePatch(text)).toEqual({ files: [], problems: [] })
  })

  test('replaced, inserted and removed lines', async () => {
    expect(
      await changed({ 'a.go': lines(9) }, () => {
        writeFileSync(at('a.go'), 'line 1\nnew\nline 2\nother\nline 4\nline 5\nline 6\nline 7\n')
      }),
    ).toEqual([
      file({
        hunks: [
          // Nothing was before line 2 of the base, and lines 8 and 9 went from before line 9 of the head.
          { baseStart: 2, baseLines: 0, headStart: 2, headLines: 1 },
          { baseStart: 3, baseLines: 1, headStart: 4, headLines: 1 },
          { baseStart: 8, baseLines: 2, headStart: 9, headLines: 0 },
        ],
      }),
    ])
  })

  test('an added and a deleted file have one side', async () => {
    const files = await changed({ 'old.go': 'package old\n' }, () => {
      rmSync(at('old.go'))
      writeFileSync(at('new.go'), lines(3))
    })
    expect(files).toEqual([
      file({
        status: 'added',
        basePath: null,
        headPath: 'new.go',
        hunks: [{ baseStart: 1, baseLines: 0, headStart: 1, headLines: 3 }],
      }),
      file({
        status: 'deleted',
        basePath: 'old.go',
        headPath: null,
        hunks: [{ baseStart: 1, baseLines: 1, headStart: 1, headLines: 0 }],
      }),
    ])
  })

  test('an empty file that comes or goes', async () => {
    const keep = ground.commitOnly({ 'keep.go': 'package keep\n' })
    const gone = parsePatch(await ground.diff(commitFiles(ground.folder, { 'gone.go': '' }), keep))
    const come = parsePatch(await ground.diff(keep, commitFiles(ground.folder, { 'with space.go': '' })))
    const files = [...gone.files, come.files.find(({ headPath }) => headPath === 'with space.go')]
    expect(files).toEqual([
      file({ status: 'deleted', basePath: 'gone.go', headPath: null }),
      file({ status: 'added', basePath: null, headPath: 'with space.go' }),
    ])
  })

  test('a rename with a change in it', async () => {
    const files = await changed({ 'sub/old name.go': lines(20) }, () => {
      renameSync(at('sub/old name.go'), at('new.go'))
      writeFileSync(at('new.go'), lines(20).replace('line 5\n', 'line five\nand a half\n'))
    })
    expect(files).toEqual([
      file({
        status: 'renamed',
        basePath: 'sub/old name.go',
        headPath: 'new.go',
        hunks: [{ baseStart: 5, baseLines: 1, headStart: 5, headLines: 2 }],
      }),
    ])
  })

  test('a binary file, changed, new and renamed', async () => {
    const bytes = (seed: number) => Buffer.from(Array.from({ length: 300 }, (_, index) => (index * seed) % 256))
    const base = ground.commitOnly({ 'go.mod': 'module m\n' })
    writeFileSync(at('image b.bin'), bytes(7))
    writeFileSync(at('moved.bin'), bytes(3))
    const middle = ground.commitAsIs()
    writeFileSync(at('image b.bin'), bytes(11))
    renameSync(at('moved.bin'), at('put.bin'))
    const head = ground.commitAsIs()
    expect(parsePatch(await ground.diff(base, middle)).files).toEqual([
      file({ status: 'added', basePath: null, headPath: 'image b.bin', binary: true }),
      file({ status: 'added', basePath: null, headPath: 'moved.bin', binary: true }),
    ])
    expect(parsePatch(await ground.diff(middle, head)).files).toEqual([
      file({ basePath: 'image b.bin', headPath: 'image b.bin', binary: true }),
      // Identical bytes: a rename needs no look inside.
      file({ status: 'renamed', basePath: 'moved.bin', headPath: 'put.bin' }),
    ])
  })

  test('a change of the mode alone', async () => {
    expect(await changed({ 'run b/me.sh': 'true\n' }, () => chmodSync(at('run b/me.sh'), 0o755))).toEqual([
      file({ basePath: 'run b/me.sh', headPath: 'run b/me.sh' }),
    ])
  })

  test('a file that becomes a link is deleted and added', async () => {
    const files = await changed({ 'a.go': lines(2), 'b.go': 'package b\n' }, () => {
      rmSync(at('a.go'))
      symlinkSync('b.go', at('a.go'))
    })
    expect(files.map(({ status, basePath, headPath }) => [status, basePath, headPath])).toEqual([
      ['deleted', 'a.go', null],
      ['added', null, 'a.go'],
    ])
  })

  test('no line end at the end of the file', async () => {
    const files = await changed({ 'a.go': 'one\ntwo', 'b.go': 'one\ntwo\n' }, () => {
      writeFileSync(at('a.go'), 'one\ntwo\nthree')
      writeFileSync(at('b.go'), 'one\ntwo')
    })
    expect(files.map(({ hunks }) => hunks)).toEqual([
      [{ baseStart: 2, baseLines: 1, headStart: 2, headLines: 2 }],
      [{ baseStart: 2, baseLines: 1, headStart: 2, headLines: 1 }],
    ])
  })

  test('lines that look like the diff itself', async () => {
    const hostile =
      '-- a/x.go\n++ b/x.go\n@@ -1,2 +1,2 @@\ndiff --git a/x b/x\nIndex: y\n\\ No newline at end of file\n===\n'
    const files = await changed({ 'a.go': `first\n${hostile}last\n`, 'b.go': 'first\nlast\n', 'z.go': 'one\n' }, () => {
      writeFileSync(at('a.go'), `first\nlast\n`)
      writeFileSync(at('b.go'), `first\n${hostile}last\n`)
      writeFileSync(at('z.go'), 'two\n')
    })
    expect(files).toEqual([
      file({
        hunks: [{ baseStart: 2, baseLines: 7, headStart: 2, headLines: 0 }],
      }),
      file({
        basePath: 'b.go',
        headPath: 'b.go',
        hunks: [{ baseStart: 2, baseLines: 0, headStart: 2, headLines: 7 }],
      }),
      file({
        basePath: 'z.go',
        headPath: 'z.go',
        hunks: [{ baseStart: 1, baseLines: 1, headStart: 1, headLines: 1 }],
      }),
    ])
  })
})

describe('names of files', () => {
  const NAMES = [
    'plain.go',
    'with space.go',
    'tab\there.go',
    'quote".go',
    'back\\slash.go',
    'doppel\\\\slash.go',
    'größe.go',
    '世界/包.go',
    '😀.go',
    'line\nend.go',
    'a b/c b/a b/c.go',
    "it's $(x) `y`.go",
    '-dash.go',
    'b/a/b/a.go',
    'trailing space /x .go',
    'bell\u0007.go',
    'octal\\303.go',
  ]

  test.each(NAMES)('%j is read as it is: added, changed, mode, renamed, deleted', async (name) => {
    const status = async (base: string, head: string) => {
      const { files, problems } = parsePatch(await ground.diff(base, head))
      return { files: files.map((f) => [f.status, f.basePath, f.headPath]), problems }
    }
    const none = ground.commitOnly({ 'go.mod': 'module m\n' })
    const added = commitFiles(ground.folder, { [name]: lines(9) })
    const edited = commitFiles(ground.folder, { [name]: `${lines(9)}more\n` })
    chmodSync(at(name), 0o755)
    const mode = ground.commitAsIs()
    renameSync(at(name), at('renamed.go'))
    const renamed = ground.commitAsIs()
    expect(await status(none, added)).toEqual({ files: [['added', null, name]], problems: [] })
    expect(await status(added, edited)).toEqual({ files: [['modified', name, name]], problems: [] })
    expect(await status(edited, mode)).toEqual({ files: [['modified', name, name]], problems: [] })
    expect(await status(mode, renamed)).toEqual({ files: [['renamed', name, 'renamed.go']], problems: [] })
    expect(await status(renamed, mode)).toEqual({ files: [['renamed', 'renamed.go', name]], problems: [] })
    expect(await status(edited, none)).toEqual({ files: [['deleted', name, null]], problems: [] })
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    'diff --git a/x b/x\n',
    'diff --git "a/\\303" b/y\n',
    '--- a/x\n',
    '+++ b/x\n',
    '--- /dev/null\n',
    '@@ -1 +1,2 @@\n',
    '@@ -1,3 +0,0 @@ func\n',
    '@@ nonsense\n',
    'rename from "\n',
    'rename to y\n',
    'new file mode 100644\n',
    'Binary files a/x and b/x differ\n',
    '+line\n',
    '-line\n',
    ' line\n',
    '\\ No newline at end of file\n',
    'Index: z\n',
    '\n',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((parts) => parts.join('')),
  )

  test('gives files and problems, and never throws', () => {
    fc.assert(
      fc.property(text, (patch) => {
        const { files, problems } = parsePatch(patch)
        for (const found of files) expect(found.basePath ?? found.headPath).not.toBeNull()
        for (const problem of problems) expect(problem).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })

  test('a truncated diff is a named problem and no silent half', async () => {
    const base = ground.commitOnly({ 'a.go': lines(5) })
    const whole = await ground.diff(base, commitFiles(ground.folder, { 'a.go': 'x\n' }))
    const cut = parsePatch(whole.slice(0, whole.lastIndexOf('-line 4')))
    expect(cut.problems).toHaveLength(1)
    expect(cut.problems[0]).toMatch(/^The diff could not be read: \S/)
  })
})
