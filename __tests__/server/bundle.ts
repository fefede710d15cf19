import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const CLI = fileURLToPath(new URL('../../node_modules/rolldown/bin/cli.mjs', import.meta.url))

/**
 * Bundles `entry` (absolute path) with all that it imports into one ES module
 * in a new folder, and returns the module's path. A program of its own, since
 * the bundler's native part does not know the test runner's objects.
 */
export async function bundle(entry: string, name: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `${name}-`))
  const file = path.join(folder, `${name}.js`)
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  const options = ['--file', file, '--platform', 'node', '--format', 'esm', '--log-level', 'silent']
  await promisify(execFile)(process.execPath, [CLI, entry, ...options], { cwd: path.dirname(entry) })
  return file
}
