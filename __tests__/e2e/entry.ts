import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What makes dist/, run into a folder of its own so that the sources under test are the ones that are started. */
const BUILD = fileURLToPath(new URL('../../build/bundle.js', import.meta.url))

async function build(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'action-'))
  const dist = path.join(folder, 'dist')
  await promisify(execFile)(process.execPath, [BUILD, dist])
  // As at the top of the Action's own repository.
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  return path.join(dist, 'action.js')
}

/** The program that a runner starts. To test the committed bundle, make this the path of dist/action.js. */
export const ACTION: string = await build()
