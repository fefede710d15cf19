/** Inputs that change what is found; the rest (tokens, comments, the gate) a person at a terminal does not need. */
const TELLING = [
  'packages',
  'working-directory',
  'bench',
  'skip',
  'tags',
  'escape-scope',
  'count',
  'gogc',
  'gomemlimit',
  'correction',
]

/** The command line that repeats a review, quoted for a POSIX shell. `inputs` by their key, as written. */
export function renderCommandLine(
  base: string,
  head: string,
  inputs: Readonly<Record<string, string | undefined>>,
): string {
  const options = TELLING.flatMap((key) => {
    const value = inputs[key]?.trim() ?? ''
    return value === '' ? [] : [`--${key}`, quote(value)]
  })
  return ['go-perf-review review', '--base', quote(base), '--head', quote(head), ...options].join(' ')
}

function quote(value: string): string {
  return /^[\w./,:=@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}
