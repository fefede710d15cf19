import { execFileSync, spawnSync } from 'node:child_process'
import { type Ground, makeGround, writeFiles } from '../io/sample-repository.ts'

export interface GoModule {
  readonly folder: string
  /** What a `go` command prints; a failing command is no exception. */
  go(...args: readonly string[]): { readonly stdout: string; readonly stderr: string; readonly exitCode: number | null }
  remove(): void
}

/** Files on disk and the real toolchain. Nothing is fetched: every module is in the folder. */
export function makeGoModule(files: Readonly<Record<string, string>>): GoModule {
  const ground: Ground = makeGround()
  writeFiles(ground.folder, files)
  return {
    folder: ground.folder,
    go(...args) {
      const { stdout, stderr, status } = spawnSync('go', args, {
        cwd: ground.folder,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, GOFLAGS: '', GOPROXY: 'off', GOWORK: '', GOTOOLCHAIN: 'local' },
      })
      return { stdout, stderr, exitCode: status }
    },
    remove: ground.remove,
  }
}

/** Runs a program and gives its stdout; throws where it fails. */
export function runProgram(cwd: string, program: string, ...args: readonly string[]): string {
  return execFileSync(program, [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
