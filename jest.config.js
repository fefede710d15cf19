export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  // Real Go and real git on two cores: a single test may compile a module.
  testTimeout: 120_000,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/build/summary-reporter.js'],
}
