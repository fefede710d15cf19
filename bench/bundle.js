/** Bundles one TypeScript entry into a temporary file, so that Node runs what the product runs. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { rolldown } from 'rolldown'

/** @param {string} entry absolute path @returns {Promise<string>} absolute path of the bundle */
export async function bundleEntry(entry) {
  const folder = await mkdtemp(path.join(tmpdir(), 'go-perf-review-bench-'))
  const file = path.join(folder, 'entry.mjs')
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' })
  await bundle.write({ file, format: 'esm' })
  await bundle.close()
  return file
}
