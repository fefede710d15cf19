import type { z } from 'zod'
import type { WrittenConfig } from './config.ts'
import type { WrittenInvocation } from './invocation.ts'
import { matchNearest } from './nearest.ts'
import { OPTIONS, type Option, type OptionKind, optionsIn, type Place } from './options.ts'
import { type ConfigProblem, MOST_PROBLEMS, renderProblem, renderValue } from './problem.ts'
import { RULE_KEYS } from './rules.ts'
import { type Path, parseYaml } from './yaml.ts'

/** The config file's text. `path` is only for naming. */
export interface FileSource {
  readonly kind: 'file'
  readonly path: string
}

/** Inputs of the Action, or flags of the command line, by the option's key. */
export interface NamedSource {
  readonly kind: 'input' | 'flag'
}

export type Source = FileSource | NamedSource

/**
 * Values by key (`time-budget`), as they come from outside: text, true or
 * false, or a list of text for a flag that was repeated. `undefined` is not
 * written; neither is an empty input, which is how a runner hands over one
 * that was left out.
 */
export type RawOptions = Readonly<Record<string, unknown>>

export interface ParsedConfig {
  /** What was right; a caller goes on with it only where there are no problems. */
  readonly written: WrittenConfig
  readonly problems: readonly ConfigProblem[]
}

/**
 * What one source says about the review, checked, with every problem there is.
 * Never throws. The raw value of a file is its text ('' is no config); of the
 * other sources a record, of which options outside of Config are left to
 * `parseInvocation`.
 */
export function parseWritten(source: FileSource, raw: string): ParsedConfig
export function parseWritten(source: NamedSource, raw: RawOptions): ParsedConfig
export function parseWritten(source: Source, raw: string | RawOptions): ParsedConfig {
  if (source.kind === 'file') return typeof raw === 'string' ? parseFile(source, raw) : { written: {}, problems: [] }
  if (typeof raw === 'string') return { written: {}, problems: [] }
  const { written, problems } = parseNamed(source, raw)
  return { written, problems }
}

/** What the inputs or flags say about this start of the program. Never throws. The same record as for `parseWritten`. */
export function parseInvocation(
  source: NamedSource,
  raw: RawOptions,
): { readonly written: WrittenInvocation; readonly problems: readonly ConfigProblem[] } {
  const { started, startProblems } = parseNamed(source, raw)
  const problems = [...startProblems]
  if (started.worktree === true && typeof started.head === 'string') {
    problems.push(renderProblem('--worktree', 'a head is named as well', 'either --worktree or --head'))
  }
  if (started.mode === 'report' && typeof started.reportFile !== 'string') {
    problems.push(renderProblem('input report-file', 'there is nothing to report', 'the path of a review.json'))
  }
  return { written: started, problems }
}

function parseFile(source: FileSource, text: string): ParsedConfig {
  const yaml = parseYaml(source.path, text)
  const problems = [...yaml.problems]
  let written: WrittenConfig = {}
  if (yaml.value === undefined) return { written, problems }
  if (typeof yaml.value !== 'object' || yaml.value === null || Array.isArray(yaml.value)) {
    problems.push(renderProblem(yaml.locate([]), `the file is ${renderValue(yaml.value)}`, 'a map of options'))
    return { written, problems }
  }
  const known = optionsIn('file')
  for (const [key, value] of Object.entries(yaml.value)) {
    if (problems.length >= MOST_PROBLEMS) break
    const option = known.find((candidate) => candidate.key === key)
    if (option === undefined) {
      problems.push(renderUnknown(yaml.locateKey([], key), key, 'file'))
      continue
    }
    const result = option.schema.safeParse(value)
    if (result.success) {
      written = { ...written, ...result.data }
      continue
    }
    for (const issue of result.error.issues) {
      problems.push(...renderIssue(option.key, value, issue, yaml.locate, yaml.locateKey))
    }
  }
  return { written, problems: problems.slice(0, MOST_PROBLEMS).sort(compareLines) }
}

function compareLines(a: ConfigProblem, b: ConfigProblem): number {
  const [lineA = 0, columnA = 0] = parsePosition(a.where)
  const [lineB = 0, columnB = 0] = parsePosition(b.where)
  return lineA - lineB || columnA - columnB
}

function parsePosition(where: string): readonly number[] {
  return where.split(':').slice(-2).map(Number)
}

