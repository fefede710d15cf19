/** What people do without this program: `go test -bench -count=10` on each side, one after the other, and benchstat. */
import { existsSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { makeFolder, removeFolder } from './folders.js'
import { run } from './review.js'

const ALPHA = 0.05
const BENCHSTAT = ['benchstat', path.join(homedir(), 'go', 'bin', 'benchstat')]

/** The program to call, or null: `go install golang.org/x/perf/cmd/benchstat@latest` brings it. */
export function findBenchstat() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const inPath = folders.map((folder) => path.join(folder, BENCHSTAT[0])).find((file) => existsSync(file))
  return inPath ?? (existsSync(BENCHSTAT[1]) ? BENCHSTAT[1] : null)
}

/**
 * Calls `use` with a detached worktree of a commit, and removes it afterwards.
 *
 * @returns {Promise<T>}
 * @template T
 */
export async function withWorktree(repository, commit, use) {
  const parent = makeFolder()
  const folder = path.join(parent, 'worktree')
  try {
    await git(repository, 'worktree', 'add', '--quiet', '--detach', folder, commit)
    return await use(folder)
  } finally {
    removeFolder(parent)
    await git(repository, 'worktree', 'prune')
  }
}

/** What git printed, trimmed; throws where it failed. */
export async function git(repository, ...args) {
  const { status, stdout, stderr } = await run('git', ['-C', repository, ...args])
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** One side of the recipe: seconds, and what `go test` printed. */
export async function runRecipe(folder, { bench = '.', count = 10 } = {}) {
  const started = process.hrtime.bigint()
  const args = ['test', '-run=^$', `-bench=${bench}`, '-benchmem', `-count=${count}`, '-timeout=0', './...']
  const { status, stdout, stderr } = await run('go', args, { cwd: folder })
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, status, text: stdout, stderr: stderr.slice(-2000) }
}

/** Compiles and links what the recipe needs, as its first of many runs would. */
export async function warmRecipe(folder) {
  await run('go', ['test', '-run=^$', '-bench=^$', './...'], { cwd: folder })
}

/**
 * What the recipe finds changed: by benchstat at p < 0.05, and, with or without it, every metric that is constant on
 * both sides at different values.
 *
 * @param {{ base: string, head: string }} texts what `go test` printed
 * @returns {Promise<{ changed: Map<string, { base: number[], head: number[], p: number | null }>, both: Set<string> }>}
 *   by `package name unit`; `both`: `package name` of what ran on both sides
 */
export async function compareRecipe(texts, benchstat = findBenchstat()) {
  const base = parseSamples(texts.base)
  const head = parseSamples(texts.head)
  const pValues = benchstat === null ? new Map() : await runBenchstat(benchstat, texts)
  const changed = new Map()
  const both = new Set()
  for (const [key, before] of base) {
    const after = head.get(key)
    if (!after) continue
    both.add(key.slice(0, key.lastIndexOf(' ')))
    const p = pValues.get(key) ?? null
    const isConstant = [before, after].every((samples) => samples.every((value) => value === samples[0]))
    const differs = isConstant ? before[0] !== after[0] : p !== null && p < ALPHA
    if (differs) changed.set(key, { base: before, head: after, p })
  }
  return { changed, both }
}

/** `package name unit` → samples; names without `Benchmark` and without the suffix of GOMAXPROCS. */
function parseSamples(text) {
  const samples = new Map()
  let importPath = ''
  for (const line of text.split('\n')) {
    const opened = /^pkg: (.*)$/.exec(line)
    if (opened) importPath = opened[1]
    const [name, iterations, ...values] = line.trim().split(/\s+/)
    if (!name?.startsWith('Benchmark') || !/^\d+$/.test(iterations ?? '')) continue
    for (let at = 0; at + 1 < values.length; at += 2) {
      const key = `${importPath} ${withoutSuffix(name)} ${UNITS[values[at + 1]] ?? values[at + 1]}`
      samples.set(key, [...(samples.get(key) ?? []), Number(values[at])])
    }
  }
  return samples
}

const UNITS = { 'ns/op': 'sec/op', 'MB/s': 'B/s' }

function withoutSuffix(name) {
  return name.replace(/^Benchmark/, '').replace(/-\d+$/, '')
}

/** `package name unit` → p. */
async function runBenchstat(program, texts) {
  const folder = makeFolder()
  try {
    const files = ['base', 'head'].map((side) => {
      const file = path.join(folder, `${side}.txt`)
      writeFileSync(file, texts[side])
      return file
    })
    const { stdout } = await run(program, ['-format', 'csv', ...files])
    const found = new Map()
    let importPath = ''
    let unit = ''
    for (const line of stdout.split('\n')) {
      const opened = /^pkg: (.*)$/.exec(line)
      if (opened) importPath = opened[1].replace(/^"|"$/g, '')
      const [name, center, interval, , , , p] = splitCsv(line)
      if (name === '' && interval === 'CI') unit = center
      const value = /^p=(\S+)/.exec(p ?? '')?.[1]
      if (name !== '' && value !== undefined) found.set(`${importPath} ${withoutSuffix(name)} ${unit}`, Number(value))
    }
    return found
  } finally {
    removeFolder(folder)
  }
}

function splitCsv(line) {
  return line
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
}
