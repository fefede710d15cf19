import { planTestBinaryCommand } from '../compile/command.ts'
import { placeBinaryFile } from '../compile/place.ts'
import type { Ports } from '../ports.ts'
import type { CompiledSide, CompiledSides } from './compile.ts'
import { runGo } from './go-command.ts'
import type { TestBinary } from './run-binary.ts'

export type LinkResult =
  | { readonly ok: true; readonly binary: TestBinary }
  | { readonly ok: false; readonly message: string; readonly stderr: string }

/** Links the test binary of one package on one side; the packages are compiled already. */
export async function linkTestBinary(
  sides: CompiledSides,
  side: CompiledSide,
  importPath: string,
  folder: string,
  ports: Ports,
  trimpath = true,
): Promise<LinkResult> {
  const listed = side.packages.get(importPath)
  if (!listed) return { ok: false, message: `${importPath} does not exist on the ${side.side}`, stderr: '' }
  const name = importPath.replaceAll(/[^A-Za-z0-9._-]/g, '_')
  const path = `${folder}/${side.side}-${name}${trimpath ? '' : '-untrimmed'}.test${sides.toolchain.GOOS === 'windows' ? '.exe' : ''}`
  const { outcome } = await runGo(ports.programs, {
    args: planTestBinaryCommand(sides.settings, importPath, path, trimpath),
    cwd: side.folder,
    variables: sides.variables,
  })
  const placeFile = (printed: string): string | null => placeBinaryFile(printed, side.modules, side.root)
  if (outcome.exitCode === 0) return { ok: true, binary: { path, folder: listed.dir, placeFile, renames: new Map() } }
  return {
    ok: false,
    message: `the tests of ${importPath} do not build on the ${side.side}`,
    stderr: outcome.stderrTail.trim(),
  }
}
