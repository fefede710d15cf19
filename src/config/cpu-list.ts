/** CPUs in the notation of Linux and `taskset`: `0,2-3`. */

/** No machine numbers its CPUs higher; a longer range would only be a slip. */
const MOST_CPUS = 4096

/** The numbers of a list, ascending and each once; null for what is no such list. */
export function parseCpuList(text: string): readonly number[] | null {
  const cpus = new Set<number>()
  for (const part of text.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part) ?? []
    if (first === undefined || last === undefined) return null
    const [from, to] = [Number(first), Number(last)]
    if (from > to || to >= MOST_CPUS) return null
    for (let cpu = from; cpu <= to; cpu++) cpus.add(cpu)
  }
  return [...cpus].sort((a, b) => a - b)
}

/** The list as short as it gets: neighbours become a range. */
export function renderCpuList(cpus: readonly number[]): string {
  const ranges: { from: number; to: number }[] = []
  for (const cpu of cpus) {
    const range = ranges.at(-1)
    if (range !== undefined && range.to === cpu - 1) range.to = cpu
    else ranges.push({ from: cpu, to: cpu })
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}
