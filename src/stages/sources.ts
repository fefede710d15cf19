import type { Fact } from '../escape/fact.ts'
import type { Ports } from '../ports.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import { type LineSpan, mapToRealLine, parseLineDirectives } from '../syntax/line-directives.ts'
import type { Outline } from '../syntax/outline.ts'
import type { CompiledSide } from './compile.ts'
import { relativeFolder } from './toolchain.ts'

/** Facts that a `//line` directive places elsewhere get their place in the Go file back. */
export async function readRealPlaces(side: CompiledSide, facts: readonly Fact[], ports: Ports): Promise<Fact[]> {
  const spans = new Map<string, readonly LineSpan[]>()
  for (const importPath of new Set(facts.filter((fact) => fact.renamed).map((fact) => fact.package))) {
    const listed = side.packages.get(importPath)
    const folder = listed && relativeFolder(side.root, listed.dir)
    if (folder === undefined || folder === null) continue
    for (const name of listed?.goFiles ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`
      spans.set(path, parseLineDirectives((await ports.files.readText(`${side.root}/${path}`)) ?? ''))
    }
  }
  return facts.map((fact) => {
    if (!fact.renamed) return fact
    const name = fact.file.slice(fact.file.lastIndexOf('/') + 1)
    for (const [file, fileSpans] of spans) {
      const line = mapToRealLine(fileSpans, name, fact.line)
      if (line !== null) return { ...fact, file, line }
    }
    return fact
  })
}

export async function readOutlines(
  side: CompiledSide,
  files: ReadonlySet<string>,
  parser: GoParser,
  ports: Ports,
): Promise<Map<string, Outline>> {
  const outlines = new Map<string, Outline>()
  for (const file of files) {
    const text = await ports.files.readText(`${side.root}/${file}`)
    if (text !== null) outlines.set(file, parser.parseOutline(text))
  }
  return outlines
}
