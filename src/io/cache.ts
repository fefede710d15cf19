import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { Cache, Log } from '../ports.ts'

/**
 * The runner's cache between runs, or null where it has none. Its client is
 * large and most starts do not need it, so it is loaded only here.
 * A cache that fails costs time and never the run.
 */
export async function openCache(log: Log): Promise<Cache | null> {
  if (!process.env.ACTIONS_CACHE_URL && !process.env.ACTIONS_RESULTS_URL) return null
  const { isFeatureAvailable, restoreCache, saveCache } = await import('@actions/cache')
  if (!isFeatureAvailable()) return null
  const passOver = (error: unknown): null => {
    log.detail(`The cache did not answer: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  return {
    async restore(folder, key, prefixes) {
      return (await restoreCache([folder], key, [...prefixes]).catch(passOver)) ?? null
    },
    async save(folder, key) {
      // An empty folder is saved, a missing one is an error.
      await mkdir(folder, { recursive: true })
        .then(() => saveCache([folder], key))
        .catch(passOver)
    },
    digest: (texts) => createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32),
  }
}
