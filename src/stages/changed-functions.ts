import type { Change } from '../change/change.ts'
import { judgeAllocates } from '../escape/allocates.ts'
import type { Fact } from '../escape/fact.ts'
import type { LocatedFact } from '../escape/match.ts'
import type { Side } from '../ports.ts'
import type { Place } from '../syntax/correspond.ts'
import type { Declaration, Outline } from '../syntax/outline.ts'
import type { CompiledSides } from './compile.ts'
import { relativeFolder } from './toolchain.ts'
import { isProductCode } from './touched.ts'

export interface ChangedFunction {
  readonly package: string
  readonly function: string
  readonly base: LineRange
  readonly head: LineRange
}

interface LineRange {
  readonly file: string
  readonly startLine: number
  readonly endLine: number
}

/** Facts that may allocate, within a range of lines. */
export function countFacts(facts: readonly Fact[], { file, startLine, endLine }: LineRange): number {
  return facts.filter(
    (fact) => fact.file === file && fact.line >= startLine && fact.line <= endLine && judgeAllocates(fact) !== 'never',
  ).length
}

/** Functions of the product that exist on both sides under the same name and say something else. */
export function listChangedFunctions(
  sides: CompiledSides,
  change: Change,
  outlines: Readonly<Record<Side, ReadonlyMap<string, Outline>>>,
): ChangedFunction[] {
  return change.files.flatMap(({ basePath, headPath }) => {
    if (basePath === null || headPath === null || !isProductCode(headPath)) return []
    const folder = headPath.slice(0, Math.max(0, headPath.lastIndexOf('/')))
    const home = [...sides.head.packages.values()].find(
      (listed) =>
        listed.forTest === '' && relativeFolder(sides.head.root, listed.dir) === folder && !listed.id.endsWith('.test'),
    )
    const before = new Map(
      outlines.base.get(basePath)?.declarations.map((declaration) => [declaration.name, declaration]),
    )
    return (outlines.head.get(headPath)?.declarations ?? []).flatMap((declaration) => {
      const old = before.get(declaration.name)
      if (!home || !old || declaration.kind !== 'function' || old.fingerprint === declaration.fingerprint) return []
      const range = (file: string, { startLine, endLine }: Declaration): LineRange => ({ file, startLine, endLine })
      return [
        {
          package: home.importPath,
          function: declaration.name,
          base: range(basePath, old),
          head: range(headPath, declaration),
        },
      ]
    })
  })
}

/** The functions to disassemble, by package: those of the facts, and those that changed. */
export function wantedFunctions(
  located: readonly LocatedFact[],
  place: (fact: Fact) => Place,
  changed: readonly ChangedFunction[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>()
  const add = (importPath: string, name: string): void => {
    wanted.set(importPath, (wanted.get(importPath) ?? new Set()).add(name))
  }
  for (const { fact } of located) add(fact.package, place(fact).function)
  for (const { package: importPath, function: name } of changed) add(importPath, name)
  return wanted
}
