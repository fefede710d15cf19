import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type BuildSettings,
  planEnvCommand,
  planListCommand,
  planModulesCommand,
  planTestBinaryCommand,
} from '../../src/compile/command.ts'
import { parseToolchain } from '../../src/compile/packages.ts'

const PLAIN: BuildSettings = { modules: ['example.com/app'], allPackages: false, tags: '' }

test('one command describes, compiles and prints the diagnostics of the packages and their tests', () => {
  const [fields, ...rest] = planListCommand(PLAIN, ['./...']).filter((arg) => arg.startsWith('-json'))
  expect(rest).toEqual([])
  expect(planListCommand(PLAIN, ['./a', './b/...']).filter((arg) => arg !== fields)).toEqual([
    'list',
    '-e',
    '-export',
    '-test',
    '-deps',
    '-trimpath',
    '-buildvcs=false',
    '-pgo=off',
    '-gcflags=example.com/app/...=-m=2',
    '--',
    './a',
    './b/...',
  ])
})

test('the tests of one package are linked without being vetted', () => {
  expect(planTestBinaryCommand(PLAIN, 'example.com/app/x', 'out/x.test', true)).toEqual([
    'test',
    '-c',
    '-o',
    'out/x.test',
    '-vet=off',
    '-trimpath',
    '-buildvcs=false',
    '-pgo=off',
    '-gcflags=example.com/app/...=-m=2',
    // After `--` it would be an argument of the binary.
    'example.com/app/x',
  ])
})

describe('laws', () => {
  const settings = fc.record<BuildSettings>({
    modules: fc.array(fc.constantFrom('example.com/a', 'example.com/a/b', 'c.org/d'), { minLength: 1 }),
    allPackages: fc.boolean(),
    tags: fc.constantFrom('', 'one', 'one,two'),
  })
  const flagsOf = (args: readonly string[]): readonly string[] =>
    args.filter((arg) => /^-(?:trimpath|buildvcs|pgo|tags|gcflags)/.test(arg))

  test('linking uses the flags of compiling, or the build cache would be of no use', () => {
    fc.assert(
      fc.property(settings, (built) => {
        const listed = flagsOf(planListCommand(built, ['./...']))
        expect(flagsOf(planTestBinaryCommand(built, 'p', 'o', true))).toEqual(listed)
        expect(listed).toContain('-trimpath')
        const untrimmed = flagsOf(planTestBinaryCommand(built, 'p', 'o', false))
        expect(untrimmed).toEqual(listed.filter((flag) => flag !== '-trimpath'))
      }),
    )
  })

  test('tags and the wide scope', () => {
    const flags = flagsOf(planListCommand({ modules: ['m', 'n'], allPackages: true, tags: 'a,b' }, ['.']))
    expect(flags).toContain('-tags=a,b')
    expect(flags.filter((flag) => flag.startsWith('-gcflags'))).toEqual(['-gcflags=all=-m=2'])
  })

  test('every module of a workspace is asked for its diagnostics', () => {
    const flags = flagsOf(planListCommand({ modules: ['m', 'n'], allPackages: false, tags: '' }, ['.']))
    expect(flags.filter((flag) => flag.startsWith('-gcflags'))).toEqual(['-gcflags=m/...=-m=2', '-gcflags=n/...=-m=2'])
  })

  test('what the user names can never be read as a flag', () => {
    fc.assert(
      fc.property(settings, fc.array(fc.string()), (built, patterns) => {
        const list = planListCommand(built, patterns)
        expect(list.slice(list.indexOf('--') + 1)).toEqual(patterns)
      }),
    )
  })
})

test('the toolchain is asked for what is read of it', () => {
  const asked = planEnvCommand().slice(2)
  const answer = Object.fromEntries(asked.map((name) => [name, 'x']))
  expect(parseToolchain(JSON.stringify(answer))).toEqual(answer)
  for (const name of asked) {
    expect(parseToolchain(JSON.stringify({ ...answer, [name]: undefined }))).toBeNull()
  }
  expect(planModulesCommand()).toEqual(['list', '-m', '-json'])
})
