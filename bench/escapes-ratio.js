/**
 * Wall time of `escapes` on a warm cache against the naive way: two fresh
 * worktrees and `go build -gcflags=-m=2 ./...` in each.
 *
 *   node bench/escapes-ratio.js REPOSITORY BASE HEAD [runs]
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const [repository, base, head, runs = '5'] = process.argv.slice(2)
if (!repository || !base || !head) {
  console.error('usage: node bench/escapes-ratio.js REPOSITORY BASE HEAD [runs]')
  process.exit(2)
}
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

const ours = () =>
  spawnSync(
    process.execPath,
    [cli, 'escapes', '--repo', repository, '--base', base, '--head', head, '--format', 'json'],
    { stdio: 'ignore' },
  )

function naive() {
  const folder = mkdtempSync(path.join(tmpdir(), 'go-perf-review-bench-'))
  for (const [name, ref] of [
    ['base', base],
    ['head', head],
  ]) {
    const worktree = path.join(folder, name)
    execFileSync('git', ['-C', repository, 'worktree', 'add', '--quiet', '--detach', worktree, ref], {
      stdio: 'ignore',
    })
    spawnSync('go', ['build', '-gcflags=-m=2', '-o', '/dev/null', './...'], {
      cwd: worktree,
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 1 << 30,
    })
    execFileSync('git', ['-C', repository, 'worktree', 'remove', '--force', worktree], { stdio: 'ignore' })
  }
  rmSync(folder, { recursive: true, force: true })
}

function time(work) {
  const started = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - started) / 1e9
}

ours()
naive()
const ratios = []
for (let run = 1; run <= Number(runs); run++) {
  const [a, b] = [time(ours), time(naive)]
  ratios.push(b / a)
  console.log(`run ${run}: escapes ${a.toFixed(2)} s, naive ${b.toFixed(2)} s, ${(b / a).toFixed(1)} times`)
}
ratios.sort((a, b) => a - b)
console.log(`median: ${ratios[Math.floor(ratios.length / 2)].toFixed(1)} times faster`)
