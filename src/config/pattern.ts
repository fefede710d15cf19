/**
 * Whether a name matches a pattern: `*` stands for any text, slashes and
 * nothing included, every other character for itself. The whole name has to
 * match. Never backtracks: the texts between the stars are looked for once,
 * from left to right, which finds a match wherever there is one.
 */
export function matchPattern(pattern: string, name: string): boolean {
  const texts = pattern.split('*')
  const first = texts[0] ?? ''
  const last = texts[texts.length - 1] ?? ''
  if (texts.length === 1) return name === pattern
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false
  const end = name.length - last.length
  let from = first.length
  for (const text of texts.slice(1, -1)) {
    const at = name.indexOf(text, from)
    if (at < 0 || at + text.length > end) return false
    from = at + text.length
  }
  return true
}

/**
 * Whether a function is meant by a pattern of `hot` or of a waiver. The name
 * is as the compiler prints it (`Parse`, `(*T).Get`); the pattern is held
 * against `import/path.Parse` and against `Parse` alone.
 */
export function matchFunction(pattern: string, importPath: string, name: string): boolean {
  return matchPattern(pattern, `${importPath}.${name}`) || matchPattern(pattern, name)
}

/**
 * Whether a benchmark is meant by a pattern of a waiver or a ceiling. The name
 * holds the prefix and the path of a sub-benchmark (`BenchmarkParse/small`);
 * the pattern is held against `import/path.BenchmarkParse/small` and against
 * the name alone. `BenchmarkParse` does not cover its sub-benchmarks;
 * `BenchmarkParse*` does.
 */
export function matchBenchmark(pattern: string, importPath: string, name: string): boolean {
  return matchPattern(pattern, `${importPath}.${name}`) || matchPattern(pattern, name)
}

/**
 * Whether a file is meant by a pattern of `ignore.files`. Paths are relative
 * to the repository's root, with forward slashes. `dir/` is everything below
 * a folder, and a leading double star with a slash also matches no folder at all.
 */
export function matchFile(pattern: string, file: string): boolean {
  const rooted = pattern.startsWith('./') ? pattern.slice(2) : pattern
  const whole = rooted.endsWith('/') ? `${rooted}*` : rooted
  return matchPattern(whole, file) || (whole.startsWith('**/') && matchPattern(whole.slice(3), file))
}

/**
 * Whether a package is meant by a pattern of `ignore.packages` or of an
 * override. `...` is any text as in the go command, and `x/...` matches `x`
 * too (`go help packages`); `*` is any text as well. A pattern that begins
 * with `.` is relative to `here`, the import path of the working directory.
 */
export function matchPackage(pattern: string, importPath: string, here: string): boolean {
  const absolute = pattern === '.' ? here : pattern.startsWith('./') ? joinImportPath(here, pattern.slice(2)) : pattern
  if (absolute.endsWith('/...') && matchPattern(absolute.slice(0, -4).replaceAll('...', '*'), importPath)) return true
  return matchPattern(absolute.replaceAll('...', '*'), importPath)
}

function joinImportPath(here: string, rest: string): string {
  const trimmed = rest.endsWith('/') ? rest.slice(0, -1) : rest
  return trimmed === '' ? here : `${here}/${trimmed}`
}
