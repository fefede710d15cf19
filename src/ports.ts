/**
 * What the review needs from the world, as interfaces only. `io/` implements
 * them; tests hand in their own.
 */

/** The two commits (or one commit and a snapshot of the working tree) under review. */
export type Side = 'base' | 'head'

/**
 * Which variables of our own environment a child may see. The pull request's
 * code runs in children, so nothing is passed that is not on a list.
 * `toolchain`: what `go` and `git` need (proxies, caches, certificates).
 * `benchmark`: what a test binary needs, plus the names the user listed under `env`.
 */
export type EnvironmentClass = 'toolchain' | 'benchmark'

export interface Command {
  /** Absolute path, or a name looked up on PATH. */
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly environment: EnvironmentClass
  /** Set on top of the allow-listed environment. */
  readonly variables?: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** A child that gets no further for so long is ended as for `timeoutMs`. `movedAt` is the last time it did, by the clock of `Clock`. */
  readonly stall?: { readonly afterMs: number; readonly movedAt: () => number }
  /** Bytes of stdout and stderr together after which the child is ended. */
  readonly maxOutputBytes: number
  /** Ask a Go program that runs out of time for its goroutines' stacks, on stderr, before it is ended. Not on Windows. */
  readonly dumpOnTimeout?: boolean
  /** Memory of the child's whole process tree beyond which it is ended; looked at every half second, on Linux only. */
  readonly memoryLimitBytes?: number
}

/** How a child ended. A failure has the shape of a success plus what went wrong. */
export interface Outcome {
  /** Null when the child was ended by a signal or never started. */
  readonly exitCode: number | null
  readonly signal: string | null
  readonly timedOut: boolean
  readonly outputLimitExceeded: boolean
  readonly memoryLimitExceeded: boolean
  /** Why the child could not be started (no such program, no permission), else null. */
  readonly failedToStart: string | null
  /** The last 8 KiB of stderr, decoded; for showing to the reader. */
  readonly stderrTail: string
  readonly elapsedMs: number
}

/** Receives output as it arrives. A chunk's memory may be reused after the call returns. */
export type ByteSink = (chunk: Uint8Array) => void

export interface Programs {
  /** Runs one child to its end and ends its whole process tree on timeout, limit or interruption. Never rejects for a failing child. */
  run(command: Command, sinks?: { readonly stdout?: ByteSink; readonly stderr?: ByteSink }): Promise<Outcome>
}

export interface Repository {
  /** Absolute path of the repository's top folder. */
  readonly root: string
  /** The folder that the user named, relative to `root`, with forward slashes; '' for the root. */
  readonly prefix: string
}

export interface Commit {
  /** What the user wrote, or what the default was: for showing. */
  readonly ref: string
  readonly sha: string
}

export interface Worktrees {
  /** Absolute path of the repository's top folder on each side. */
  readonly base: string
  readonly head: string
  /** Symbolic links in the commits: path relative to the top folder → target as written. */
  readonly links: Readonly<Record<Side, ReadonlyMap<string, string>>>
}

/** One git repository. Nothing of the user's checkout, index, stash or branches is changed by any of these. */
export interface Git {
  readonly repository: Repository
  /** Resolves a ref to a commit. Throws `unknown-ref`. */
  resolve(ref: string): Promise<Commit>
  /** The best common ancestor. Throws `no-common-history`. */
  mergeBase(a: Commit, b: Commit): Promise<string>
  /** The upstream's default branch (origin/HEAD, else origin/main, origin/master, main, master). Throws `unknown-ref` naming `--base`. */
  defaultBranch(): Promise<Commit>
  /** True when tracked files differ from HEAD or untracked, not ignored files exist. */
  isDirty(): Promise<boolean>
  /** Records the working tree (tracked and untracked, not ignored files) as a commit in a temporary object store. */
  snapshot(): Promise<Commit>
  /** `git diff` from base to head with renames detected, without context lines, for the whole repository. */
  diff(base: string, head: string): Promise<string>
  /** The text of a file at a commit, or null where it does not exist there. */
  show(sha: string, path: string): Promise<string | null>
  /**
   * Lays both commits out as detached worktrees in a temporary folder, beside
   * mirrors of what the module uses from outside the repository (`replace`,
   * a parent `go.work`). Throws `disk` or `outside-dependency`.
   */
  openWorktrees(base: string, head: string): Promise<Worktrees>
  /** Removes everything that this object created. Safe to call twice. */
  close(): Promise<void>
}

export interface Files {
  /** The file's text, or null where there is no such file. */
  readText(path: string): Promise<string | null>
  readBytes(path: string): Promise<Uint8Array | null>
  /** The content of a gzip file; null where there is none or it is no such file. */
  readGzip(path: string): Promise<Uint8Array | null>
  /** The content of a regular file, without gzip around it; null where there is none, or more than `mostBytes`, packed or not. */
  readAtMost(path: string, mostBytes: number): Promise<Uint8Array | null>
  writeText(path: string, text: string): Promise<void>
  writeBytes(path: string, bytes: Uint8Array): Promise<void>
  /** From now on no link is followed out of this folder when a path below it is read. A real path. */
  confine(folder: string): void
  /** A new folder that is removed when the program ends; reading is confined to it as by `confine`. */
  makeTemporaryFolder(label: string): Promise<string>
}

