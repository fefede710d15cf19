import type { HostCheck, HostCheckAnnotation, HostCheckOutput, HostStatus } from '../ports.ts'
import type { Annotation } from '../report/annotations.ts'
import type { Conclusion } from './conclusion.ts'

/** GitHub takes so many annotations at once, and shows few people more than some hundred. */
const ANNOTATIONS_AT_ONCE = 50
export const MOST_ANNOTATIONS = { perLevel: 300, total: 300 }
const STATUS_CHARACTERS = 140
const TITLE_CHARACTERS = 200

export interface CheckFacts {
  readonly commentKey: string
  readonly sha: string
  /** One line: the verdict and what it is about. */
  readonly title: string
  /** Markdown of at most 65,535 bytes. */
  readonly summary: string
  readonly conclusion: Conclusion['check']
  readonly annotations: readonly Annotation[]
  /** Tells this run of the workflow from every other one. */
  readonly runKey: string
  readonly url: string | null
}

export interface CheckPlan {
  /** With the first annotations. */
  readonly check: HostCheck
  /** What is added to it, in this order. */
  readonly more: readonly HostCheckOutput[]
}

export function renderCheckName(commentKey: string): string {
  return commentKey === '' ? 'go-perf-review' : `go-perf-review (${commentKey})`
}

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const

/** The check as the requests that it takes: a request holds so many annotations only. */
export function planCheck(facts: CheckFacts): CheckPlan {
  const title = facts.title.slice(0, TITLE_CHARACTERS)
  const output = { title, summary: facts.summary }
  const annotations = facts.annotations.map(
    ({ file, line, level, title, message }): HostCheckAnnotation => ({
      file,
      line,
      level: LEVELS[level],
      title,
      message,
    }),
  )
  const batches: HostCheckAnnotation[][] = []
  for (let start = 0; start < annotations.length; start += ANNOTATIONS_AT_ONCE) {
    batches.push(annotations.slice(start, start + ANNOTATIONS_AT_ONCE))
  }
  const [first = [], ...rest] = batches
  return {
    check: {
      name: renderCheckName(facts.commentKey),
      sha: facts.sha,
      conclusion: facts.conclusion,
      externalId: `go-perf-review ${facts.runKey}`,
      url: facts.url,
      output: { ...output, annotations: first },
    },
    more: rest.map((batch) => ({ ...output, annotations: batch })),
  }
}

/** A status knows no "neutral": an unknown result is left pending rather than called a success. */
export function planStatus({ commentKey, sha, title, conclusion, url }: CheckFacts): HostStatus {
  const state = conclusion === 'neutral' ? 'pending' : conclusion
  return { name: renderCheckName(commentKey), sha, state, description: title.slice(0, STATUS_CHARACTERS), url }
}
