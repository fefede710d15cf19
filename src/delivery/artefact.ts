import { ExpectedFailure } from '../errors.ts'
import type { ForeignFiles } from '../ports.ts'

/** A review of a large change has some 500 KB. */
const MOST_REVIEW_BYTES = 20 * 1024 * 1024
/** All files of the folder together. */
const MOST_BYTES = 200 * 1024 * 1024

const REVIEW = 'review.json'
/** What a measurement leaves, and nothing else. */
const EXPECTED = [REVIEW, 'review.md', 'review.sarif', 'review.html', 'base.txt', 'head.txt']
const PROFILE = /^[\w.-]+\.(?:pprof|pb\.gz)$/

/**
 * The text of the review that another job measured: `path` is the file, or the
 * folder that an artifact was unpacked into. Only `review.json` is read. The
 * folder is a stranger's: no links, no folders in it, no other files, no more
 * than so many bytes. Throws `invalid-review-file`.
 */
export async function readArtefact(path: string, files: ForeignFiles): Promise<string> {
  const entries = await files.listFolder(path)
  const file = entries === null ? path : `${path.replace(/[/\\]+$/, '')}/${REVIEW}`
  if (entries !== null) {
    const wrong = entries.find(({ name, kind }) => kind !== 'file' || !(EXPECTED.includes(name) || PROFILE.test(name)))
    if (wrong !== undefined) {
      const what = wrong.kind === 'file' ? 'no file of a measurement' : `a ${wrong.kind}`
      throw refusal(path, `${JSON.stringify(wrong.name.slice(0, 100))} in it is ${what}`)
    }
    if (entries.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) throw refusal(path, 'its files are too large')
  }
  const read = await files.readBounded(file, MOST_REVIEW_BYTES)
  if (read.ok) return read.text
  switch (read.why) {
    case 'missing':
      throw new ExpectedFailure(
        'invalid-review-file',
        `report-file: there is no ${file}: see why the job that measures left none, or name its review.json or the folder that its artifact was unpacked into.`,
      )
    case 'no-file':
      throw refusal(file, 'it is no plain file')
    case 'too-large':
      throw refusal(file, `it is larger than ${MOST_REVIEW_BYTES / 1024 / 1024} MB`)
  }
}

function refusal(path: string, why: string): ExpectedFailure {
  return new ExpectedFailure(
    'invalid-review-file',
    `${path} is refused: ${why}. Nothing of it was posted; upload what mode: measure wrote, and only that.`,
  )
}