/** Files that a stranger may have laid out. */
export interface ForeignFiles {
  /** The text of a plain file of at most so many bytes; follows no link at the end of the path. */
  readBounded(path: string, mostBytes: number): Promise<BoundedText>
  /** What lies in a folder, links not followed; null where there is no such folder or it is a link. */
  listFolder(path: string): Promise<readonly FolderEntry[] | null>
}

export type BoundedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'missing' | 'no-file' | 'too-large' }

export interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'device'
  readonly bytes: number
}

/** Progress goes to stderr, never into results. */
export interface Log {
  /** A stage begins: "Compiling base". Replaces the previous live line. */
  stage(title: string): void
  /** Where the present stage stands: "benchmark 3 of 12, 40 s left". */
  progress(detail: string): void
  /** Something the user should know even if the review goes on. */
  warn(message: string): void
  detail(message: string): void
}

export interface Clock {
  /** Milliseconds since an arbitrary point, never going back. */
  monotonicMs(): number
  nowIso(): string
}

export interface Machine {
  readonly platform: string
  readonly arch: string
  readonly kernel: string
  readonly cpuModel: string
  readonly cpuCount: number
  /** Bytes of memory that this program and its children may use: the machine's, or what a control group leaves of it. */
  readonly memoryBytes: number
  readonly nodeVersion: string
  /** Reasons why times of programs that use `procs` CPUs are not to be trusted (governor, turbo, load), worded for the reader. */
  timingWarnings(procs: number): Promise<readonly string[]>
  /** Null where the system does not tell, or cannot hold a program on some. */
  readCpus(): Promise<Cpus | null>
  /** Null where the system does not tell. */
  readInterference(): Promise<Interference | null>
}

/** Lists of CPUs as Linux writes them: `0,2-3`. */
export interface Cpus {
  /** Those that this program may use. */
  readonly allowed: string
  /** The performance cores, where there are slower ones as well; else ''. */
  readonly fast: string
}

/** Counters of what keeps programs from running; only differences mean something. */
export interface Interference {
  /** CPU time in ticks that was used or stolen, over all CPUs. */
  readonly busyTicks: number
  /** CPU time in ticks that the hypervisor gave to other guests. */
  readonly stolenTicks: number
  /** For how long a control group paused this program, in milliseconds. */
  readonly pausedMs: number
}

/** What ships with the program. */
export interface Assets {
  /** WebAssembly of the parser's runtime and of its Go grammar. */
  readGrammar(): Promise<{ readonly runtime: Uint8Array; readonly grammar: Uint8Array }>
}

export interface Ports {
  readonly programs: Programs
  readonly git: Git
  readonly files: Files
  readonly log: Log
  readonly clock: Clock
  readonly machine: Machine
  readonly assets: Assets
}

// ---------------------------------------------------------------------------
// Delivery: the code host and the runner that a review is handed to.

/**
 * Why the host did not do what was asked. A value, not an exception: a review
 * is worth its whole run, and no answer of the host may lose it.
 * `missing-permission`: the token may not do this. `refused`: the host will
 * never accept this request (not found, locked, invalid, bad credentials).
 * `rate-limited` and `unreachable` may pass.
 */
export interface HostProblem {
  readonly kind: 'missing-permission' | 'refused' | 'rate-limited' | 'unreachable'
  /** HTTP status, or null where no answer arrived. */
  readonly status: number | null
  /** One line: what was asked and what the host said. Untrusted text. */
  readonly message: string
  /** How long the host asks us to wait before the next try; null where it did not say. */
  readonly retryAfterMs: number | null
}

export type HostAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: HostProblem }

/**
 * Whose token this is: a person's login, or an app's, which ends in `[bot]`.
 * `installation`: an app's token, and the host would not say whose.
 */
export type HostIdentity = { readonly kind: 'named'; readonly login: string } | { readonly kind: 'installation' }

/** Who wrote something on the host; null where the account is gone. */
export type HostAuthor = { readonly login: string; readonly bot: boolean } | null

export interface HostPullRequest {
  readonly number: number
  readonly headSha: string
  readonly open: boolean
  readonly labels: readonly string[]
  readonly headRef: string
  /** `owner/name`, or null where the fork was deleted. */
  readonly headRepository: string | null
  readonly baseSha: string
  readonly baseRef: string
}

export interface HostComment {
  readonly id: number
  /** Where a person reads it. */
  readonly url: string
  readonly body: string
  readonly author: HostAuthor
  /** Folded away by someone, so that nobody reads it. */
  readonly minimised: boolean
}

