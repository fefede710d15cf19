/** The command-line program as its users start it: bundled, by its path, with an environment and a terminal of theirs. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { type Review, reviewSchema } from '../../src/review/schema.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const BUNDLE_PREFIX = 'cli-bundle-'
const HOUR_MS = 3_600_000
const WHAT_A_BUNDLE_IS_MADE_OF = ['src', 'build', 'package.json', 'package-lock.json']

/**
 * The path of a bundled cli.js made of the sources as they are. Built once,
 * however many test files and workers ask: the folder is named by what it was built from.
 */
export function buildProgram(): string {
  const folder = path.join(os.tmpdir(), `${BUNDLE_PREFIX}${digestSources()}`)
  if (!existsSync(folder)) {
    removeOldBundles()
    const unfinished = mkdtempSync(path.join(os.tmpdir(), BUNDLE_PREFIX))
    execFileSync(process.execPath, [path.join(PROJECT, 'build/bundle.js'), path.join(unfinished, 'dist')], {
      stdio: 'pipe',
    })
    try {
      // As at the top of an installed package, so that Node takes the bundle for a module.
      execFileSync('cp', [path.join(PROJECT, 'package.json'), unfinished])
      renameSync(unfinished, folder)
    } catch (error) {
      // Another worker was quicker.
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
  return path.join(folder, 'dist/cli.js')
}

/** Those of sources that were; another run may still use one of the last hour. */
function removeOldBundles(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const old = path.join(os.tmpdir(), name)
    if (
      !name.startsWith(BUNDLE_PREFIX) ||
      Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? 0) < HOUR_MS
    )
      continue
    rmSync(old, { recursive: true, force: true })
  }
}

function digestSources(): string {
  const hash = createHash('sha256')
  for (const name of WHAT_A_BUNDLE_IS_MADE_OF) {
    const start = path.join(PROJECT, name)
    for (const file of name.includes('.') ? [start] : listFiles(start)) hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

export interface ProgramResult {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** What lies in the folder for temporary files after the end. Nothing ever may. */
  readonly leftovers: readonly string[]
}

export interface ProgramOptions {
  readonly cwd?: string
  /** Set on top of the test's own environment; undefined takes a name away. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  /** Instead of a new, empty one. */
  readonly temporaryRoot?: string
}

export function planVariables(options: ProgramOptions, temporaryRoot: string): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:GITHUB_|NODE_|JEST_|FORCE_COLOR$|NO_COLOR$)/.test(name),
  )
  return { ...Object.fromEntries(own), GIT_CONFIG_GLOBAL: os.devNull, TMPDIR: temporaryRoot, ...options.variables }
}

export function makeTemporaryRoot(parent: string = os.tmpdir()): string {
  return realpathSync(mkdtempSync(path.join(parent, 'cli-test-')))
}

/** Runs one command line to its end. */
export async function runProgram(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const temporaryRoot = options.temporaryRoot ?? makeTemporaryRoot()
  const { exitCode, stdout, stderr } = await execa(process.execPath, [buildProgram(), ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: planVariables(options, temporaryRoot),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 64 * 1024 * 1024,
  })
  const leftovers = readdirSync(temporaryRoot)
  if (options.temporaryRoot === undefined) rmSync(temporaryRoot, { recursive: true, force: true })
  return { exitCode, stdout, stderr, leftovers }
}

/** Runs a review with `--format json` and checks the report against its schema. */
export async function runReview(
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult & { readonly review: Review }> {
  const result = await runProgram([...args, '--format', 'json'], options)
  if (result.stdout === '') throw new Error(`no report; exit status ${result.exitCode}, stderr:\n${result.stderr}`)
  return { ...result, review: reviewSchema.parse(JSON.parse(result.stdout)) }
}
