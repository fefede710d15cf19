/** Why a value is heap-allocated, as the compiler explains it, in order of preference. */
export const CAUSES = [
  'returned-address',
  'closure-capture',
  'goroutine',
  'interface-boxing',
  'fmt-or-reflection',
  'unknown-callee',
  'stored-in-heap',
  'too-large-for-stack',
  'unknown-size',
  'append-growth',
  'string-bytes-conversion',
  'string-concatenation',
  'method-value',
  'leaking-parameter',
  'other',
] as const
export type Cause = (typeof CAUSES)[number]
