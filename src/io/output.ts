import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedFailure } from '../errors.ts'

/**
 * Throws `usage` where a file surely cannot be written later on: better said
 * before minutes of measuring than after. Writes nothing.
 * `option` is the flag that named it.
 */
export async function requireWritable(file: string, option = '--output'): Promise<void> {
  const reason = await findObstacle(path.resolve(file))
  if (reason === null) return
  throw new ExpectedFailure('usage', `${file} cannot be written (${reason}): name another place for ${option}.`)
}

async function findObstacle(file: string): Promise<string | null> {
  const found = await statOrNull(file)
  if (found?.isDirectory()) return 'it is a folder'
  if (found !== null) return await findLock(file)
  let folder = path.dirname(file)
  // Missing folders are made when it is written.
  for (; (await statOrNull(folder)) === null; folder = path.dirname(folder)) {
    if (folder === path.dirname(folder)) return 'there is no such disk'
  }
  const parent = await stat(folder)
  return parent.isDirectory() ? await findLock(folder) : `${folder} is no folder`
}

async function findLock(existing: string): Promise<string | null> {
  return access(existing, constants.W_OK).then(
    () => null,
    () => 'no permission',
  )
}

async function statOrNull(file: string) {
  return stat(file).catch(() => null)
}
