import type { Cache, Git, Programs } from '../ports.ts'
import { runGo } from './go-command.ts'

/** Keeps what `go` compiled, from one run to the next. */
export interface BuildCache {
  /** Call it once everything is compiled. */
  save(): Promise<void>
}

const ASKED = ['GOVERSION', 'GOOS', 'GOARCH'] as const
/** What decides which packages a module is built from. */
const SUMS = ['go.mod', 'go.sum', 'go.work', 'go.work.sum']

/**
 * Restores the build cache of an earlier run with the same Go, platform and
 * modules, or, failing that, other modules. What it holds was keyed by its
 * content by `go` itself, so a stale entry costs space and no truth.
 */
export async function restoreBuildCache(
  /** `folder` is the one that `go` is told to use. */
  at: { readonly folder: string; readonly root: string; readonly workingDirectory: string; readonly headSha: string },
  ports: { readonly cache: Cache; readonly git: Git; readonly programs: Programs },
): Promise<BuildCache | null> {
  const { outcome, stdout } = await runGo(ports.programs, {
    args: ['env', ...ASKED],
    cwd: [at.root, at.workingDirectory].filter((part) => part !== '').join('/'),
    variables: {},
  })
  const platform = stdout.trim().split(/\r?\n/)
  if (outcome.exitCode !== 0 || platform.length !== ASKED.length) return null
  const prefix = `go-perf-review-build-${platform
    .join('-')
    .replace(/[^\w.-]/g, '_')
    .slice(0, 100)}-`
  const places = SUMS.map((name) => (at.workingDirectory === '' ? name : `${at.workingDirectory}/${name}`))
  const sums = await Promise.all(places.map((place) => ports.git.show(at.headSha, place)))
  const key = `${prefix}${ports.cache.digest(sums.map((text) => text ?? ''))}`
  const found = await ports.cache.restore(at.folder, key, [prefix])
  return {
    async save() {
      if (found !== key) await ports.cache.save(at.folder, key)
    },
  }
}
