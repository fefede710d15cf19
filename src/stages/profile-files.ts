import type { Ports } from '../ports.ts'
import type { Benchmark } from '../review/schema.ts'
import type { Measurement } from './measure.ts'

/** A file that a review leaves behind. */
export interface Artifact {
  /** Relative to the folder of review.json, with forward slashes; safe on every system. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** All of one review together. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Reads the memory profiles of both sides of every benchmark whose lines were found, and names them in the benchmark.
 * The longer run of a side is kept. What does not fit the limit is left out with a warning.
 */
export async function readProfileFiles(
  benchmarks: readonly Benchmark[],
  measurement: Measurement | null,
  ports: Ports,
): Promise<{ readonly benchmarks: readonly Benchmark[]; readonly artifacts: readonly Artifact[] }> {
  const artifacts: Artifact[] = []
  let room = MOST_BYTES
  let number = 0
  const named: Benchmark[] = []
  for (const benchmark of benchmarks) {
    const profiles = measurement?.measured.find(
      ({ package: p, name }) => p === benchmark.package && name === benchmark.name,
    )?.profiles
    const base = profiles && (await ports.files.readBytes(profiles.base.longer))
    const head = profiles && (await ports.files.readBytes(profiles.head.longer))
    if (!base || !head || benchmark.attribution === undefined) {
      named.push(benchmark)
      continue
    }
    if (base.length + head.length > room) {
      ports.log.warn(`The memory profiles of ${benchmark.name} are not kept: all together would be above 64 MiB.`)
      named.push(benchmark)
      continue
    }
    room -= base.length + head.length
    // Flat, as a folder that another job hands over may hold no folder.
    const stem = `profile-${renderFileName(++number, benchmark.name)}`
    const kept = { base: `${stem}.base.pprof`, head: `${stem}.head.pprof` }
    artifacts.push({ path: kept.base, bytes: base }, { path: kept.head, bytes: head })
    named.push({ ...benchmark, profiles: kept })
  }
  return { benchmarks: named, artifacts }
}

const MOST_CHARACTERS = 60

/**
 * A name for a file: a running number, which makes it the only one wherever case does not count, and
 * what of the benchmark's name is a letter, a digit or a hyphen in ASCII.
 */
export function renderFileName(number: number, benchmark: string): string {
  const readable = benchmark
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, MOST_CHARACTERS)
    .replace(/^-+|-+$/g, '')
  return `${String(number).padStart(2, '0')}${readable === '' ? '' : `-${readable}`}`
}
