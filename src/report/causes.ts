import type { Site } from '../review/schema.ts'
import { findHolder } from '../review/site.ts'
import { type Line, say } from './document.ts'
import type { Telling } from './telling.ts'

/** Why a value is on the heap, as the end of "x now escapes in F: …". */
const BECAUSE: Readonly<Record<Exclude<Site['cause'], 'other'>, string>> = {
  'returned-address': 'its address is returned',
  'closure-capture': 'a closure that outlives the call captures it',
  goroutine: 'it is handed to a goroutine',
  'interface-boxing': 'it is boxed in an interface',
  'fmt-or-reflection': 'it is passed to fmt or to reflection',
  'unknown-callee': 'it is passed to a call whose target the compiler does not know',
  'stored-in-heap': 'it is stored in something that is on the heap',
  'too-large-for-stack': 'it is too large for the stack',
  'unknown-size': 'its size is not known at compile time',
  'append-growth': 'append may have to grow it',
  'string-bytes-conversion': 'the conversion between string and []byte copies it',
  'string-concatenation': 'the concatenation builds a new string',
  'method-value': 'a method value keeps its receiver alive',
  'leaking-parameter': 'it is passed to a parameter that leaks',
}

/** "`x` now escapes in `F`: it is boxed in an interface (`f.go:41`)." without the place of the site itself. */
export function describeSite(site: Site, telling: Telling): Line {
  const what = telling.word(site.expression === '' ? site.message : site.expression)
  const moves = site.kind === 'moved' ? ' now moves to the heap' : ' now escapes'
  const where = site.function === '' ? [] : say` in ${telling.word(site.function)}`
  return say`${what}${moves}${where}${because(site, telling)}${condition(site)}`
}

/** The cause alone, with where it lies: "it is boxed in an interface (`f.go:41`)". */
function because(site: Site, telling: Telling): Line {
  if (site.causedBy !== undefined) {
    const { file, line, why } = site.causedBy
    return say`: ${telling.sentence(why)} (${telling.place(file, line)})`
  }
  const holder = site.cause === 'stored-in-heap' ? findHolder(site.flow) : null
  if (holder !== null)
    return say`: it is stored in ${telling.word(holder)}, which lives longer${flowEnd(site, telling)}`
  const isClosure = site.cause === 'closure-capture' && /^func literal$|\.func\d+$/.test(site.expression)
  const words = isClosure
    ? 'it outlives the call'
    : site.cause === 'other'
      ? telling.word(site.message)
      : BECAUSE[site.cause]
  return say`: ${words}${flowEnd(site, telling)}`
}

/** Where the flow ends, if that is another line of the same file: a step elsewhere may lie outside the repository. */
function flowEnd(site: Site, telling: Telling): Line {
  const end = site.flow.findLast((step) => step.file === site.file && step.line > 0)
  return end === undefined || end.line === site.line ? [] : say` (${telling.place(end.file, end.line)})`
}

function condition(site: Site): Line {
  return site.allocates === 'conditional' ? ['; it allocates for some values only'] : []
}

/** A cause in two or three words, for counting. */
export const SHORT_CAUSES: Readonly<Record<Site['cause'], string>> = {
  'returned-address': 'returned address',
  'closure-capture': 'closure capture',
  goroutine: 'goroutine',
  'interface-boxing': 'interface boxing',
  'fmt-or-reflection': 'fmt or reflection',
  'unknown-callee': 'unknown callee',
  'stored-in-heap': 'stored on the heap',
  'too-large-for-stack': 'too large for the stack',
  'unknown-size': 'unknown size',
  'append-growth': 'append growth',
  'string-bytes-conversion': 'string/bytes conversion',
  'string-concatenation': 'string concatenation',
  'method-value': 'method value',
  'leaking-parameter': 'leaking parameter',
  other: 'other',
}
