/**
 * Runs a workflow file with act (https://github.com/nektos/act) in host mode: the steps are processes of this machine,
 * started as that runner starts them, with the expressions, defaults and conditions of the file itself.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT } from '../docs/texts.ts'
import { ACTION } from './entry.ts'

export interface ExampleRun {
  /** Below `examples/`. */
  readonly example: string
  readonly event: string
  readonly payload: unknown
  /** What actions/checkout fetches from. */
  readonly origin: string
  /** A checkout of the commit that the event is about, where act takes GITHUB_SHA from. */
  readonly checkout: string
  readonly apiUrl: string
  /** The token of the workflow's jobs. */
  readonly token: string
  /** Where artifacts are kept, and found again by a later run. */
  readonly artifacts: string
}

export interface ExampleResult {
  /** 0 where every job succeeded. */
  readonly exitCode: number | null
  /** `success` or `failure` by the id of the job. */
  readonly jobs: Readonly<Record<string, string>>
  /** What the steps of a job printed, by its id; act can lose the last lines of a step. */
  readonly output: Readonly<Record<string, string>>
}

export const actIsThere = (): boolean => spawnSync('act', ['--version']).status === 0

/** As the runner's actions do it, as far as the examples need it; inputs are checked so that a renamed one is seen. */
const STAND_INS: Readonly<Record<string, string>> = {
  'actions/checkout': `
if (input('fetch-depth') !== '0' || input('persist-credentials') !== 'false') throw new Error('other inputs')
const git = (...args) => execFileSync('git', args, { stdio: 'inherit' })
git('init', '--quiet', '--initial-branch=main')
git('remote', 'add', 'origin', process.env.SAMPLE_ORIGIN)
git('fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*', '+' + process.env.GITHUB_SHA + ':refs/remotes/pull/7/merge')
git('checkout', '--quiet', '--force', 'refs/remotes/pull/7/merge')`,
  'actions/setup-go': `
if (input('go-version-file') !== 'go.mod') throw new Error('other inputs')`,
  'actions/upload-artifact': `
if (fs.readdirSync(input('path')).length === 0) throw new Error('no files were found')
fs.cpSync(input('path'), path.join(process.env.SAMPLE_ARTIFACTS, input('name')), { recursive: true })`,
  'actions/download-artifact': `
fs.cpSync(path.join(process.env.SAMPLE_ARTIFACTS, input('name')), input('path'), { recursive: true })`,
}

const PREAMBLE = `import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
const input = (name) => process.env['INPUT_' + name.toUpperCase()] ?? ''
`

/** What a step may see of this machine: no variables of a runner that the tests themselves run on. */
function planVariables(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(GITHUB_|INPUT_|ACTIONS_|NODE_OPTIONS|RUNNER_)/.test(name),
  )
  // Settings and caches of Go are found below the home folder, which act must not share: it reads its own settings there.
  const go = JSON.parse(
    execFileSync('go', ['env', '-json', 'GOCACHE', 'GOPATH', 'GOENV', 'GOTOOLCHAIN'], { encoding: 'utf8' }),
  )
  return { ...Object.fromEntries(own), ...go, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home }
}

/** The Action as its repository holds it, and a stand-in for every other that the workflow uses, under the names it uses. */
function writeActions(workflow: string, folder: string): readonly string[] {
  const used = new Set([...workflow.matchAll(/^\s*- uses: (\S+)/gm)].map(([, name = '']) => name))
  return [...used].flatMap((uses) => {
    const target = path.join(folder, uses.replace(/\W/g, '-'))
    const name = uses.replace(/@.*/, '')
    if (name === 'go-perf-review/go-perf-review') {
      cpSync(path.join(path.dirname(ACTION), '..'), target, { recursive: true })
      cpSync(path.join(ROOT, 'action.yml'), path.join(target, 'action.yml'))
    } else {
      const program = STAND_INS[name]
      if (program === undefined) throw new Error(`no stand-in for ${uses}`)
      mkdirSync(target, { recursive: true })
      const runs = 'runs: { using: node24, main: index.mjs }'
      writeFileSync(path.join(target, 'action.yml'), `name: stand-in\ndescription: for ${name}\n${runs}\n`)
      writeFileSync(path.join(target, 'index.mjs'), PREAMBLE + program)
    }
    return ['--local-repository', `${uses}=${target}`]
  })
}

export async function runExample(run: ExampleRun): Promise<ExampleResult> {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'act-')))
  const at = (name: string): string => path.join(root, name)
  mkdirSync(at('home'))
  const workflow = path.join(ROOT, 'examples', run.example)
  writeFileSync(at('event.json'), JSON.stringify(run.payload))
  const variables = {
    GITHUB_API_URL: run.apiUrl,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'octo-org/fast-go',
    SAMPLE_ORIGIN: `file://${run.origin}`,
    SAMPLE_ARTIFACTS: run.artifacts,
  }
  const args = [
    run.event,
    ...['--json', '-C', run.checkout, '-W', workflow, '-e', at('event.json'), '--action-cache-path', at('cache')],
    ...['-P', 'ubuntu-latest=-self-hosted', '--no-skip-checkout', '--no-cache-server', '--action-offline-mode'],
    ...['-s', `GITHUB_TOKEN=${run.token}`],
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...writeActions(readFileSync(workflow, 'utf8'), at('actions')),
  ]
  return await start(args, planVariables(at('home')))
}

interface LogLine {
  readonly jobID?: string
  readonly jobResult?: string
  readonly msg?: string
}

function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ExampleResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('act', args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (more: string) => {
        text += more
      })
    }
    child.on('error', reject)
    child.on('close', (exitCode) => {
      const jobs: Record<string, string> = {}
      const output: Record<string, string> = {}
      for (const line of text.split('\n').filter((one) => one.startsWith('{'))) {
        const { jobID = '', jobResult, msg = '' } = JSON.parse(line) as LogLine
        output[jobID] = `${output[jobID] ?? ''}${msg.replace(/\n?$/, '\n')}`
        if (jobResult !== undefined) jobs[jobID] = jobResult
      }
      resolve({ exitCode, jobs, output })
    })
  })
}
