/** One thing that is wrong with what the user wrote. Holds no control characters: it goes to terminals and logs. */
export interface ConfigProblem {
  /** `.github/go-perf-review.yml:12:3`, `input fail-on`, `--count`. */
  readonly where: string
  /** What was found: `count is "ten"`. */
  readonly message: string
  /** What would have been right: `a whole number from 1 to 1000`. */
  readonly expected: string
}

/** Beyond this many, a list helps nobody, and a hostile file could make it endless. */
export const MOST_PROBLEMS = 100

export function renderProblem(where: string, message: string, expected: string): ConfigProblem {
  return { where: renderPrintable(where), message: renderPrintable(message), expected: renderPrintable(expected) }
}

/** One message that lists every problem, one a line: where, what, and what was expected. '' for none. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  if (problems.length === 0) return ''
  const title =
    problems.length === 1 ? '1 problem in the configuration:' : `${problems.length} problems in the configuration:`
  return [title, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join('\n')
}

/** One problem as one line. */
export function describeProblem(problem: ConfigProblem): string {
  return `${problem.where}: ${problem.message}; expected ${problem.expected}`
}

/** A value as the user wrote it, short enough for a message: text in quotes, lists and maps by their kind. */
export function renderValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return 'a map'
}

// Control, direction and line-separating characters could forge lines of a log or hide text in it.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

function renderPrintable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
}
