import { copyFile, lstat, mkdir, readdir, readFile, realpath, stat, symlink } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ExpectedFailure } from '../errors.ts'
import type { Programs, Repository } from '../ports.ts'
import { decodeList, type RunGit, requireSuccess } from './git-command.ts'
import { findWithin, isWithin } from './within.ts'
import { planMirror } from './worktrees.ts'

export interface OutsidePlaces {
  readonly repository: Repository
  /** Below it both sides are mirrored, in `base` and `head`. */
  readonly temporaryFolder: string
}

const SIDES = ['base', 'head'] as const
const GO_TIMEOUT_MS = 5 * 60_000
const GO_OUTPUT_BYTES = 16 * 1024 * 1024

const replaces = z.array(z.object({ New: z.object({ Path: z.string(), Version: z.string().optional() }) })).nullish()
/** What `go mod edit -json` and `go work edit -json` print (`go help mod edit`, `go help work edit`), as far as it names folders. */
const fileSchema = z.object({ Replace: replaces, Use: z.array(z.object({ DiskPath: z.string() })).nullish() })

/** A go.mod or go.work as it is, and where it would be in the user's own tree: relative paths start there. */
interface ModuleFile {
  readonly file: string
  readonly folder: string
  /** For the reader. */
  readonly shown: string
}

interface NamedFolder {
  readonly directive: 'use' | 'replace'
  /** As written. */
  readonly written: string
  readonly absolute: string
}

/**
 * Makes what the modules use from outside of the repository reachable from
 * both worktrees: folders named by a relative `replace` or `use` become links
 * at the mirrored place, a go.work that git does not hold is copied there.
 *
 * Throws `outside-dependency` where a file names a folder of the repository
 * by an absolute path, or where GOWORK does: both sides would then build the
 * user's checkout. Without a `go` nothing is done; whoever compiles will say so.
 */
export async function mirrorOutside(git: RunGit, programs: Programs, places: OutsidePlaces): Promise<void> {
  const { repository, temporaryFolder } = places
  const userFolder = path.join(repository.root, ...repository.prefix.split('/'))
  const explicit = await readGoWork(programs, temporaryFolder)
  if (explicit === null) return
  const inEffect = explicit === 'off' ? 'off' : ((await readGoWork(programs, userFolder)) ?? '')
  refuseForeignWorkspace(explicit, inEffect, temporaryFolder)
  const workspace = inEffect === 'off' || inEffect === '' ? null : inEffect

  const outside = new Set<string>()
  const read = createReader(programs, repository, outside)

  const tracked = new Set<string>()
  for (const side of SIDES) {
    const worktree = planMirror(path.join(temporaryFolder, side), repository.root)
    const cwd = await firstFolder([path.join(worktree, ...repository.prefix.split('/')), worktree])
    for (const name of await listModuleFiles(git, worktree)) {
      const folder = path.join(repository.root, path.dirname(name))
      tracked.add(path.join(repository.root, name))
      // A link out of the repository, which the author of a change can have made, is nothing for us to read.
      if ((await findWithin(worktree, path.join(worktree, name))) === null) continue
      await read({ file: path.join(worktree, name), folder, shown: name }, cwd)
    }
  }

  if (workspace !== null && !tracked.has(workspace)) {
    const shown = isWithin(repository.root, workspace) ? path.relative(repository.root, workspace) : workspace
    const uses = await read({ file: workspace, folder: path.dirname(workspace), shown }, userFolder)
    for (const side of SIDES)
      await copyWorkspace(programs, repository, workspace, path.join(temporaryFolder, side), uses)
    const vendor = path.join(path.dirname(workspace), 'vendor')
    if (!isWithin(repository.root, vendor)) outside.add(vendor)
  }
  for (const side of SIDES) await linkOutside(path.join(temporaryFolder, side), repository.root, outside)
}

type ReadModuleFile = (source: ModuleFile, cwd: string) => Promise<readonly NamedFolder[]>

