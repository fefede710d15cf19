import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { BoundedText, FolderEntry, ForeignFiles } from '../ports.ts'
import { readCode } from './files.ts'

/** Files that a stranger may have laid out. */
export function createForeignFiles(): ForeignFiles {
  return { readBounded, listFolder }
}

/** Reads through one handle, so that what was looked at is what is read. */
async function readBounded(file: string, mostBytes: number): Promise<BoundedText> {
  // Without O_NONBLOCK opening a pipe would wait for a writer. Windows has neither flag.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  let handle: FileHandle
  try {
    if ((await lstat(file)).isSymbolicLink()) return { ok: false, why: 'no-file' }
    handle = await open(file, flags)
  } catch (error) {
    const code = readCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: false, why: 'missing' }
    if (code === 'ELOOP' || code === 'EISDIR' || code === 'ENXIO') return { ok: false, why: 'no-file' }
    throw error
  }
  try {
    const { size } = await handle.stat().then((stat) => (stat.isFile() ? stat : { size: -1 }))
    if (size < 0) return { ok: false, why: 'no-file' }
    if (size > mostBytes) return { ok: false, why: 'too-large' }
    const text = await handle.readFile('utf8')
    return text.length > mostBytes ? { ok: false, why: 'too-large' } : { ok: true, text }
  } finally {
    await handle.close()
  }
}

async function listFolder(folder: string): Promise<readonly FolderEntry[] | null> {
  const stat = await lstat(folder).catch(() => null)
  if (!stat?.isDirectory()) return null
  const names = await readdir(folder)
  return await Promise.all(
    names.map(async (name): Promise<FolderEntry> => {
      const entry = await lstat(path.join(folder, name))
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'device'
      return { name, kind, bytes: entry.size }
    }),
  )
}
