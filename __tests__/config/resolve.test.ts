import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DEFAULT_CONFIG, type WrittenConfig } from '../../src/config/config.ts'
import { describeProblem } from '../../src/config/problem.ts'
import { planPackageConfig, resolveConfig, validateConfig } from '../../src/config/resolve.ts'

const layer: fc.Arbitrary<WrittenConfig> = fc.record(
  {
    count: fc.nat(),
    skip: fc.option(fc.string()),
    packages: fc.array(fc.string()),
    ignore: fc.record({ generated: fc.boolean(), files: fc.array(fc.string()) }, { requiredKeys: [] }),
    metrics: fc.dictionary(fc.string(), fc.constantFrom('none', 'higher-is-better')),
    overrides: fc.array(
      fc.record({
        packages: fc.array(fc.string()),
        settings: fc.record({ count: fc.nat(), bench: fc.string() }, { requiredKeys: ['count'] }),
      }),
    ),
  },
  { requiredKeys: [] },
)

test('nothing written is the default', () => {
  expect(resolveConfig([])).toEqual(DEFAULT_CONFIG)
  expect(resolveConfig([{}, {}])).toEqual(DEFAULT_CONFIG)
})

test('a later layer wins; ignore and metrics are joined', () => {
  const config = resolveConfig([
    { count: 5, tags: 'a', ignore: { files: ['x'] }, metrics: { a: 'none', b: 'none' }, env: ['A'] },
    { count: 6, ignore: { generated: false }, metrics: { b: 'lower-is-better' }, env: ['B'] },
  ])
  expect(config).toEqual({
    ...DEFAULT_CONFIG,
    count: 6,
    tags: 'a',
    ignore: { packages: [], files: ['x'], generated: false },
    metrics: { a: 'none', b: 'lower-is-better' },
    env: ['B'],
  })
})

test('resolving what is resolved changes nothing, and leaves the defaults alone', () => {
  const before = structuredClone(DEFAULT_CONFIG)
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 3 }), (layers) => {
      const config = resolveConfig(layers)
      expect(resolveConfig([config])).toEqual(config)
      expect(resolveConfig([...layers, {}])).toEqual(config)
    }),
  )
  expect(DEFAULT_CONFIG).toEqual(before)
})

test('overrides are for their packages, the last one wins, and a flag wins over them', () => {
  const file: WrittenConfig = {
    count: 10,
    overrides: [
      { packages: ['./slow/...'], settings: { count: 20, bench: 'Big' } },
      { packages: ['example.com/m/slow/x'], settings: { count: 30 } },
    ],
  }
  const config = resolveConfig([file])
  const plan = (path: string, from = config) => {
    const { count, bench } = planPackageConfig(from, path, 'example.com/m')
    return { count, bench }
  }
  expect(plan('example.com/m')).toEqual({ count: 10, bench: '.' })
  expect(plan('example.com/m/slow')).toEqual({ count: 20, bench: 'Big' })
  expect(plan('example.com/m/slow/x')).toEqual({ count: 30, bench: 'Big' })
  expect(plan('example.com/m/slow/x', resolveConfig([file, { count: 1 }]))).toEqual({ count: 1, bench: 'Big' })
})

test('values that make no sense together are problems', () => {
  expect(validateConfig(DEFAULT_CONFIG)).toEqual([])
  const problems = validateConfig({ ...DEFAULT_CONFIG, bench: 'A', skip: 'A', escapesGate: 'off' })
  expect(problems.map(describeProblem)).toEqual([
    'bench and skip: both are the same, so no benchmark is left to run; expected different ones',
    'fail-on: escapes is both on and off; expected one of escapes=hot, escapes=all, escapes=off',
  ])
})
