/** One basic block of a function, and how often it ran. */
export interface CoverBlock {
  /** As `go test -trimpath` names it: `example.com/p/p.go`. */
  readonly file: string
  readonly startLine: number
  readonly endLine: number
  readonly statements: number
  readonly count: number
}

/** `name.go:line.column,line.column statements count` (https://pkg.go.dev/golang.org/x/tools/cover#Profile). */
const BLOCK = /^(.+):(\d{1,9})\.\d{1,9},(\d{1,9})\.\d{1,9} (\d{1,9}) (\d{1,20})$/

/** Reads what `-test.coverprofile` writes. Never throws; lines that are no block are counted. */
export function parseCoverProfile(text: string): { readonly blocks: readonly CoverBlock[]; readonly unread: number } {
  const blocks: CoverBlock[] = []
  let unread = 0
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('mode: ')) continue
    const [, file, startLine, endLine, statements, count] = BLOCK.exec(line) ?? []
    if (file === undefined) unread += 1
    else {
      blocks.push({
        file,
        startLine: Number(startLine),
        endLine: Number(endLine),
        statements: Number(statements),
        count: Number(count),
      })
    }
  }
  return { blocks, unread }
}

/** Lines of one function. */
export interface FunctionLines {
  readonly file: string
  readonly startLine: number
  readonly endLine: number
}

/**
 * Whether a run executed a function: true where one of its blocks ran more often than in `idle`, a run of the same
 * binary without a benchmark, which tells what initialisation executes. Null where the tool counts nothing in it.
 */
export function judgeExecuted(
  lines: FunctionLines,
  run: readonly CoverBlock[],
  idle: readonly CoverBlock[],
): boolean | null {
  const inside = (blocks: readonly CoverBlock[]): readonly CoverBlock[] =>
    blocks.filter(
      (block) =>
        // A block without statements has no counter.
        block.statements > 0 &&
        block.file === lines.file &&
        block.startLine >= lines.startLine &&
        block.endLine <= lines.endLine,
    )
  const ran = inside(run)
  if (ran.length === 0) return null
  return sum(ran) > sum(inside(idle))
}

function sum(blocks: readonly CoverBlock[]): number {
  return blocks.reduce((total, { count }) => total + count, 0)
}

/** Arguments of a test binary that runs benchmarks once and counts which code they execute. `pattern` null: no benchmark. */
export function planCoverArguments(settings: {
  readonly pattern: string | null
  readonly skip: string | null
  readonly procs: number
  readonly timeoutSeconds: number
  readonly profile: string
}): string[] {
  return [
    '-test.run=^$',
    `-test.bench=${settings.pattern ?? '^$'}`,
    '-test.benchtime=1x',
    ...(settings.skip === null ? [] : [`-test.skip=${settings.skip}`]),
    `-test.cpu=${settings.procs}`,
    `-test.timeout=${settings.timeoutSeconds}s`,
    '-test.paniconexit0',
    `-test.coverprofile=${settings.profile}`,
  ]
}

/** Splits benchmarks into at most `most` groups of neighbours, each to be run in a process of its own. */
export function planCoverRuns(names: readonly string[], most: number): readonly (readonly string[])[] {
  const size = Math.max(1, Math.ceil(names.length / Math.max(1, most)))
  const groups: string[][] = []
  for (let at = 0; at < names.length; at += size) groups.push(names.slice(at, at + size))
  return groups
}
