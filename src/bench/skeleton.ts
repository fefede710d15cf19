/** A function that a benchmark could call from within its package. */
export interface CallableFunction {
  /** As Go prints it: `Parse`, `(*T).Get`. */
  readonly shown: string
  /** Without the receiver. */
  readonly name: string
  /** As written: `T`, `*T`; null for none. */
  readonly receiver: string | null
  readonly generic: boolean
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly variadic: boolean }[]
  readonly results: readonly string[]
  /** Names of packages in its types. */
  readonly qualifiers: readonly string[]
  /** What its file imports, by the name it has there. */
  readonly imports: ReadonlyMap<string, { readonly path: string; readonly alias: string | null }>
  readonly dotImport: boolean
}

export interface Skeletons {
  /** A test file as gofmt would have it; '' where no function can be called. */
  readonly text: string
  readonly functions: readonly string[]
  readonly skipped: readonly { readonly function: string; readonly reason: string }[]
}

/**
 * A test file with one benchmark for each function, to be filled in. It compiles as it is: what only its
 * users know how to make has its zero value and a TODO. `taken` are the names that the package declares.
 * `loop`: b.Loop exists (Go 1.24).
 */
export function renderSkeletons(
  packageName: string,
  functions: readonly CallableFunction[],
  settings: { readonly taken: ReadonlySet<string>; readonly loop: boolean },
): Skeletons {
  const imports = new Map([['testing', { path: 'testing', alias: null as string | null }]])
  const names = new Set(settings.taken)
  const skipped: { function: string; reason: string }[] = []
  const written: { readonly shown: string; readonly text: string }[] = []
  for (const one of functions) {
    const reason = judgeObstacle(one, imports)
    if (reason !== null) {
      skipped.push({ function: one.shown, reason })
      continue
    }
    for (const qualifier of one.qualifiers) {
      const found = one.imports.get(qualifier)
      if (found) imports.set(qualifier, found)
    }
    written.push({ shown: one.shown, text: renderBenchmark(one, names, settings.loop) })
  }
  const parts = [`package ${packageName}\n`, renderImports([...imports.values()]), ...written.map(({ text }) => text)]
  return {
    text: written.length === 0 ? '' : parts.join('\n'),
    functions: written.map(({ shown }) => shown),
    skipped,
  }
}

/** Why a function cannot be called from a skeleton, or null. */
function judgeObstacle(one: CallableFunction, imports: ReadonlyMap<string, { readonly path: string }>): string | null {
  if (one.generic) return 'it is generic: only its users know the type arguments'
  if (one.dotImport) return 'its file imports a package without a name'
  if (one.qualifiers.includes('C')) return 'C types cannot be used in test files'
  if ([...one.parameters.map(({ type }) => type), ...one.results].some((type) => /[\r\n]|\/[/*]/.test(type))) {
    return 'one of its types is written over several lines'
  }
  for (const qualifier of one.qualifiers) {
    const found = one.imports.get(qualifier)
    const other = imports.get(qualifier)
    if (!found || qualifier === 'b') return `it is not known what ${qualifier} means in its types`
    if (other && other.path !== found.path) return `${qualifier} is another package there than elsewhere`
  }
  return null
}

function renderImports(imports: readonly { readonly path: string; readonly alias: string | null }[]): string {
  const sorted = imports.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const specs = sorted.map(({ path, alias }) => `${alias === null ? '' : `${alias} `}"${path}"`)
  return specs.length === 1
    ? `import ${specs[0] ?? ''}\n`
    : `import (\n${specs.map((spec) => `\t${spec}\n`).join('')})\n`
}

function renderBenchmark(one: CallableFunction, names: Set<string>, loop: boolean): string {
  const name = capital(
    `${one.receiver === null ? '' : capital(one.receiver.replace(/^\*\s*/, ''))}${capital(one.name)}`,
  )
  const benchmark = takeName(`Benchmark${name}`, names)
  const sinks = one.results.map((_, index) => takeName(`sink${name}${one.results.length > 1 ? index + 1 : ''}`, names))
  const locals = new Set([
    'b',
    'i',
    'testing',
    'nil',
    'true',
    'new',
    'receiver',
    '_',
    one.name,
    ...names,
    ...one.qualifiers,
  ])
  for (const type of [...one.parameters.map(({ type: written }) => written), ...one.results, one.receiver ?? '']) {
    for (const [word] of type.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) locals.add(word)
  }
  for (const basic of BASIC.keys()) locals.add(basic)
  const prepared = one.parameters.map(({ name: written, type, variadic }, index) => {
    const local = takeName(written === '' || locals.has(written) ? `arg${index + 1}` : written, locals)
    return { lines: declare(local, variadic ? `[]${type}` : type), passed: variadic ? `${local}...` : local }
  })
  const receiver = one.receiver === null ? [] : declareReceiver(one.receiver)
  const callee = `${one.receiver === null ? '' : 'receiver.'}${one.name}`
  const call = `${callee}(${prepared.map(({ passed }) => passed).join(', ')})`
  return [
    ...sinks.map((sink, index) => `var ${sink} ${one.results[index] ?? ''}`),
    ...(sinks.length === 0 ? [] : ['']),
    `func ${benchmark}(b *testing.B) {`,
    ...[...receiver, ...prepared.flatMap(({ lines }) => lines)].map((line) => `\t${line}`),
    '\tb.ReportAllocs()',
    loop ? '\tfor b.Loop() {' : '\tfor i := 0; i < b.N; i++ {',
    `\t\t${sinks.length === 0 ? call : `${sinks.join(', ')} = ${call}`}`,
    '\t}',
    '}',
    '',
  ].join('\n')
}

function declareReceiver(type: string): string[] {
  const pointer = /^\*\s*(.*)$/.exec(type)
  const made = pointer ? `receiver := new(${pointer[1] ?? ''})` : `var receiver ${type}`
  return ['// TODO: make the receiver as its users do.', made]
}

/** Values that say enough for a start, by type as written. */
const BASIC = new Map([
  ['string', '"example"'],
  ['[]byte', '[]byte("example")'],
  ['bool', 'true'],
  ['int', '1'],
  ['float64', '1.5'],
  ...['int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'byte', 'rune', 'float32'].map(
    (type) => [type, `${type}(1)`] as const,
  ),
  ['context.Context', 'context.Background()'],
])

function declare(name: string, type: string): string[] {
  const value = BASIC.get(type)
  return value === undefined
    ? [`// TODO: give ${name} a realistic value.`, `var ${name} ${type}`]
    : [`${name} := ${value}`]
}

function takeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let next = 2; taken.has(name); next++) name = `${wanted}${next}`
  taken.add(name)
  return name
}

function capital(text: string): string {
  const [first = '', ...rest] = text
  return `${first.toUpperCase()}${rest.join('')}`
}
