/** A limit on memory: a share of what there is (0.8), or bytes. */
export type MemoryLimit = { readonly share: number } | { readonly bytes: number }

const UNITS = ['MiB', 'GiB', 'TiB'] as const
const MEBIBYTE = 1024 ** 2

/** The limit that `80%`, `512MiB`, `2GiB` or `1.5GiB` mean (`MB`, `G` and the like too, as binary units); null where the text is none. */
export function parseMemory(text: string): MemoryLimit | null {
  const [, digits = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?(%|[MGT](?:i?B)?)$/i.exec(text.trim()) ?? []
  const amount = Number(digits)
  if (unit === '' || amount <= 0) return null
  if (unit === '%') return amount <= 100 ? { share: amount / 100 } : null
  const power = UNITS.findIndex((name) => name.startsWith(unit.slice(0, 1).toUpperCase()))
  return { bytes: Math.round(amount * MEBIBYTE * 1024 ** power) }
}

/** As a person writes it, for what `parseMemory` reads. */
export function renderMemory(limit: MemoryLimit): string {
  if ('share' in limit) return `${Number((limit.share * 100).toFixed(2))}%`
  const power = limit.bytes >= MEBIBYTE * 1024 ** 2 ? 2 : limit.bytes >= MEBIBYTE * 1024 ? 1 : 0
  return `${Number((limit.bytes / (MEBIBYTE * 1024 ** power)).toFixed(2))} ${UNITS[power]}`
}

/** The limit in bytes on a machine with so many. */
export function resolveMemory(limit: MemoryLimit, machineBytes: number): number {
  return 'bytes' in limit ? limit.bytes : Math.floor(limit.share * machineBytes)
}
