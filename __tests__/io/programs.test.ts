import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createPrograms } from '../../src/io/programs.ts'
import { createTail } from '../../src/io/tail.ts'
import type { Command, Outcome } from '../../src/ports.ts'
import { createRecordedLog, type Ground, makeGround } from './sample-repository.ts'

let ground: Ground
const restore: (() => void)[] = []
beforeEach(() => {
  ground = makeGround()
})
afterEach(() => {
  ground.remove()
  for (const undo of restore.splice(0)) undo()
})

function setVariable(name: string, value: string): void {
  const before = process.env[name]
  process.env[name] = value
  restore.push(() => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  })
}

function planCommand(program: string, args: readonly string[], more: Partial<Command> = {}): Command {
  return {
    program,
    args,
    cwd: ground.folder,
    environment: 'toolchain',
    timeoutMs: 60_000,
    maxOutputBytes: 1024 * 1024,
    ...more,
  }
}

const runShell = async (script: string, more: Partial<Command> = {}, passThrough: readonly string[] = []) => {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  const outcome = await createPrograms({ passThrough }).run(planCommand('sh', ['-c', script], more), {
    stdout: (chunk) => chunks.stdout.push(Buffer.from(chunk)),
    stderr: (chunk) => chunks.stderr.push(Buffer.from(chunk)),
  })
  return { outcome, stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // Where nobody reaps orphans a dead process stays as a zombie.
  const stat = existsSync('/proc') ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
  return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
}

/** The pids that the script wrote to files of this name. */
function readPids(): readonly number[] {
  return readdirSync(ground.folder)
    .filter((name) => name.startsWith('pid-'))
    .map((name) => Number(readFileSync(path.join(ground.folder, name), 'utf8')))
}

const fine: Partial<Outcome> = { timedOut: false, outputLimitExceeded: false, failedToStart: null, signal: null }

describe('running a child', () => {
  test('hands on bytes as they are and reports the exit code', async () => {
    const { outcome, stdout, stderr } = await runShell(`printf 'a\\377\\000b'; echo oops >&2; exit 3`)
    expect(outcome).toMatchObject({ ...fine, exitCode: 3, stderrTail: 'oops\n' })
    expect([...stdout]).toEqual([97, 255, 0, 98])
    expect(stderr.toString()).toBe('oops\n')
  })

  test('hands arguments over without a shell', async () => {
    const args = ['$HOME', '`id`', 'a b', '"', "'", ';', '*', '', 'ü', '--x']
    const received: Buffer[] = []
    await createPrograms({ passThrough: [] }).run(planCommand('printf', ['%s\\n', ...args]), {
      stdout: (chunk) => received.push(Buffer.from(chunk)),
    })
    expect(Buffer.concat(received).toString()).toBe(args.map((arg) => `${arg}\n`).join(''))
  })

  test('loses nothing of a long output', async () => {
    const { outcome, stdout } = await runShell('seq 1 200000', { maxOutputBytes: 10_000_000 })
    expect(outcome.exitCode).toBe(0)
    expect(stdout.toString().split('\n').slice(-2)).toEqual(['200000', ''])
    expect(stdout.length).toBe(1_288_895)
  })

  test('keeps the last 8 KiB of stderr', async () => {
    const { outcome } = await runShell('seq 1 100000 >&2', { maxOutputBytes: 10_000_000 })
    expect(outcome.stderrTail.length).toBe(8192)
    expect(outcome.stderrTail.endsWith('99999\n100000\n')).toBe(true)
  })

  test('a child that kills itself is reported by its signal', async () => {
    const { outcome } = await runShell('kill -SEGV $$')
    expect(outcome).toMatchObject({ exitCode: null, signal: 'SIGSEGV', timedOut: false })
  })

  test('a sink that throws ends the child and is not swallowed', async () => {
    const run = createPrograms({ passThrough: [] }).run(
      planCommand('sh', ['-c', 'echo $$ >pid-a; echo x; sleep 100']),
      {
        stdout: () => {
          throw new Error('sink')
        },
      },
    )
    await expect(run).rejects.toThrow('sink')
    expect(readPids().filter(isAlive)).toEqual([])
  })
})

describe('a child that cannot be started', () => {
  test.each<[string, Partial<Command>, string]>([
    ['no such program', { program: 'no-such-program-here' }, '"no-such-program-here" was not found on PATH'],
    ['no such path', { program: '/no/such/program' }, '/no/such/program does not exist'],
    [
      'a relative path',
      { program: './local' },
      '"./local" is neither an absolute path nor a name to be looked up on PATH',
    ],
    ['no such folder', { cwd: '/no/such/folder' }, 'the folder /no/such/folder does not exist'],
  ])('%s', async (_name, more, reason) => {
    const outcome = await createPrograms({ passThrough: [] }).run({ ...planCommand('sh', ['-c', 'exit 0']), ...more })
    expect(outcome).toMatchObject({ exitCode: null, signal: null, timedOut: false, failedToStart: reason })
  })

  test('a file that is not executable', async () => {
    const program = path.join(ground.folder, 'plain')
    writeFileSync(program, '')
    chmodSync(program, 0o644)
    const outcome = await createPrograms({ passThrough: [] }).run(planCommand(program, []))
    expect(outcome.failedToStart).toBe(`${program} is not executable (permission denied)`)
  })

  test('a script whose interpreter does not exist', async () => {
    const program = path.join(ground.folder, 'script')
    writeFileSync(program, '#!/no/such/interpreter\n')
    chmodSync(program, 0o755)
    const outcome = await createPrograms({ passThrough: [] }).run(planCommand(program, []))
    expect(outcome.failedToStart).toContain('interpreter it names')
  })

  test('a program in the working directory is not taken for one on PATH', async () => {
    const program = path.join(ground.folder, 'planted-tool')
    writeFileSync(program, '#!/bin/sh\ntouch planted\n')
    chmodSync(program, 0o755)
    const relative = path.relative(process.cwd(), ground.folder)
    const variables = { PATH: `.:${relative}:${process.env.PATH}:` }
    const outcome = await createPrograms({ passThrough: [] }).run(planCommand('planted-tool', [], { variables }))
    expect(outcome.failedToStart).toBe('"planted-tool" was not found on PATH')
    expect(existsSync(path.join(ground.folder, 'planted'))).toBe(false)
  })
})

describe('ending a child', () => {
  test('a timeout ends grandchildren, also those that ignore SIGTERM', async () => {
    const script = `
      sh -c 'echo $$ >pid-a; sleep 300' &
      sh -c 'trap "" TERM; echo $$ >pid-b; while :; do sleep 1; done' &
      echo $$ >pid-c
      wait`
    const { outcome } = await runShell(script, { timeoutMs: 1_000 })
    expect(outcome).toMatchObject({ timedOut: true, exitCode: null, signal: 'SIGTERM' })
    expect(readPids()).toHaveLength(3)
    expect(readPids().filter(isAlive)).toEqual([])
  })

  test('a child that gets no further is ended, and one that does may take its time', async () => {
    const runWatched = async (script: string, afterMs: number) => {
      let movedAt = performance.now()
      const stdout = () => {
        movedAt = performance.now()
      }
      const stall = { afterMs, movedAt: () => movedAt }
      return await createPrograms({ passThrough: [] }).run(planCommand('sh', ['-c', script], { stall }), { stdout })
    }
    const quiet = await runWatched('echo $$ >pid-a; echo one; sleep 300', 1_000)
    expect(quiet).toMatchObject({ timedOut: true, signal: 'SIGTERM' })
    expect(readPids().filter(isAlive)).toEqual([])
    const busy = await runWatched('for i in 1 2 3 4 5 6; do echo $i; sleep 0.5; done', 2_000)
    expect(busy).toMatchObject({ timedOut: false, exitCode: 0 })
    expect(busy.elapsedMs).toBeGreaterThan(2_000)
  })

  // Only Linux tells who descends from whom once a process has left the group.
  ;(process.platform === 'linux' ? test : test.skip)(
    'a timeout ends a grandchild in a session of its own',
    async () => {
      const script = `setsid sh -c 'echo $$ >pid-a; sleep 300' & echo $$ >pid-b; wait`
      const { outcome } = await runShell(script, { timeoutMs: 1_000 })
      expect(outcome.timedOut).toBe(true)
      expect(readPids()).toHaveLength(2)
      expect(readPids().filter(isAlive)).toEqual([])
    },
  )

  test('a flood of output is ended at the limit, and no byte beyond it is handed on', async () => {
    const { outcome, stdout, stderr } = await runShell('echo $$ >pid-a; yes >&2 & yes', { maxOutputBytes: 100_000 })
    expect(outcome).toMatchObject({ outputLimitExceeded: true, timedOut: false, exitCode: null })
    expect(stdout.length + stderr.length).toBe(100_000)
    expect(readPids().filter(isAlive)).toEqual([])
  })

  test('output of exactly the limit is within it', async () => {
    const { outcome, stdout } = await runShell('printf 12345', { maxOutputBytes: 5 })
    expect(outcome).toMatchObject({ ...fine, exitCode: 0 })
    expect(stdout.toString()).toBe('12345')
  })

  test('a background grandchild that holds the pipes does not hold us, and a service of the toolchain lives on', async () => {
    const { outcome, stdout } = await runShell(
      `sh -c 'echo $$ >pid-a; exec sleep 300' & while ! test -s pid-a; do :; done; echo done`,
    )
    expect(outcome).toMatchObject({ ...fine, exitCode: 0 })
    expect(stdout.toString()).toBe('done\n')
    const alive = readPids().filter(isAlive)
    expect(alive).toHaveLength(1)
    for (const pid of alive) process.kill(pid, 'SIGKILL')
  })

  test("a benchmark's leftovers end with it", async () => {
    const { outcome } = await runShell(`sh -c 'echo $$ >pid-a; exec sleep 300' & while ! test -s pid-a; do :; done`, {
      environment: 'benchmark',
    })
    expect(outcome).toMatchObject({ ...fine, exitCode: 0 })
    expect(readPids()).toHaveLength(1)
    for (let tries = 0; tries < 100 && readPids().some(isAlive); tries++) await wait(20)
    expect(readPids().filter(isAlive)).toEqual([])
  })
})

describe('the environment of a child', () => {
  const secrets = [
    'GITHUB_TOKEN',
    'GITHUB_ENV',
    'INPUT_X',
    'ACTIONS_RUNTIME_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'MY_DATABASE',
  ]

  test('does not hold what is not on the list', async () => {
    for (const name of secrets) setVariable(name, 'leaked')
    setVariable('GOPROXY', 'https://proxy.example')
    const { stdout } = await runShell('env')
    expect(stdout.toString()).not.toContain('leaked')
    expect(stdout.toString()).toContain('GOPROXY=https://proxy.example\n')
    expect(stdout.toString()).toContain('PATH=')
  })

  test("holds the user's names for benchmarks, save those of the job", async () => {
    for (const name of secrets) setVariable(name, 'leaked')
    const { stdout } = await runShell('env', { environment: 'benchmark', variables: { EXTRA: 'set' } }, [
      'MY_DATABASE',
      'GITHUB_TOKEN',
      'INPUT_X',
    ])
    const lines = stdout.toString().split('\n')
    expect(lines.filter((line) => line.endsWith('leaked'))).toEqual(['MY_DATABASE=leaked'])
    expect(lines).toContain('EXTRA=set')
  })

  test('says which listed names are refused', () => {
    const log = createRecordedLog()
    createPrograms({ passThrough: ['DB', 'GITHUB_TOKEN'], log })
    expect(log.warnings).toEqual([expect.stringContaining('env lists GITHUB_TOKEN, which benchmarks never see')])
  })
})

test('the tail of a stream is what a string would keep, beginning with a whole character', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 30 }), (parts, limit) => {
      const tail = createTail(limit)
      for (const part of parts) tail.add(Buffer.from(part))
      const whole = parts.join('')
      expect(whole.endsWith(tail.text())).toBe(true)
      expect(Buffer.byteLength(tail.text())).toBeGreaterThan(Math.min(limit, Buffer.byteLength(whole)) - 4)
      expect(Buffer.byteLength(tail.text())).toBeLessThanOrEqual(limit)
    }),
  )
})

