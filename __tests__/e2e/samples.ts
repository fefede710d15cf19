import path from 'node:path'
import { expect } from '@jest/globals'
import type { Review } from '../../src/review/schema.ts'
import { benchstatIsThere, compareFiles } from '../fixtures/benchstat/benchstat.ts'

/** benchstat reads the files without a word on too few samples or bad lines, and finds what the review says. */
export function expectBenchstatAgrees(folder: string, { benchmarks }: Review): void {
  if (!benchstatIsThere()) {
    process.stderr.write('benchstat is not on PATH: the files of the samples were not read with it.\n')
    return
  }
  const files = [path.join(folder, 'base.txt'), path.join(folder, 'head.txt')] as const
  const { rows, complaints } = compareFiles(...files, /all samples are equal|must be >0 to compute geomean/)
  expect(complaints).toEqual([])
  expect(rows.length).toBeGreaterThan(0)
  const told = rows.map(([name, unit, base, , head, , , p]) => ({
    name: `Benchmark${name.replace(/-\d+$/, '')}`,
    unit,
    base: Number(base),
    head: Number(head),
    n: /n=(\d+)$/.exec(p)?.[1] ?? p,
  }))
  const ours = benchmarks.flatMap(({ name, rounds, metrics }) =>
    Object.values(metrics).flatMap(({ unit, base, head }) =>
      base && head ? [{ name, unit, base: base.center, head: head.center, n: String(rounds) }] : [],
    ),
  )
  const sorted = (list: typeof ours) => list.sort((a, b) => `${a.name} ${a.unit}`.localeCompare(`${b.name} ${b.unit}`))
  expect(sorted(told)).toEqual(sorted(ours))
}
