import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findLinksOut, matchLinks } from '../../src/change/links.ts'

const match = (file: string, links: Readonly<Record<string, string>>) =>
  matchLinks(['r', ...file.split('/')], ['r'], new Map(Object.entries(links)))

describe('where a path leads to', () => {
  test.each<[string, string, Record<string, string>, string | null, string[]]>([
    ['without links', 'a/b.txt', { c: 'd' }, 'a/b.txt', []],
    ['through a linked folder', 'p/testdata/x', { 'p/testdata': '../shared/data' }, 'shared/data/x', ['p/testdata']],
    ['through two', 'p/in/x', { 'p/in': 'mid', 'p/mid': '../q' }, 'q/x', ['p/in', 'p/mid']],
    ['a linked file', 'p/x', { 'p/x': './y' }, 'p/y', ['p/x']],
    ['back from a linked folder', 'p/in/../x', { 'p/in': '../q/deep' }, 'q/x', ['p/in']],
    ['out and in again', 'p/x', { 'p/x': '../../r/y' }, 'y', ['p/x']],
    ['to the root', 'up', { up: '.' }, '', ['up']],
    ['out, by a relative target', 'p/in/x', { 'p/in': '../../other' }, null, ['p/in']],
    ['out, by an absolute target', 'p/in/x', { 'p/in': '/etc' }, null, ['p/in']],
    ['out, to a drive', 'p/in/x', { 'p/in': 'C:\\secret' }, null, ['p/in']],
    ['out of the tree itself', '../x', {}, null, []],
  ])('%s', (_, file, links, target, followed) => {
    expect(match(file, links)).toEqual({ followed, target })
  })

  test('links that lead to each other end', () => {
    expect(match('a', { a: 'b', b: 'a' }).target).toBeNull()
  })

  test('is what the system says', () => {
    const part = fc.constantFrom('a', 'b', 'c', '..', '.')
    const some = (maxLength: number) => fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join('/'))
    const folders = ['a/b/c', 'b/a', 'c']
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a/l', 'b/l', 'l', 'a/b/l'), some(4)), { maxLength: 4 }),
        fc.array(fc.constantFrom('a', 'b', 'c', 'l', '..'), { minLength: 1, maxLength: 5 }),
        (pairs, parts) => {
          const outer = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'links-')))
          try {
            const root = path.join(outer, 'tree')
            for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true })
            const links = new Map(pairs)
            for (const [link, target] of links) symlinkSync(target, path.join(root, link))
            // Not joined by Node.js, which would take the `..` out.
            const asked = `${root}/${parts.join('/')}`
            let real: string
            try {
              real = realpathSync.native(asked)
            } catch {
              return
            }
            const within = real === root || real.startsWith(`${root}/`)
            const { target } = matchLinks(asked.split('/'), root.split('/').filter(Boolean), links)
            expect(target).toBe(within ? real.slice(root.length + 1) : null)
          } finally {
            rmSync(outer, { recursive: true })
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('links out of the tree are found, those within it and those that never end are not', () => {
  const links = new Map([
    ['z', '/etc'],
    ['p/in', '../q'],
    ['p/out', '../../other'],
    ['p/through', 'out/more'],
    ['loop', 'loop'],
    ['gone', 'nowhere'],
  ])
  expect(findLinksOut(links)).toEqual([
    { path: 'p/out', target: '../../other' },
    { path: 'p/through', target: 'out/more' },
    { path: 'z', target: '/etc' },
  ])
})
