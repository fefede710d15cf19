/**
 * The Go benchmark format: https://go.dev/design/14313-benchmark-format, and what
 * a test binary really prints around it. Nothing here fails: a line that is no
 * benchmark output becomes a record that says so.
 */

/** One measured number in a base unit: sec/op, B/s, B/op, allocs/op, or what `b.ReportMetric` named. */
export interface MetricValue {
  readonly value: number
  readonly unit: string
}

export interface BenchmarkResult {
  /** With the Benchmark prefix and sub-benchmark path, without the -N suffix. */
  readonly name: string
  /** The GOMAXPROCS that the line names; null where it names none. */
  readonly procs: number | null
  readonly iterations: number
  readonly values: readonly MetricValue[]
}

/** The GOMAXPROCS of the run (or the list given as `-cpu`); null if unknown, and then no suffix is taken off. */
export interface FormatOptions {
  readonly procs: number | readonly number[] | null
}

interface Measured {
  readonly iterations: number
  readonly values: readonly MetricValue[]
  /** Units whose number was NaN or infinite and is not among `values`. */
  readonly notFinite: readonly string[]
}

interface Named {
  readonly name: string
  readonly procs: number | null
}

export type BenchmarkRecord =
  | ({ readonly kind: 'result' } & BenchmarkResult & Measured)
  /**
   * A benchmark began; `rest` is what it printed itself on the same line. `padded`: as Go prints the head of a
   * result (a tab follows, and the suffix is there if the run has one), so numbers must follow.
   */
  | ({ readonly kind: 'name'; readonly rest: string; readonly padded: boolean } & Named)
  /** The numbers of a benchmark that was named on an earlier line. */
  | ({ readonly kind: 'numbers' } & Measured)
  | { readonly kind: 'config'; readonly key: string; readonly value: string }
  | {
      readonly kind: 'unit'
      readonly unit: string
      readonly settings: readonly { readonly key: string; readonly value: string }[]
    }
  /** `--- BENCH:`; the benchmark's log follows. */
  | ({ readonly kind: 'log'; readonly printedName: string } & Named)
  /** `--- FAIL:`, or numbers after no finished iteration (what Go prints when a benchmark panics). */
  | ({ readonly kind: 'fail'; readonly printedName: string } & Named)
  | ({ readonly kind: 'skip'; readonly printedName: string } & Named)
  /** PASS, ok, FAIL: how the binary or `go test` says that all is over. */
  | { readonly kind: 'end'; readonly passed: boolean; readonly text: string }
  | { readonly kind: 'panic'; readonly message: string }
  /** `exit status 2`, `signal: killed`. */
  | { readonly kind: 'exit'; readonly text: string }
  /** From the reader only: a benchmark that was named and gave no numbers. */
  | ({ readonly kind: 'unfinished' } & Named)
  | { readonly kind: 'other'; readonly text: string }

// Go's unicode.IsSpace, which benchfmt splits by; JavaScript's \s differs from it in U+0085 and U+FEFF.
const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const SPACES = new RegExp(`${SPACE}+`, 'gu')
/** What `go test` accepts as a benchmark's name: "Benchmarking" is none. */
const NAME = `Benchmark(?![\\p{Ll}])[^\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*`
const NAMED_LINE = new RegExp(`^(${NAME})(${SPACE}*)(.*)$`, 'su')
// testing prints the name padded, then a tab; what a benchmark printed before that without a line end sticks to it.
const GLUED_NAME = new RegExp(`(${NAME}) *\\t(.*)$`, 'su')
const MARKER = /^\s*--- (BENCH|FAIL|SKIP): (\S+)/u
const CONFIG_LINE = /^([\p{Ll}][^\s\p{Lu}:]*):(?:[ \t]+(.*))?$/su
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i
/** Longer own text is not searched for a name or numbers that stick to it: the searches are not linear. */
const LONGEST_SEARCHED = 4000
// "%8d", a tab, and then value and unit by turns, with tabs in between: at the end of whatever the benchmark printed itself.
const TRAILING_NUMBERS = /(?:^|[^\d])( *\d+)((?:\t *[^\s]+ [^\s]+)+)\s*$/u

