/**
 * Where a benchmark hangs, from the stacks that a Go program prints on SIGQUIT
 * (runtime/traceback.go: a header line, then per call a line `function(arguments)` and a line `\tfile:line +0xPC …`).
 */

export interface HangPlace {
  /** The function that the testing package runs, such as `BenchmarkParse` or `BenchmarkParse.func1`; null where none is seen. */
  readonly benchmark: string | null
  /** The innermost call inside the code under review. */
  readonly file: string
  readonly line: number
  readonly function: string
  /** What that call has called and waits for, such as `time.Sleep`; null where it is itself running. */
  readonly through: string | null
  /** The goroutine's stack as printed, without addresses. */
  readonly stack: string
}

interface Call {
  /** As the linker names it. */
  readonly function: string
  readonly file: string
  readonly line: number
}

interface Goroutine {
  readonly header: string
  readonly calls: readonly Call[]
  /** `testing.(*B).run1` of `created by testing.(*B).run1 in goroutine 1`; '' for none. */
  readonly createdBy: string
}

const MOST_CHARACTERS = 2 * 1024 * 1024

/** Keeps the dump of a program's stderr, its first two million characters, and nothing before it. */
export function createDumpCollector(): { push(line: string): void; text(): string } {
  const kept: string[] = []
  let room = 0
  return {
    push(line) {
      if (line.startsWith('SIGQUIT: quit')) room = MOST_CHARACTERS
      if (room <= 0) return
      kept.push(line)
      room -= line.length + 1
    },
    text: () => kept.join('\n'),
  }
}

/**
 * The place at which the running benchmark hangs, null where the dump shows none.
 * `placeFile` tells the path in the repository of a file as printed, null for foreign code.
 */
export function findHang(dump: string, placeFile: (printed: string) => string | null): HangPlace | null {
  const goroutines = parseGoroutines(dump)
  // A benchmark that runs others waits in run1 for them; the one at work does not.
  const atWork = goroutines.filter(
    ({ calls }) =>
      calls.some((call) => RUNS_BENCHMARK.test(call.function)) && !calls.some((call) => WAITS.test(call.function)),
  )
  const helpers = goroutines.filter(({ createdBy }) => createdBy.startsWith('testing.(*B).RunParallel'))
  // What hangs outside of any benchmark (TestMain, init) hangs in the main goroutine.
  const main = goroutines.filter(
    ({ header, calls }) => /^goroutine 1\b/.test(header) && !calls.some((call) => WAITS.test(call.function)),
  )
  const benchmark = atWork.map(findBenchmark).find((name) => name !== null) ?? null
  for (const goroutine of [...helpers, ...atWork, ...main]) {
    const index = goroutine.calls.findIndex((call) => placeFile(call.file) !== null)
    const call = goroutine.calls[index]
    const file = call && placeFile(call.file)
    if (!call || file === undefined || file === null) continue
    const inner = goroutine.calls[index - 1]
    return {
      benchmark,
      file,
      line: call.line,
      function: shortName(call.function),
      through: inner ? lastElement(inner.function) : null,
      stack: renderStack(goroutine),
    }
  }
  return null
}

const RUNS_BENCHMARK = /^testing\.\(\*B\)\.runN$/
const WAITS = /^testing\.\(\*B\)\.(?:run1|doBench)$/

function findBenchmark({ calls }: Goroutine): string | null {
  const index = calls.findIndex((call) => RUNS_BENCHMARK.test(call.function))
  const run = calls[index - 1]
  return run ? shortName(run.function) : null
}

function parseGoroutines(dump: string): readonly Goroutine[] {
  return dump
    .split(/\r?\n(?=goroutine \d+ )/)
    .filter((block) => block.startsWith('goroutine '))
    .map((block) => {
      // What follows an empty line is another goroutine, or the registers.
      const [header = '', ...lines] = (block.split(/\r?\n\s*\r?\n/)[0] ?? '').split(/\r?\n/)
      const calls: Call[] = []
      let createdBy = ''
      for (const [index, line] of lines.entries()) {
        const at = /^\t(.+):(\d{1,9})(?: \+0x[0-9a-f]+.*)?$/.exec(lines[index + 1] ?? '')
        const [, created] = /^created by (.+?)(?: in goroutine \d+)?$/.exec(line) ?? []
        if (created !== undefined) createdBy = created
        else if (!line.startsWith('\t') && at) {
          calls.push({ function: withoutArguments(line), file: at[1] ?? '', line: Number(at[2]) })
        }
      }
      // How the runtime stopped or parked it is not where it hangs.
      const first = calls.findIndex((call) => !/^(?:runtime|internal\/runtime\/[^.]+)\./.test(call.function))
      return {
        header: header.replace(/ gp=\S+ m=\S+(?: mp=\S+)?/, ''),
        calls: first === -1 ? [] : calls.slice(first),
        createdBy,
      }
    })
}

/** `p.(*T).Get` of `p.(*T).Get(0xc000012345, {0x1, 0x2})`: the arguments are the last brackets. */
function withoutArguments(text: string): string {
  return text.endsWith(')') ? text.slice(0, text.lastIndexOf('(')) : text
}

const MOST_CALLS = 30

function renderStack({ header, calls }: Goroutine): string {
  const shown = calls
    .filter((call) => call.function !== 'runtime.goexit')
    .slice(0, MOST_CALLS)
    .map((call) => `${call.function}(…)\n\t${call.file}:${call.line}`)
  return [header, ...shown, ...(calls.length > MOST_CALLS ? ['…'] : [])].join('\n')
}

function lastElement(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

/** `(*T).Get` of `example.com/p.(*T).Get`. */
function shortName(name: string): string {
  const last = lastElement(name)
  return last.slice(last.indexOf('.') + 1)
}
