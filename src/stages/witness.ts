import { judgeAllocates } from '../escape/allocates.ts'
import { placeKey } from '../escape/collect-facts.ts'
import { type CompiledCode, createDisassemblyReader, planSymbolPattern } from '../escape/disassembly.ts'
import type { Fact } from '../escape/fact.ts'
import { isBoxed, judgeByCompiledCode, needsObject, type Testimony } from '../escape/witness.ts'
import type { Ports } from '../ports.ts'
import type { Place } from '../syntax/correspond.ts'
import type { CompiledSide, CompiledSides } from './compile.ts'
import { runGo } from './go-command.ts'

/** Asks the compiled code of one side about facts; answers null where it cannot tell. */
export type Witness = (fact: Fact, place: Place) => Testimony | null

/** Disassembled functions by import path. */
export type CompiledCodes = ReadonlyMap<string, readonly CompiledCode[]>

/**
 * Disassembles functions (by import path) of one side from the package's archive;
 * those that are not there (generic functions that only tests instantiate) from the test variant's.
 */
export async function readCompiledCode(
  sides: CompiledSides,
  side: CompiledSide,
  functions: ReadonlyMap<string, ReadonlySet<string>>,
  ports: Ports,
): Promise<CompiledCodes> {
  const codes = new Map<string, readonly CompiledCode[]>()
  for (const [importPath, wanted] of functions) {
    ports.log.progress(`reading the compiled code of ${importPath} on the ${side.side}`)
    const code: CompiledCode[] = []
    for (const id of [importPath, `${importPath} [${importPath}.test]`]) {
      const archive = side.packages.get(id)?.archive ?? ''
      const missing = [...wanted].filter((name) => !code.some((one) => one.functions.has(name)))
      if (archive !== '' && missing.length > 0) {
        code.push(await disassemble(sides, side, archive, importPath, missing, ports))
      }
    }
    codes.set(importPath, code)
  }
  return codes
}

export function createWitness(side: CompiledSide, codes: CompiledCodes): Witness {
  const lines = new Map<string, Fact[]>()
  for (const fact of side.facts.facts) lines.set(lineKey(fact), [...(lines.get(lineKey(fact)) ?? []), fact])
  return (fact, place) => {
    const neighbours = lines.get(lineKey(fact)) ?? []
    const boxed = neighbours
      .filter((other) => isBoxed(other) && judgeAllocates(other) !== 'never')
      .sort((a, b) => a.column - b.column)
    const question = {
      fact,
      function: place.function,
      startLine: place.startLine,
      endLine: place.endLine,
      inlined: side.facts.inlinedCalls.has(placeKey(fact.file, fact.line, fact.column)),
      othersNeedObject: neighbours.some((other) => other !== fact && needsObject(other)),
      boxesAnother: neighbours.some((other) => other.expression === fact.expression && other.column > fact.column),
      boxedIndex: boxed.indexOf(fact),
      boxedCount: boxed.length,
    }
    for (const code of codes.get(fact.package) ?? []) {
      const answer = judgeByCompiledCode(question, code)
      if (answer !== null) return answer
    }
    return null
  }
}

async function disassemble(
  sides: CompiledSides,
  side: CompiledSide,
  archive: string,
  importPath: string,
  functions: readonly string[],
  ports: Ports,
): Promise<CompiledCode> {
  const decoder = createDisassemblyReader(importPath)
  const { outcome } = await runGo(
    ports.programs,
    {
      args: ['tool', 'objdump', '-s', planSymbolPattern(functions), archive],
      cwd: side.folder,
      variables: sides.variables,
    },
    decoder.push,
  )
  const code = decoder.finish()
  // Half of a listing would call the other half's sites free.
  return outcome.exitCode === 0 ? code : { calls: [], functions: new Set() }
}

function lineKey(fact: Fact): string {
  return `${fact.file}:${fact.line}`
}