/** Reads one line by itself. Any text gives a record; a line end at its end is dropped. */
export function parseBenchmarkLine(line: string, options: FormatOptions = { procs: null }): BenchmarkRecord {
  const text = withoutLineEnd(line)
  const named = NAMED_LINE.exec(text)
  if (named) {
    const [, printed = '', gap = '', rest = ''] = named
    return parseNamed(printed, gap, rest, options)
  }
  const other = parseUnnamed(text, options)
  if (other.kind !== 'other') return other
  const glued = text.length > LONGEST_SEARCHED ? null : GLUED_NAME.exec(text)
  return glued ? parseNamed(glued[1] ?? '', '\t', glued[2] ?? '', options) : other
}

function parseNamed(printed: string, gap: string, rest: string, options: FormatOptions): BenchmarkRecord {
  const named = splitName(printed, options)
  const measured = parseNumbers(rest) ?? (gap.includes('\t') ? parseTrailingNumbers(rest) : null)
  if (measured) return finished(named, measured, printed)
  // A benchmark of 0 ns/op has its time left out, and then there may be nothing else.
  if (gap.includes('\t') && /^ *\d{1,15}$/.test(rest)) {
    return finished(named, { iterations: Number(rest), values: [], notFinite: [] }, printed)
  }
  if (MARKER.test(rest)) return parseUnnamed(rest, options)
  const suffixed = options.procs === null || named.procs !== null
  return { kind: 'name', ...named, rest, padded: gap.includes('\t') && suffixed }
}

function finished(named: Named, measured: Measured, printedName: string): BenchmarkRecord {
  // A benchmark that panics is printed with "0 NaN ns/op 0 B/op 0 allocs/op": no measurement.
  if (measured.iterations === 0) return { kind: 'fail', ...named, printedName }
  return { kind: 'result', ...named, ...measured }
}

function parseUnnamed(text: string, options: FormatOptions): BenchmarkRecord {
  const marker = MARKER.exec(text)
  if (marker) {
    const printedName = marker[2] ?? ''
    const kind = ({ BENCH: 'log', FAIL: 'fail', SKIP: 'skip' } as const)[marker[1] as 'BENCH' | 'FAIL' | 'SKIP']
    return { kind, ...splitName(printedName, options), printedName }
  }
  if (/^PASS$|^ok *\t\S/.test(text)) return { kind: 'end', passed: true, text }
  if (/^FAIL(?:\t|$)/.test(text)) return { kind: 'end', passed: false, text }
  const panic = /^(?:panic|fatal error): (.*)$/s.exec(text)
  if (panic) return { kind: 'panic', message: panic[1] ?? '' }
  if (/^exit status \d+|^signal: \S/.test(text)) return { kind: 'exit', text }
  if (/^Unit\s/.test(text)) return parseUnitLine(text) ?? { kind: 'other', text }
  const config = CONFIG_LINE.exec(text)
  if (config) return { kind: 'config', key: config[1] ?? '', value: config[2] ?? '' }
  const measured = parseNumbers(text)
  return measured ? { kind: 'numbers', ...measured } : { kind: 'other', text }
}

function parseUnitLine(text: string): BenchmarkRecord | null {
  const [, unit, ...pairs] = fields(text)
  if (unit === undefined) return null
  const settings = pairs.map((pair) => {
    const equals = pair.indexOf('=')
    return { key: pair.slice(0, Math.max(0, equals)), value: pair.slice(equals + 1) }
  })
  return { kind: 'unit', unit: tidyValue({ value: 1, unit }).unit, settings: settings.filter(({ key }) => key !== '') }
}