interface ParsedNamed {
  readonly written: WrittenConfig
  readonly problems: readonly ConfigProblem[]
  readonly started: WrittenInvocation
  readonly startProblems: readonly ConfigProblem[]
}

function parseNamed(source: NamedSource, raw: RawOptions): ParsedNamed {
  const problems: ConfigProblem[] = []
  const startProblems: ConfigProblem[] = []
  let written: WrittenConfig = {}
  let started: WrittenInvocation = {}
  const known = optionsIn(source.kind)
  for (const [key, value] of Object.entries(raw)) {
    if (value === undefined || (source.kind === 'input' && typeof value === 'string' && value.trim() === '')) continue
    const where = source.kind === 'input' ? `input ${key}` : `--${key}`
    const option = known.find((candidate) => candidate.key === key)
    if (option === undefined) {
      if (problems.length < MOST_PROBLEMS) problems.push(renderUnknown(where, key, source.kind))
      continue
    }
    const plain = parseText(option.kind, value)
    const locate = (): string => where
    if (option.part === 'config') {
      const result = option.schema.safeParse(plain)
      if (result.success) written = { ...written, ...result.data }
      else problems.push(...result.error.issues.flatMap((issue) => renderIssue(key, plain, issue, locate, locate)))
    } else {
      const result = option.schema.safeParse(plain)
      if (result.success) started = { ...started, ...result.data }
      else startProblems.push(...result.error.issues.flatMap((issue) => renderIssue(key, plain, issue, locate, locate)))
    }
  }
  return { written, problems, started, startProblems }
}

/** The value that a text means for an option of a kind; the text itself where it means none, for the schema to refuse. */
function parseText(kind: OptionKind, value: unknown): unknown {
  const text = Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.join(',') : value
  if (typeof text !== 'string') return text
  const trimmed = text.trim()
  if (kind === 'whole-number' || kind === 'number') {
    return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : text
  }
  if (kind === 'boolean') return /^(?:true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : text
  return kind === 'choice' ? trimmed : text
}

function renderIssue(
  key: string,
  value: unknown,
  issue: z.core.$ZodIssue,
  locate: (path: Path) => string,
  locateKey: (path: Path, key: string) => string,
): readonly ConfigProblem[] {
  const path = [key, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
  if (issue.code === 'unrecognized_keys') {
    const names = RULE_KEYS.get(key) ?? []
    return issue.keys.map((unknown) => {
      const nearest = matchNearest(unknown, names)
      const expected =
        nearest === null ? `one of ${names.join(', ')}` : `one of ${names.join(', ')}; did you mean "${nearest}"?`
      return renderProblem(
        locateKey(path, unknown),
        `unknown key ${renderValue(unknown)} in ${renderPath(path)}`,
        expected,
      )
    })
  }
  return [renderProblem(locate(path), `${renderPath(path)} ${renderFound(value, issue)}`, issue.message)]
}

function renderFound(value: unknown, issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.found === 'string') return issue.params.found
  const found = findValue(value, issue.path)
  return found === undefined ? 'is missing' : `is ${renderValue(found)}`
}

function findValue(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const part of path) {
    // A list that was written as one text has no items to show; the text does.
    if (typeof current !== 'object' || current === null) return current
    current = Object.hasOwn(current, part) ? Reflect.get(current, part) : undefined
  }
  return current
}

function renderPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    if (text === '') return part
    return /^[a-z-]+$/.test(part) ? `${text}.${part}` : `${text}[${renderValue(part)}]`
  }, '')
}

const PLACES: Readonly<Record<Place, string>> = {
  input: 'an input of the Action',
  flag: 'a flag of the command line',
  file: 'the config file',
}

function renderUnknown(where: string, key: string, place: Place): ConfigProblem {
  const all: readonly Option[] = OPTIONS
  const elsewhere = all.find((option) => option.key === key)
  if (elsewhere !== undefined) {
    const places = elsewhere.in.map((name) => PLACES[name]).join(' or ')
    return renderProblem(where, `"${key}" cannot be set here`, `it as ${places}`)
  }
  const names = optionsIn(place).map((option) => option.key)
  const nearest = matchNearest(key, names)
  const expected = nearest === null ? `one of ${names.join(', ')}` : `an option; did you mean "${nearest}"?`
  return renderProblem(where, `unknown key ${renderValue(key)}`, expected)
}
