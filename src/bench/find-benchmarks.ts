/** Comments, strings and runes: what looks like a declaration in there is none. */
const NO_CODE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'/g

// A name stands behind func at the top level only. As the go command looks for tests, the parameter may
// have no name, and `testing` may have another one.
const DECLARATION =
  /(?<![\p{L}\p{N}_])func\s+(Benchmark(?!\p{Ll})[\p{L}\p{N}_]*)\s*\(\s*(?:[\p{L}_][\p{L}\p{N}_]*\s*)?\*\s*(?:[\p{L}_][\p{L}\p{N}_]*\s*\.\s*)?B\s*,?\s*\)/gu

/** The names of the benchmarks that a test file declares, in its order. A quick look that needs no syntax tree. */
export function findBenchmarks(text: string): readonly string[] {
  const code = text.replace(NO_CODE, ' ')
  return [...code.matchAll(DECLARATION)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]))
}