/** "100 12.5 ns/op 3 B/op": an iteration count and at least one value with its unit; null for anything else. */
function parseNumbers(text: string): Measured | null {
  const [count = '', ...pairs] = fields(text)
  if (!/^\d+$/.test(count) || pairs.length < 2 || pairs.length % 2 !== 0) return null
  const iterations = Number(count)
  if (!Number.isSafeInteger(iterations)) return null
  const values: MetricValue[] = []
  const notFinite: string[] = []
  for (let at = 0; at < pairs.length; at += 2) {
    const number = pairs[at] ?? ''
    const unit = pairs[at + 1] ?? ''
    // Go would take a number for a unit; three numbers in a row are rather the benchmark's own text.
    if (NUMBER.test(unit) || !(NUMBER.test(number) || NOT_FINITE.test(number))) return null
    const tidied = tidyValue({ value: Number(number), unit })
    if (Number.isFinite(tidied.value)) values.push(tidied)
    else notFinite.push(tidied.unit)
  }
  return { iterations, values, notFinite }
}

function parseTrailingNumbers(text: string): Measured | null {
  if (text.length > LONGEST_SEARCHED) return null
  const [, count = '', pairs = ''] = TRAILING_NUMBERS.exec(text) ?? []
  // Go pads to eight places. Nine digits or more may be a digit that the benchmark printed itself, and the count.
  if (count.length < 8 || count.trimStart().length > 8) return null
  return parseNumbers(`${count}${pairs}`)
}

function fields(text: string): string[] {
  return text.split(SPACES).filter((field) => field !== '')
}

/** Takes off the "-8" that Go appends for GOMAXPROCS 8. A name may end in "-8" by itself, so only that of the run goes. */
function splitName(printed: string, options: FormatOptions): Named {
  const all = options.procs === null ? [] : [options.procs].flat()
  for (const procs of all) {
    const suffix = `-${procs}`
    if (procs !== 1 && printed.endsWith(suffix)) return { name: printed.slice(0, -suffix.length), procs }
  }
  return { name: printed, procs: all.includes(1) ? 1 : null }
}

const NUMERATOR_SCALES: Readonly<Record<string, { readonly unit: string; readonly factor: number }>> = {
  ns: { unit: 'sec', factor: 1e-9 },
  MB: { unit: 'B', factor: 1e6 },
}

/**
 * A value in base units, as benchstat shows it: "ns" becomes "sec" and "MB" becomes "B" wherever
 * they stand as a word of the numerator (ns/op, p99-ns, MB/s; not B/ns).
 */
export function tidyValue({ value, unit }: MetricValue): MetricValue {
  let factor = 1
  let denominator = false
  const tidied = unit.split(/([*/\s-])/u).map((word) => {
    if (word === '*') denominator = false
    if (word === '/') denominator = true
    const scale = denominator || !Object.hasOwn(NUMERATOR_SCALES, word) ? undefined : NUMERATOR_SCALES[word]
    factor *= scale?.factor ?? 1
    return scale?.unit ?? word
  })
  return { value: value * factor, unit: tidied.join('') }
}

export interface BenchmarkReader {
  /** Takes one line, with or without its line end; gives the records that are complete with it, in order. */
  push(line: string): BenchmarkRecord[]
  /** No more lines come: names a benchmark that never gave numbers. */
  finish(): BenchmarkRecord[]
}

/**
 * Reads the output of one run line by line, and joins numbers to a name printed on an earlier line:
 * Go prints the name, runs the benchmark (which may print lines of its own), and then prints the numbers.
 */
export function createBenchmarkReader(options: FormatOptions): BenchmarkReader {
  let pending: (Named & { readonly padded: boolean }) | null = null

  function settle(): BenchmarkRecord[] {
    const left = pending
    pending = null
    // Under -v a name alone on its line only announces; the result names itself once more.
    return left?.padded ? [{ kind: 'unfinished', name: left.name, procs: left.procs }] : []
  }

  function joined(text: string): BenchmarkRecord | null {
    if (!pending) return null
    const measured = parseNumbers(text) ?? parseTrailingNumbers(text)
    if (!measured) return null
    const { name, procs } = pending
    pending = null
    return finished({ name, procs }, measured, name)
  }

  function push(line: string): BenchmarkRecord[] {
    const record = parseBenchmarkLine(line, options)
    const ownText: BenchmarkRecord = { kind: 'other', text: withoutLineEnd(line) }
    switch (record.kind) {
      case 'numbers':
      case 'other':
        return [joined(ownText.text) ?? ownText]
      case 'name': {
        // A line that only looks like a name is the text of the benchmark that is running.
        if (pending?.padded && !record.padded) return [ownText]
        const before = settle()
        pending = { name: record.name, procs: record.procs, padded: record.padded }
        const panic = parseUnnamed(record.rest, options)
        return [...before, record, ...(panic.kind === 'panic' ? [panic] : [])]
      }
      case 'result':
        if (pending?.name === record.name) pending = null
        return [record]
      case 'fail':
      case 'skip':
        pending = null
        return [record]
      case 'config':
        // Between a name and its numbers, "done: 3" is the benchmark's own text.
        return pending?.padded ? [ownText] : [record]
      case 'end':
        // The binary's own PASS or FAIL never comes between a name and its numbers; `go test`'s line after a crash does.
        if (pending?.padded && !record.text.includes('\t')) return [ownText]
        return [...settle(), record]
      default:
        return [record]
    }
  }

  return { push, finish: settle }
}

