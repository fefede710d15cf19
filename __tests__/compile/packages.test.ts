import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { planEnvCommand, planListCommand, planModulesCommand } from '../../src/compile/command.ts'
import { parseJsonStream } from '../../src/compile/json-stream.ts'
import {
  type Package,
  parseGoVersion,
  parseModules,
  parsePackages,
  parseToolchain,
} from '../../src/compile/packages.ts'
import { writeFiles } from '../io/sample-repository.ts'
import { type GoModule, makeGoModule } from './go-module.ts'

const SETTINGS = { modules: ['example.com/app'], allPackages: false, tags: 'special' }

const APP =
  'package app\n\nimport (\n\t_ "embed"\n\n\t"example.com/dep"\n)\n\n//go:embed words.txt\nvar words string\n\nfunc App() int { return len(words) + dep.Dep() }\n'

describe('what go list prints', () => {
  let made: GoModule
  let printed: string
  let packages: ReadonlyMap<string, Package>
  const find = (id: string): Package => {
    const found = packages.get(id)
    if (!found) throw new Error(`${id} is not among ${[...packages.keys()].join(', ')}`)
    return found
  }

  beforeAll(() => {
    made = makeGoModule({
      'go.mod':
        'module example.com/app\n\ngo 1.24\n\nrequire example.com/dep v1.2.3\n\nreplace example.com/dep => ./dep\n',
      'dep/go.mod': 'module example.com/dep\n\ngo 1.21\n',
      'dep/dep.go': 'package dep\n\nfunc Dep() int { return 1 }\n',
      'app.go': APP,
      'special.go': '//go:build special\n\npackage app\n\nconst Special = true\n',
      'other.go': '//go:build !special\n\npackage app\n\nconst Special = false\n',
      'asm_amd64.s': '// nothing\n',
      'asm_arm64.s': '// nothing\n',
      'words.txt': 'a } b\n}\n',
      'app_test.go':
        'package app\n\nimport (\n\t_ "embed"\n\t"testing"\n)\n\n//go:embed test.txt\nvar input string\n\nfunc BenchmarkApp(b *testing.B) {\n\t_ = input\n}\n',
      'test.txt': '',
      'outside_test.go':
        'package app_test\n\nimport (\n\t"testing"\n\n\t"example.com/app"\n)\n\nfunc TestApp(t *testing.T) { _ = app.App() }\n',
      'wrong/wrong.go': 'package wrong\n\nfunc Wrong() int { return "no" }\n',
      'user/user.go': 'package user\n\nimport "example.com/app/wrong"\n\nvar User = wrong.Wrong()\n',
      'missing/missing.go': 'package missing\n\nimport _ "example.com/nowhere"\n',
      'wrongtest/fine.go': 'package wrongtest\n\nfunc Fine() int { return 1 }\n',
      'wrongtest/wrong_test.go': 'package wrongtest\n\nvar x int = "no"\n',
      'onlytests/some_test.go': 'package onlytests\n',
      'main/main.go': 'package main\n\nfunc main() {}\n',
    })
    printed = made.go(...planListCommand(SETTINGS, ['./...'])).stdout
    const parsed = parsePackages(printed)
    expect(parsed.problems).toEqual([])
    packages = new Map(parsed.packages.map((listed) => [listed.id, listed]))
  })
  afterAll(() => made.remove())

  test('a package, with everything that goes into it', () => {
    const app = find('example.com/app')
    expect(app).toMatchObject({
      importPath: 'example.com/app',
      forTest: '',
      name: 'app',
      dir: made.folder,
      standard: false,
      dependencyOnly: false,
      inMainModule: true,
      module: 'example.com/app@',
      modulePath: 'example.com/app',
      goVersion: '1.24',
      // The file for the build tag, and not the one against it.
      goFiles: ['app.go', 'special.go'],
      testFiles: ['app_test.go', 'outside_test.go'],
      testEmbedFiles: ['test.txt'],
      error: '',
      dependencyBroken: false,
    })
    expect(app.otherFiles).toEqual([expect.stringMatching(/^asm_\w+\.s$/), 'words.txt'])
    expect(app.dependencies).toEqual(expect.arrayContaining(['embed', 'example.com/dep', 'runtime']))
    expect(app.archive).not.toBe('')
    expect(app.contentId).toMatch(/^\S{20}$/)
  })

  test('its variant for tests holds the test files, and knows what it is', () => {
    const variant = find('example.com/app [example.com/app.test]')
    expect(variant).toMatchObject({ importPath: 'example.com/app', forTest: 'example.com/app', name: 'app' })
    expect(variant.goFiles).toEqual(['app.go', 'special.go', 'app_test.go'])
    expect(variant.otherFiles).toContain('test.txt')
    expect(variant.contentId).not.toBe(find('example.com/app').contentId)
    const outside = find('example.com/app_test [example.com/app.test]')
    expect(outside).toMatchObject({ importPath: 'example.com/app_test', forTest: 'example.com/app' })
    expect(outside.goFiles).toEqual(['outside_test.go'])
    expect(find('example.com/app.test')).toMatchObject({ name: 'main' })
    // The go line of go.mod is older than the toolchain.
    expect(find('example.com/app.test').defaultGodebug).toMatch(/^\w+=\w+(?:,\w+=\w+)*$/)
  })

  test('what is replaced names its replacement, and what is needed only is told apart', () => {
    expect(find('example.com/dep')).toMatchObject({
      inMainModule: false,
      dependencyOnly: true,
      module: 'example.com/dep@v1.2.3 => ./dep@',
      modulePath: 'example.com/dep',
      goVersion: '1.21',
      dir: `${made.folder}/dep`,
    })
    expect(find('testing')).toMatchObject({ standard: true, dependencyOnly: true, module: '', inMainModule: false })
  })

  test('a package that does not compile says why, and the one that needs it says that', () => {
    expect(find('example.com/app/wrong').error).toContain('wrong.go:3')
    expect(find('example.com/app/wrong').dependencyBroken).toBe(false)
    expect(find('example.com/app/user')).toMatchObject({ dependencyBroken: true })
  })

  test('a package that imports what is nowhere', () => {
    const missing = find('example.com/app/missing')
    expect(`${missing.error}${missing.dependencyBroken}`).toMatch(/example\.com\/nowhere|true$/)
    expect(find('example.com/nowhere').error).toContain('example.com/nowhere')
  })

  test('tests that do not compile leave the package itself whole', () => {
    expect(find('example.com/app/wrongtest').error).toBe('')
    expect(find('example.com/app/wrongtest [example.com/app/wrongtest.test]').error).toContain('wrong_test.go:3')
  })

  test('a folder of tests alone', () => {
    expect(find('example.com/app/onlytests')).toMatchObject({ goFiles: [], testFiles: ['some_test.go'] })
  })

  test('the name of the archive is that of its content: a last comment changes nothing, a number does', () => {
    const contentIdOf = (text: string): string => {
      writeFiles(made.folder, { 'app.go': text })
      const again = parsePackages(made.go(...planListCommand(SETTINGS, ['.'])).stdout)
      return again.packages.find((listed) => listed.id === 'example.com/app')?.contentId ?? ''
    }
    expect(contentIdOf(`${APP}\n// The end.\n`)).toBe(find('example.com/app').contentId)
    expect(contentIdOf(APP.replace('len(words)', '2*len(words)'))).not.toBe(find('example.com/app').contentId)
    expect(contentIdOf(APP)).toBe(find('example.com/app').contentId)
  })

  test('output that ends in the middle gives what is whole, and a problem', () => {
    const cut = parsePackages(printed.slice(0, Math.floor(printed.length / 2)))
    expect(cut.problems).toHaveLength(1)
    expect(cut.packages.length).toBeGreaterThan(1)
    for (const listed of cut.packages) expect(packages.get(listed.id)).toEqual(listed)
  })

  test('the toolchain and the modules', () => {
    const toolchain = parseToolchain(made.go(...planEnvCommand()).stdout)
    expect(toolchain).toMatchObject({ GOMOD: `${made.folder}/go.mod` })
    expect(parseGoVersion(toolchain?.GOVERSION ?? '')?.major).toBe(1)
    expect(parseModules(made.go(...planModulesCommand()).stdout)).toEqual([
      { path: 'example.com/app', dir: made.folder, goVersion: '1.24' },
    ])
  })
})

