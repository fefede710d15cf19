/** Runs the built command line as a user would. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const DIST = new URL('../../dist/', import.meta.url)
const CLI = fileURLToPath(new URL('cli.js', DIST))

/** Tells two builds of the program apart, whose results are not to be mixed. */
export function readBuild() {
  const hash = createHash('sha256')
  for (const name of readdirSync(DIST).sort()) {
    if (name.endsWith('.js')) hash.update(readFileSync(new URL(name, DIST)))
  }
  return hash.digest('hex').slice(0, 12)
}

/**
 * @param {'review' | 'bench' | 'escapes'} command
 * @param {{ repository: string, base: string, head: string, options?: readonly string[] }} what
 * @returns {Promise<{ seconds: number, status: number, review: object }>} throws where no review was printed
 */
export async function runReview(command, { repository, base, head, options = [] }) {
  const args = [CLI, command, '--repo', repository, '--base', base, '--head', head, '--format', 'json', ...options]
  const started = process.hrtime.bigint()
  const { status, stdout, stderr } = await run(process.execPath, args)
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  if (!stdout.startsWith('{')) throw new Error(`${args.slice(1).join(' ')} ended with ${status}:\n${stderr}${stdout}`)
  return { seconds, status, review: JSON.parse(stdout) }
}

/** Runs a program to its end; its status is an answer. */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => child.kill()
  process.on('exit', end)
  const [stdout, stderr] = [[], []]
  child.stdout.on('data', (chunk) => stdout.push(chunk))
  child.stderr.on('data', (chunk) => stderr.push(chunk))
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).finally(() => process.off('exit', end))
  return { status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }
}

/** What a record keeps of a review: every metric of every benchmark with its samples, and what was not measured. */
export function summarizeReview({ verdict, benchmarks, measurement, problems, environment }) {
  return {
    verdict,
    measurement,
    timingWarnings: environment.timingWarnings,
    problems: problems.map(({ stage, severity, message }) => ({ stage, severity, message })),
    benchmarks: benchmarks.map(
      ({ package: importPath, name, skipped, problem, iterations, rounds, metrics, ...rest }) => ({
        name: `${importPath.split('/').at(-1)}.${name.replace(/^Benchmark/, '')}`,
        verdict: rest.verdict,
        ...(skipped === undefined ? {} : { skipped }),
        ...(rest.comparable ? {} : { notComparable: rest.notComparableBecause }),
        ...(problem === undefined ? {} : { problem: `${problem.side}: ${problem.message}` }),
        iterations,
        rounds,
        metrics: Object.fromEntries(
          Object.values(metrics).map((metric) => [
            metric.unit,
            {
              verdict: metric.verdict,
              base: metric.base?.samples ?? [],
              head: metric.head?.samples ?? [],
              p: metric.p,
              pAdjusted: metric.pAdjusted,
              exact: metric.exact,
              warnings: metric.warnings,
            },
          ]),
        ),
      }),
    ),
  }
}
