import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import path from 'node:path'
import { matchVariable } from './environment.ts'

export type FoundProgram = { readonly path: string } | { readonly problem: string }

/**
 * Finds a program by its absolute path or by its name on the PATH of
 * `environment`. Relative entries of PATH and the working directory are left
 * out, also on Windows: the repository under review must not be able to bring
 * its own `git` or `go`.
 */
export async function findProgram(
  program: string,
  environment: Readonly<Record<string, string>>,
  platform: string,
): Promise<FoundProgram> {
  if (path.isAbsolute(program)) return findAt([program], program)
  if (program.includes('/') || program.includes(path.sep)) {
    return { problem: `${JSON.stringify(program)} is neither an absolute path nor a name to be looked up on PATH` }
  }
  const folders = (matchVariable(environment, 'PATH', platform) ?? '').split(path.delimiter).filter(path.isAbsolute)
  const endings = platform === 'win32' ? listEndings(program, environment) : ['']
  const found = await findAt(
    folders.flatMap((folder) => endings.map((ending) => path.join(folder, program + ending))),
    program,
  )
  return found
}

function listEndings(program: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const endings = (matchVariable(environment, 'PATHEXT', 'win32') ?? '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean)
  return endings.some((ending) => program.toUpperCase().endsWith(ending.toUpperCase())) ? [''] : endings
}

async function findAt(candidates: readonly string[], program: string): Promise<FoundProgram> {
  let notExecutable: string | null = null
  for (const candidate of candidates) {
    const kind = await readKind(candidate)
    if (kind === 'program') return { path: candidate }
    if (kind === 'not-executable') notExecutable ??= candidate
  }
  if (notExecutable !== null) return { problem: `${notExecutable} is not executable (permission denied)` }
  return path.isAbsolute(program)
    ? { problem: `${program} does not exist` }
    : { problem: `${JSON.stringify(program)} was not found on PATH` }
}

async function readKind(candidate: string): Promise<'program' | 'not-executable' | 'none'> {
  try {
    if (!(await stat(candidate)).isFile()) return 'none'
  } catch {
    return 'none'
  }
  try {
    await access(candidate, constants.X_OK)
    return 'program'
  } catch {
    return 'not-executable'
  }
}
