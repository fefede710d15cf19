/** The escape diff of the sample module, from captured compiler output, as the pipeline makes it. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLineMap } from '../../src/change/line-map.ts'
import { parsePatch } from '../../src/change/parse-patch.ts'
import { placePrintedFile } from '../../src/compile/place.ts'
import { type CollectedFacts, createFactCollector } from '../../src/escape/collect-facts.ts'
import { diffLocated } from '../../src/escape/diff.ts'
import type { Fact } from '../../src/escape/fact.ts'
import { matchByPlace } from '../../src/escape/match.ts'
import { createDiagnosticsReader } from '../../src/escape/parse-diagnostics.ts'
import { createAssets } from '../../src/io/assets.ts'
import type { Site } from '../../src/review/schema.ts'
import { renderSite } from '../../src/review/site.ts'
import { matchDeclarations } from '../../src/syntax/correspond.ts'
import { createGoParser } from '../../src/syntax/go-parser.ts'
import type { Outline } from '../../src/syntax/outline.ts'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const MODULES = [{ path: 'example.com/escapes', dir: '' }]

export const VERSIONS = readdirSync(join(fixtures, 'compiler')).map((name) => name.replace('go', ''))

/** Facts of one side as Go of this version printed them, test files' left out. */
export function collectSample(version: string, side: 'base' | 'head', keepTests = false): CollectedFacts {
  const collector = createFactCollector((printed, header) => {
    const placed = placePrintedFile(printed, MODULES, header)
    return placed?.file.endsWith('_test.go') && !keepTests ? null : placed
  })
  const reader = createDiagnosticsReader(collector.receiver)
  const bytes = readFileSync(join(fixtures, `compiler/go${version}/${side}.trimpath.txt`))
  // Cut at odd places, as a pipe does.
  for (let at = 0; at < bytes.length; at += 4093) reader.push(bytes.subarray(at, at + 4093))
  reader.finish()
  return collector.collected()
}

export async function diffSample(version: string): Promise<{ added: Site[]; removed: Site[] }> {
  const parser = await createGoParser(await createAssets().readGrammar())
  const outlines = (side: string): Map<string, Outline> => {
    const root = join(fixtures, 'escapes', side)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go'))
    return new Map(
      files.map((name) => [name.replaceAll('\\', '/'), parser.parseOutline(readFileSync(join(root, name), 'utf8'))]),
    )
  }
  const lines = createLineMap(parsePatch(diffFolders()))
  const unmatched = matchByPlace(
    collectSample(version, 'base').facts,
    collectSample(version, 'head').facts,
    lines.mapToHead,
  )
  const places = matchDeclarations(outlines('base'), outlines('head'), lines.mapFileToHead)
  const diff = diffLocated(
    unmatched,
    (fact) => places.placeBase(fact.file, fact.line, fact.column),
    (fact) => places.placeHead(fact.file, fact.line, fact.column),
  )
  const render = (fact: Fact, coldPath: boolean, side: 'base' | 'head'): Site[] => {
    const at =
      side === 'base'
        ? places.placeBase(fact.file, fact.line, fact.column)
        : places.placeHead(fact.file, fact.line, fact.column)
    const onChangedLine = side === 'head' && lines.isChangedLine(fact.file, fact.line)
    if (at.generated) return []
    return [
      renderSite(fact, {
        function: at.function,
        coldPath,
        onChangedLine,
        hot: at.directives.includes('hot'),
        noalloc: at.directives.includes('noalloc'),
        witnessed: null,
        isDeclared: () => true,
        rootCause: null,
      }),
    ]
  }
  return {
    added: diff.added.flatMap(({ fact, coldPath }) => render(fact, coldPath, 'head')),
    removed: diff.removed.flatMap(({ fact, coldPath }) => render(fact, coldPath, 'base')),
  }
}

/** `git diff --no-index` ends with 1 where there are differences. */
function diffFolders(): string {
  const args = [
    '-c',
    'core.quotePath=false',
    'diff',
    '--no-index',
    '-M',
    '-U0',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    'base',
    'head',
  ]
  try {
    return execFileSync('git', args, { cwd: join(fixtures, 'escapes'), encoding: 'utf8', maxBuffer: 1 << 26 })
  } catch (error) {
    const { stdout } = error as { stdout?: unknown }
    return String(stdout)
      .replaceAll(/([ab])\/(?:base|head)\//g, '$1/')
      .replaceAll(/^(rename (?:from|to)) (?:base|head)\//gm, '$1 ')
  }
}
