import type { Files } from '../ports.ts'

/** What a review leaves behind besides its report. */
export interface Besides {
  /** Samples in Go benchmark format, '' for none. */
  readonly baseText: string
  readonly headText: string
  /** Memory profiles that the review names, by path relative to `review.json`. */
  readonly artifacts: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/** Writes the samples of both sides and the profiles. `folder` is that of `review.json`, with the separator at its end. */
export async function writeBesides(folder: string, besides: Besides, files: Files): Promise<void> {
  await files.writeText(`${folder}base.txt`, besides.baseText)
  await files.writeText(`${folder}head.txt`, besides.headText)
  for (const { path, bytes } of besides.artifacts) await files.writeBytes(`${folder}${path}`, bytes)
}
