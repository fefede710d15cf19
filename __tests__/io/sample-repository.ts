import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Log } from '../../src/ports.ts'

/** Folders of one test, removed by `remove`. */
export interface Ground {
  readonly folder: string
  /** Where the product puts its own folders, so that a test can see what is left of them. */
  readonly temporaryRoot: string
  remove(): void
}

export function makeGround(): Ground {
  const top = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'io-test-')))
  const folder = path.join(top, 'ground')
  const temporaryRoot = path.join(top, 'temporary')
  mkdirSync(folder)
  mkdirSync(temporaryRoot)
  return { folder, temporaryRoot, remove: () => rmSync(top, { recursive: true, force: true }) }
}

/** Git as the user runs it, with an identity but no configuration of the machine's. */
export function runGit(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', [...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GIT_CONFIG_GLOBAL: os.devNull,
      GIT_CONFIG_SYSTEM: os.devNull,
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    },
  }).trimEnd()
}

export function makeRepository(folder: string): string {
  mkdirSync(folder, { recursive: true })
  runGit(folder, 'init', '--quiet', '--initial-branch=main')
  return folder
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
}

/** Writes the files, commits everything and returns the sha. */
export function commitFiles(folder: string, files: Readonly<Record<string, string>>): string {
  writeFiles(folder, files)
  runGit(folder, 'add', '--all')
  runGit(folder, 'commit', '--quiet', '--allow-empty', '--message=change')
  return runGit(folder, 'rev-parse', 'HEAD')
}

/** Every file below a folder with a digest of its content: two equal answers mean that nothing was written. */
export function digestTree(folder: string): Readonly<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file)
    digests[name] = entry.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'no file'
  }
  return digests
}

export interface RecordedLog extends Log {
  readonly warnings: readonly string[]
}

export function createRecordedLog(): RecordedLog {
  const warnings: string[] = []
  return {
    warnings,
    stage: () => undefined,
    progress: () => undefined,
    warn: (message) => warnings.push(message),
    detail: () => undefined,
  }
}
