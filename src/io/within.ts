import { realpath } from 'node:fs/promises'
import path from 'node:path'

/** True for the folder itself and for everything below it. */
export function isWithin(folder: string, absolute: string): boolean {
  const relative = path.relative(folder, absolute)
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
}

/**
 * The real path of what a path below `folder` leads to; null where a link leads
 * out of the folder, or nothing is there. `folder` is a real path.
 */
export async function findWithin(folder: string, absolute: string): Promise<string | null> {
  const real = await realpath(absolute).catch(() => null)
  return real !== null && isWithin(folder, real) ? real : null
}
