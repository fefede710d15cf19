import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { listMarkdown, ROOT, readText } from './texts.ts'

const TEXTS = [...listMarkdown(), 'LICENSE', '.ci/run', '.github/workflows/ci.yml', 'examples/pull-request.yml']

describe.each(listMarkdown())('%s', (file) => {
  test('has no relative link that leads nowhere', () => {
    const links = [...readText(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => target ?? '')
    const dead = links.filter((link) => {
      const [target = '', anchor = ''] = link.split('#')
      const place = target === '' ? file : path.join(path.dirname(file), target)
      if (!existsSync(path.join(ROOT, place))) return true
      return anchor !== '' && !anchorsOf(readText(place)).includes(anchor)
    })
    expect(dead).toEqual([])
  })

  test('names only npm scripts that exist', () => {
    const scripts: Record<string, string> = JSON.parse(readText('package.json')).scripts
    const named = [...readText(file).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script]) => script ?? '')
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([])
  })
})

test.each(TEXTS)('%s names no path of the machine it was written on', (file) => {
  const paths = readText(file).match(/(?<![\w.~/-])(?:\/(?:work|tmp|home|root|Users|mnt|private)\/|[A-Z]:\\)\S*/g) ?? []
  expect(paths).toEqual([])
})

test('the licence is the one that package.json names', () => {
  expect(JSON.parse(readText('package.json')).license).toBe('MIT')
  expect(readText('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} go-perf-review contributors\n/)
})

test('the changelog tells what is not released yet, or that all of package.json is', () => {
  const { version } = JSON.parse(readText('package.json'))
  const headings = [...readText('CHANGELOG.md').matchAll(/^## \[(.+?)\]/gm)].map(([, name]) => name)
  expect(headings[0] === 'Unreleased' || headings[0] === version).toBe(true)
})

/** As GitHub makes them from headings. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
