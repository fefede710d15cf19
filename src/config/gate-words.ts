import { type EscapesGate, GATE_WORDS, type GateWord } from './config.ts'
import { matchNearest } from './nearest.ts'

/** Every word that `fail-on` takes. `escapes` alone is `escapes=hot`; `none` stands alone. */
export const FAIL_ON_WORDS = [
  'allocs',
  'bytes',
  'time',
  'escapes',
  'escapes=hot',
  'escapes=all',
  'escapes=off',
  'contracts',
  'inconclusive',
  'broken',
  'none',
] as const

export interface Gate {
  /** In the order of GATE_WORDS, each once; holds `escapes` exactly where `escapesGate` is not `off`. */
  readonly failOn: readonly GateWord[]
  readonly escapesGate: EscapesGate
}

export interface GateFault {
  /** Which word of the list is wrong. */
  readonly index: number
  readonly found: string
  readonly expected: string
}

/** What the words of `fail-on` mean, and what is wrong with them. The list replaces the default; it does not add to it. */
export function parseGate(words: readonly string[]): { readonly gate: Gate; readonly faults: readonly GateFault[] } {
  const faults: GateFault[] = []
  const chosen = new Set<GateWord>()
  let escapes: EscapesGate | null = null
  words.forEach((word, index) => {
    const fault = (found: string, expected: string): void => {
      faults.push({ index, found, expected })
    }
    if (word === 'none') {
      if (words.length > 1) fault('is "none" beside other words', '"none" alone, to block on nothing')
      return
    }
    const scope = word === 'escapes' ? 'hot' : parseScope(word)
    if (scope !== null) {
      if (escapes !== null && escapes !== scope) fault('contradicts an earlier word', 'escapes once')
      escapes = scope
      return
    }
    const gateWord = GATE_WORDS.find((candidate) => candidate === word)
    if (gateWord === undefined) fault(`is ${JSON.stringify(word)}`, expectWord(word))
    else chosen.add(gateWord)
  })
  const escapesGate: EscapesGate = escapes ?? 'off'
  if (escapesGate !== 'off') chosen.add('escapes')
  return { gate: { failOn: GATE_WORDS.filter((word) => chosen.has(word)), escapesGate }, faults }
}

/** A gate as `fail-on` is written. The inverse of `parseGate`. */
export function renderGate(gate: Gate): readonly string[] {
  const words = gate.failOn.map((word) => (word === 'escapes' ? `escapes=${gate.escapesGate}` : word))
  return words.length === 0 ? ['none'] : words
}

function parseScope(word: string): EscapesGate | null {
  if (word === 'escapes=hot') return 'hot'
  if (word === 'escapes=all') return 'all'
  return word === 'escapes=off' ? 'off' : null
}

function expectWord(word: string): string {
  const nearest = matchNearest(word, FAIL_ON_WORDS)
  const all = `one of ${FAIL_ON_WORDS.join(', ')}`
  return nearest === null ? all : `${all}; did you mean "${nearest}"?`
}
