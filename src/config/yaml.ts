import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type ConfigProblem, MOST_PROBLEMS, renderProblem, renderValue } from './problem.ts'

export type Path = readonly (string | number)[]

/** A YAML text as plain values, with the place of each. */
export interface LocatedYaml {
  /** Strings, numbers, booleans, null, arrays and objects; undefined for an empty text. */
  readonly value: unknown
  /** `file:line:column` of the value at a path; of its nearest parent where it does not exist. */
  readonly locate: (path: Path) => string
  /** `file:line:column` of a key in the map at a path. */
  readonly locateKey: (path: Path, key: string) => string
  readonly problems: readonly ConfigProblem[]
}

const MOST_BYTES = 1024 * 1024
const MOST_NODES = 20_000
const MOST_ALIASES = 100
const MOST_DEPTH = 32
/** A plain object cannot hold these without surprises, and no option has such a name. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads one YAML document (1.2, core schema). Never throws: syntax errors,
 * doubled keys, keys that are no text, and aliases that would unfold without
 * measure are problems with line and column. A key without a value is left
 * out. `file` is only for naming.
 */
export function parseYaml(file: string, text: string): LocatedYaml {
  const at = (line: number, column: number): string => `${file}:${line}:${column}`
  const refuse = (problem: ConfigProblem): LocatedYaml => ({
    value: undefined,
    locate: () => at(1, 1),
    locateKey: () => at(1, 1),
    problems: [problem],
  })
  if (new TextEncoder().encode(text).length > MOST_BYTES) {
    return refuse(renderProblem(at(1, 1), 'the file is larger than 1 MiB', 'a config file of at most 1 MiB'))
  }

  const lines = new LineCounter()
  // Doubled keys are looked for below: the library compares every pair of keys.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    logLevel: 'error',
    version: '1.2',
  })
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return at(Math.max(1, line), Math.max(1, col))
  }
  const faults = [...document.errors, ...document.warnings]
  const exhausted = faults.find((fault) => fault.code === 'RESOURCE_EXHAUSTION')
  if (exhausted !== undefined) return refuse(tooDeep(place(exhausted.pos[0])))
  if (faults.length > 0) {
    const problems = faults
      .slice(0, MOST_PROBLEMS)
      .map((fault) =>
        renderProblem(place(fault.pos[0]), `not valid YAML: ${describeFault(fault)}`, 'one YAML document'),
      )
    return { ...refuse(tooDeep('')), problems }
  }
  return convert(document, place)
}

function convert(document: Document.Parsed, place: (offset: number) => string): LocatedYaml {
  const problems: ConfigProblem[] = []
  const values = new Map<string, string>()
  const keys = new Map<string, string>()
  let nodes = 0
  let aliases = 0
  let stopped = false

  const stop = (problem: ConfigProblem): undefined => {
    if (!stopped) problems.push(problem)
    stopped = true
    return undefined
  }

  const convertNode = (node: Node | null | undefined, path: Path, depth: number): unknown => {
    if (stopped || node === null || node === undefined) return null
    const here = place(node.range?.[0] ?? 0)
    nodes += 1
    if (nodes > MOST_NODES) return stop(renderProblem(here, 'the file holds too many values', `at most ${MOST_NODES}`))
    if (depth > MOST_DEPTH) return stop(tooDeep(here))
    if (isAlias(node)) {
      aliases += 1
      if (aliases > MOST_ALIASES) {
        return stop(renderProblem(here, 'the file unfolds too many aliases', `at most ${MOST_ALIASES}`))
      }
      const target = node.resolve(document)
      if (target === undefined) {
        problems.push(renderProblem(here, `*${node.source} names no anchor`, `an anchor &${node.source} before it`))
        return null
      }
      return convertNode(target, path, depth + 1)
    }
    values.set(pathKey(path), here)
    if (isSeq(node)) {
      return node.items.map((item, index) => convertNode(item as Node | null, [...path, index], depth + 1))
    }
    if (isMap(node)) {
      const object: Record<string, unknown> = {}
      for (const pair of node.items) {
        if (stopped || problems.length >= MOST_PROBLEMS) break
        const keyNode = pair.key
        const keyPlace = place((isScalar(keyNode) ? keyNode.range?.[0] : undefined) ?? node.range?.[0] ?? 0)
        if (!isScalar(keyNode) || typeof keyNode.value !== 'string') {
          problems.push(renderProblem(keyPlace, 'a key is no text', 'a name before the colon'))
          continue
        }
        const key = keyNode.value
        if (FORBIDDEN_KEYS.has(key)) {
          problems.push(renderProblem(keyPlace, `unknown key ${renderValue(key)}`, 'the name of an option'))
          continue
        }
        const before = keys.get(pathKey([...path, key]))
        if (before !== undefined && Object.hasOwn(object, key)) {
          problems.push(
            renderProblem(keyPlace, `the key ${renderValue(key)} is there twice`, `it once; first at ${before}`),
          )
          continue
        }
        keys.set(pathKey([...path, key]), keyPlace)
        values.set(pathKey([...path, key]), keyPlace)
        object[key] = convertNode(pair.value as Node | null, [...path, key], depth + 1)
      }
      return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
    }
    return isScalar(node) ? node.value : null
  }

  const value = convertNode(document.contents, [], 0)
  const top = place(0)
  const locate = (path: Path): string => {
    for (let length = path.length; length >= 0; length -= 1) {
      const found = values.get(pathKey(path.slice(0, length)))
      if (found !== undefined) return found
    }
    return top
  }
  return {
    value: value ?? undefined,
    locate,
    locateKey: (path, key) => keys.get(pathKey([...path, key])) ?? locate(path),
    problems: problems.slice(0, MOST_PROBLEMS),
  }
}

function pathKey(path: Path): string {
  return JSON.stringify(path)
}

function tooDeep(where: string): ConfigProblem {
  return renderProblem(where, 'the file is nested too deeply', 'the shape that docs/configuration.md shows')
}

function describeFault(fault: { readonly code: string; readonly message: string }): string {
  // The library's own sentence names its API.
  return fault.code === 'MULTIPLE_DOCS' ? 'there is more than one document' : fault.message
}