test('a workspace has several modules', () => {
  const made = makeGoModule({
    'go.work': 'go 1.24\n\nuse (\n\t./one\n\t./two\n)\n',
    'one/go.mod': 'module example.com/one\n\ngo 1.24\n',
    'two/go.mod': 'module example.com/two\n\ngo 1.23\n',
  })
  try {
    expect(parseModules(made.go(...planModulesCommand()).stdout)).toEqual([
      { path: 'example.com/one', dir: `${made.folder}/one`, goVersion: '1.24' },
      { path: 'example.com/two', dir: `${made.folder}/two`, goVersion: '1.23' },
    ])
  } finally {
    made.remove()
  }
})

test.each([
  ['go1.26.8', { major: 1, minor: 26 }],
  ['go1.21', { major: 1, minor: 21 }],
  ['go1.27rc1', { major: 1, minor: 27 }],
  ['go1.26.8 X:nogreenteagc', { major: 1, minor: 26 }],
  ['devel go1.28-abcdef', null],
  ['', null],
])('the release %j', (version, expected) => {
  expect(parseGoVersion(version)).toEqual(expected)
})

describe('any text', () => {
  // What go could print: JSON of any shape between pieces of anything, cut anywhere.
  const shaped = fc.record(
    {
      ImportPath: fc.oneof(fc.string(), fc.constant('p [p.test]')),
      Dir: fc.anything(),
      Module: fc.oneof(fc.anything(), fc.record({ Path: fc.string(), Version: fc.string() })),
      GoFiles: fc.oneof(fc.array(fc.string()), fc.anything()),
      Deps: fc.oneof(fc.array(fc.string()), fc.anything()),
      Error: fc.anything(),
      DepsErrors: fc.oneof(fc.constant(null), fc.anything()),
      BuildID: fc.oneof(fc.string(), fc.constant('a/b/c/d')),
    },
    { requiredKeys: [] },
  )
  const json = fc.oneof(
    shaped,
    fc.json().map((text) => JSON.parse(text) as unknown),
  )
  const stream = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.oneof(
          json.map((value) => `${JSON.stringify(value, null, '\t')}\n`),
          fc.string(),
          fc.constantFrom('{\n', '}\n', '\n}\n', '\r\n', '[]'),
        ),
      )
      .map((parts) => parts.join('')),
  )

  test('never throws, and what is not understood is said', () => {
    fc.assert(
      fc.property(stream, (text) => {
        const { packages, problems } = parsePackages(text)
        for (const listed of packages) expect(typeof listed.importPath).toBe('string')
        for (const problem of problems) expect(problem.length).toBeLessThan(400)
        if (text.trim() !== '') expect(packages.length + problems.length).toBeGreaterThan(0)
        parseModules(text)
        parseToolchain(text)
      }),
      { numRuns: 400 },
    )
  })

  test('indented objects one after the other are split where each ends', () => {
    // go prints objects only, and indents what is inside.
    const objects = fc.array(
      fc.dictionary(
        fc.string(),
        fc.json().map((text) => JSON.parse(text) as unknown),
      ),
    )
    fc.assert(
      fc.property(objects, (values) => {
        const plain = JSON.parse(JSON.stringify(values)) as Record<string, unknown>[]
        // An empty object has no line of its own to end with; go never prints one.
        const filled = plain.map((value) => ({ ImportPath: 'p', ...value }))
        const text = filled.map((value) => `${JSON.stringify(value, null, '\t')}\n`).join('')
        expect(parseJsonStream(text)).toEqual({ values: filled, problems: [] })
      }),
    )
  })

  test.each(['', 'null', '[]', '{}', '{"GOVERSION":1}', 'go: command not found'])('is no toolchain: %j', (text) => {
    expect(parseToolchain(text)).toBeNull()
  })
})
