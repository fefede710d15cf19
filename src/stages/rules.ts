import type { Change } from '../change/change.ts'
import { createLineMap, type LineMap } from '../change/line-map.ts'
import type { Config } from '../config/config.ts'
import type { Ports, Side } from '../ports.ts'
import { compareHits, type HitComparison } from '../rules/compare-hits.ts'
import { findHits, findLineHits } from '../rules/find-hits.ts'
import type { Hit } from '../rules/rule.ts'
import { parseMinor } from '../rules/source.ts'
import { GO_RULES, LINE_RULES } from '../rules/table.ts'
import type { GoParser } from '../syntax/go-parser.ts'
import { findDeclaration } from '../syntax/outline.ts'
import type { CompiledSides } from './compile.ts'
import { openRuleFiles, type RuleSources, readRuleSources } from './rule-sources.ts'
import { isProductCode } from './touched.ts'

export interface RuleHits extends HitComparison {
  /** False where every changed Go file of the product says the same to the compiler as before: comments and layout. */
  readonly changesCode: boolean
}

/** What the rules see on the head and not on the base, over the files that the change touches. */
export async function readRuleHits(
  sides: CompiledSides,
  change: Change,
  config: Config,
  parser: GoParser,
  ports: Ports,
): Promise<RuleHits> {
  ports.log.stage('Looking at the changed code')
  const lines = createLineMap(change)
  const toolchain = parseMinor(sides.toolchain.GOVERSION) ?? 0
  const read = (side: Side): Promise<RuleSources> =>
    readRuleSources(
      sides[side],
      change.files.flatMap((file) => (side === 'base' ? file.basePath : file.headPath) ?? []),
      config,
      parser,
      ports,
    )
  const sources = { base: await read('base'), head: await read('head') }
  // A function of the same name on the other side matters too, changed there or not.
  const wanted = new Set([
    ...changedFunctions('base', sources.base, lines),
    ...changedFunctions('head', sources.head, lines),
  ])
  const find = (side: Side): Hit[] => {
    const { go, other } = sources[side]
    const nameAt = (path: string, line: number): string => {
      const outline = go.get(path)?.outline
      return (outline && findDeclaration(outline, line)?.name) ?? ''
    }
    const files = openRuleFiles(sources[side], (path, start) => wanted.has(nameAt(path, start)), toolchain, parser)
    return [
      ...files
        .filter(({ path }) => !(config.ignore.generated && go.get(path)?.outline.generated))
        .flatMap((file) => findHits(file, GO_RULES, go.get(file.path)?.text ?? '')),
      ...other.flatMap(({ path, text }) => findLineHits(path, text, LINE_RULES)),
    ]
  }
  const isChanged = (side: Side, { file, declaration }: Hit): boolean =>
    lines.firstChangedLine(side, file, declaration.startLine, declaration.endLine) !== null
  return {
    ...compareHits(find('base'), find('head'), isChanged),
    changesCode: judgeCode(change, sources),
  }
}

function changedFunctions(side: Side, { go }: RuleSources, lines: LineMap): string[] {
  return [...go].flatMap(([path, { outline }]) =>
    outline.declarations
      .filter(
        ({ kind, startLine, endLine }) =>
          kind === 'function' && lines.firstChangedLine(side, path, startLine, endLine) !== null,
      )
      .map(({ name }) => name),
  )
}

/** Whether a Go file of the product says something else to the compiler, or came, or went. */
function judgeCode(change: Change, sources: Readonly<Record<Side, RuleSources>>): boolean {
  return change.files.some(({ basePath, headPath }) => {
    if (![basePath, headPath].some((path) => path !== null && isProductCode(path))) return false
    const before = basePath === null ? undefined : sources.base.go.get(basePath)?.outline
    const after = headPath === null ? undefined : sources.head.go.get(headPath)?.outline
    // What was not read, since it is ignored for one, may say anything.
    if (!before || !after || before.broken || after.broken) return true
    return before.fingerprint !== after.fingerprint
  })
}
