import { execFile } from 'node:child_process'

export interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs Node.js as a person's shell would: without what the test runner or a workflow puts into the environment. */
export async function run(
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return await start(process.execPath, args, cwd, variables)
}

/** Runs git deaf to the settings of this machine. Throws where it fails. Gives what it prints, trimmed. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=docs', '-c', 'user.email=docs@example.com', '-c', 'commit.gpgsign=false']
  const variables = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const { status, stdout, stderr } = await start('git', [...identity, ...args], cwd, variables)
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

async function start(
  program: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:GITHUB_|INPUT_|RUNNER_|GIT_|NODE_|JEST_|FORCE_COLOR$|NO_COLOR$)/.test(name),
  )
  return await new Promise((resolve) => {
    const env = { ...Object.fromEntries(own), ...variables }
    execFile(program, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ status, stdout, stderr })
    })
  })
}
