import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { classifyDiskError, createFiles } from '../../src/io/files.ts'
import { type Ground, makeGround } from './sample-repository.ts'

let ground: Ground
beforeEach(() => {
  ground = makeGround()
})
afterEach(() => ground.remove())

describe('files', () => {
  test('what is written can be read, in folders that did not exist', async () => {
    const files = createFiles()
    const file = path.join(ground.folder, 'a b/ü/review.json')
    await files.writeText(file, 'Größe\n')
    expect(await files.readText(file)).toBe('Größe\n')
    await files.writeBytes(file, Uint8Array.of(0, 255, 10))
    expect([...((await files.readBytes(file)) ?? [])]).toEqual([0, 255, 10])
  })

  test.each(['missing', 'file/below', 'folder'])('there is no file %s', async (name) => {
    writeFileSync(path.join(ground.folder, 'file'), '')
    mkdirSync(path.join(ground.folder, 'folder'))
    expect(await createFiles().readText(path.join(ground.folder, name))).toBeNull()
  })

  test('a foreign file is read up to a size, packed or not', async () => {
    const files = createFiles()
    const file = (name: string): string => path.join(ground.folder, name)
    writeFileSync(file('plain'), 'x'.repeat(100))
    writeFileSync(file('packed'), gzipSync('x'.repeat(100)))
    writeFileSync(file('bomb'), gzipSync('x'.repeat(100_000)))
    writeFileSync(file('torn'), gzipSync('x'.repeat(100)).subarray(0, 12))
    symlinkSync('/dev/zero', file('endless'))
    mkdirSync(file('folder'))
    const read = async (name: string): Promise<number | null> =>
      (await files.readAtMost(file(name), 100 + 900))?.length ?? null
    expect([await read('plain'), await read('packed')]).toEqual([100, 100])
    for (const name of ['bomb', 'torn', 'endless', 'folder', 'missing'])
      expect([name, await read(name)]).toEqual([name, null])
    expect(await files.readAtMost(file('plain'), 99)).toBeNull()
  })

  test('from a folder that a stranger filled no link is followed out', async () => {
    const files = createFiles({ temporaryRoot: ground.folder })
    const outside = path.join(ground.folder, 'secret')
    writeFileSync(outside, 'secret')
    for (const make of [async () => ground.folder, () => files.makeTemporaryFolder('profiles')]) {
      const folder = path.join(await make(), 'side')
      mkdirSync(path.join(folder, 'sub'), { recursive: true })
      if (folder === path.join(ground.folder, 'side')) files.confine(folder)
      writeFileSync(path.join(folder, 'own'), 'own')
      for (const [name, target] of [
        ['within', 'own'],
        ['out', outside],
        ['relative', '../../secret'],
        ['devices', '/dev'],
        ['loop', 'loop'],
      ] as const)
        symlinkSync(target, path.join(folder, name))
      symlinkSync('../out', path.join(folder, 'sub', 'chain'))
      const read = (name: string) => files.readText(path.join(folder, name))
      expect([await read('own'), await read('within'), await read('sub/../own')]).toEqual(['own', 'own', 'own'])
      for (const name of ['out', 'relative', 'sub/chain', 'devices/zero', 'loop', 'missing']) {
        const file = path.join(folder, name)
        const all = [await read(name), await files.readBytes(file), await files.readGzip(file)]
        expect([name, ...all, await files.readAtMost(file, 1000)]).toEqual([name, null, null, null, null])
      }
    }
    // Elsewhere links are the user's own.
    expect(await createFiles().readText(path.join(ground.folder, 'side', 'out'))).toBe('secret')
    await files.close()
  })

  test('a file that cannot be written is named', async () => {
    mkdirSync(path.join(ground.folder, 'taken'))
    const file = path.join(ground.folder, 'taken')
    await expect(createFiles().writeText(file, '')).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(file),
    })
  })

  test('a full disk is a failure of its own', () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' })
    expect(classifyDiskError(error, 'x')).toMatchObject({ kind: 'disk' })
    const other = new Error('bug')
    expect(classifyDiskError(other, 'x')).toBe(other)
  })

  test('temporary folders are distinct, and gone after close, without following links out of them', async () => {
    const files = createFiles({ temporaryRoot: ground.temporaryRoot })
    const first = await files.makeTemporaryFolder('profiles')
    const second = await files.makeTemporaryFolder('profiles')
    expect(first).not.toBe(second)
    const precious = path.join(ground.folder, 'precious')
    writeFileSync(precious, 'keep')
    symlinkSync(ground.folder, path.join(first, 'link'))
    mkdirSync(path.join(first, 'read-only/below'), { recursive: true, mode: 0o555 })
    await files.close()
    expect([existsSync(first), existsSync(second)]).toEqual([false, false])
    expect(readFileSync(precious, 'utf8')).toBe('keep')
  })
})
