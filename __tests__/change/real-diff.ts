import { rmSync } from 'node:fs'
import { openRepository } from '../../src/io/git.ts'
import { createPrograms } from '../../src/io/programs.ts'
import type { Git } from '../../src/ports.ts'
import {
  commitFiles,
  createRecordedLog,
  type Ground,
  makeGround,
  makeRepository,
  runGit,
} from '../io/sample-repository.ts'

/** A repository whose diffs are those that the product itself asks git for. */
export interface DiffGround {
  readonly folder: string
  /** Commits these files and no others. */
  commitOnly(files: Readonly<Record<string, string>>): string
  /** Commits what lies in the folder. */
  commitAsIs(): string
  diff(base: string, head: string): Promise<string>
  close(): Promise<void>
}

export async function openDiffGround(): Promise<DiffGround> {
  const ground: Ground = makeGround()
  const folder = makeRepository(ground.folder)
  const programs = createPrograms({ passThrough: [] })
  const options = { programs, temporaryRoot: ground.temporaryRoot, log: createRecordedLog() }
  const git: Git = await openRepository(folder, options)
  const commitAsIs = (): string => commitFiles(folder, {})
  return {
    folder,
    commitOnly(files) {
      for (const name of runGit(folder, 'ls-files', '-z').split('\0')) {
        if (name !== '') rmSync(`${folder}/${name}`, { force: true })
      }
      return commitFiles(folder, files)
    },
    commitAsIs,
    diff: (base, head) => git.diff(base, head),
    async close() {
      await git.close()
      ground.remove()
    },
  }
}
