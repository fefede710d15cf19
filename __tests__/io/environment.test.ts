import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { matchForbidden, planEnvironment, planVariables } from '../../src/io/environment.ts'

describe('what a child may see', () => {
  test.each([
    ['PATH', true, true],
    ['LC_MESSAGES', true, true],
    ['GOPROXY', true, false],
    ['GOPRIVATE', true, false],
    ['GOFLAGS', true, false],
    // What changes a measurement comes from the configuration, not from whoever's shell.
    ['GOGC', true, false],
    ['GOMEMLIMIT', true, false],
    ['GODEBUG', true, false],
    ['GOMAXPROCS', true, false],
    ['CGO_CFLAGS', true, false],
    ['HTTPS_PROXY', true, false],
    ['https_proxy', true, false],
    ['SSH_AUTH_SOCK', true, false],
    ['LD_LIBRARY_PATH', true, true],
    ['GIT_DIR', false, false],
    ['GIT_INDEX_FILE', false, false],
    ['AWS_SECRET_ACCESS_KEY', false, false],
    ['GO_RELEASE_TOKEN', false, false],
    ['GOSECRET', false, false],
    ['GOOGLE_API_KEY', false, false],
    ['NODE_OPTIONS', false, false],
    ['LD_PRELOAD', false, false],
    ['GITHUB_TOKEN', false, false],
    ['ACTIONS_RUNTIME_TOKEN', false, false],
    ['INPUT_TOKEN', false, false],
    ['path', false, false],
  ])('%s: toolchain %s, benchmark %s', (name, toolchain, benchmark) => {
    const own = { [name]: 'value' }
    expect(name in planEnvironment(own, 'toolchain', [], 'linux')).toBe(toolchain)
    expect(name in planEnvironment(own, 'benchmark', [], 'linux')).toBe(benchmark)
  })

  test('names that the user listed reach benchmarks only, whatever they look like', () => {
    const own = { DATABASE_PASSWORD: 'x', OTHER: 'y' }
    expect(planEnvironment(own, 'benchmark', ['DATABASE_PASSWORD'], 'linux')).toEqual({ DATABASE_PASSWORD: 'x' })
    expect(planEnvironment(own, 'toolchain', ['DATABASE_PASSWORD'], 'linux')).toEqual({})
  })

  test('Windows compares without regard to case and keeps the spelling', () => {
    expect(planEnvironment({ Path: 'a', systemroot: 'b' }, 'benchmark', [], 'win32')).toEqual({
      Path: 'a',
      systemroot: 'b',
    })
    expect(planVariables({ Path: 'a' }, { PATH: 'b' }, 'win32')).toEqual({ PATH: 'b' })
    expect(planVariables({ Path: 'a' }, { PATH: 'b' }, 'linux')).toEqual({ Path: 'a', PATH: 'b' })
  })

  test('nothing of the job itself is ever passed, in any case, on any platform, even if listed', () => {
    const name = fc
      .tuple(
        fc.constantFrom('GITHUB_', 'INPUT_', 'ACTIONS_', 'github_', 'Input_'),
        fc.stringMatching(/^[A-Z_]{1,12}$/),
        fc.constantFrom('linux', 'darwin', 'win32'),
        fc.constantFrom<'toolchain' | 'benchmark'>('toolchain', 'benchmark'),
      )
      .map(([prefix, rest, platform, environment]) => ({ name: prefix + rest, platform, environment }))
    fc.assert(
      fc.property(name, ({ name, platform, environment }) => {
        expect(planEnvironment({ [name]: 'secret' }, environment, [name], platform)).toEqual({})
        expect(matchForbidden([name])).toEqual([name])
      }),
    )
  })
})