describe('a child that runs out of time', () => {
  const catches = `trap 'echo the stacks >&2; exit 2' QUIT; while :; do sleep 0.05; done`
  test.each([
    [true, 'the stacks\n', 2],
    [false, '', null],
  ])('is asked for its stacks first: %s', async (dumpOnTimeout, stderrTail, exitCode) => {
    const { outcome } = await runShell(catches, { timeoutMs: 300, dumpOnTimeout })
    expect(outcome).toMatchObject({ timedOut: true, stderrTail, exitCode })
  })

  test('and has no stacks is ended all the same, with what it started', async () => {
    const script = `trap '' QUIT; sleep 100 & echo $! > pid-child; wait`
    const { outcome } = await runShell(script, { timeoutMs: 300, dumpOnTimeout: true })
    expect(outcome).toMatchObject({ timedOut: true, exitCode: null })
    expect(readPids().map(isAlive)).toEqual([false])
  })
})

const onLinux = process.platform === 'linux' ? test : test.skip
onLinux(
  'a tree that takes too much memory is ended, also where a grandchild takes it (memory is seen on Linux only)',
  async () => {
    // Ends by itself, lest a failing test takes the whole machine.
    const takes =
      'const kept = []; setInterval(() => kept.length < 30 && kept.push(Buffer.alloc(32 << 20, 1)), 20); setTimeout(process.exit, 20_000)'
    const script = `'${process.execPath}' -e '${takes}' & echo $! > pid-child; wait`
    const more = { memoryLimitBytes: 300 * 1024 ** 2, environment: 'benchmark' } as const
    const { outcome } = await runShell(script, more)
    expect(outcome).toMatchObject({ memoryLimitExceeded: true, timedOut: false, exitCode: null })
    expect(readPids().map(isAlive)).toEqual([false])
    const modest = await runShell('sleep 1.2', more)
    expect(modest.outcome).toMatchObject({ memoryLimitExceeded: false, exitCode: 0 })
  },
)
