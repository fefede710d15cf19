/** The workflow linters of others, where they are installed. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { ROOT } from './texts.ts'

const workflows = ['.github/workflows', 'examples'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`),
)

const LINTERS = [
  { program: 'actionlint', version: '-version', args: workflows },
  {
    program: 'zizmor',
    version: '--version',
    args: ['--offline', '--no-progress', '--config', '.github/zizmor.yml', 'action.yml', ...workflows],
  },
]

for (const { program, version, args } of LINTERS) {
  const installed = spawnSync(program, [version]).status === 0
  const title = `${program} finds nothing in the workflows, the examples and action.yml`
  if (installed) {
    test(title, () => {
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' })
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
    }, 60_000)
  } else {
    test.skip(`${title} (skipped: ${program} is not on PATH)`, () => {})
  }
}