/** Reads a file, refuses absolute paths into the repository, and notes every folder outside; returns all that it names. */
function createReader(programs: Programs, repository: Repository, outside: Set<string>): ReadModuleFile {
  const seen = new Set<string>()
  const read: ReadModuleFile = async (source, cwd) => {
    const named = await readNamedFolders(programs, source, cwd)
    for (const folder of named) {
      if (path.isAbsolute(folder.written)) {
        await refuseOwnFolder(repository, source, folder)
      } else if (!isWithin(repository.root, folder.absolute)) {
        outside.add(folder.absolute)
      }
      // The replacements of a workspace's modules count like the workspace's own.
      const module = path.join(folder.absolute, 'go.mod')
      if (folder.directive === 'use' && !isWithin(repository.root, folder.absolute) && !seen.has(module)) {
        seen.add(module)
        await read({ file: module, folder: folder.absolute, shown: module }, cwd)
      }
    }
    return named
  }
  return read
}

async function readNamedFolders(programs: Programs, source: ModuleFile, cwd: string): Promise<readonly NamedFolder[]> {
  const isWork = path.basename(source.file) === 'go.work'
  const text = await readFile(source.file, 'utf8').catch(() => null)
  // Most modules replace nothing, and a repository may hold hundreds: spare them the child.
  if (text === null || !(isWork ? /\b(?:use|replace)\b/ : /\breplace\b/).test(text)) return []
  const printed = await runGo(programs, [isWork ? 'work' : 'mod', 'edit', '-json', source.file], cwd)
  // A file that Go cannot read is Go's to complain about, with the right words.
  const parsed = fileSchema.safeParse(parseJson(printed))
  if (!parsed.success) return []
  const used = (parsed.data.Use ?? []).map((use) => ({ directive: 'use' as const, written: use.DiskPath }))
  const replaced = (parsed.data.Replace ?? [])
    // Only a path without a version is a folder: https://go.dev/ref/mod#go-mod-file-replace
    .filter((replace) => (replace.New.Version ?? '') === '')
    .map((replace) => ({ directive: 'replace' as const, written: replace.New.Path }))
  return [...used, ...replaced].map((named) => ({ ...named, absolute: path.resolve(source.folder, named.written) }))
}

async function refuseOwnFolder(repository: Repository, source: ModuleFile, named: NamedFolder): Promise<void> {
  const real = await realpath(named.absolute).catch(() => named.absolute)
  if (!isWithin(repository.root, real) && !isWithin(repository.root, named.absolute)) return
  const lines = (await readFile(source.file, 'utf8')).split('\n')
  const line = lines.findIndex((text) => text.includes(named.written)) + 1
  const relative = path.relative(source.folder, real).split(path.sep).join('/')
  const suggested = relative.startsWith('..') ? relative : `./${relative}`
  throw new ExpectedFailure(
    'outside-dependency',
    `${source.shown}${line > 0 ? `, line ${line}` : ''}: \`${named.directive}\` names ${named.written}, a folder of the repository under review, by its absolute path, so base and head would both build your checkout: write ${suggested} instead.`,
  )
}

// Asked in our own folder, Go names the go.work that GOWORK (or `go env -w`) sets, or one that lies above that folder by accident.
function refuseForeignWorkspace(explicit: string, inEffect: string, temporaryFolder: string): void {
  if (explicit === '' || explicit === 'off') return
  const isAbove = isWithin(path.dirname(explicit), temporaryFolder)
  // The user's own workspace is copied nearer to the worktrees than this one and so hides it.
  if (isAbove && inEffect !== '') return
  throw new ExpectedFailure(
    'outside-dependency',
    isAbove
      ? `${explicit} lies above the folder for temporary files, so Go would use it for both worktrees: remove it, or set TMPDIR to another folder.`
      : `GOWORK is set to ${explicit}, so base and head would both build your checkout: unset it (a go.work in the folder or above is found without it), or set it to off.`,
  )
}

async function listModuleFiles(git: RunGit, worktree: string): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--', ':(glob)**/go.mod', ':(glob)**/go.work']
  return [...new Set(decodeList(requireSuccess(await git(args, { cwd: worktree }), 'list the modules')))].sort()
}

