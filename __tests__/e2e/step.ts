/**
 * Starts the Action as a runner starts a step: inputs and facts in variables,
 * the event in a file, results in files, commands on stdout.
 * Contract: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

export interface StepOptions {
  /** The program to start. */
  readonly action: string
  /** The Node.js that starts it; this one where it is left out. */
  readonly node?: string
  /** Inputs as the workflow writes them; those of action.yml that are left out are empty, as with a runner. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly event: string
  readonly payload: unknown
  readonly workspace: string
  /** GITHUB_SHA */
  readonly sha?: string
  readonly apiUrl: string
  readonly repository?: string
  /** More variables, or others; undefined takes one away. */
  readonly variables?: Readonly<Record<string, string | undefined>>
}

export interface StepResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** What was written to the files for variables, PATH and state, which a review has no business with. */
  readonly elsewhere: string
  /** Lines of stdout and stderr that a runner takes for commands. */
  readonly commands: readonly string[]
}

const FILES = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const

export async function runStep(options: StepOptions): Promise<StepResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'step-'))
  const runnerTemp = path.join(folder, 'temp')
  await mkdir(runnerTemp)
  const eventPath = path.join(folder, 'event.json')
  await writeFile(eventPath, JSON.stringify(options.payload))
  const fileOf = (name: string): string => path.join(folder, name)
  for (const name of FILES) await writeFile(fileOf(name), '')

  const variables: Record<string, string | undefined> = {
    ...planOwnVariables(process.env),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: options.apiUrl,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_EVENT_NAME: options.event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: options.repository ?? 'octo-org/fast-go',
    GITHUB_RUN_ID: '99',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'performance',
    GITHUB_SHA: options.sha,
    GITHUB_WORKSPACE: options.workspace,
    RUNNER_TEMP: runnerTemp,
    ...Object.fromEntries(FILES.map((name) => [`GITHUB_${name}`, fileOf(name)])),
    ...Object.fromEntries(Object.entries(options.inputs ?? {}).map(([key, value]) => [nameInput(key), value])),
    ...options.variables,
  }
  const { exitCode, stdout, stderr } = await start(
    options.node ?? process.execPath,
    options.action,
    options.workspace,
    variables,
  )
  const read = (name: (typeof FILES)[number]) => readFile(fileOf(name), 'utf8')
  return {
    exitCode,
    stdout,
    stderr,
    outputs: parseFileCommands(await read('OUTPUT')),
    summary: await read('STEP_SUMMARY'),
    elsewhere: (await read('ENV')) + (await read('PATH')) + (await read('STATE')),
    commands: `${stdout}\n${stderr}`.split(/\r\n|\r|\n/).filter(isCommand),
  }
}

/** The runner trims before it looks for `::`, and finds the old form `##[` anywhere in a line. */
function isCommand(line: string): boolean {
  return line.trimStart().startsWith('::') || line.includes('##[')
}

/** `time-budget` is INPUT_TIME-BUDGET: a runner replaces spaces only. */
function nameInput(key: string): string {
  return `INPUT_${key.replaceAll(' ', '_').toUpperCase()}`
}

function planOwnVariables(own: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !/^(GITHUB_|INPUT_|ACTIONS_|NODE_|RUNNER_)/.test(name)),
  )
}

/** name<<DELIMITER, lines, DELIMITER; as the runner reads the files. */
function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const match of text.matchAll(/^([^\n]*?)<<(\S+)\r?\n([\s\S]*?)\r?\n?^\2\r?$/gm)) {
    const [, name = '', , value = ''] = match
    values[name] = value
  }
  return values
}

function start(
  node: string,
  action: string,
  cwd: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [action], { cwd, env: variables, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}
