import type { Config, WrittenConfig } from '../config/config.ts'
import { type ConfigProblem, describeProblems } from '../config/problem.ts'
import { resolveConfig, validateConfig } from '../config/resolve.ts'
import { parseWritten } from '../config/written.ts'
import { ExpectedFailure } from '../errors.ts'
import type { Review } from '../review/schema.ts'
import type { Event } from './event.ts'

/**
 * Whose config file counts. A change that waits to be merged must not loosen
 * its own gate, so there it is the target branch's; what was pushed has been accepted.
 */
export function planConfigSource(event: Event): 'base' | 'head' {
  return event.kind === 'pull-request' || event.kind === 'merge-group' ? 'base' : 'head'
}

/** The complete configuration: the file's text (null: there is none) under the inputs. Throws `config` with every problem. */
export function parseConfig(path: string, text: string | null, inputs: WrittenConfig): Config {
  const file = parseWritten({ kind: 'file', path }, text ?? '')
  refuseProblems(file.problems)
  const config = resolveConfig([file.written, inputs])
  refuseProblems(validateConfig(config))
  return config
}

/** Throws `config` where there are any. */
export function refuseProblems(problems: readonly ConfigProblem[]): void {
  if (problems.length > 0) throw new ExpectedFailure('config', describeProblems(problems))
}

/** What the report says where the head has another config file than the one that counts, else null. */
export function describeDifference(path: string, used: string | null, head: string | null): string | null {
  if (used === head) return null
  const change = used === null ? 'adds' : head === null ? 'removes' : 'changes'
  return `This change ${change} ${path}: the review was made with the target branch's settings, the new ones count once merged.`
}

/** The review with one more thing for the reader to know. */
export function withNotice(review: Review, message: string | null): Review {
  if (message === null) return review
  return { ...review, problems: [...review.problems, { stage: 'config', side: null, severity: 'notice', message }] }
}