/** A comment of a review, on a line of the pull request's diff. */
export interface HostReviewComment {
  readonly id: number
  readonly body: string
  readonly author: HostAuthor
  readonly file: string
  /** The line of the head that it stands on now, or null where the diff has moved on. */
  readonly line: number | null
  /** The comment that this one answers, or null where it begins a thread. */
  readonly inReplyTo: number | null
}

/** A review comment to be written on a line of the head. */
export interface HostLineComment {
  readonly file: string
  readonly line: number
  readonly body: string
}

export interface HostCheckAnnotation {
  readonly file: string
  readonly line: number
  readonly level: 'failure' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

/** What a check says. The host takes at most 50 annotations at once and adds them to those that are there. */
export interface HostCheckOutput {
  readonly title: string
  readonly summary: string
  readonly annotations: readonly HostCheckAnnotation[]
}

export interface HostCheck {
  readonly name: string
  readonly sha: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
  /** Our own mark on it, by which it is found again. */
  readonly externalId: string
  /** Where a person reads more, null for the host's own page. */
  readonly url: string | null
  readonly output: HostCheckOutput
}

export interface HostWrittenCheck {
  readonly id: number
  readonly externalId: string
  readonly annotations: number
}

export interface HostStatus {
  readonly name: string
  readonly sha: string
  readonly state: 'success' | 'failure' | 'pending'
  readonly description: string
  readonly url: string | null
}

/**
 * One repository on GitHub or GitHub Enterprise Server. What only reads is
 * tried again by the implementation; what writes is tried once, since only the
 * caller knows whether writing is still right after a wait.
 */
export interface Host {
  fetchIdentity(): Promise<HostAnswer<HostIdentity>>
  fetchPullRequest(number: number): Promise<HostAnswer<HostPullRequest>>
  /** Open pull requests from a branch of `owner`, this repository's or a fork's. */
  fetchPullRequestsFrom(owner: string, branch: string): Promise<HostAnswer<readonly HostPullRequest[]>>
  /** The text of a file at a commit, null where the commit has no such file. */
  fetchFile(sha: string, path: string): Promise<HostAnswer<string | null>>
  /** Every comment of the pull request's conversation, oldest first. */
  fetchComments(pullRequest: number): Promise<HostAnswer<readonly HostComment[]>>
  createComment(pullRequest: number, body: string): Promise<HostAnswer<HostComment>>
  updateComment(id: number, body: string): Promise<HostAnswer<HostComment>>
  /** Every comment on lines of the pull request's diff, answers included, oldest first. */
  fetchReviewComments(pullRequest: number): Promise<HostAnswer<readonly HostReviewComment[]>>
  /** One review with all of these comments. The host refuses all of them for one whose line is not in the diff. */
  createReview(pullRequest: number, sha: string, comments: readonly HostLineComment[]): Promise<HostAnswer<null>>
  updateReviewComment(id: number, body: string): Promise<HostAnswer<null>>
  deleteReviewComment(id: number): Promise<HostAnswer<null>>
  /** The checks of this name on a commit, also superseded ones. */
  fetchChecks(sha: string, name: string): Promise<HostAnswer<readonly HostWrittenCheck[]>>
  createCheck(check: HostCheck): Promise<HostAnswer<HostWrittenCheck>>
  /** Adds annotations to a check. */
  addAnnotations(id: number, output: HostCheckOutput): Promise<HostAnswer<HostWrittenCheck>>
  /** Sets the commit's status of this name; writing it twice leaves one. */
  writeStatus(status: HostStatus): Promise<HostAnswer<null>>
}

/** Folders kept from one run to a later one. Nothing of it ever throws: a cache that fails costs time only. */
export interface Cache {
  /** Lays out what was saved of `folder` under `key`, else the newest under a key with one of the prefixes. The key found, or null. */
  restore(folder: string, key: string, prefixes: readonly string[]): Promise<string | null>
  /** Saves the folder, unless something is kept under that key already. */
  save(folder: string, key: string): Promise<void>
  /** A short name for texts that may be long, for keys. */
  digest(texts: readonly string[]): string
}

/** What the runner takes from a step. Everything written here is escaped for its target by the implementation, save `writeCommands`. */
export interface Runner {
  /** Complete, escaped workflow-command lines, written to stdout in this order. */
  writeCommands(lines: readonly string[]): void
  /** Throws where the runner's output file is missing. */
  writeOutput(name: string, value: string): void
  /** Appends Markdown to the job summary. Throws where the runner has none. */
  appendSummary(markdown: string): Promise<void>
  /** A warning shown on the run's page. */
  warn(message: string): void
  /** Why the step fails, shown on the run's page. The exit status is set elsewhere. */
  fail(message: string): void
  /** A new folder of this step that later steps of the job can read. Absolute path. */
  makeReportFolder(): Promise<string>
}
