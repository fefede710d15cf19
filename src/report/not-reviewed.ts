import { codeSpan, escapeMarkdown, fence } from './escape-text.ts'
import { httpUrl } from './permalink.ts'

export interface NotReviewed {
  readonly sha: string
  /** One sentence: what, where, what to do. Foreign text. */
  readonly reason: string
  /** Further lines: a compiler's first errors, the problems of a file. */
  readonly details: readonly string[]
  /** The workflow run's page. */
  readonly reportUrl: string | null
}

const REASON_CHARACTERS = 1_000
const DETAILS_CHARACTERS = 8_000

/** What is said where a review would stand, for a commit that could not be reviewed; `marker` as for `renderMarkdown`. */
export function renderNotReviewed({ sha, reason, details, reportUrl }: NotReviewed, marker = ''): string {
  const [first = '', ...rest] = reason.split('\n')
  const listing = [...rest, ...details].join('\n').slice(0, DETAILS_CHARACTERS)
  const url = httpUrl(reportUrl ?? undefined)
  const said = escapeMarkdown(first.slice(0, REASON_CHARACTERS)).trim()
  const blocks = [
    `${marker === '' ? '' : `${marker}\n`}### 🔴 Performance review could not run`,
    `${codeSpan(sha.slice(0, 12))} was not reviewed: ${said}`,
    ...(listing.trim() === '' ? [] : [fence(listing, 'text')]),
    ...(url === null ? [] : [`<sub>[this run](${url})</sub>`]),
  ]
  return `${blocks.join('\n\n')}\n`
}
