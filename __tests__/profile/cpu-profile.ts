import { Line, Location, Profile, Function as ProfiledFunction, Sample, StringTable, ValueType } from 'pprof-format'

/** An uncompressed profile of stacks, innermost function first, each with its count. */
export function cpuProfile(stacks: readonly (readonly [readonly string[], number])[], type = 'cpu'): Uint8Array {
  const stringTable = new StringTable()
  const text = (value: string) => stringTable.dedup(value)
  const names = [...new Set(stacks.flatMap(([frames]) => frames))]
  const idOf = (name: string) => names.indexOf(name) + 1
  return new Profile({
    stringTable,
    sampleType: [new ValueType({ type: text(type), unit: text('nanoseconds') })],
    function: names.map((name) => new ProfiledFunction({ id: idOf(name), name: text(name) })),
    location: names.map(
      (name) => new Location({ id: idOf(name), line: [new Line({ functionId: idOf(name), line: 1 })] }),
    ),
    sample: stacks.map(([frames, value]) => new Sample({ locationId: frames.map(idOf), value: [value] })),
  }).encode()
}
