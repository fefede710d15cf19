/**
 * How the program was started: what the inputs and flags say beyond Config.
 * The same for every package and never in the config file.
 */
export interface Invocation {
  readonly mode: Mode
  /** What is compared with, as written; null: found by the program. */
  readonly base: string | null
  /** What is reviewed, as written; null: found by the program. */
  readonly head: string | null
  /** Review the working tree instead of a commit. */
  readonly worktree: boolean
  /** Folder inside the repository under review, as written. */
  readonly repo: string
  /** Path of the config file, relative to the repository's root, with forward slashes. */
  readonly configPath: string
  /** '' for none. */
  readonly githubToken: string
  /** Path of `review.json`, to write or (mode `report`) to read; null: chosen by the program. */
  readonly reportFile: string | null
  /** Whether the Go build cache is kept between runs. */
  readonly cache: boolean
  /** Whether the code of a pull request may run where a `pull_request_target` event gives it secrets. */
  readonly allowPullRequestTarget: boolean
  readonly format: Format
  /** Where the report goes; null: stdout. */
  readonly output: string | null
  /** Folder for `review.json`, samples and profiles; null: none is kept. */
  readonly artifacts: string | null
  readonly quiet: boolean
}

export const MODES = ['review', 'measure', 'report'] as const
export type Mode = (typeof MODES)[number]
export const FORMATS = ['terminal', 'markdown', 'json', 'annotations', 'sarif', 'html'] as const
export type Format = (typeof FORMATS)[number]

export type WrittenInvocation = { readonly [Field in keyof Invocation]?: Invocation[Field] }

export const DEFAULT_INVOCATION: Invocation = {
  mode: 'review',
  base: null,
  head: null,
  worktree: false,
  repo: '.',
  configPath: '.github/go-perf-review.yml',
  githubToken: '',
  reportFile: null,
  cache: true,
  allowPullRequestTarget: false,
  format: 'terminal',
  output: null,
  artifacts: null,
  quiet: false,
}
