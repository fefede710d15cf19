import { createAssets } from '../src/io/assets.ts'
import type { ByteSink, Command, Outcome, Ports, Side } from '../src/ports.ts'

/** One package `example.com/p` at the root of a repository, as one commit has it. */
export interface Commit {
  readonly files: Readonly<Record<string, string>>
  /** What the compiler prints about escapes. */
  readonly diagnostics?: string
  /** Why the package does not compile. */
  readonly error?: string
  /** What one operation of its benchmark costs. */
  readonly allocs?: number
  /** How the benchmark's process ends instead of with a result. */
  readonly crash?: string
}

export interface World {
  readonly ports: Ports
  /** Every command, in order: `base: go list`, `head: run`. */
  readonly ran: readonly string[]
  readonly closed: () => boolean
}

type Answer = Partial<Outcome> & { readonly stdout?: string; readonly stderr?: string }

const FINE: Outcome = {
  exitCode: 0,
  signal: null,
  timedOut: false,
  outputLimitExceeded: false,
  memoryLimitExceeded: false,
  failedToStart: null,
  stderrTail: '',
  elapsedMs: 1,
}

/** A world without a disk, git, Go or a clock: two commits, and what the toolchain would say of them. */
export function createWorld(
  commits: Readonly<Record<Side, Commit>>,
  options: { readonly diff?: string; readonly go?: Answer; readonly prepare?: Answer } = {},
): World {
  const ran: string[] = []
  let closed = false
  let now = 0

  const readFile = (path: string): string | null => {
    const [, side = '', ...rest] = path.split('/')
    return side === 'base' || side === 'head' ? (commits[side].files[rest.join('/')] ?? null) : null
  }

  function answer(command: Command): Answer {
    const side: Side = `${command.program} ${command.cwd}`.includes('base') ? 'base' : 'head'
    const [verb = '', flag = ''] = command.args
    if (command.program === 'sh') {
      ran.push(`${side}: prepare`)
      return options.prepare ?? {}
    }
    if (command.program !== 'go') return runBenchmark(command, side)
    ran.push(`${side}: go ${flag.startsWith('-') ? `${verb} ${flag}` : verb}`)
    if (verb === 'env') return options.go ?? { stdout: JSON.stringify(TOOLCHAIN) }
    if (flag === '-m')
      return { stdout: json({ Path: 'example.com/p', Dir: `/${side}`, GoVersion: '1.24', Main: true }) }
    if (verb === 'test' && commits[side].error !== undefined) return { exitCode: 1, stderrTail: commits[side].error }
    if (verb === 'list') return { stdout: describePackages(side), stderr: commits[side].diagnostics ?? '' }
    return {}
  }

  function runBenchmark(command: Command, side: Side): Answer {
    const profiled = command.args.some((arg) => arg.startsWith('-test.memprofile='))
    const covered = command.args.some((arg) => arg.startsWith('-test.coverprofile='))
    ran.push(`${side}: ${profiled ? 'profile' : covered ? 'cover' : 'run'}`)
    const { allocs = 0, crash } = commits[side]
    if (crash !== undefined) return { exitCode: 2, stderr: crash, stderrTail: crash }
    const iterations = /-test\.benchtime=(\d+)x/.exec(command.args.join(' '))?.[1] ?? '20000'
    return { stdout: `BenchmarkP\t${iterations}\t1000 ns/op\t${allocs * 16} B/op\t${allocs} allocs/op\nPASS\n` }
  }

  function describePackages(side: Side): string {
    const { files, error } = commits[side]
    const text = JSON.stringify(files)
    const listed = {
      ImportPath: 'example.com/p',
      Dir: `/${side}`,
      Name: 'p',
      // Equal sources, equal archives.
      BuildID: `action/${text}`,
      Module: { Path: 'example.com/p', Main: true, Dir: `/${side}`, GoVersion: '1.24' },
      GoFiles: ['p.go'],
      TestGoFiles: ['p_test.go'],
      ...(error === undefined ? {} : { Error: { Err: error } }),
    }
    const variant = {
      ...listed,
      ImportPath: 'example.com/p [example.com/p.test]',
      ForTest: 'example.com/p',
      GoFiles: ['p.go', 'p_test.go'],
    }
    const main = {
      ...listed,
      ImportPath: 'example.com/p.test',
      Name: 'main',
      GoFiles: [],
      TestGoFiles: [],
      Deps: [variant.ImportPath],
    }
    return [listed, variant, main].map(json).join('')
  }

  const ports: Ports = {
    programs: {
      async run(command, sinks = {}) {
        now += 10
        const { stdout = '', stderr = '', ...outcome } = answer(command)
        write(sinks.stdout, stdout)
        write(sinks.stderr, stderr)
        return { ...FINE, ...outcome }
      },
    },
    git: {
      repository: { root: '/repository', prefix: '' },
      resolve: async (ref) => ({ ref, sha: ref }),
      mergeBase: async (a) => a.sha,
      defaultBranch: async () => ({ ref: 'main', sha: 'main' }),
      isDirty: async () => false,
      snapshot: async () => ({ ref: 'working tree', sha: 'snapshot' }),
      diff: async () => options.diff ?? '',
      show: async () => null,
      openWorktrees: async () => ({ base: '/base', head: '/head', links: { base: new Map(), head: new Map() } }),
      close: async () => {
        closed = true
      },
    },
    files: {
      readText: async (path) => readFile(path),
      readGzip: async () => null,
      readAtMost: async () => null,
      readBytes: async (path) => {
        const text = readFile(path)
        return text === null ? null : new TextEncoder().encode(text)
      },
      writeText: async () => undefined,
      writeBytes: async () => undefined,
      confine: () => undefined,
      makeTemporaryFolder: async (label) => `/temporary/${label}`,
    },
    log: { stage: () => undefined, progress: () => undefined, warn: () => undefined, detail: () => undefined },
    clock: { monotonicMs: () => now, nowIso: () => '2026-06-15T12:00:00Z' },
    machine: {
      platform: 'linux',
      arch: 'x64',
      kernel: 'Linux 6.1',
      cpuModel: 'Example CPU',
      cpuCount: 2,
      memoryBytes: 8 * 1024 ** 3,
      nodeVersion: 'v24.0.0',
      timingWarnings: async () => [],
      readCpus: async () => null,
      readInterference: async () => null,
    },
    assets: createAssets(),
  }
  return { ports, ran, closed: () => closed }
}

const TOOLCHAIN = {
  GOVERSION: 'go1.26.8',
  GOOS: 'linux',
  GOARCH: 'amd64',
  GOFLAGS: '',
  GOMOD: '/head/go.mod',
  GOWORK: '',
  CGO_ENABLED: '0',
  GOROOT: '/go',
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, '\t')}\n`
}

function write(sink: ByteSink | undefined, text: string): void {
  if (text !== '') sink?.(new TextEncoder().encode(text))
}
