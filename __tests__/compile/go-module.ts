import { spawnSync } from 'node:child_process'
import { type Ground, makeGround, writeFiles } from '../io/sample-repository.ts'

interface Printed {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
}

export interface GoModule {
  readonly folder: string
  /** What a `go` command prints; a failing command is no exception. */
  go(...args: readonly string[]): Printed
  /** What another program prints, run in the module's folder. */
  run(program: string, ...args: readonly string[]): Printed
  remove(): void
}

/** Files on disk and the real toolchain. Nothing is fetched: every module is in the folder. */
export function makeGoModule(files: Readonly<Record<string, string>>): GoModule {
  const ground: Ground = makeGround()
  writeFiles(ground.folder, files)
  const run = (program: string, args: readonly string[]): Printed => {
    const { stdout, stderr, status } = spawnSync(program, args, {
      cwd: ground.folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, GOFLAGS: '', GOPROXY: 'off', GOWORK: '', GOTOOLCHAIN: 'local' },
    })
    return { stdout, stderr, exitCode: status }
  }
  return {
    folder: ground.folder,
    go: (...args) => run('go', args),
    run: (program, ...args) => run(program, args),
    remove: ground.remove,
  }
}
