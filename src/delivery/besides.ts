import type { Files } from '../ports.ts'

/** What a review leaves behind besides its report. */
export interface Besides {
  /** Samples in Go benchmark format, '' for none. */
  readonly baseText: string
  readonly headText: string
  /** Memory profiles that the review names, by path relative to `review.json`. */
  readonly artifacts: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/**
 * Writes the samples of each side that has some, and the profiles. `folder` is that of
 * `review.json`, with the separator at its end. A file of an earlier review there is emptied.
 */
export async function writeBesides(folder: string, besides: Besides, files: Files): Promise<void> {
  const samples = { 'base.txt': besides.baseText, 'head.txt': besides.headText }
  for (const [name, text] of Object.entries(samples)) {
    const file = `${folder}${name}`
    if (text !== '' || (await files.readText(file)) !== null) await files.writeText(file, text)
  }
  for (const { path, bytes } of besides.artifacts) await files.writeBytes(`${folder}${path}`, bytes)
}
