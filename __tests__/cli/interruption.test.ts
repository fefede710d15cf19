/** Ctrl-C leaves nothing behind: no child, no worktree, no folder. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from '@jest/globals'
import { execa } from 'execa'
import type { FileTree } from '../fixtures/shapes.ts'
import { ALLOCATING, LEAN } from './measured.ts'
import { buildProgram, makeTemporaryRoot, planVariables } from './program.ts'
import { type Change, fingerprint, makeChange, makeGround, runGit } from './repository.ts'

const ground = makeGround()
afterAll(() => ground.remove())

/** A benchmark that starts a program, writes both process ids into a file, and never ends. */
const sleeping = (file: string): FileTree => ({
  'sum_test.go': `package app

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

func BenchmarkSum(b *testing.B) {
	child := exec.Command("sleep", "1000")
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	line := fmt.Sprintln(os.Getpid(), child.Process.Pid, Sum(b.N))
	if err := os.WriteFile(${JSON.stringify(`${file}.part`)}, []byte(line), 0o600); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(${JSON.stringify(`${file}.part`)}, ${JSON.stringify(file)}); err != nil {
		b.Fatal(err)
	}
	time.Sleep(time.Hour)
}
`,
})

/** Starts the program, waits for the file of process ids, sends the signal, and waits for the end. */
async function interrupt({ repository }: Change, args: readonly string[], file: string, signal: 'SIGINT' | 'SIGTERM') {
  const before = fingerprint(repository)
  const temporaryRoot = makeTemporaryRoot(ground.folder)
  const child = execa(process.execPath, [buildProgram(), ...args], {
    cwd: repository,
    env: planVariables({}, temporaryRoot),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  })
  const pids = await waitForPids(file)
  expect(pids.filter(isAlive)).toEqual(pids)
  expect(runGit(repository, 'worktree', 'list').split('\n')).toHaveLength(3)
  child.kill(signal)
  const { exitCode, stdout, stderr } = await child
  expect(pids.filter(isAlive)).toEqual([])
  expect(readdirSync(temporaryRoot)).toEqual([])
  rmSync(temporaryRoot, { recursive: true, force: true })
  expect(runGit(repository, 'worktree', 'list').split('\n')).toHaveLength(1)
  expect(fingerprint(repository)).toEqual(before)
  return { exitCode, stdout, stderr }
}

test('Ctrl-C while a benchmark runs', async () => {
  const file = path.join(ground.folder, 'benchmark-pids')
  const change = makeChange(path.join(ground.folder, 'benchmark'), {
    base: { ...LEAN, ...sleeping(file) },
    head: { ...ALLOCATING, ...sleeping(file) },
  })
  const { exitCode, stdout, stderr } = await interrupt(change, ['review', '--base', 'main'], file, 'SIGINT')
  expect([exitCode, stdout]).toEqual([130, ''])
  expect(stderr).toContain('Interrupted')
  expect(stderr).not.toMatch(/bug|\bat .*\.js:\d+/)
})

test('the end of the terminal while `prepare` runs', async () => {
  const file = path.join(ground.folder, 'prepare-pids')
  const change = makeChange(path.join(ground.folder, 'prepare'), { base: LEAN, head: ALLOCATING })
  const prepare = `sleep 1000 & echo $$ $! > '${file}.part' && mv '${file}.part' '${file}' && wait`
  const args = ['review', '--base', 'main', '--prepare', prepare]
  const { exitCode, stdout } = await interrupt(change, args, file, 'SIGTERM')
  expect([exitCode, stdout]).toEqual([143, ''])
})

async function waitForPids(file: string): Promise<number[]> {
  while (!existsSync(file)) await wait(50)
  const [first, second] = readFileSync(file, 'utf8').trim().split(' ').map(Number)
  return [first ?? 0, second ?? 0]
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // Ended, and only waiting for a parent to take note.
  return !/^\d+ \(.*\) Z /.test(existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '')
}
