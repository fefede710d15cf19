import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { commitFiles, digestTree, type Ground, makeGround, makeRepository } from './sample-repository.ts'

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Opens worktrees, starts a child that starts another, says so, and waits for its end; a child may be told to ignore SIGTERM. */
const PROGRAM = `
import { listenForInterruption } from '${project}/src/io/interruption.ts'
import { createPrograms } from '${project}/src/io/programs.ts'
import { createFiles } from '${project}/src/io/files.ts'
import { openRepository } from '${project}/src/io/git.ts'
import { createLog } from '${project}/src/io/log.ts'

const [root, temporaryRoot, sha, script] = process.argv.slice(2)
const log = createLog({ stream: process.stderr, live: false, quiet: true })
const interruption = listenForInterruption({ log })
const programs = createPrograms({ passThrough: [], log, interruption })
await createFiles({ temporaryRoot }).makeTemporaryFolder('profiles')
const git = await openRepository(root, { programs, log, temporaryRoot, interruption })
await git.snapshot()
await git.openWorktrees(sha, sha)
try {
  await programs.run(
    { program: 'sh', args: ['-c', script], cwd: temporaryRoot, environment: 'benchmark', timeoutMs: 600_000, maxOutputBytes: 1e6 },
    { stdout: (chunk) => process.stdout.write(chunk) },
  )
  process.stdout.write('not interrupted\\n')
} catch (error) {
  process.stdout.write('failed as ' + error.kind + '\\n')
  await git.close()
}
`

let program: string
let programGround: Ground
beforeAll(() => {
  programGround = makeGround()
  const source = path.join(programGround.folder, 'program.ts')
  program = path.join(programGround.folder, 'program.mjs')
  writeFileSync(source, PROGRAM)
  const rolldown = path.join(project, 'node_modules/rolldown/bin/cli.mjs')
  // From the project's folder, so that packages are found there.
  const args = [rolldown, source, '--file', program, '--format', 'esm', '--platform', 'node']
  execFileSync(process.execPath, args, { cwd: project, stdio: 'pipe' })
})
afterAll(() => programGround.remove())

let ground: Ground
let started: ChildProcess[] = []
beforeEach(() => {
  ground = makeGround()
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  started = []
  ground.remove()
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
  return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
}

async function start(script: string) {
  const root = makeRepository(path.join(ground.folder, 'r'))
  const sha = commitFiles(root, { a: '1' })
  const before = digestTree(path.join(root, '.git'))
  const child = spawn(process.execPath, [program, root, ground.temporaryRoot, sha, script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    printed += String(chunk)
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  while (!printed.includes('ready') && child.exitCode === null) await wait(20)
  const pids = [...printed.matchAll(/pid (\d+)/g)].map((match) => Number(match[1]))
  return { root, child, before, pids, exited, printed: () => printed }
}

const GENTLE = "sh -c 'echo pid $$; exec sleep 300' & echo pid $$; sleep 0.2; echo ready; wait"
const STUBBORN = 'trap "" TERM INT; echo pid $$; echo ready; while :; do sleep 1; done'

describe('an interrupted program', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends all children, removes every trace and exits with %d', async (signal, code) => {
    const run = await start(GENTLE)
    expect(run.pids).toHaveLength(2)
    expect(readdirSync(path.join(run.root, '.git/worktrees'))).toHaveLength(2)
    run.child.kill(signal)
    expect(await run.exited).toBe(code)
    expect(run.pids.filter(isAlive)).toEqual([])
    expect(digestTree(path.join(run.root, '.git'))).toEqual(run.before)
    expect(readdirSync(ground.temporaryRoot)).toEqual([])
    expect(run.printed()).toContain(`Interrupted by ${signal}`)
    expect(run.printed()).toContain('failed as interrupted')
  })

  test('a child that ignores SIGTERM is ended, too', async () => {
    const run = await start(STUBBORN)
    run.child.kill('SIGINT')
    expect(await run.exited).toBe(130)
    expect(run.pids.filter(isAlive)).toEqual([])
    expect(digestTree(path.join(run.root, '.git'))).toEqual(run.before)
  })

  test('a second Ctrl-C exits at once and leaves no child behind', async () => {
    const run = await start(STUBBORN)
    run.child.kill('SIGINT')
    while (!run.printed().includes('Interrupted')) await wait(5)
    run.child.kill('SIGINT')
    expect(await run.exited).toBe(130)
    expect(run.printed()).not.toContain('failed as')
    for (let tries = 0; tries < 100 && run.pids.some(isAlive); tries++) await wait(20)
    expect(run.pids.filter(isAlive)).toEqual([])
  })
})
