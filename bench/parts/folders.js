/** Temporary folders that are gone when the script ends, also by Ctrl-C. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const made = new Set()

process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

export function makeFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'go-perf-review-bench-'))
  made.add(folder)
  return folder
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true })
  made.delete(folder)
}
