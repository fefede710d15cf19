import { type CallableFunction, renderSkeletons } from '../bench/skeleton.ts'
import { type Package, parseGoVersion } from '../compile/packages.ts'
import type { Ports } from '../ports.ts'
import type { FunctionHeat, Suggestion } from '../review/schema.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import type { FileSignatures } from '../syntax/signatures.ts'
import type { CompiledSides } from './compile.ts'
import { relativeFolder } from './toolchain.ts'

/** More than that nobody fills in. */
const MOST_PER_PACKAGE = 20

/** Benchmarks to fill in, one file a package, for the changed functions that no benchmark executes. */
export async function readSuggestions(
  sides: CompiledSides,
  functions: readonly FunctionHeat[],
  parser: GoParser,
  ports: Ports,
): Promise<readonly Suggestion[]> {
  const missed = functions.filter((one) => one.changed && one.executed === false)
  const suggestions: Suggestion[] = []
  for (const importPath of new Set(missed.map((one) => one.package))) {
    const listed = sides.head.packages.get(importPath)
    const folder = listed && relativeFolder(sides.head.root, listed.dir)
    if (!listed || folder === undefined || folder === null) continue
    const wanted = missed.filter((one) => one.package === importPath)
    const signatures = new Map<string, FileSignatures>()
    for (const file of new Set(wanted.map((one) => one.file))) {
      signatures.set(file, parser.parseSignatures((await ports.files.readText(`${sides.head.root}/${file}`)) ?? ''))
    }
    const callable = wanted.slice(0, MOST_PER_PACKAGE).flatMap((one) => {
      const known = signatures.get(one.file)
      return known ? describeCallable(one, known, sides) : []
    })
    const version = parseGoVersion(`go${listed.goVersion}`)
    const loop = version !== null && (version.major > 1 || version.minor >= 24)
    const made = renderSkeletons(listed.name, callable, { taken: await readNames(listed, parser, ports), loop })
    const others = wanted.slice(MOST_PER_PACKAGE)
    suggestions.push({
      package: importPath,
      file: `${folder === '' ? '' : `${folder}/`}${freeName(listed)}`,
      functions: [...made.functions],
      text: made.text,
      skipped: [
        ...made.skipped,
        ...others.map((one) => ({
          function: one.function,
          reason: `only ${MOST_PER_PACKAGE} functions of a package are suggested`,
        })),
      ],
    })
  }
  return suggestions
}

function describeCallable(one: FunctionHeat, known: FileSignatures, sides: CompiledSides): CallableFunction[] {
  const signature = known.functions.find(({ startLine }) => startLine === one.line)
  if (!signature) return []
  const imports = new Map(
    known.imports.map((spec) => [
      spec.alias ?? sides.head.packages.get(spec.path)?.name ?? spec.path.slice(spec.path.lastIndexOf('/') + 1),
      spec,
    ]),
  )
  const { startLine: _, ...called } = signature
  return [{ ...called, shown: one.function, imports, dotImport: imports.has('.') }]
}

/** Every name that the package and its tests declare. */
async function readNames(listed: Package, parser: GoParser, ports: Ports): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for (const file of [...listed.goFiles, ...listed.testFiles]) {
    const { declarations } = parser.parseOutline((await ports.files.readText(`${listed.dir}/${file}`)) ?? '')
    for (const declaration of declarations) for (const name of declaration.names) names.add(name)
  }
  return names
}

function freeName(listed: Package): string {
  let name = 'suggested_bench_test.go'
  for (let next = 2; listed.testFiles.includes(name); next++) name = `suggested_bench${next}_test.go`
  return name
}
