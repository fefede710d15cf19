import { expect, test } from '@jest/globals'
import { parsePlace } from '../../src/delivery/place.ts'
import { ExpectedFailure } from '../../src/errors.ts'

const STEP = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: '/home/runner/event.json',
  GITHUB_WORKSPACE: '/home/runner/checkout',
  GITHUB_REPOSITORY: 'octo-org/fast-go',
  GITHUB_RUN_ID: '99',
}

test('on github.com', () => {
  expect(parsePlace(STEP)).toMatchObject({
    apiUrl: 'https://api.github.com',
    repository: { owner: 'octo-org', name: 'fast-go' },
    runUrl: 'https://github.com/octo-org/fast-go/actions/runs/99',
  })
})

test('on GitHub Enterprise Server', () => {
  const server = { GITHUB_SERVER_URL: 'https://ghe.example/', GITHUB_API_URL: 'https://ghe.example/api/v3/' }
  expect(parsePlace({ ...STEP, ...server })).toMatchObject({
    apiUrl: 'https://ghe.example/api/v3',
    serverUrl: 'https://ghe.example',
    runUrl: 'https://ghe.example/octo-org/fast-go/actions/runs/99',
  })
})

test.each([
  ['GITHUB_EVENT_PATH', ''],
  ['GITHUB_WORKSPACE', undefined],
  ['GITHUB_REPOSITORY', 'no-slash'],
  ['GITHUB_REPOSITORY', 'a/b/c'],
])('%s = %p is named in the failure', (name, value) => {
  expect(() => parsePlace({ ...STEP, [name]: value })).toThrow(ExpectedFailure)
  expect(() => parsePlace({ ...STEP, [name]: value })).toThrow(name)
})