/** Copies go.work and its sums, without the folders of the repository that this side does not have yet or any more. */
async function copyWorkspace(
  programs: Programs,
  repository: Repository,
  workspace: string,
  sideFolder: string,
  named: readonly NamedFolder[],
): Promise<void> {
  const target = planMirror(sideFolder, workspace)
  const worktree = planMirror(sideFolder, repository.root)
  // Where the change put a link in the place of a folder, we would write to where it leads.
  if (isWithin(worktree, target) && !(await isPlainWay(worktree, path.dirname(target)))) return
  await mkdir(path.dirname(target), { recursive: true })
  await copyFile(workspace, target)
  await copyFile(`${workspace}.sum`, `${target}.sum`).catch(() => undefined)
  const missing: string[] = []
  for (const use of named) {
    if (use.directive !== 'use' || !isWithin(repository.root, use.absolute)) continue
    const isHere = await isPresent(path.join(planMirror(sideFolder, use.absolute), 'go.mod'))
    const isThere = await isPresent(path.join(use.absolute, 'go.mod'))
    // One that the user's checkout lacks, too, is a mistake of the file, and Go's to tell.
    if (!isHere && isThere) missing.push(`-dropuse=${use.written}`)
  }
  if (missing.length > 0) await runGo(programs, ['work', 'edit', ...missing, target], path.dirname(target))
}

/** Whether every folder on the way from one folder to another below it, as far as it is there, is a folder and no link. */
async function isPlainWay(from: string, to: string): Promise<boolean> {
  for (let folder = to; folder !== from; folder = path.dirname(folder)) {
    const found = await lstat(folder).catch(() => null)
    if (found !== null && !found.isDirectory()) return false
  }
  return true
}

async function linkOutside(sideFolder: string, root: string, outside: ReadonlySet<string>): Promise<void> {
  const link = async (absolute: string): Promise<void> => {
    const found = await stat(absolute).catch(() => null)
    const target = planMirror(sideFolder, absolute)
    // What is there through an earlier link must stay so: below it we would write into the user's own folders.
    if (found === null || (await isPresent(target))) return
    await mkdir(path.dirname(target), { recursive: true })
    if (found.isDirectory()) await symlink(absolute, target, process.platform === 'win32' ? 'junction' : 'dir')
    // Windows allows links to files to few; a file is small.
    else await symlink(absolute, target, 'file').catch(() => copyFile(absolute, target))
  }
  // Shortest first: what lies inside of a linked folder is reached through it.
  for (const absolute of [...outside].sort((a, b) => a.length - b.length)) {
    if (!isWithin(absolute, root)) {
      await link(absolute)
      continue
    }
    // A folder around the repository: everything in it but the way to the repository, which must lead to the worktree.
    for (const name of await readdir(absolute).catch(() => [])) {
      const entry = path.join(absolute, name)
      if (!isWithin(entry, root)) await link(entry)
    }
  }
}

/** `go env GOWORK` in a folder: '' for none, `off`, or a path; null where there is no Go that answers. */
async function readGoWork(programs: Programs, cwd: string): Promise<string | null> {
  return (await runGo(programs, ['env', 'GOWORK'], cwd))?.trim() ?? null
}

async function runGo(programs: Programs, args: readonly string[], cwd: string): Promise<string | null> {
  const chunks: Buffer[] = []
  const outcome = await programs.run(
    {
      program: 'go',
      args,
      cwd,
      environment: 'toolchain',
      timeoutMs: GO_TIMEOUT_MS,
      maxOutputBytes: GO_OUTPUT_BYTES,
    },
    { stdout: (chunk) => chunks.push(Buffer.from(chunk)) },
  )
  return outcome.exitCode === 0 ? Buffer.concat(chunks).toString('utf8') : null
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

async function firstFolder(candidates: readonly [string, ...string[]]): Promise<string> {
  for (const candidate of candidates) if (await isPresent(candidate)) return candidate
  return candidates[candidates.length - 1] ?? candidates[0]
}

async function isPresent(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  )
}
