import type { Config } from '../config/config.ts'
import type { Cache, Files, ForeignFiles } from '../ports.ts'
import { judgeAgain } from '../review/judge-again.ts'
import { parseUntrustedReview } from '../review/parse-untrusted.ts'
import type { Review } from '../review/schema.ts'
import { TOOL } from '../tool.ts'
import type { Besides } from './besides.ts'

/** What was measured, for which commits and with which settings. */
export interface Measured {
  readonly base: { readonly sha: string }
  readonly head: { readonly sha: string }
  readonly config: Config
}

export interface Remembered extends Besides {
  readonly review: Review
}

export interface MemoryPorts {
  readonly cache: Cache
  readonly files: Files
  readonly foreignFiles: ForeignFiles
  /** A folder of the step with the same path in every run. */
  readonly folder: string
}

const MOST_BYTES = 20 * 1024 * 1024

/**
 * The review of an earlier run of the same commits and settings, judged again
 * with the labels of this moment; null where none is kept. Code under review can
 * reach the cache, so what comes out of it is read as a stranger's.
 */
export async function restoreReview(
  measured: Measured,
  labels: readonly string[],
  today: string,
  ports: MemoryPorts,
): Promise<Remembered | null> {
  const { cache, foreignFiles, folder } = ports
  if ((await cache.restore(folder, renderKey(measured, cache), [])) === null) return null
  const read = async (name: string): Promise<string | null> => {
    const answer = await foreignFiles.readBounded(`${folder}/${name}`, MOST_BYTES)
    return answer.ok ? answer.text : null
  }
  const text = await read('review.json')
  const review = text === null ? null : parseOrNull(text)
  if (review?.head.sha !== measured.head.sha || review.base.sha !== measured.base.sha) return null
  const judged = judgeAgain(review, { config: measured.config, labels, today })
  return {
    // The profiles of the earlier run are not kept with it.
    review: { ...judged, benchmarks: judged.benchmarks.map(({ profiles: _, ...rest }) => rest) },
    artifacts: [],
    baseText: (await read('base.txt')) ?? '',
    headText: (await read('head.txt')) ?? '',
  }
}

/** Keeps a review for a later change of labels. What could not be measured is no answer for later. */
export async function saveReview(measured: Measured, result: Remembered, ports: MemoryPorts): Promise<void> {
  if (result.review.verdict === 'broken') return
  const { cache, files, folder } = ports
  await files.writeText(`${folder}/review.json`, JSON.stringify(result.review))
  await files.writeText(`${folder}/base.txt`, result.baseText)
  await files.writeText(`${folder}/head.txt`, result.headText)
  await cache.save(folder, renderKey(measured, cache))
}

function renderKey({ base, head, config }: Measured, cache: Cache): string {
  const settings = cache.digest([TOOL.version, base.sha, JSON.stringify(config)])
  return `go-perf-review-measured-${head.sha}-${settings}`
}

function parseOrNull(text: string): Review | null {
  try {
    return parseUntrustedReview(text, 'the kept review')
  } catch {
    return null
  }
}
