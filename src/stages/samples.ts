import { printBenchmarkFile } from '../bench/format.ts'
import type { Machine, Side } from '../ports.ts'
import type { CompiledSides } from './compile.ts'
import type { Measurement } from './measure.ts'

/** Every sample of each side in Go benchmark format, '' where there is none. */
export function renderSamples(
  measurement: Measurement | null,
  sides: CompiledSides,
  machine: Machine,
): { readonly baseText: string; readonly headText: string } {
  const config = { goos: sides.toolchain.GOOS, goarch: sides.toolchain.GOARCH, cpu: machine.cpuModel }
  const render = (side: Side): string => {
    const results = (measurement?.measured ?? []).flatMap((item) =>
      (item.leaf?.[side] ?? []).map((result) => ({ ...result, package: item.package })),
    )
    return results.length === 0 ? '' : printBenchmarkFile({ config, results })
  }
  return { baseText: render('base'), headText: render('head') }
}
