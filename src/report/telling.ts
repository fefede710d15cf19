import type { Benchmark, Review } from '../review/schema.ts'
import type { Allowance } from './allowance.ts'
import { code, type Inline, type Line } from './document.ts'
import { clip, clipStart } from './escape-text.ts'
import { prose } from './prose.ts'

/** What every part of a report is written with. */
export interface Telling {
  readonly review: Review
  readonly allowance: Allowance
  /** The first `limit` of a list; the rest is counted as left out under `noun`. */
  take<T>(items: readonly T[], limit: number, noun: string): readonly T[]
  /** A sentence of the review, cut to the allowance. */
  sentence(text: string): Line
  /** An expression, name or command of the change, cut to the allowance. */
  word(text: string): Inline
  place(file: string, line: number, side?: 'base' | 'head'): Inline
  /** The benchmark's name without the prefix; with its package where the name alone is ambiguous. */
  label(benchmark: Benchmark): Inline
  /** As `label`, with the Benchmark prefix, as `-bench` takes it. */
  name(benchmark: Benchmark): Inline
  /** What was left out so far: noun to amount. */
  readonly leftOut: ReadonlyMap<string, number>
}

/** What lists of names hold back, for `take`. */
export const BENCHMARK_NAME = 'benchmark name'

export function startTelling(review: Review, allowance: Allowance): Telling {
  const leftOut = new Map<string, number>()
  const known = knownFiles(review)
  const ambiguous = ambiguousNames(review)
  const isKnownFile = (file: string): boolean => known.has(file)
  const qualify = (benchmark: Benchmark, name: string): Inline => {
    const qualified = ambiguous.has(benchmark.name) ? `${shortPackage(benchmark.package, review)}.${name}` : name
    return code(clip(qualified, allowance.word))
  }
  return {
    review,
    allowance,
    leftOut,
    take: (items, limit, noun) => {
      const rest = items.length - limit
      const counted = allowance.countNames || noun !== BENCHMARK_NAME
      if (rest > 0 && counted) leftOut.set(noun, (leftOut.get(noun) ?? 0) + rest)
      return rest > 0 ? items.slice(0, limit) : items
    },
    sentence: (text) => prose(text, isKnownFile, allowance.text),
    word: (text) => code(clip(text, allowance.word)),
    place: (file, line, side = 'head') => {
      const text = clipStart(line > 0 ? `${file}:${line}` : file, allowance.word)
      return { kind: 'place', side, file, line, text }
    },
    label: (benchmark) => qualify(benchmark, benchmark.name.replace(/^Benchmark(?=.)/, '')),
    name: (benchmark) => qualify(benchmark, benchmark.name),
  }
}

function knownFiles(review: Review): ReadonlySet<string> {
  const files = new Set<string>()
  for (const site of review.escapes.added) files.add(site.file)
  for (const finding of review.findings) if (finding.file !== null) files.add(finding.file)
  for (const item of review.checklist)
    for (const evidence of item.evidence) if (evidence.file !== undefined) files.add(evidence.file)
  return files
}

function ambiguousNames(review: Review): ReadonlySet<string> {
  const seen = new Set<string>()
  const ambiguous = new Set<string>()
  for (const { name } of review.benchmarks) {
    if (seen.has(name)) ambiguous.add(name)
    seen.add(name)
  }
  return ambiguous
}

function shortPackage(path: string, review: Review): string {
  if (review.scope.modules.includes(path)) return path.slice(path.lastIndexOf('/') + 1)
  const module = review.scope.modules.find((candidate) => path.startsWith(`${candidate}/`))
  return module === undefined ? path : path.slice(module.length + 1)
}
