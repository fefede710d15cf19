import { constants, rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, open, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { ExpectedFailure } from '../errors.ts'
import type { Files } from '../ports.ts'
import { findWithin, isWithin } from './within.ts'

/** Every temporary folder of this program begins like this; leftovers of a killed run are known by it. */
export const TEMPORARY_PREFIX = 'go-perf-review-'

export interface FilesOnDisk extends Files {
  /** Removes the temporary folders now; what is left when the program ends is removed then. */
  close(): Promise<void>
}

const inflate = promisify(gunzip)
/** A few kilobytes can claim to be gigabytes. */
const MOST_INFLATED_BYTES = 512 * 1024 * 1024

/** The file system. Writing creates missing folders; throws `disk` when there is no space and `usage` where a file cannot be written. */
export function createFiles(options: { readonly temporaryRoot?: string } = {}): FilesOnDisk {
  const folders = new Set<string>()
  const removeAtExit = (): void => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const confined = new Set<string>()
  /** The path to read, null where a link leads out of a folder whose files a change has laid out. */
  const locate = async (file: string): Promise<string | null> => {
    const absolute = path.resolve(file)
    const folder = [...confined].find((one) => isWithin(one, absolute))
    return folder === undefined ? file : await findWithin(folder, absolute)
  }
  const readBytes = async (file: string): Promise<Buffer | null> => {
    const place = await locate(file)
    return place === null ? null : await readIfPresent(place)
  }
  const write = async (file: string, content: string | Uint8Array): Promise<void> => {
    try {
      await mkdir(path.dirname(path.resolve(file)), { recursive: true })
      await writeFile(file, content)
    } catch (error) {
      throw classifyWriteError(error, file)
    }
  }
  return {
    async readText(file) {
      const bytes = await readBytes(file)
      return bytes === null ? null : bytes.toString('utf8')
    },
    readBytes,
    async readGzip(file) {
      const bytes = await readBytes(file)
      return bytes === null ? null : await inflate(bytes, { maxOutputLength: MOST_INFLATED_BYTES }).catch(() => null)
    },
    async readAtMost(file, mostBytes) {
      const place = await locate(file)
      const bytes = place === null ? null : await readRegularFile(place, mostBytes)
      // The magic number of RFC 1952.
      if (bytes === null || bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
      return await inflate(bytes, { maxOutputLength: mostBytes }).catch(() => null)
    },
    writeText: write,
    writeBytes: write,
    async makeTemporaryFolder(label) {
      const folder = await makeTemporaryFolder(options.temporaryRoot, label)
      if (folders.size === 0) process.once('exit', removeAtExit)
      folders.add(folder)
      confined.add(folder)
      return folder
    },
    confine(folder) {
      confined.add(folder)
    },
    async close() {
      process.off('exit', removeAtExit)
      await Promise.all([...folders].map(removeTree))
      folders.clear()
    },
  }
}

/** A new folder below `root` (the system's folder for such things unless given), by its real path. Throws `disk`. */
export async function makeTemporaryFolder(root: string | undefined, label: string): Promise<string> {
  const parent = root ?? os.tmpdir()
  try {
    // A symlinked temporary folder (macOS) would make Go print other paths than we gave.
    return await realpath(
      await mkdtemp(path.join(parent, label === '' ? TEMPORARY_PREFIX : `${TEMPORARY_PREFIX}${label}-`)),
    )
  } catch (error) {
    throw classifyWriteError(error, parent)
  }
}

/** Removes a folder with all it holds, also read-only folders as Go's module cache has them. Follows no links. */
export async function removeTree(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }
  try {
    await rm(folder, options)
  } catch {
    await makeWritable(folder)
    await rm(folder, options)
  }
}

/** Turns "no space left" into the failure that the reader can act on; any other error comes back as it is. */
export function classifyDiskError(error: unknown, file: string): unknown {
  const code = readCode(error)
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error
  return new ExpectedFailure(
    'disk',
    `No space left on the disk that holds ${file}: free some, or set TMPDIR to a folder on another disk.`,
  )
}

const UNWRITABLE = ['EROFS', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ENOENT', 'EEXIST']

function classifyWriteError(error: unknown, file: string): unknown {
  const code = readCode(error)
  if (code === null || !UNWRITABLE.includes(code)) return classifyDiskError(error, file)
  return new ExpectedFailure(
    'usage',
    `${file} cannot be written (${code}): name another place or change its permissions.`,
  )
}

export function readCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

async function readIfPresent(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = readCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}

/** Opens before it looks, and without waiting for the writer of a pipe: the file may come from a pull request. */
async function readRegularFile(file: string, mostBytes: number): Promise<Buffer | null> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size } = await handle
        .stat()
        .then((found) => (found.isFile() ? found : { size: Number.POSITIVE_INFINITY }))
      return size <= mostBytes ? await handle.readFile() : null
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined)
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (entry.isDirectory()) await makeWritable(path.join(folder, entry.name))
  }
}