export interface BenchmarkFile {
  /** goos, goarch, cpu and whatever else describes the run. Keys as the format wants them: lower case, no spaces. */
  readonly config: Readonly<Record<string, string>>
  /** `package` becomes a `pkg:` line. Keep results of one package together. */
  readonly results: readonly (BenchmarkResult & { readonly package?: string | undefined })[]
  /** Which way is better, for custom metrics. */
  readonly better?: Readonly<Record<string, 'higher' | 'lower'>> | undefined
}

/**
 * Writes results as text that benchstat reads without a warning about the format, and that
 * gives back the very same values. Throws on a key or a name that the format cannot hold: the caller's mistake.
 */
export function printBenchmarkFile({ config, results, better = {} }: BenchmarkFile): string {
  const lines: string[] = []
  for (const [unit, direction] of Object.entries(better)) lines.push(`Unit ${word(unit)} better=${direction}`)
  for (const [key, value] of Object.entries(config)) {
    if (!/^[\p{Ll}][^\s\p{Lu}:]*$/u.test(key)) throw new Error(`"${key}" cannot be a key of a benchmark file`)
    if (value !== '') lines.push(`${key}: ${oneLine(value)}`)
  }
  let currentPackage: string | undefined
  for (const result of results) {
    if (result.package !== undefined && result.package !== currentPackage) {
      currentPackage = result.package
      lines.push(`pkg: ${oneLine(currentPackage)}`)
    }
    const line = printResult(result)
    if (line !== null) lines.push(line)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** Null for a result without a finite value, which the format cannot express. */
function printResult({ name, procs, iterations, values }: BenchmarkResult): string | null {
  if (!name.startsWith('Benchmark')) throw new Error(`"${name}" is no benchmark's name`)
  const pairs = values.filter(({ value }) => Number.isFinite(value)).map(printValue)
  if (pairs.length === 0) return null
  const suffix = procs === null || procs === 1 ? '' : `-${procs}`
  return [`${word(name)}${suffix}`, String(Math.trunc(iterations)), ...pairs].join('\t')
}

const FAMILIAR_UNITS: Readonly<Record<string, { readonly unit: string; readonly scale: number }>> = {
  'sec/op': { unit: 'ns/op', scale: 1e9 },
  'B/s': { unit: 'MB/s', scale: 1e-6 },
}

/** Prefers the units that Go prints, as long as reading them gives the same value to the last bit. */
function printValue({ value, unit }: MetricValue): string {
  const familiar = Object.hasOwn(FAMILIAR_UNITS, unit) ? FAMILIAR_UNITS[unit] : undefined
  // benchstat keeps the unit of "0 ns/op" as it is, and would show it in a table of its own.
  if (familiar && value !== 0) {
    for (let digits = 12; digits <= 17; digits++) {
      const shown = Number((value * familiar.scale).toPrecision(digits))
      if (tidyValue({ value: shown, unit: familiar.unit }).value === value) return `${shown} ${familiar.unit}`
    }
  }
  return `${value} ${word(unit)}`
}

function withoutLineEnd(line: string): string {
  return line.replace(/\r?\n?$/, '')
}

function word(text: string): string {
  return text.replace(SPACES, '_')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim()
}
