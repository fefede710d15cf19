/** Delivery in this process: the real Host adapter against the local API server, a runner that remembers. */

import { deliver } from '../../src/delivery/deliver.ts'
import type { Delivery } from '../../src/delivery/delivery.ts'
import { planRetry } from '../../src/delivery/retry.ts'
import { createFiles } from '../../src/io/files.ts'
import { createHost } from '../../src/io/github.ts'
import { createLog } from '../../src/io/log.ts'
import type { Files, Host, Runner } from '../../src/ports.ts'
import type { GitHubServer } from '../server/server.ts'
import { sampleReview } from './sample-review.ts'

export const TOKEN = 'ghs_token'
export const PULL_REQUEST = 7

export interface Delivered {
  readonly commands: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly warnings: readonly string[]
  /** Milliseconds of each wait, none of them waited. */
  readonly waits: readonly number[]
  readonly log: string
}

export interface BenchOptions {
  readonly token?: string | null
  /** Called instead of each wait. */
  readonly duringWait?: () => void
  readonly requestTimeoutMs?: number
  readonly files?: Files
  readonly runner?: Partial<Runner>
}

export function connect(
  server: GitHubServer,
  token: string,
  wait: (milliseconds: number) => Promise<void>,
  requestTimeoutMs = 30_000,
): Host {
  const { owner, repository } = server.state
  return createHost({
    token,
    apiUrl: server.url,
    repository: { owner, name: repository },
    planRetry,
    wait,
    requestTimeoutMs,
  })
}

/** Report folders of all deliveries; `close` removes them. */
export const files = createFiles()

/** Delivers `delivery`, of which anything left out has a plain value, and returns what the world saw. */
export async function deliverTo(
  server: GitHubServer,
  delivery: Partial<Delivery>,
  options: BenchOptions = {},
): Promise<Delivered> {
  const seen = { commands: [] as string[], outputs: {} as Record<string, string>, summary: '', log: '' }
  const warnings: string[] = []
  const waits: number[] = []
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds)
    options.duringWait?.()
  }
  const runner: Runner = {
    writeCommands: (lines) => void seen.commands.push(...lines),
    writeOutput: (name, value) => {
      seen.outputs[name] = value
    },
    appendSummary: async (markdown) => {
      seen.summary += markdown
    },
    warn: (message) => void warnings.push(message),
    fail: (message) => void warnings.push(message),
    makeReportFolder: () => files.makeTemporaryFolder('delivery-test'),
    ...options.runner,
  }
  const stream = {
    write: (text: string) => {
      seen.log += text
    },
  }
  const token = options.token === undefined ? TOKEN : options.token
  await deliver(
    {
      review: sampleReview(),
      artifacts: [],
      baseText: 'goos: linux\n',
      headText: 'goos: linux\n',
      serverUrl: 'https://github.example',
      repository: `${server.state.owner}/${server.state.repository}`,
      reportUrl: 'https://github.example/octo-org/fast-go/actions/runs/99',
      pullRequest: PULL_REQUEST,
      comment: 'always',
      commentKey: '',
      waiverLabel: 'perf-regression-accepted',
      lineNotes: 10,
      diffLines: null,
      check: true,
      runKey: '99 1 performance',
      fromFork: false,
      reportFile: null,
      ...delivery,
    },
    {
      host: token === null ? null : connect(server, token, wait, options.requestTimeoutMs),
      runner,
      files: options.files ?? files,
      log: createLog({ stream, live: false, quiet: false }),
      wait,
    },
  )
  return { ...seen, warnings, waits }
}
