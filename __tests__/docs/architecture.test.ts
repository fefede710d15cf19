import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { bare, codeSpansOf, ROOT, readText, rowsOf, sectionOf } from './texts.ts'

const text = readText('ARCHITECTURE.md')
const { dependencies, devDependencies } = JSON.parse(readText('package.json'))
const sources = filesBelow('src')

describe('the code map', () => {
  const map = sectionOf(text, 'Code map')

  test('describes every folder of src, and no other', () => {
    const described = [...map.matchAll(/^### `src\/(.+)\/`$/gm)].map(([, folder]) => folder)
    const holding = sources
      .map((file) => path.posix.dirname(path.posix.relative('src', file)))
      .filter((folder) => folder !== '.')
    const withCode = sources
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.dirname(path.posix.relative('src', file)))
      .filter((folder) => folder !== '.' && !folder.startsWith('rules/'))
    const topmost = holding.map((folder) => folder.split('/')[0])
    expect([...described].sort()).toEqual([...new Set([...topmost, ...withCode])].sort())
  })

  test('names every folder of rules', () => {
    const folders = new Set(sources.map((file) => /^src\/rules\/(\w+)\//.exec(file)?.[1] ?? ''))
    const [, part = ''] = map.split('### `src/rules/`')
    const named = codeSpansOf(part.split('### ')[0] ?? '')
    expect([...folders].filter((folder) => folder !== '' && !named.includes(`${folder}/`))).toEqual([])
  })

  test('says something about each', () => {
    const [, ...parts] = map.split(/^### .*$/m)
    expect(parts.filter((part) => part.trim().length < 60)).toEqual([])
  })

  test('every file at the top of src is named', () => {
    const topmost = sources
      .filter((file) => path.posix.dirname(file) === 'src')
      .map((file) => path.posix.basename(file))
    expect(topmost.filter((name) => !codeSpansOf(text).some((code) => code.split('/').at(-1) === name))).toEqual([])
  })
})

describe('the dependencies', () => {
  const section = sectionOf(text, 'Dependencies')
  const [runtime = '', development = ''] = section.split('For development:')

  test.each([
    ['at run time', runtime, dependencies],
    ['for development', development, devDependencies],
  ])('%s have one line each, and no other has', (_, part, installed) => {
    expect(
      rowsOf(part)
        .map(([name = '']) => bare(name))
        .sort(),
    ).toEqual(Object.keys(installed).sort())
  })

  test('a package that no file imports is said to be so, and no other is', () => {
    const imports = sources.filter((file) => file.endsWith('.ts')).map(readText)
    const shipped = readText('build/bundle.js')
    const unused = Object.keys(dependencies).filter(
      (name) =>
        !shipped.includes(`node_modules/${name}/`) &&
        !imports.some((code) =>
          [`from '${name}'`, `from '${name}/`, `import('${name}')`].some((use) => code.includes(use)),
        ),
    )
    const saidUnused = rowsOf(runtime).flatMap(([name = '', why = '']) =>
      /no file imports/.test(why) ? [bare(name)] : [],
    )
    expect(saidUnused.sort()).toEqual(unused.sort())
  })
})

test('every file and folder that the text names exists', () => {
  const named = codeSpansOf(text)
    .flatMap((code) => code.split(' '))
    .filter((code) => /^(?:src|build|bench|docs|schema|__tests__|\.ci|\.github|\.npmrc|biome\.json)(?:\/|$)/.test(code))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !exists(name))).toEqual([])
})

test('every source file that the text names exists', () => {
  const named = codeSpansOf(text).filter((code) => /^[\w/-]+\.ts$/.test(code))
  expect(named.filter((name) => !sources.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([])
})

test('the variables that bring files up to date are read by a test', () => {
  const variables = [...text.matchAll(/\b(UPDATE_\w+)=1/g)].map(([, name]) => name ?? '')
  const tests = filesBelow('__tests__')
    .filter((file) => file.endsWith('.ts'))
    .map(readText)
  expect(variables.length).toBeGreaterThan(0)
  const isRead = (name: string) => tests.some((code) => new RegExp(`process\\.env\\.${name}\\b`).test(code))
  expect(variables.filter((name) => !isRead(name))).toEqual([])
})

/** `folder/*.json` exists where any such file does. */
function exists(name: string): boolean {
  const [folder = '', ending] = name.split('*')
  return ending === undefined
    ? existsSync(path.join(ROOT, name))
    : readdirSync(path.join(ROOT, folder)).some((file) => file.endsWith(ending))
}

/** With forward slashes, relative to the top of the repository. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}
